//! Tables that results owns.

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
        Table::new(manager, "actual_heads")
            .shard()
            .columns(Type::Long, &["revision"])
            .columns(Type::Bytes, &["document"])
            .create(manager)
            .await?;
        Table::new(manager, "actual_revisions")
            .shard()
            .key(Type::Long, "revision")
            .key_text("indicator")
            .columns(Type::Int, &["month", "value_kind"])
            .columns(Type::Text, &["reporter"])
            .columns(Type::Long, &["reported_at_us"])
            .optional(Type::Long, &["number_millionths"])
            .optional(Type::Text, &["date", "text", "deviation_reason", "measure", "source"])
            .create(manager)
            .await?;
        Table::new(manager, "execution_revisions")
            .shard()
            .key(Type::Long, "revision")
            .columns(Type::Int, &["month"])
            .columns(Type::Long, &["initial_fen", "executed_fen"])
            .columns(Type::Text, &["reporter"])
            .columns(Type::Long, &["reported_at_us"])
            .optional(Type::Long, &["adjusted_fen"])
            .create(manager)
            .await?;
        Table::new(manager, "execution_parts")
            .shard()
            .key(Type::Long, "revision")
            .key(Type::Int, "task")
            .key(Type::Int, "source")
            .columns(Type::Long, &["initial_fen", "executed_fen"])
            .optional(Type::Long, &["adjusted_fen"])
            .create(manager)
            .await
    }
}
