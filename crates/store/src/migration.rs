//! The schema, one file a change; the name of a migration is that of its file. A released one is never edited.
#![expect(elided_lifetimes_in_paths, reason = "async_trait wants the signature spelled as in the trait")]

mod m20261123_000001_planning;
mod m20261123_000002_results;
mod m20261123_000003_scoring;
mod m20261123_000004_requests;
mod m20261124_000005_audit;
mod m20261201_000006_answers;
mod table;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// A migration is one transaction on every engine; by itself it would not be on SQLite, where one that
/// was cut off could then never be finished.
const WHOLE: Option<bool> = Some(true);

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_planning::Migration),
            Box::new(m20261123_000002_results::Migration),
            Box::new(m20261123_000003_scoring::Migration),
            Box::new(m20261123_000004_requests::Migration),
            Box::new(m20261124_000005_audit::Migration),
            Box::new(m20261201_000006_answers::Migration),
        ]
    }
}
