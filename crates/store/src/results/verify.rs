use jixiao_domain::{Actuals, PlanName};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::{actual, execution, head, part};
use super::rows::{actual_record, execution_record};
use super::{Results, from_document};
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Results<'_, C> {
    /// Whether the head of a plan, its number and its packed document, is that of its rows.
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
        let head = head::Entity::find().filter(of_shard!(head, shard)).all(self.db).await?.into_iter().next();
        let (revision, current) = match head {
            Some(head) => (head.revision, from_document(&head.document)?),
            None => (0, Actuals::default()),
        };
        Ok(revision == derived.revision && current == derived)
    }
}
