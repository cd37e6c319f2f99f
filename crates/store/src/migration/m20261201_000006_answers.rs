//! The newest change of each shard, and the scores that are kept.

use sea_orm_migration::prelude::*;

use super::table::{Table, Type};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new(manager, "newest_changes").shard().columns(Type::Long, &["sequence"]).create(manager).await?;
        Table::new(manager, "kept_scores")
            .shard()
            .key(Type::Int, "month")
            .key_text("profile")
            .columns(Type::Text, &["engine"])
            .columns(Type::Long, &["sequence"])
            .columns(Type::Bytes, &["answer"])
            .create(manager)
            .await?;
        manager.get_connection().execute_unprepared(NEWEST_OF_THE_AUDIT).await?;
        Ok(())
    }
}

const NEWEST_OF_THE_AUDIT: &str = "INSERT INTO newest_changes (region, department, fiscal_year, sequence) \
     SELECT region, department, fiscal_year, MAX(sequence) FROM audit_entries \
     GROUP BY region, department, fiscal_year";
