use jixiao_domain::{Instant, PlanName, Text, VersionName};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Planning;
use super::draft::{as_column, stored, version_row};
use super::entity::{head, plan_version};
use super::plan::{HEADER, HeaderRow, PlanHeader, StoredPlan};
use super::rows::PlanRows;
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Planning<'_, C> {
    /// Up to `limit` versions of a plan after that one, by number, without content.
    pub async fn versions(&self, plan: &PlanName, after: i32, limit: u64) -> Result<Vec<PlanHeader>, StoreError> {
        let rows: Vec<HeaderRow> = plan_version::Entity::find()
            .select_only()
            .columns(HEADER)
            .filter(of_shard!(plan_version, Shard::from(plan)))
            .filter(plan_version::Column::Version.gt(after))
            .order_by_asc(plan_version::Column::Version)
            .limit(limit)
            .into_model()
            .all(self.db)
            .await?;
        rows.into_iter().map(|row| row.header(plan.clone())).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Adds the draft of the next version, with the content of the newest one, which the caller has locked and
    /// which is in force.
    pub async fn add_version(
        &self,
        base: &StoredPlan,
        reason: &Text<2000>,
        now: Instant,
    ) -> Result<StoredPlan, StoreError> {
        let before = &base.header;
        if !before.state.is_in_force() {
            return Err(StoreError::Immutable);
        }
        let plan = &before.name.plan;
        let name = VersionName { plan: plan.clone(), version: before.name.version.saturating_add(1) };
        let moved = head::Entity::update_many()
            .col_expr(head::Column::NewestVersion, name.version.into())
            .filter(of_shard!(head, Shard::from(plan)))
            .filter(head::Column::NewestVersion.eq(before.name.version))
            .exec(self.db)
            .await?;
        if moved.rows_affected != 1 {
            return Err(StoreError::Immutable);
        }
        let rows = PlanRows::of(&name, &base.content()?);
        let document = rows.clone().document()?;
        let row = plan_version::Model {
            last_number: as_column(before.last_number),
            base_version: Some(before.name.version),
            reason: Some(reason.to_string()),
            ..version_row(&name, &rows, document, now)
        };
        let stored = stored(&row)?;
        self.insert_version(row, rows).await?;
        Ok(stored)
    }
}
