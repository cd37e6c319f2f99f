use jixiao_domain::{
    Actual, ActualRecord, Actuals, ExecutionRecord, ExecutionReport, Instant, Period, PlanName, Reported, Text,
};
use jixiao_proto::results::v1::ActualsDocument;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::entity::{actual, execution, head, part};
use super::rows::{actual_row, execution_rows};
use super::{Results, from_document};
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
    /// Who answers for it.
    pub reporter: Text<100>,
}

impl Report {
    /// Of actuals alone.
    pub fn of_actuals(period: Period, actuals: Vec<Actual>, reporter: &Text<100>) -> Self {
        Self { period, actuals, execution: None, reporter: reporter.clone() }
    }

    /// Of an execution alone.
    pub fn of_execution(period: Period, execution: ExecutionReport, reporter: &Text<100>) -> Self {
        Self { period, actuals: Vec::new(), execution: Some(execution), reporter: reporter.clone() }
    }
}

impl Results<'_, DatabaseTransaction> {
    /// Records a batch of actuals, an execution, or both, as the next revision of the plan, and gives its
    /// number. Where there is neither, there is no revision: it gives the number of the last one.
    pub async fn report(&self, plan: &PlanName, report: Report, now: Instant) -> Result<i64, StoreError> {
        let Report { period, actuals, execution, reporter } = report;
        if actuals.is_empty() && execution.is_none() {
            return Ok(self.actuals(plan).await?.revision);
        }
        let shard = Shard::from(plan);
        let mut current = self.lock(&shard).await?;
        let reported = Reported { period, revision: current.revision + 1, reporter, time: now };
        let record = |actual| ActualRecord { actual, reported: reported.clone() };
        let records: Vec<ActualRecord> = actuals.into_iter().map(record).collect();
        insert_all::<actual::Entity, _>(self.db, records.iter().map(|r| actual_row(&shard, r)).collect()).await?;
        let execution = execution.map(|report| ExecutionRecord { report, reported: reported.clone() });
        if let Some(record) = &execution {
            let (row, parts) = execution_rows(&shard, record);
            insert_all::<execution::Entity, _>(self.db, vec![row]).await?;
            insert_all::<part::Entity, _>(self.db, parts).await?;
        }
        current.take(reported.revision, records, execution);
        self.put_head(&shard, &current).await
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
