use jixiao_domain::{Actuals, PlanName};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::head;
use super::{Known, Results, from_document};
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Results<'_, C> {
    /// Whether the head of a plan, its number and its packed document, is that of its rows.
    pub async fn verify_actuals(&self, plan: &PlanName) -> Result<bool, StoreError> {
        let derived = self.actuals_known(plan, Known::default()).await?;
        let shard = Shard::from(plan);
        let head = head::Entity::find().filter(of_shard!(head, shard)).all(self.db).await?.into_iter().next();
        let (revision, current) = match head {
            Some(head) => (head.revision, from_document(&head.document)?),
            None => (0, Actuals::default()),
        };
        Ok(revision == derived.revision && current == derived)
    }
}
