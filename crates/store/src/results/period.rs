use std::collections::HashMap;

use jixiao_domain::{
    FiscalYear, Instant, Invalid, Period, PeriodEvent, PeriodName, PeriodState, RegionCode, ReportingPeriod, Text,
};
use jixiao_proto::EnumField;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Results;
use super::entity::{period, period_event};
use crate::StoreError;
use crate::rows::{OrCorrupt, insert_all};

/// A reporting period as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPeriod {
    /// Its state; the etag is 0 while nobody touched it.
    pub period: ReportingPeriod,
    /// Why it was last reopened.
    pub reopen_reason: Option<Text<2000>>,
    /// When it was last written; `None` while nobody touched it.
    pub updated: Option<Instant>,
}

impl StoredPeriod {
    /// One that nobody touched: open, without a due date.
    fn untouched(name: &PeriodName) -> Self {
        let PeriodName { region, period } = name.clone();
        let period = ReportingPeriod { region, period, state: PeriodState::Open, due: None, etag: 0 };
        Self { period, reopen_reason: None, updated: None }
    }

    /// Its name.
    pub fn name(&self) -> PeriodName {
        PeriodName { region: self.period.region.clone(), period: self.period.period }
    }
}

const WHAT: &str = "period";

impl<C: ConnectionTrait> Results<'_, C> {
    /// A period of a region.
    pub async fn period(&self, name: &PeriodName) -> Result<StoredPeriod, StoreError> {
        let rows = period::Entity::find().filter(key(name)).all(self.db).await?;
        stored(rows, name)
    }

    /// The periods of a year, from January on.
    pub async fn periods(&self, region: &RegionCode, year: FiscalYear) -> Result<Vec<StoredPeriod>, StoreError> {
        let rows = period::Entity::find()
            .filter(period::Column::Region.eq(region.as_str()))
            .filter(period::Column::FiscalYear.eq(year.get()))
            .all(self.db)
            .await?;
        let mut by_month: HashMap<i32, period::Model> = rows.into_iter().map(|row| (row.month, row)).collect();
        let months = (1..=12u8).filter_map(|month| Period::new(year, month));
        let of = |period: Period| {
            let row = by_month.remove(&i32::from(period.month()));
            stored(row.into_iter().collect(), &PeriodName { region: region.clone(), period })
        };
        months.map(of).collect()
    }

    /// Up to `limit` events of a period after that number, in order.
    pub async fn period_events(
        &self,
        name: &PeriodName,
        after: i64,
        limit: u64,
    ) -> Result<Vec<PeriodEvent>, StoreError> {
        let rows = period_event::Entity::find()
            .filter(period_event::Column::Region.eq(name.region.as_str()))
            .filter(period_event::Column::FiscalYear.eq(name.period.year().get()))
            .filter(period_event::Column::Month.eq(i32::from(name.period.month())))
            .filter(period_event::Column::Number.gt(after))
            .order_by_asc(period_event::Column::Number)
            .limit(limit)
            .all(self.db)
            .await?;
        rows.into_iter().map(|row| event(row).or_corrupt("period event")).collect()
    }
}

