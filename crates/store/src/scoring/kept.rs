use jixiao_domain::{Period, PlanName};
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseConnection, EntityTrait, FromQueryResult, IntoActiveModel, Statement, Value};

use super::Scoring;
use super::entity::kept::{ANSWER, Column, Entity, Model};
use crate::StoreError;
use crate::shard::Shard;

/// What a kept score was asked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptAs<'a> {
    /// The month it is of.
    pub as_of: Period,
    /// The profile as it was asked for; empty for that of the plan's scheme.
    pub profile: &'a str,
    /// Of the program that scores; what another one kept does not count.
    pub engine: &'a str,
}

/// The newest change of a plan, and what is kept as of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Sequence of the change in the log of its region; 0 where there is none. What is computed from facts that are
    /// read later may be kept under it.
    pub sequence: i64,
    /// The packed answer; none where none is kept, or a change came since.
    pub answer: Option<Vec<u8>>,
}

/// A score to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKept {
    /// The plan.
    pub plan: PlanName,
    /// The month it is of.
    pub as_of: Period,
    /// The profile as it was asked for.
    pub profile: String,
    /// Of the program that scores.
    pub engine: String,
    /// From [`KeptAnswer::sequence`], of before the facts were read.
    pub sequence: i64,
    /// The packed answer.
    pub answer: Vec<u8>,
}

#[derive(FromQueryResult)]
struct AnswerRow {
    sequence: i64,
    answer: Option<Vec<u8>>,
}

impl Scoring<'_, DatabaseConnection> {
    /// The answer that is kept of a plan as of its newest change.
    pub async fn kept_answer(&self, plan: &PlanName, kept: KeptAs<'_>) -> Result<KeptAnswer, StoreError> {
        let Shard { region, department, fiscal_year } = Shard::from(plan);
        let values: [Value; 6] = [
            i32::from(kept.as_of.month()).into(),
            kept.profile.into(),
            kept.engine.into(),
            region.into(),
            department.into(),
            fiscal_year.into(),
        ];
        let statement = Statement::from_sql_and_values(self.db.get_database_backend(), ANSWER, values);
        let row = AnswerRow::find_by_statement(statement).all(self.db).await?.into_iter().next();
        Ok(row.map_or_else(KeptAnswer::default, |AnswerRow { sequence, answer }| KeptAnswer { sequence, answer }))
    }

    /// Keeps scores, each in the place of an older one of the same plan, month and profile. Those of an older change
    /// than is kept do no harm: they never count again.
    pub async fn keep(&self, scores: Vec<NewKept>) -> Result<(), StoreError> {
        if scores.is_empty() {
            return Ok(());
        }
        let key = [Column::Region, Column::Department, Column::FiscalYear, Column::Month, Column::Profile];
        let rest = [Column::Engine, Column::Sequence, Column::Answer];
        let rows = scores.into_iter().map(|score| row(score).into_active_model());
        Entity::insert_many(rows)
            .on_conflict(OnConflict::columns(key).update_columns(rest).to_owned())
            .exec_without_returning(self.db)
            .await?;
        Ok(())
    }
}

fn row(kept: NewKept) -> Model {
    let Shard { region, department, fiscal_year } = Shard::from(&kept.plan);
    Model {
        region,
        department,
        fiscal_year,
        month: kept.as_of.month().into(),
        profile: kept.profile,
        engine: kept.engine,
        sequence: kept.sequence,
        answer: kept.answer,
    }
}
