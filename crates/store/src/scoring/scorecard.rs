use jixiao_domain::{Digest256, Grade, Instant, Invalid, Period, PlanName, Points, PrincipalId, ProfileRef, Text};
use jixiao_proto::EnumField;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use sha2::{Digest, Sha256};

use super::Scoring;
use super::entity::scorecard::{self, Column, Entity, Model};
use crate::StoreError;
use crate::rows::{OrCorrupt, hundredths, points};
use crate::shard::{Shard, of_shard};

const WHAT: &str = "scorecard";

/// Every version a scorecard of a plan rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pins {
    /// Version of the plan, from 1.
    pub plan_version: i32,
    /// SHA-256 of that version's content, lower-case hex.
    pub content_sha256: String,
    /// Actuals after this period, of the plan's fiscal year, were not looked at.
    pub as_of_period: Period,
    /// Newest revision of the plan's actuals; 0 where there was none.
    pub actuals_revision: i64,
    /// Newest revision of the plan's judgements; 0 where there was none.
    pub judgements_revision: i64,
    /// The profile, with its version.
    pub profile: ProfileRef,
    /// Version of the rules in the code, from 1.
    pub engine_version: i32,
}

/// A scorecard that is yet to be finalized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewScorecard {
    /// What it rests on.
    pub pins: Pins,
    /// Out of 100.
    pub total: Points,
    /// Of the total.
    pub grade: Grade,
    /// 自评得分; `None` where the unit did not judge all of its own.
    pub unit_total: Option<Points>,
    /// `jixiao.scoring.v1.Scorecard`, encoded.
    pub document: Vec<u8>,
    /// Who answers for it, as the calling system knows them.
    pub finalizer: Text<100>,
    /// Who finalizes it, as the server knows them.
    pub principal: PrincipalId,
}

/// A finalized scorecard. It is never changed: a newer one of the plan supersedes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScorecard {
    /// Number in the plan, from 1.
    pub number: i32,
    /// Whether none of the plan is newer.
    pub is_newest: bool,
    /// What it rests on.
    pub pins: Pins,
    /// Out of 100.
    pub total: Points,
    /// Of the total.
    pub grade: Grade,
    /// 自评得分; `None` where the unit did not judge all of its own.
    pub unit_total: Option<Points>,
    /// SHA-256 of the document when it was finalized, lower-case hex.
    pub sha256: String,
    /// `jixiao.scoring.v1.Scorecard`, encoded, as it is stored; empty in a list.
    pub document: Vec<u8>,
    /// Who answers for it, as the calling system knows them.
    pub finalizer: Text<100>,
    /// Who finalized it, as the server knows them.
    pub principal: PrincipalId,
    /// When it was finalized.
    pub time: Instant,
}

impl<C: ConnectionTrait> Scoring<'_, C> {
    /// A finalized scorecard of a plan with its document, or the newest one.
    pub async fn scorecard(&self, plan: &PlanName, number: Option<i32>) -> Result<Option<StoredScorecard>, StoreError> {
        let mut query = Entity::find().filter(of_shard!(scorecard, Shard::from(plan)));
        if let Some(number) = number {
            query = query.filter(Column::Number.eq(number));
        }
        let rows = query.order_by_desc(Column::Number).limit(1).all(self.db).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let newest = self.newest_scorecard(plan).await?;
        parse(plan, row, newest).or_corrupt(WHAT).map(Some)
    }

    /// Up to `limit` finalized scorecards of a plan after that number, by number, without their documents.
    pub async fn scorecards(
        &self,
        plan: &PlanName,
        after: i32,
        limit: u64,
    ) -> Result<Vec<StoredScorecard>, StoreError> {
        let rows = without_document()
            .filter(of_shard!(scorecard, Shard::from(plan)))
            .filter(Column::Number.gt(after))
            .order_by_asc(Column::Number)
            .limit(limit)
            .all(self.db)
            .await?;
        let newest = self.newest_scorecard(plan).await?;
        rows.into_iter().map(|row| parse(plan, row, newest).or_corrupt(WHAT)).collect()
    }

    /// Number of the newest scorecard of a plan; 0 where there is none.
    async fn newest_scorecard(&self, plan: &PlanName) -> Result<i32, StoreError> {
        let newest = Entity::find()
            .select_only()
            .column(Column::Number)
            .filter(of_shard!(scorecard, Shard::from(plan)))
            .order_by_desc(Column::Number)
            .limit(1)
            .into_tuple()
            .all(self.db)
            .await?;
        Ok(newest.into_iter().next().unwrap_or_default())
    }
}

