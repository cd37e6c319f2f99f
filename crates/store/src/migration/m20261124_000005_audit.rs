//! Who changed what: a chain of entries for each region, and its end.

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
        Table::new(manager, "region_heads")
            .key_text("region")
            .columns(Type::Long, &["sequence"])
            .columns(Type::Bytes, &["hash"])
            .columns(Type::Long, &["recorded_at_us"])
            .create(manager)
            .await?;
        Table::new(manager, "audit_entries")
            .key_text("region")
            .key(Type::Long, "sequence")
            .columns(Type::Text, &["department"])
            .columns(Type::Int, &["fiscal_year"])
            .columns(Type::Text, &["service", "method", "principal"])
            .columns(Type::Long, &["recorded_at_us"])
            .columns(Type::Bytes, &["document", "hash"])
            .create(manager)
            .await
    }
}
