//! The tables of results: actuals and executions as append-only revisions, and the periods they are taken in.

mod beside;
mod entity;
mod known;
mod period;
mod report;
mod revisions;
mod rows;
mod verify;

use jixiao_domain::{Actuals, PlanName};
use jixiao_proto::results::v1::ActualsDocument;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::rows::unpack;
use crate::shard::{Shard, of_shard};
use crate::{Store, StoreError, Write};
use entity::head;

pub use known::Known;
pub use period::StoredPeriod;
pub use report::{By, NotRecorded, Recorded, Report};

/// The tables of results, read outside or inside a writing transaction.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a, C> {
    db: &'a C,
}

impl<'a> Results<'a, DatabaseConnection> {
    /// For reading.
    pub fn of(store: &'a Store) -> Self {
        Self { db: &store.db }
    }
}

impl<'a> Results<'a, DatabaseTransaction> {
    /// For reading and writing.
    pub fn within(write: &'a Write) -> Self {
        Self { db: &write.tx }
    }
}

impl<C: ConnectionTrait> Results<'_, C> {
    /// All current records of a plan, from its packed document; nothing and revision 0 where none was reported.
    pub async fn actuals(&self, plan: &PlanName) -> Result<Actuals, StoreError> {
        let rows = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).all(self.db).await?;
        rows.into_iter().next().map_or(Ok(Actuals::default()), |row| from_document(&row.document))
    }
}

fn from_document(document: &[u8]) -> Result<Actuals, StoreError> {
    const WHAT: &str = "actuals document";
    Actuals::try_from(unpack::<ActualsDocument>(document, WHAT)?).map_err(|_| StoreError::Corrupt(WHAT))
}
