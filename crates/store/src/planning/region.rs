use jixiao_domain::{Instant, Region, RegionCode, Text};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Planning;
use super::entity::region::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::OrCorrupt;

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The region with that code.
    pub async fn region(&self, code: &RegionCode) -> Result<Option<Region>, StoreError> {
        let rows = Entity::find().filter(Column::Region.eq(code.as_str())).all(self.db).await?;
        rows.into_iter().next().map(region).transpose()
    }

    /// Up to `limit` regions after that code, by code.
    pub async fn regions(&self, after: Option<&RegionCode>, limit: u64) -> Result<Vec<Region>, StoreError> {
        let mut query = Entity::find().order_by_asc(Column::Region).limit(limit);
        if let Some(after) = after {
            query = query.filter(Column::Region.gt(after.as_str()));
        }
        query.all(self.db).await?.into_iter().map(region).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// The region with that code, locked until the transaction ends.
    pub async fn lock_region(&self, code: &RegionCode) -> Result<Option<Region>, StoreError> {
        let rows = Entity::find().filter(Column::Region.eq(code.as_str())).lock_exclusive().all(self.db).await?;
        rows.into_iter().next().map(region).transpose()
    }

    /// Adds a region; false where one has that code.
    pub async fn add_region(&self, region: &Region, now: Instant) -> Result<bool, StoreError> {
        let row =
            Model { region: region.code.to_string(), title: region.title.to_string(), created_at_us: now.micros() };
        let insert = Entity::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(self.db).await? > 0)
    }
}

fn region(row: Model) -> Result<Region, StoreError> {
    Ok(Region { code: row.region.parse().or_corrupt("region")?, title: Text::parse(row.title).or_corrupt("region")? })
}
