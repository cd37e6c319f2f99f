use std::borrow::Cow;
use std::collections::HashSet;

use jixiao_domain::{Indicator, Invalid, LibraryIndicator, LibraryName, RegionCode, SchemeId};
use jixiao_proto::EnumField;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::Planning;
use super::entity::library_indicator::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::{OrCorrupt, insert_all};
use crate::shard::above;

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The common indicators of a region and of those above it by code, by region and id.
    pub async fn library(&self, region: &RegionCode) -> Result<Vec<(LibraryName, LibraryIndicator)>, StoreError> {
        let above = above(region);
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .order_by_asc(Column::Region)
            .order_by_asc(Column::Indicator)
            .all(self.db)
            .await?;
        rows.into_iter().map(named).collect::<Result<_, _>>().or_corrupt("library indicator")
    }

    /// The library ids that indicators of a plan name and that are neither built in nor of the region or of one
    /// above it by code. Nothing is ever taken out of a library, so what was known once stays known.
    pub async fn unknown_library_ids(
        &self,
        region: &RegionCode,
        indicators: &[Indicator],
    ) -> Result<HashSet<SchemeId>, StoreError> {
        let is_built_in = |id: &SchemeId| LibraryIndicator::built_in().iter().any(|it| it.id == id.as_str());
        let named: HashSet<_> = indicators.iter().filter_map(|it| it.library.as_ref()).collect();
        let named: Vec<_> = named.into_iter().filter(|id| !is_built_in(id)).collect();
        if named.is_empty() {
            return Ok(HashSet::new());
        }
        let above = above(region);
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .filter(Column::Indicator.is_in(named.iter().map(|id| id.as_str())))
            .all(self.db)
            .await?;
        let known: HashSet<_> = rows.iter().map(|row| row.indicator.as_str()).collect();
        Ok(named.into_iter().filter(|id| !known.contains(id.as_str())).cloned().collect())
    }

    /// How many common indicators a region has.
    pub async fn library_size(&self, region: &RegionCode) -> Result<u64, StoreError> {
        Ok(Entity::find().filter(Column::Region.eq(region.as_str())).count(self.db).await?)
    }

    /// Those of a region's common indicators that have one of these ids.
    pub async fn library_of(
        &self,
        region: &RegionCode,
        ids: &[&str],
    ) -> Result<Vec<(LibraryName, LibraryIndicator)>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Indicator.is_in(ids.iter().copied()))
            .all(self.db)
            .await?;
        rows.into_iter().map(named).collect::<Result<_, _>>().or_corrupt("library indicator")
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Puts common indicators into a region's library, in the place of those with their ids. The caller has locked
    /// the region.
    pub async fn put_library(&self, region: &RegionCode, indicators: &[LibraryIndicator]) -> Result<(), StoreError> {
        let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_ref()).collect();
        Entity::delete_many()
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Indicator.is_in(ids))
            .exec(self.db)
            .await?;
        insert_all(self.db, indicators.iter().map(|indicator| row(region, indicator)).collect()).await
    }
}

fn row(region: &RegionCode, indicator: &LibraryIndicator) -> Model {
    Model {
        region: region.to_string(),
        indicator: indicator.id.to_string(),
        level1: indicator.level1.number(),
        level2: indicator.level2.number(),
        name: indicator.name.to_string(),
        keywords: indicator.keywords.to_string(),
        sign: indicator.sign.map(EnumField::number),
        unit: indicator.unit.as_ref().map(ToString::to_string),
    }
}

fn named(row: Model) -> Result<(LibraryName, LibraryIndicator), Invalid> {
    let name = LibraryName { region: Some(row.region.parse()?), id: row.indicator.parse()? };
    let indicator = LibraryIndicator {
        id: Cow::Owned(row.indicator),
        level1: EnumField::parse(row.level1)?,
        level2: EnumField::parse(row.level2)?,
        name: Cow::Owned(row.name),
        sign: row.sign.map(EnumField::parse).transpose()?,
        unit: row.unit.map(Cow::Owned),
        keywords: Cow::Owned(row.keywords),
    };
    Ok((name, indicator))
}
