use jixiao_domain::{Department, DepartmentId, DepartmentName, Instant, RegionCode, Text};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Planning;
use super::entity::department::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::OrCorrupt;

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The department with that name.
    pub async fn department(&self, name: &DepartmentName) -> Result<Option<Department>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Region.eq(name.region.as_str()))
            .filter(Column::Department.eq(name.department.as_str()))
            .all(self.db)
            .await?;
        rows.into_iter().next().map(department).transpose()
    }

    /// Up to `limit` departments of a region with that title, by id.
    pub async fn departments_titled(
        &self,
        region: &RegionCode,
        title: &Text<100>,
        limit: u64,
    ) -> Result<Vec<Department>, StoreError> {
        let query = Entity::find()
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Title.eq(title.as_str()))
            .order_by_asc(Column::Department)
            .limit(limit);
        query.all(self.db).await?.into_iter().map(department).collect()
    }

    /// Up to `limit` departments of a region after that id, by id.
    pub async fn departments(
        &self,
        region: &RegionCode,
        after: Option<&DepartmentId>,
        limit: u64,
    ) -> Result<Vec<Department>, StoreError> {
        let mut query =
            Entity::find().filter(Column::Region.eq(region.as_str())).order_by_asc(Column::Department).limit(limit);
        if let Some(after) = after {
            query = query.filter(Column::Department.gt(after.as_str()));
        }
        query.all(self.db).await?.into_iter().map(department).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Adds a department; false where one has that name.
    pub async fn add_department(&self, department: &Department, now: Instant) -> Result<bool, StoreError> {
        let row = Model {
            region: department.name.region.to_string(),
            department: department.name.department.to_string(),
            title: department.title.to_string(),
            created_at_us: now.micros(),
        };
        let insert = Entity::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(self.db).await? > 0)
    }
}

fn department(row: Model) -> Result<Department, StoreError> {
    let name = DepartmentName {
        region: row.region.parse().or_corrupt("department")?,
        department: row.department.parse().or_corrupt("department")?,
    };
    Ok(Department { name, title: Text::parse(row.title).or_corrupt("department")? })
}
