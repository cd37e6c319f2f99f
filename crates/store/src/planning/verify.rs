use jixiao_domain::VersionName;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use super::Planning;
use super::entity::{goal, goal_task, indicator, plan_version, task};
use super::rows::PlanRows;
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Planning<'_, C> {
    /// Whether the packed document and the hashes of a version are those of its rows; `None` where there is none.
    pub async fn verify_plan(&self, name: &VersionName) -> Result<Option<bool>, StoreError> {
        let shard = Shard::from(&name.plan);
        macro_rules! rows {
            ($entity:ident) => {
                $entity::Entity::find()
                    .filter(of_shard!($entity, shard))
                    .filter($entity::Column::Version.eq(name.version))
                    .all(self.db)
                    .await?
            };
        }
        let Some(version) = rows!(plan_version).into_iter().next() else { return Ok(None) };
        let rows = PlanRows {
            department_title: version.department_title,
            scheme_id: version.scheme_id,
            execution_weight: version.execution_weight,
            tasks: rows!(task),
            goals: rows!(goal),
            goal_tasks: rows!(goal_task),
            indicators: rows!(indicator),
        };
        let document = rows.document()?;
        let is_same_hash = version.content_sha256 == Sha256::digest(&document).to_vec();
        let is_same_sm3 = version.content_sm3 == Sm3::digest(&document).to_vec();
        Ok(Some(is_same_hash && is_same_sm3 && version.document == document))
    }
}
