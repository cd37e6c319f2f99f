use std::cmp::Reverse;

use jixiao_domain::{CivilDate, Instant, Profile, RegionCode, SchemeId};
use jixiao_proto::scoring::v1 as wire;
use prost::Message;
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Scoring;
use super::entity::profile::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::{OrCorrupt, unpack};
use crate::shard::above;

const WHAT: &str = "profile";

impl<C: ConnectionTrait> Scoring<'_, C> {
    /// A version of a region's own profile, or the newest one.
    pub async fn profile(
        &self,
        region: &RegionCode,
        id: &SchemeId,
        version: Option<i32>,
    ) -> Result<Option<Profile>, StoreError> {
        let mut query =
            Entity::find().filter(Column::Region.eq(region.as_str())).filter(Column::Profile.eq(id.as_str()));
        if let Some(version) = version {
            query = query.filter(Column::Version.eq(version));
        }
        let rows = query.order_by_desc(Column::Version).limit(1).all(self.db).await?;
        rows.first().map(profile).transpose()
    }

    /// The newest version with that id that is in force on that day, of the nearest region, itself or above it by
    /// code, that has one.
    pub async fn profile_of(
        &self,
        region: &RegionCode,
        id: &SchemeId,
        day: CivilDate,
    ) -> Result<Option<Profile>, StoreError> {
        let (above, day) = (above(region), day.to_string());
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .filter(Column::Profile.eq(id.as_str()))
            .filter(Column::EffectiveFrom.is_null().or(Column::EffectiveFrom.lte(&day)))
            .filter(Column::EffectiveTo.is_null().or(Column::EffectiveTo.gte(&day)))
            .all(self.db)
            .await?;
        let nearness = |row: &Model| above.iter().position(|region| region.as_str() == row.region);
        rows.iter().min_by_key(|row| (nearness(row), Reverse(row.version))).map(profile).transpose()
    }

    /// Every version of the profiles of a region and of those above it by code, by region, id and version.
    pub async fn profiles(&self, region: &RegionCode) -> Result<Vec<Profile>, StoreError> {
        let above = above(region);
        let rows = Entity::find()
            .filter(Column::Region.is_in(above.iter().map(RegionCode::as_str)))
            .order_by_asc(Column::Region)
            .order_by_asc(Column::Profile)
            .order_by_asc(Column::Version)
            .all(self.db)
            .await?;
        rows.iter().map(profile).collect()
    }
}

impl Scoring<'_, DatabaseTransaction> {
    /// Adds a profile to a region as the next version of its id, from 1; the region and the version that it says are
    /// not looked at. Errors: [`StoreError::Conflict`] where another transaction added that version meanwhile,
    /// [`StoreError::Corrupt`] for one that does not fit together; nothing is written then.
    pub async fn add_profile(&self, region: &RegionCode, new: &Profile, now: Instant) -> Result<Profile, StoreError> {
        let newest = Entity::find()
            .select_only()
            .column(Column::Version)
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Profile.eq(new.id.as_ref()))
            .order_by_desc(Column::Version)
            .limit(1)
            .into_tuple::<i32>()
            .all(self.db)
            .await?;
        let version = newest.first().map_or(1, |newest| newest.saturating_add(1));
        let row = row(region, &Profile { region: Some(region.clone()), version, ..new.clone() }, now);
        let stored = profile(&row)?;
        let insert = Entity::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        if insert.exec_without_returning(self.db).await? == 0 {
            return Err(StoreError::added_meanwhile());
        }
        Ok(stored)
    }
}

fn row(region: &RegionCode, profile: &Profile, now: Instant) -> Model {
    Model {
        region: region.to_string(),
        profile: profile.id.to_string(),
        version: profile.version,
        source: profile.source.to_string(),
        document: wire::Profile::from(profile).encode_to_vec(),
        created_at_us: now.micros(),
        effective_from: profile.effective.from().map(|day| day.to_string()),
        effective_to: profile.effective.to().map(|day| day.to_string()),
    }
}

/// The profile of a row, which is exactly what was made of it.
fn profile(row: &Model) -> Result<Profile, StoreError> {
    let profile = Profile::try_from(unpack::<wire::Profile>(&row.document, WHAT)?);
    let profile = profile.map_err(|_| StoreError::Corrupt(WHAT))?;
    let region = profile.region.clone().or_corrupt(WHAT)?;
    let made = self::row(&region, &profile, Instant::from_micros(row.created_at_us));
    if made == *row { Ok(profile) } else { Err(StoreError::Corrupt(WHAT)) }
}
