use jixiao_domain::{ActualRecord, ExecutionRecord, IndicatorId, PlanName};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Results;
use super::beside::Beside;
use super::entity::actual::{self, Column, Entity};
use super::entity::{execution, part};
use super::rows::{actual_record, execution_record};
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Results<'_, C> {
    /// Up to `limit` records of a plan, of one indicator or all, after that revision and indicator, in
    /// this order.
    pub async fn revisions(
        &self,
        plan: &PlanName,
        indicator: Option<&IndicatorId>,
        after: Option<(i64, &IndicatorId)>,
        limit: u64,
    ) -> Result<Vec<ActualRecord>, StoreError> {
        let shard = Shard::from(plan);
        let mut query = Entity::find().filter(of_shard!(actual, shard));
        if let Some(indicator) = indicator {
            query = query.filter(Column::Indicator.eq(indicator.as_str()));
        }
        if let Some((revision, indicator)) = after {
            let same =
                Condition::all().add(Column::Revision.eq(revision)).add(Column::Indicator.gt(indicator.as_str()));
            query = query.filter(Condition::any().add(Column::Revision.gt(revision)).add(same));
        }
        let query = query.order_by_asc(Column::Revision).order_by_asc(Column::Indicator).limit(limit);
        let rows = query.all(self.db).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
        let mut beside = Beside::of(self.db, &shard, first.revision..=last.revision).await?;
        rows.into_iter().map(|row| actual_record(row, &mut beside)).collect()
    }

    /// Up to `limit` executions of a plan after that revision, in order.
    pub async fn execution_revisions(
        &self,
        plan: &PlanName,
        after: i64,
        limit: u64,
    ) -> Result<Vec<ExecutionRecord>, StoreError> {
        let shard = Shard::from(plan);
        let rows = execution::Entity::find()
            .filter(of_shard!(execution, shard))
            .filter(execution::Column::Revision.gt(after))
            .order_by_asc(execution::Column::Revision)
            .limit(limit)
            .all(self.db)
            .await?;
        let last = rows.last().map_or(after, |row| row.revision);
        let parts = part::Entity::find()
            .filter(of_shard!(part, shard))
            .filter(part::Column::Revision.gt(after))
            .filter(part::Column::Revision.lte(last))
            .all(self.db)
            .await?;
        rows.into_iter().map(|row| execution_record(row, &parts)).collect()
    }
}