impl Results<'_, DatabaseTransaction> {
    /// The period, locked until the transaction ends: waits for the reports that are under way.
    pub async fn lock_period(&self, name: &PeriodName) -> Result<StoredPeriod, StoreError> {
        self.make_period(name).await?;
        let rows = period::Entity::find().filter(key(name)).lock_exclusive().all(self.db).await?;
        stored(rows, name)
    }

    /// The period, which stays as it is until the transaction ends: a closing waits for it, another report does not.
    pub(super) async fn hold_period(&self, name: &PeriodName) -> Result<StoredPeriod, StoreError> {
        let held = || period::Entity::find().filter(key(name)).lock_shared().all(self.db);
        let mut rows = held().await?;
        if rows.is_empty() {
            self.make_period(name).await?;
            rows = held().await?;
        }
        stored(rows, name)
    }

    /// Makes the row of a period where it is not there yet; nobody touched it for that.
    async fn make_period(&self, name: &PeriodName) -> Result<(), StoreError> {
        let row = row(&StoredPeriod::untouched(name));
        period::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(self.db)
            .await?;
        Ok(())
    }

    /// Writes a locked period and what was done to it: its etag and the number of the event are the next ones.
    pub async fn put_period(
        &self,
        before: &StoredPeriod,
        after: ReportingPeriod,
        done: PeriodEvent,
    ) -> Result<StoredPeriod, StoreError> {
        let etag = before.period.etag + 1;
        let reopen_reason = done.reason.clone().or_else(|| before.reopen_reason.clone());
        let written =
            StoredPeriod { period: ReportingPeriod { etag, ..after }, reopen_reason, updated: Some(done.time) };
        let new = row(&written);
        period::Entity::update_many()
            .col_expr(period::Column::State, new.state.into())
            .col_expr(period::Column::Etag, new.etag.into())
            .col_expr(period::Column::UpdatedAtUs, new.updated_at_us.into())
            .col_expr(period::Column::DueDate, new.due_date.into())
            .col_expr(period::Column::ReopenReason, new.reopen_reason.into())
            .filter(key(&written.name()))
            .exec(self.db)
            .await?;
        let event = period_event::Model {
            region: new.region,
            fiscal_year: new.fiscal_year,
            month: new.month,
            number: etag,
            kind: done.kind.number(),
            principal: done.principal.to_string(),
            taken_at_us: done.time.micros(),
            reason: done.reason.map(|reason| reason.to_string()),
            due_date: done.due.map(|due| due.to_string()),
        };
        insert_all::<period_event::Entity, _>(self.db, vec![event]).await?;
        Ok(written)
    }
}

fn key(name: &PeriodName) -> Condition {
    Condition::all()
        .add(period::Column::Region.eq(name.region.as_str()))
        .add(period::Column::FiscalYear.eq(name.period.year().get()))
        .add(period::Column::Month.eq(i32::from(name.period.month())))
}

fn row(stored: &StoredPeriod) -> period::Model {
    let ReportingPeriod { region, period, state, due, etag } = stored.period.clone();
    period::Model {
        region: region.to_string(),
        fiscal_year: period.year().get(),
        month: period.month().into(),
        state: state.number(),
        etag,
        updated_at_us: stored.updated.map(Instant::micros).unwrap_or_default(),
        due_date: due.map(|due| due.to_string()),
        reopen_reason: stored.reopen_reason.as_ref().map(ToString::to_string),
    }
}

fn stored(rows: Vec<period::Model>, name: &PeriodName) -> Result<StoredPeriod, StoreError> {
    rows.into_iter().next().map_or_else(|| Ok(StoredPeriod::untouched(name)), |row| parse(row, name).or_corrupt(WHAT))
}

fn parse(row: period::Model, name: &PeriodName) -> Result<StoredPeriod, Invalid> {
    let PeriodName { region, period } = name.clone();
    let due = row.due_date.map(|due| due.parse()).transpose()?;
    let period = ReportingPeriod { region, period, state: EnumField::parse(row.state)?, due, etag: row.etag };
    Ok(StoredPeriod {
        period,
        reopen_reason: row.reopen_reason.map(Text::parse).transpose()?,
        updated: (row.etag > 0).then(|| Instant::from_micros(row.updated_at_us)),
    })
}

fn event(row: period_event::Model) -> Result<PeriodEvent, Invalid> {
    Ok(PeriodEvent {
        number: row.number,
        kind: EnumField::parse(row.kind)?,
        principal: row.principal.parse()?,
        reason: row.reason.map(Text::parse).transpose()?,
        due: row.due_date.map(|due| due.parse()).transpose()?,
        time: Instant::from_micros(row.taken_at_us),
    })
}
