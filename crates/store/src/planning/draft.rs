use jixiao_domain::workflow::PlanState;
use jixiao_domain::{Instant, PlanContent, PlanName, VersionName};
use jixiao_proto::EnumField;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use super::Planning;
use super::entity::{goal, goal_task, indicator, plan_version, task};
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
        let name = VersionName { plan: plan.clone(), version: 1 };
        let rows = PlanRows::of(&name, content);
        let document = rows.clone().document()?;
        let row = version_row(&name, content, &rows, document, now);
        let stored = stored(&row)?;
        let insert = plan_version::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned());
        if insert.exec_without_returning(self.db).await? == 0 {
            return Ok(None);
        }
        self.insert_content(rows).await?;
        Ok(Some(stored))
    }

    /// Puts another content in the place of a draft's. The caller has locked it.
    pub async fn put_content(
        &self,
        draft: &PlanHeader,
        content: &PlanContent,
        now: Instant,
    ) -> Result<StoredPlan, StoreError> {
        let name = &draft.name;
        self.delete_content(name).await?;
        let rows = PlanRows::of(name, content);
        let document = rows.clone().document()?;
        let row = plan_version::Model {
            state: draft.state.number(),
            etag: draft.etag + 1,
            created_at_us: draft.created.micros(),
            last_number: as_column(draft.last_number.max(content.last_number())),
            ..version_row(name, content, &rows, document, now)
        };
        let stored = stored(&row)?;
        plan_version::Entity::update(row.into_active_model().reset_all()).exec_without_returning(self.db).await?;
        self.insert_content(rows).await?;
        Ok(stored)
    }

    /// Moves a version to another state. The caller has locked it.
    pub async fn put_state(
        &self,
        version: &PlanHeader,
        state: PlanState,
        now: Instant,
    ) -> Result<PlanHeader, StoreError> {
        let moved = PlanHeader { state, etag: version.etag + 1, updated: now, ..version.clone() };
        let updated = plan_version::Entity::update_many()
            .col_expr(plan_version::Column::State, moved.state.number().into())
            .col_expr(plan_version::Column::Etag, moved.etag.into())
            .col_expr(plan_version::Column::UpdatedAtUs, now.micros().into())
            .filter(of_shard!(plan_version, Shard::from(&version.name.plan)))
            .filter(plan_version::Column::Version.eq(version.name.version))
            .exec(self.db)
            .await?;
        if updated.rows_affected == 1 { Ok(moved) } else { Err(StoreError::Corrupt("plan version")) }
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

fn version_row(
    name: &VersionName,
    content: &PlanContent,
    rows: &PlanRows,
    document: Vec<u8>,
    now: Instant,
) -> plan_version::Model {
    let Shard { region, department, fiscal_year } = Shard::from(&name.plan);
    plan_version::Model {
        region,
        department,
        fiscal_year,
        version: name.version,
        state: PlanState::Draft.number(),
        etag: 1,
        last_number: as_column(content.last_number()),
        department_title: rows.department_title.clone(),
        content_sha256: Sha256::digest(&document).to_vec(),
        document,
        created_at_us: now.micros(),
        updated_at_us: now.micros(),
        scheme_id: rows.scheme_id.clone(),
        execution_weight: rows.execution_weight,
    }
}

fn as_column(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn stored(row: &plan_version::Model) -> Result<StoredPlan, StoreError> {
    Ok(StoredPlan { document: unpack(&row.document, "plan document")?, header: header(row.clone())? })
}
