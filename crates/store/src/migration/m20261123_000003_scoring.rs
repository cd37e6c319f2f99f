//! Tables that scoring owns.

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
        Table::new(manager, "judgement_heads")
            .shard()
            .columns(Type::Long, &["revision"])
            .columns(Type::Bytes, &["document"])
            .create(manager)
            .await?;
        Table::new(manager, "judgement_revisions")
            .shard()
            .key(Type::Long, "revision")
            .columns(Type::Text, &["indicator"])
            .columns(Type::Int, &["kind"])
            .columns(Type::Text, &["grounds", "judge", "profile"])
            .columns(Type::Long, &["actual_revision", "judged_at_us"])
            .optional(Type::Int, &["side", "tier", "score"])
            .optional(Type::Bytes, &["met"])
            .optional(Type::Int, &["overrider", "computed", "actual_month"])
            .create(manager)
            .await?;
        Table::new(manager, "profiles")
            .key_text("region")
            .key_text("profile")
            .key(Type::Int, "version")
            .columns(Type::Text, &["source"])
            .columns(Type::Bytes, &["document"])
            .columns(Type::Long, &["created_at_us"])
            .optional(Type::Text, &["effective_from", "effective_to"])
            .create(manager)
            .await?;
        Table::new(manager, "scorecards")
            .shard()
            .key(Type::Int, "number")
            .columns(Type::Int, &["plan_version", "as_of_month", "engine_version", "total", "grade"])
            .columns(Type::Long, &["actuals_revision", "judgements_revision", "finalized_at_us"])
            .columns(Type::Text, &["content_sha256", "profile", "finalizer", "principal"])
            .columns(Type::Bytes, &["sha256", "document"])
            .optional(Type::Int, &["unit_total"])
            .create(manager)
            .await
    }
}
