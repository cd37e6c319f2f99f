//! Requests that are safe to repeat; each service has its own.

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
        Table::new(manager, "requests")
            .shard()
            .key_text("service")
            .key_text("request_id")
            .columns(Type::Text, &["method", "principal"])
            .columns(Type::Bytes, &["payload_sha256", "answer"])
            .columns(Type::Long, &["recorded_at_us"])
            .create(manager)
            .await
    }
}
