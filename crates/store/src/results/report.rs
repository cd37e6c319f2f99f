use jixiao_domain::{
    Actual, ActualRecord, Actuals, ExecutionRecord, ExecutionReport, IndicatorId, Instant, Period, PeriodName,
    PeriodState, PlanName, PrincipalId, Reported, Text,
};
use jixiao_proto::results::v1::ActualsDocument;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::beside::{evidence_rows, reason_rows};
use super::entity::{actual, evidence, execution, forecast_reason, head, part};
use super::rows::{actual_row, execution_rows};
use super::{Results, StoredPeriod, from_document};
use crate::StoreError;
use crate::rows::{OrCorrupt, insert_all};
use crate::shard::{Shard, of_shard};

/// What is reported at once.
#[derive(Clone, Debug)]
pub struct Report {
    /// The month it is for.
    pub period: Period,
    /// Each indicator at most once; may be empty.
    pub actuals: Vec<Actual>,
    /// May be absent.
    pub execution: Option<ExecutionReport>,
    /// Who answers for it, and why it corrects.
    pub by: By,
}

/// Who reports against which version, and why figures change.
#[derive(Clone, Debug)]
pub struct By {
    /// Who answers for it.
    pub reporter: Text<100>,
    /// Who sends it.
    pub principal: PrincipalId,
    /// The version of the plan that is in force, from 1.
    pub plan_version: i32,
    /// Required where a figure of the period is another one than is recorded.
    pub correction_reason: Option<Text<2000>>,
}

/// A report that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The revision it became; where nothing was reported, the newest there is.
    pub revision: i64,
    /// What was current before.
    pub before: Actuals,
}

/// Why a report is not recorded; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    /// The period is closed.
    #[error("the period {0} is closed")]
    PeriodClosed(PeriodName),
    /// Figures are other ones than are recorded, and nothing says why.
    #[error("recorded figures change without a reason")]
    ReasonMissing {
        /// Whose value changes.
        indicators: Vec<IndicatorId>,
        /// Whether the execution changes.
        execution: bool,
    },
    /// What the database said.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Report {
    /// Of actuals alone.
    pub fn of_actuals(period: Period, actuals: Vec<Actual>, by: By) -> Self {
        Self { period, actuals, execution: None, by }
    }

    /// Of an execution alone.
    pub fn of_execution(period: Period, execution: ExecutionReport, by: By) -> Self {
        Self { period, actuals: Vec::new(), execution: Some(execution), by }
    }

    /// The period it is for, in the region of its plan.
    pub fn period_name(&self, plan: &PlanName) -> PeriodName {
        PeriodName { region: plan.owner.region.clone(), period: self.period }
    }

    /// Whether it would be recorded as things stand: the period is open, and the reason it needs is given.
    pub fn check(&self, period: &StoredPeriod, current: &Actuals) -> Result<(), NotRecorded> {
        match period.period.state {
            PeriodState::Closed => Err(NotRecorded::PeriodClosed(period.name())),
            PeriodState::Open => self.check_reason(current),
        }
    }

    /// Whether it gives the reason it needs.
    fn check_reason(&self, current: &Actuals) -> Result<(), NotRecorded> {
        let recorded = |actual: &Actual| current.records.get(&(actual.indicator.clone(), self.period));
        let changes = |actual: &&Actual| recorded(actual).is_some_and(|it| !it.actual.is_same_value(actual));
        let indicators: Vec<IndicatorId> =
            self.actuals.iter().filter(changes).map(|actual| actual.indicator.clone()).collect();
        let before = current.executions.get(&self.period);
        let execution = self.execution.as_ref().zip(before).is_some_and(|(now, before)| before.report != *now);
        if self.by.correction_reason.is_none() && (execution || !indicators.is_empty()) {
            return Err(NotRecorded::ReasonMissing { indicators, execution });
        }
        Ok(())
    }
}

impl Results<'_, DatabaseTransaction> {
    /// Records a batch of actuals, an execution, or both, as the next revision of the plan. Where there is neither,
    /// there is no revision. Whether the period is open and whether a reason is missing is decided here, under the
    /// locks that a closing and other reports wait for.
    pub async fn report(&self, plan: &PlanName, report: Report, now: Instant) -> Result<Recorded, NotRecorded> {
        let period = self.hold_period(&report.period_name(plan)).await?;
        if report.actuals.is_empty() && report.execution.is_none() {
            let before = self.actuals(plan).await?;
            report.check(&period, &before)?;
            return Ok(Recorded { revision: before.revision, before });
        }
        let shard = Shard::from(plan);
        let before = self.lock(&shard).await?;
        report.check(&period, &before)?;
        let current = self.add(&shard, report, before.clone(), now).await?;
        Ok(Recorded { revision: self.put_head(&shard, &current).await?, before })
    }

    /// Adds the rows of a report, and gives what is current with it.
    async fn add(
        &self,
        shard: &Shard,
        report: Report,
        mut current: Actuals,
        now: Instant,
    ) -> Result<Actuals, StoreError> {
        let Report { period, actuals, execution, by } = report;
        let By { reporter, principal, plan_version, correction_reason } = by;
        let revision = current.revision + 1;
        let reported = Reported { period, revision, reporter, time: now, plan_version, principal, correction_reason };
        let record = |actual| ActualRecord { actual, reported: reported.clone() };
        let records: Vec<ActualRecord> = actuals.into_iter().map(record).collect();
        insert_all::<actual::Entity, _>(self.db, records.iter().map(|r| actual_row(shard, r)).collect()).await?;
        let evidence = records.iter().flat_map(|r| evidence_rows(shard, r)).collect();
        insert_all::<evidence::Entity, _>(self.db, evidence).await?;
        let reasons = records.iter().flat_map(|r| reason_rows(shard, r)).collect();
        insert_all::<forecast_reason::Entity, _>(self.db, reasons).await?;
        let execution = execution.map(|report| ExecutionRecord { report, reported: reported.clone() });
        if let Some(record) = &execution {
            let (row, parts) = execution_rows(shard, record);
            insert_all::<execution::Entity, _>(self.db, vec![row]).await?;
            insert_all::<part::Entity, _>(self.db, parts).await?;
        }
        current.take(revision, records, execution);
        Ok(current)
    }

    /// The current records of a plan, locked until the transaction ends: what the next report takes the place of.
    pub async fn lock_actuals(&self, plan: &PlanName) -> Result<Actuals, StoreError> {
        self.lock(&Shard::from(plan)).await
    }

    /// The current records of a plan, locked until the transaction ends; makes the head row where it is
    /// not there yet.
    async fn lock(&self, shard: &Shard) -> Result<Actuals, StoreError> {
        let Shard { region, department, fiscal_year } = shard.clone();
        let document = ActualsDocument::default().encode_to_vec();
        let first = head::Model { region, department, fiscal_year, revision: 0, document };
        head::Entity::insert(first.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(self.db)
            .await?;
        let rows = head::Entity::find().filter(of_shard!(head, shard)).lock_exclusive().all(self.db).await?;
        from_document(&rows.into_iter().next().or_corrupt("actuals head")?.document)
    }

    async fn put_head(&self, shard: &Shard, current: &Actuals) -> Result<i64, StoreError> {
        head::Entity::update_many()
            .col_expr(head::Column::Revision, current.revision.into())
            .col_expr(head::Column::Document, ActualsDocument::from(current).encode_to_vec().into())
            .filter(of_shard!(head, shard))
            .exec(self.db)
            .await?;
        Ok(current.revision)
    }
}