impl Scoring<'_, DatabaseTransaction> {
    /// Finalizes a scorecard under the next number of the plan. Nobody judges the plan, or finalizes another, until
    /// the transaction ends. Errors: [`StoreError::Corrupt`] for one that could not be read back, such as of a period
    /// of another year; nothing is written then.
    pub async fn finalize(
        &self,
        plan: &PlanName,
        new: NewScorecard,
        now: Instant,
    ) -> Result<StoredScorecard, StoreError> {
        self.lock_judgements(plan).await?;
        let number = self.newest_scorecard(plan).await?.saturating_add(1);
        let pins = new.pins.clone();
        let row = row(plan, number, new, now);
        let stored = parse(plan, row.clone(), number).or_corrupt(WHAT)?;
        if stored.pins != pins {
            return Err(StoreError::Corrupt(WHAT));
        }
        Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        Ok(stored)
    }
}

/// All columns, with nothing in the place of the document, so that a page stays small.
fn without_document() -> Select<Entity> {
    let columns = Column::iter().filter(|column| !matches!(column, Column::Document));
    Entity::find().select_only().columns(columns).expr_as(Expr::value(Vec::<u8>::new()), "document")
}

fn row(plan: &PlanName, number: i32, new: NewScorecard, now: Instant) -> Model {
    let Shard { region, department, fiscal_year } = Shard::from(plan);
    let pins = new.pins;
    Model {
        region,
        department,
        fiscal_year,
        number,
        plan_version: pins.plan_version,
        as_of_month: pins.as_of_period.month().into(),
        engine_version: pins.engine_version,
        total: hundredths(new.total),
        grade: new.grade.number(),
        actuals_revision: pins.actuals_revision,
        judgements_revision: pins.judgements_revision,
        finalized_at_us: now.micros(),
        content_sha256: pins.content_sha256,
        profile: pins.profile.to_string(),
        finalizer: new.finalizer.to_string(),
        principal: new.principal.to_string(),
        sha256: Sha256::digest(&new.document).to_vec(),
        document: new.document,
        unit_total: new.unit_total.map(hundredths),
    }
}

fn parse(plan: &PlanName, row: Model, newest: i32) -> Result<StoredScorecard, Invalid> {
    let range = Invalid { en: "is out of range", zh: "超出范围" };
    let month = u8::try_from(row.as_of_month).map_err(|_| range)?;
    let sha256 = <[u8; 32]>::try_from(row.sha256).map_err(|_| range)?;
    let pins = Pins {
        plan_version: row.plan_version,
        content_sha256: row.content_sha256,
        as_of_period: Period::new(plan.year, month).ok_or(range)?,
        actuals_revision: row.actuals_revision,
        judgements_revision: row.judgements_revision,
        profile: row.profile.parse()?,
        engine_version: row.engine_version,
    };
    Ok(StoredScorecard {
        number: row.number,
        is_newest: row.number >= newest,
        pins,
        total: points(row.total)?,
        grade: EnumField::parse(row.grade)?,
        unit_total: row.unit_total.map(points).transpose()?,
        sha256: Digest256::new(sha256).to_string(),
        document: row.document,
        finalizer: Text::parse(row.finalizer)?,
        principal: row.principal.parse()?,
        time: Instant::from_micros(row.finalized_at_us),
    })
}
