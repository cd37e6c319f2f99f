use jixiao_domain::{Actuals, Instant, PlanName};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Results;
use super::beside::Beside;
use super::entity::{actual, execution, part};
use super::rows::{actual_record, execution_record};
use crate::StoreError;
use crate::shard::{Shard, of_shard};

/// Up to when records count; where both are given, those count that both allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The last revision, from 1; `None` for all.
    pub revision: Option<i64>,
    /// The last instant; `None` for all.
    pub time: Option<Instant>,
}

impl<C: ConnectionTrait> Results<'_, C> {
    /// The records of a plan as they were current when nothing later was known, from the rows: the packed document
    /// holds what is current now alone.
    pub async fn actuals_known(&self, plan: &PlanName, known: Known) -> Result<Actuals, StoreError> {
        let shard = Shard::from(plan);
        let revision = known.revision.unwrap_or(i64::MAX);
        let time = known.time.map_or(i64::MAX, Instant::micros);
        let actuals = actual::Entity::find()
            .filter(of_shard!(actual, shard))
            .filter(actual::Column::Revision.lte(revision))
            .filter(actual::Column::ReportedAtUs.lte(time))
            .all(self.db)
            .await?;
        let executions = execution::Entity::find()
            .filter(of_shard!(execution, shard))
            .filter(execution::Column::Revision.lte(revision))
            .filter(execution::Column::ReportedAtUs.lte(time))
            .all(self.db)
            .await?;
        let parts = part::Entity::find()
            .filter(of_shard!(part, shard))
            .filter(part::Column::Revision.lte(revision))
            .all(self.db)
            .await?;
        let mut beside = Beside::of(self.db, &shard, 0..=revision).await?;

        let mut derived = Actuals::default();
        for row in actuals {
            derived.take(row.revision, [actual_record(row, &mut beside)?], None);
        }
        for row in executions {
            derived.take(row.revision, [], Some(execution_record(row, &parts)?));
        }
        if known.time.is_none() && !beside.is_empty() {
            return Err(StoreError::Corrupt("evidence"));
        }
        Ok(derived)
    }
}
