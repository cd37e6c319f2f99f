use jixiao_domain::workflow::{PlanState, Step};
use jixiao_domain::{Instant, PlanContent, PlanName, VersionName};
use jixiao_proto::EnumField;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, UpdateMany,
};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use super::Planning;
use super::entity::{goal, goal_task, head, indicator, plan_version, task};
use super::plan::{PlanHeader, StoredPlan, header};
use super::rows::PlanRows;
use crate::StoreError;
use crate::rows::{insert_all, unpack};
use crate::shard::{Shard, of_shard};

impl Planning<'_, DatabaseTransaction> {
    /// Adds the draft of version 1; `None` where the plan is there.
    pub async fn add_plan(
        &self,
        plan: &PlanName,
        content: &PlanContent,
        now: Instant,
    ) -> Result<Option<StoredPlan>, StoreError> {
        self.add_plan_after(plan, content, 0, now).await
    }

    /// The same for a plan whose indicators had numbers up to `last_number` before, as in another year.
    pub async fn add_plan_after(
        &self,
        plan: &PlanName,
        content: &PlanContent,
        last_number: usize,
        now: Instant,
    ) -> Result<Option<StoredPlan>, StoreError> {
        let name = VersionName { plan: plan.clone(), version: 1 };
        let Shard { region, department, fiscal_year } = Shard::from(plan);
        let head = head::Model { region, department, fiscal_year, newest_version: name.version };
        let insert =
            head::Entity::insert(head.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        if insert.exec_without_returning(self.db).await? == 0 {
            return Ok(None);
        }
        let rows = PlanRows::of(&name, content);
        let document = rows.clone().document()?;
        let last_number = as_column(last_number.max(content.last_number()));
        let row = plan_version::Model { last_number, ..version_row(&name, &rows, document, now) };
        let stored = stored(&row)?;
        self.insert_version(row, rows).await?;
        Ok(Some(stored))
    }

    /// Puts another content in the place of a draft's. The caller has locked it.
    pub async fn put_content(
        &self,
        draft: &PlanHeader,
        content: &PlanContent,
        now: Instant,
    ) -> Result<StoredPlan, StoreError> {
        draft.check_open()?;
        let name = &draft.name;
        let rows = PlanRows::of(name, content);
        let document = rows.clone().document()?;
        let row = plan_version::Model {
            state: draft.state.number(),
            etag: draft.etag + 1,
            created_at_us: draft.created.micros(),
            last_number: as_column(draft.last_number.max(content.last_number())),
            base_version: draft.base_version,
            reason: draft.reason.as_ref().map(ToString::to_string),
            ..version_row(name, &rows, document, now)
        };
        let stored = stored(&row)?;
        let update = plan_version::Entity::update_many().set(row.into_active_model().reset_all());
        self.update_locked(update, draft).await?;
        self.delete_content(name).await?;
        self.insert_content(rows).await?;
        Ok(stored)
    }

    /// Moves a version to another state. The caller has locked it. One in force can only be published.
    pub async fn put_state(
        &self,
        version: &PlanHeader,
        state: PlanState,
        now: Instant,
    ) -> Result<PlanHeader, StoreError> {
        if version.state.after(Step::Publish) != Ok(state) {
            version.check_open()?;
        }
        let moved = PlanHeader { state, etag: version.etag + 1, updated: now, ..version.clone() };
        let update = plan_version::Entity::update_many()
            .col_expr(plan_version::Column::State, moved.state.number().into())
            .col_expr(plan_version::Column::Etag, moved.etag.into())
            .col_expr(plan_version::Column::UpdatedAtUs, now.micros().into());
        self.update_locked(update, version).await?;
        Ok(moved)
    }

    /// Updates the version that was locked, and no other state of it.
    async fn update_locked(
        &self,
        update: UpdateMany<plan_version::Entity>,
        locked: &PlanHeader,
    ) -> Result<(), StoreError> {
        let updated = update
            .filter(of_shard!(plan_version, Shard::from(&locked.name.plan)))
            .filter(plan_version::Column::Version.eq(locked.name.version))
            .filter(plan_version::Column::Etag.eq(locked.etag))
            .filter(plan_version::Column::State.eq(locked.state.number()))
            .exec(self.db)
            .await?;
        if updated.rows_affected == 1 { Ok(()) } else { Err(StoreError::Immutable) }
    }

    pub(super) async fn insert_version(&self, row: plan_version::Model, rows: PlanRows) -> Result<(), StoreError> {
        plan_version::Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        self.insert_content(rows).await
    }

    async fn insert_content(&self, rows: PlanRows) -> Result<(), StoreError> {
        insert_all(self.db, rows.tasks).await?;
        insert_all(self.db, rows.goals).await?;
        insert_all(self.db, rows.goal_tasks).await?;
        insert_all(self.db, rows.indicators).await
    }

    async fn delete_content(&self, name: &VersionName) -> Result<(), StoreError> {
        let shard = Shard::from(&name.plan);
        macro_rules! delete {
            ($($entity:ident),+) => {$(
                $entity::Entity::delete_many()
                    .filter(of_shard!($entity, shard))
                    .filter($entity::Column::Version.eq(name.version))
                    .exec(self.db)
                    .await?;
            )+};
        }
        delete!(task, goal, goal_task, indicator);
        Ok(())
    }
}

/// The row of a new draft; its last number is for the caller to give.
pub(super) fn version_row(name: &VersionName, rows: &PlanRows, document: Vec<u8>, now: Instant) -> plan_version::Model {
    let Shard { region, department, fiscal_year } = Shard::from(&name.plan);
    plan_version::Model {
        region,
        department,
        fiscal_year,
        version: name.version,
        state: PlanState::Draft.number(),
        etag: 1,
        last_number: 0,
        department_title: rows.department_title.clone(),
        content_sha256: Sha256::digest(&document).to_vec(),
        content_sm3: Sm3::digest(&document).to_vec(),
        document,
        created_at_us: now.micros(),
        updated_at_us: now.micros(),
        scheme_id: rows.scheme_id.clone(),
        execution_weight: rows.execution_weight,
        base_version: None,
        reason: None,
    }
}

pub(super) fn as_column(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(super) fn stored(row: &plan_version::Model) -> Result<StoredPlan, StoreError> {
    Ok(StoredPlan { document: unpack(&row.document, "plan document")?, header: header(row.clone())? })
}
