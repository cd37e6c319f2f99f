use jixiao_domain::{Actuals, PlanName};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Results;
use super::entity::{actual, execution, part};
use super::rows::{actual_record, execution_record};
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Results<'_, C> {
    /// Whether the packed document of a plan is that of its rows.
    pub async fn verify_actuals(&self, plan: &PlanName) -> Result<bool, StoreError> {
        let shard = Shard::from(plan);
        let actuals = actual::Entity::find().filter(of_shard!(actual, shard)).all(self.db).await?;
        let executions = execution::Entity::find().filter(of_shard!(execution, shard)).all(self.db).await?;
        let parts = part::Entity::find().filter(of_shard!(part, shard)).all(self.db).await?;
        let mut derived = Actuals::default();
        for row in actuals {
            derived.take(row.revision, [actual_record(row)?], None);
        }
        for row in executions {
            derived.take(row.revision, [], Some(execution_record(row, &parts)?));
        }
        Ok(derived == self.actuals(plan).await?)
    }
}
