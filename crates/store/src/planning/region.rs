use std::collections::{BTreeMap, BTreeSet};

use jixiao_domain::{CivilDate, Effective, Instant, Region, RegionCode, Text};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Planning;
use super::entity::region::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::OrCorrupt;

/// Rows of one statement: below the 32,766 parameters of SQLite.
const ROWS_A_STATEMENT: usize = 500;

/// A region as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRecord {
    /// The region.
    pub region: Region,
    /// Counts its writes.
    pub etag: i64,
    /// When it was created.
    pub created: Instant,
}

/// Which regions are wanted: those that fit every part that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionFilter {
    /// Those under it by code, itself not.
    pub under: Option<RegionCode>,
    /// Those directly under it by code.
    pub directly_under: Option<RegionCode>,
    /// The digits their codes begin with, at most 9.
    pub code_prefix: Option<String>,
    /// A part of their titles; no character stands for others.
    pub title: Option<Text<100>>,
    /// A day on which they are in being.
    pub effective_on: Option<CivilDate>,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The region with that code.
    pub async fn region(&self, code: &RegionCode) -> Result<Option<RegionRecord>, StoreError> {
        let rows = Entity::find().filter(Column::Region.eq(code.as_str())).all(self.db).await?;
        rows.into_iter().next().map(record).transpose()
    }

    /// Up to `limit` regions that fit a filter, after that code, by code.
    pub async fn regions(
        &self,
        filter: &RegionFilter,
        after: Option<&RegionCode>,
        limit: u64,
    ) -> Result<Vec<RegionRecord>, StoreError> {
        let mut query = Entity::find().filter(condition(filter)).order_by_asc(Column::Region).limit(limit);
        if let Some(after) = after {
            query = query.filter(Column::Region.gt(after.as_str()));
        }
        query.all(self.db).await?.into_iter().map(record).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Those of the regions that are there, locked until the transaction ends. Locks are taken in the order of
    /// codes, so that two batches do not wait for each other.
    pub async fn lock_regions<'c>(
        &self,
        codes: impl IntoIterator<Item = &'c RegionCode>,
    ) -> Result<BTreeMap<RegionCode, RegionRecord>, StoreError> {
        let codes: Vec<&str> = codes.into_iter().map(RegionCode::as_str).collect::<BTreeSet<_>>().into_iter().collect();
        let mut found = BTreeMap::new();
        for some in codes.chunks(ROWS_A_STATEMENT) {
            let query = Entity::find().filter(Column::Region.is_in(some.iter().copied()));
            for row in query.order_by_asc(Column::Region).lock_exclusive().all(self.db).await? {
                let record = record(row)?;
                found.insert(record.region.code.clone(), record);
            }
        }
        Ok(found)
    }

    /// Adds a region; `None` where one has that code.
    pub async fn add_region(&self, region: &Region, now: Instant) -> Result<Option<RegionRecord>, StoreError> {
        let record = RegionRecord { region: region.clone(), etag: 1, created: now };
        let is_added = self.insert_regions(std::slice::from_ref(&record), now).await? > 0;
        Ok(is_added.then_some(record))
    }

    /// Adds regions that were not there. Errors: [`StoreError::Conflict`] where another transaction added one of
    /// them meanwhile.
    pub async fn add_regions(&self, regions: &[RegionRecord], now: Instant) -> Result<(), StoreError> {
        let added = self.insert_regions(regions, now).await?;
        if added == regions.len() as u64 { Ok(()) } else { Err(StoreError::added_meanwhile()) }
    }

    /// Puts regions in the place of those that are there. The caller has locked them.
    pub async fn put_regions(&self, regions: &[RegionRecord], now: Instant) -> Result<(), StoreError> {
        let changed = [Column::Title, Column::Etag, Column::UpdatedAtUs, Column::EffectiveFrom, Column::EffectiveTo];
        for some in regions.chunks(ROWS_A_STATEMENT) {
            let rows = some.iter().map(|record| row(record, now).into_active_model());
            let replace = OnConflict::column(Column::Region).update_columns(changed).to_owned();
            Entity::insert_many(rows).on_conflict(replace).exec_without_returning(self.db).await?;
        }
        Ok(())
    }

    async fn insert_regions(&self, regions: &[RegionRecord], now: Instant) -> Result<u64, StoreError> {
        let mut in_order: Vec<&RegionRecord> = regions.iter().collect();
        in_order.sort_by(|a, b| a.region.code.cmp(&b.region.code));
        let mut added = 0;
        for some in in_order.chunks(ROWS_A_STATEMENT) {
            let rows = some.iter().map(|record| row(record, now).into_active_model());
            let insert = Entity::insert_many(rows).on_conflict(OnConflict::new().do_nothing().to_owned());
            added += insert.exec_without_returning(self.db).await?;
        }
        Ok(added)
    }
}

fn condition(filter: &RegionFilter) -> Condition {
    let mut all = Condition::all();
    if let Some(above) = &filter.under {
        all = all.add(begins_with(above.prefix())).add(Column::Region.ne(above.as_str()));
    }
    if let Some(parent) = &filter.directly_under {
        all = all.add(Column::Parent.eq(parent.as_str()));
    }
    if let Some(prefix) = &filter.code_prefix {
        all = all.add(begins_with(prefix));
    }
    if let Some(title) = &filter.title {
        // LIKE would ignore case on SQLite alone, and has wildcards.
        let without = Func::cust("replace").arg(Expr::col(Column::Title)).arg(title.as_str()).arg("");
        all = all.add(Expr::expr(without).ne(Expr::col(Column::Title)));
    }
    if let Some(day) = filter.effective_on {
        let day = day.to_string();
        all = all
            .add(Column::EffectiveFrom.is_null().or(Column::EffectiveFrom.lte(&day)))
            .add(Column::EffectiveTo.is_null().or(Column::EffectiveTo.gte(&day)));
    }
    all
}

/// A range of the key: codes are nine digits.
fn begins_with(prefix: &str) -> Condition {
    Condition::all().add(Column::Region.gte(format!("{prefix:0<9}"))).add(Column::Region.lte(format!("{prefix:9<9}")))
}

fn row(record: &RegionRecord, now: Instant) -> Model {
    let Region { code, title, effective } = &record.region;
    Model {
        region: code.to_string(),
        parent: code.parent().map(|parent| parent.to_string()).unwrap_or_default(),
        title: title.to_string(),
        etag: record.etag,
        created_at_us: record.created.micros(),
        updated_at_us: now.micros(),
        effective_from: effective.from().map(|day| day.to_string()),
        effective_to: effective.to().map(|day| day.to_string()),
    }
}

fn record(row: Model) -> Result<RegionRecord, StoreError> {
    let day = |text: Option<String>| text.map(|day| day.parse()).transpose().or_corrupt("region");
    let effective = Effective::new(day(row.effective_from)?, day(row.effective_to)?).or_corrupt("region")?;
    let (code, title) = (row.region.parse().or_corrupt("region")?, Text::parse(row.title).or_corrupt("region")?);
    let created = Instant::from_micros(row.created_at_us);
    Ok(RegionRecord { region: Region { code, title, effective }, etag: row.etag, created })
}
