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
            .columns(Type::Int, &["tier", "score"])
            .columns(Type::Text, &["grounds", "judge"])
            .columns(Type::Int, &["actual_month"])
            .columns(Type::Long, &["actual_revision", "judged_at_us"])
            .create(manager)
            .await
    }
}
