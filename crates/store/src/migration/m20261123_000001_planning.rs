//! Tables that planning owns.

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
        Table::new(manager, "regions")
            .key_text("region")
            .columns(Type::Text, &["parent", "title"])
            .columns(Type::Long, &["etag", "created_at_us", "updated_at_us"])
            .optional(Type::Text, &["effective_from", "effective_to"])
            .create(manager)
            .await?;
        Table::new(manager, "departments")
            .key_text("region")
            .key_text("department")
            .columns(Type::Text, &["title", "parent", "credit_code"])
            .ordered_text(&["code", "path"])
            .columns(Type::Long, &["etag", "created_at_us", "updated_at_us"])
            .optional(Type::Text, &["effective_from", "effective_to"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_heads").shard().columns(Type::Int, &["newest_version"]).create(manager).await?;
        Table::new(manager, "weight_schemes")
            .key_text("region")
            .key_text("scheme")
            .columns(Type::Text, &["source"])
            .columns(Type::Int, &["execution", "output", "effect"])
            .columns(Type::Long, &["created_at_us"])
            .optional(Type::Int, &["satisfaction", "cost"])
            .create(manager)
            .await?;
        Table::new(manager, "library_indicators")
            .key_text("region")
            .key_text("indicator")
            .columns(Type::Int, &["level1", "level2"])
            .columns(Type::Text, &["name", "keywords"])
            .optional(Type::Int, &["sign"])
            .optional(Type::Text, &["unit"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_versions")
            .shard()
            .key(Type::Int, "version")
            .columns(Type::Int, &["state", "last_number"])
            .columns(Type::Long, &["etag"])
            .columns(Type::Text, &["department_title"])
            .columns(Type::Bytes, &["document", "content_sha256", "content_sm3"])
            .columns(Type::Long, &["created_at_us", "updated_at_us"])
            .optional(Type::Text, &["scheme_id"])
            .optional(Type::Int, &["execution_weight", "base_version"])
            .optional(Type::Text, &["reason"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_tasks")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "number")
            .columns(Type::Text, &["name"])
            .columns(Type::Long, &["total_fen"])
            .optional(Type::Long, &["basic_fen", "project_fen", "other_fen"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_goals")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "number")
            .columns(Type::Text, &["text"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_goal_tasks")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "goal")
            .key(Type::Int, "place")
            .columns(Type::Int, &["task"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_indicators")
            .shard()
            .key(Type::Int, "version")
            .key_text("indicator")
            .columns(Type::Int, &["place", "goal", "level1", "level2"])
            .columns(Type::Text, &["name"])
            .columns(Type::Int, &["target_kind"])
            .optional(Type::Int, &["sign"])
            .optional(Type::Long, &["value_millionths"])
            .optional(Type::Text, &["unit", "text", "first_date", "last_date"])
            .optional(Type::Int, &["weight", "line", "accumulation"])
            .optional(Type::Text, &["library"])
            .optional(Type::Bytes, &["method"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_sources")
            .shard()
            .key(Type::Int, "version")
            .columns(Type::Bytes, &["file_sha256", "document"])
            .columns(Type::Int, &["settled"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_steps")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "number")
            .columns(Type::Int, &["state"])
            .columns(Type::Text, &["actor", "principal"])
            .columns(Type::Long, &["taken_at_us"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_opinions")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "step")
            .key(Type::Int, "place")
            .columns(Type::Text, &["text"])
            .optional(Type::Text, &["indicator"])
            .create(manager)
            .await?;
        Table::new(manager, "plan_answers")
            .shard()
            .key(Type::Int, "version")
            .key(Type::Int, "step")
            .key(Type::Int, "place")
            .key(Type::Int, "number")
            .columns(Type::Int, &["accepted"])
            .columns(Type::Text, &["text", "answered_by", "principal"])
            .columns(Type::Long, &["answered_at_us"])
            .create(manager)
            .await
    }
}
