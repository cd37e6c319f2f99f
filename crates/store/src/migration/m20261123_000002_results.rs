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
            .columns(Type::Int, &["month", "value_kind", "plan_version"])
            .columns(Type::Text, &["reporter", "principal"])
            .columns(Type::Long, &["reported_at_us"])
            .optional(Type::Long, &["number_millionths", "numerator_millionths", "denominator_millionths"])
            .optional(Type::Int, &["tier", "likelihood"])
            .optional(Type::Text, &["date", "text", "deviation_reason", "measure", "source"])
            .optional(Type::Text, &["estimate", "correction_reason"])
            .create(manager)
            .await?;
        Table::new(manager, "actual_evidence")
            .shard()
            .key(Type::Long, "revision")
            .key_text("indicator")
            .key(Type::Int, "place")
            .columns(Type::Text, &["name", "media_type", "sha256", "url"])
            .columns(Type::Long, &["size"])
            .optional(Type::Text, &["sm3"])
            .create(manager)
            .await?;
        Table::new(manager, "forecast_reasons")
            .shard()
            .key(Type::Long, "revision")
            .key_text("indicator")
            .key(Type::Int, "place")
            .columns(Type::Int, &["kind"])
            .optional(Type::Text, &["text"])
            .create(manager)
            .await?;
        Table::new(manager, "execution_revisions")
            .shard()
            .key(Type::Long, "revision")
            .columns(Type::Int, &["month", "plan_version"])
            .columns(Type::Long, &["initial_fen", "executed_fen"])
            .columns(Type::Text, &["reporter", "principal"])
            .columns(Type::Long, &["reported_at_us"])
            .optional(Type::Long, &["adjusted_fen"])
            .optional(Type::Text, &["correction_reason"])
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
            .await?;
        Table::new(manager, "periods")
            .key_text("region")
            .key(Type::Int, "fiscal_year")
            .key(Type::Int, "month")
            .columns(Type::Int, &["state"])
            .columns(Type::Long, &["etag", "updated_at_us"])
            .optional(Type::Text, &["due_date", "reopen_reason"])
            .create(manager)
            .await?;
        Table::new(manager, "period_events")
            .key_text("region")
            .key(Type::Int, "fiscal_year")
            .key(Type::Int, "month")
            .key(Type::Long, "number")
            .columns(Type::Int, &["kind"])
            .columns(Type::Text, &["principal"])
            .columns(Type::Long, &["taken_at_us"])
            .optional(Type::Text, &["reason", "due_date"])
            .create(manager)
            .await
    }
}
