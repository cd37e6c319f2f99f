use std::borrow::Cow;

use jixiao_domain::{Instant, PlanContent, RegionCode, SchemeId, SchemeName, WeightScheme};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::Planning;
use super::entity::weight_scheme::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::{OrCorrupt, hundredths, points};
use crate::shard::above;

impl<C: ConnectionTrait> Planning<'_, C> {
    /// A region's own scheme.
    pub async fn weight_scheme(&self, region: &RegionCode, id: &SchemeId) -> Result<Option<WeightScheme>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Scheme.eq(id.as_str()))
            .all(self.db)
            .await?;
        rows.into_iter().next().map(scheme).transpose()
    }

    /// The scheme that plans of a region mean by an id: a built-in one, else that of the nearest region, itself or
    /// above it by code, that has it.
    pub async fn scheme_of(&self, region: &RegionCode, id: &SchemeId) -> Result<Option<WeightScheme>, StoreError> {
        if let Some(built_in) = WeightScheme::find(id) {
            return Ok(Some(built_in.clone()));
        }
        let above = above(region);
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .filter(Column::Scheme.eq(id.as_str()))
            .all(self.db)
            .await?;
        let nearness = |row: &Model| above.iter().position(|region| region.as_str() == row.region);
        rows.into_iter().min_by_key(nearness).map(scheme).transpose()
    }

    /// Whether a content has no weights, or follows a scheme that plans of the region may use with its execution weight.
    pub async fn knows_scheme_of(&self, region: &RegionCode, content: &PlanContent) -> Result<bool, StoreError> {
        let Some(named) = content.scheme() else { return Ok(true) };
        let found = self.scheme_of(region, &named.id).await?;
        Ok(found.is_some_and(|found| found.execution == named.execution_weight))
    }

    /// The schemes of a region and of those above it by code, by region and id.
    pub async fn weight_schemes(&self, region: &RegionCode) -> Result<Vec<(SchemeName, WeightScheme)>, StoreError> {
        let above = above(region);
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .order_by_asc(Column::Region)
            .order_by_asc(Column::Scheme)
            .all(self.db)
            .await?;
        let named = |row: Model| {
            let region = Some(row.region.parse().or_corrupt("weight scheme")?);
            let id = row.scheme.parse().or_corrupt("weight scheme")?;
            Ok((SchemeName { region, id }, scheme(row)?))
        };
        rows.into_iter().map(named).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Adds a scheme to a region; false where it has one with that id.
    pub async fn add_weight_scheme(
        &self,
        region: &RegionCode,
        scheme: &WeightScheme,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let row = Model {
            region: region.to_string(),
            scheme: scheme.id.to_string(),
            source: scheme.source.to_string(),
            execution: hundredths(scheme.execution),
            output: hundredths(scheme.output),
            effect: hundredths(scheme.effect),
            created_at_us: now.micros(),
            satisfaction: scheme.satisfaction.map(hundredths),
            cost: scheme.cost.map(hundredths),
        };
        let insert = Entity::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(self.db).await? > 0)
    }
}

fn scheme(row: Model) -> Result<WeightScheme, StoreError> {
    let share = |hundredths: i32| points(hundredths).or_corrupt("weight scheme");
    Ok(WeightScheme {
        id: Cow::Owned(row.scheme),
        source: Cow::Owned(row.source),
        execution: share(row.execution)?,
        output: share(row.output)?,
        effect: share(row.effect)?,
        satisfaction: row.satisfaction.map(share).transpose()?,
        cost: row.cost.map(share).transpose()?,
    })
}
