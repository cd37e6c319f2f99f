//! The tables of scoring: judgements as append-only revisions.

mod entity;

use jixiao_domain::{IndicatorId, Instant, Invalid, Judgement, Judgements, Period, PlanName, Text, Verdict};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::JudgementsDocument;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::rows::{OrCorrupt, hundredths, points, unpack};
use crate::shard::{Shard, of_shard};
use crate::{Store, StoreError, Write};
use entity::{head, judgement};

/// The tables of scoring, read outside or inside a writing transaction.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a, C> {
    db: &'a C,
}

/// A judgement that is yet to be recorded.
#[derive(Clone, Debug)]
pub struct NewJudgement {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What was decided.
    pub verdict: Verdict,
    /// Period of the actual that was judged.
    pub actual_period: Period,
    /// Revision of the actual that was judged.
    pub actual_revision: i64,
}

impl<'a> Scoring<'a, DatabaseConnection> {
    /// For reading.
    pub fn of(store: &'a Store) -> Self {
        Self { db: &store.db }
    }
}

impl<'a> Scoring<'a, DatabaseTransaction> {
    /// For reading and writing.
    pub fn within(write: &'a Write) -> Self {
        Self { db: &write.tx }
    }
}

impl<C: ConnectionTrait> Scoring<'_, C> {
    /// The judgements of a plan that hold, from its packed document.
    pub async fn judgements(&self, plan: &PlanName) -> Result<Judgements, StoreError> {
        let rows = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).all(self.db).await?;
        rows.into_iter().next().map_or(Ok(Judgements::default()), |row| from_document(&row.document))
    }

    /// Up to `limit` judgements of a plan after that revision, in order.
    pub async fn revisions(&self, plan: &PlanName, after: i64, limit: u64) -> Result<Vec<Judgement>, StoreError> {
        let rows = judgement::Entity::find()
            .filter(of_shard!(judgement, Shard::from(plan)))
            .filter(judgement::Column::Revision.gt(after))
            .order_by_asc(judgement::Column::Revision)
            .limit(limit)
            .all(self.db)
            .await?;
        rows.into_iter().map(|row| parse(plan, row).or_corrupt("judgement")).collect()
    }

    /// Whether the head of a plan, its number and its packed document, is that of its rows.
    pub async fn verify_judgements(&self, plan: &PlanName) -> Result<bool, StoreError> {
        let mut derived = Judgements::default();
        let rows = self.revisions(plan, 0, i64::MAX.unsigned_abs()).await?;
        rows.into_iter().for_each(|judgement| derived.take(judgement));
        let head = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).all(self.db).await?;
        let (revision, current) = match head.into_iter().next() {
            Some(head) => (head.revision, from_document(&head.document)?),
            None => (0, Judgements::default()),
        };
        Ok(revision == derived.revision && current == derived)
    }
}

impl Scoring<'_, DatabaseTransaction> {
    /// Records a judgement as the next revision of the plan.
    pub async fn judge(&self, plan: &PlanName, new: NewJudgement, now: Instant) -> Result<Judgement, StoreError> {
        let shard = Shard::from(plan);
        let mut current = self.lock(&shard).await?;
        let judgement = Judgement {
            indicator: new.indicator,
            verdict: new.verdict,
            actual_period: new.actual_period,
            actual_revision: new.actual_revision,
            revision: current.revision + 1,
            time: now,
        };
        let row = row(&shard, &judgement);
        judgement::Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        current.take(judgement.clone());
        head::Entity::update_many()
            .col_expr(head::Column::Revision, current.revision.into())
            .col_expr(head::Column::Document, JudgementsDocument::from(&current).encode_to_vec().into())
            .filter(of_shard!(head, shard))
            .exec(self.db)
            .await?;
        Ok(judgement)
    }

    /// The judgements of a plan, locked until the transaction ends: what the next one takes the place of.
    pub async fn lock_judgements(&self, plan: &PlanName) -> Result<Judgements, StoreError> {
        self.lock(&Shard::from(plan)).await
    }

    /// The judgements of a plan, locked until the transaction ends; makes the head row where it is not
    /// there yet.
    async fn lock(&self, shard: &Shard) -> Result<Judgements, StoreError> {
        let Shard { region, department, fiscal_year } = shard.clone();
        let document = JudgementsDocument::default().encode_to_vec();
        let first = head::Model { region, department, fiscal_year, revision: 0, document };
        head::Entity::insert(first.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(self.db)
            .await?;
        let rows = head::Entity::find().filter(of_shard!(head, shard)).lock_exclusive().all(self.db).await?;
        from_document(&rows.into_iter().next().or_corrupt("judgements head")?.document)
    }
}

fn from_document(document: &[u8]) -> Result<Judgements, StoreError> {
    const WHAT: &str = "judgements document";
    Judgements::try_from(unpack::<JudgementsDocument>(document, WHAT)?).map_err(|_| StoreError::Corrupt(WHAT))
}

fn row(shard: &Shard, judgement: &Judgement) -> judgement::Model {
    let Shard { region, department, fiscal_year } = shard.clone();
    let verdict = &judgement.verdict;
    judgement::Model {
        region,
        department,
        fiscal_year,
        revision: judgement.revision,
        indicator: judgement.indicator.to_string(),
        tier: verdict.tier.number(),
        score: hundredths(verdict.score),
        grounds: verdict.grounds.to_string(),
        judge: verdict.judge.to_string(),
        actual_month: judgement.actual_period.month().into(),
        actual_revision: judgement.actual_revision,
        judged_at_us: judgement.time.micros(),
    }
}

fn parse(plan: &PlanName, row: judgement::Model) -> Result<Judgement, Invalid> {
    let range = Invalid { en: "is out of range", zh: "超出范围" };
    let month = u8::try_from(row.actual_month).map_err(|_| range)?;
    let verdict = Verdict {
        tier: EnumField::parse(row.tier)?,
        score: points(row.score)?,
        grounds: Text::parse(row.grounds)?,
        judge: Text::parse(row.judge)?,
    };
    Ok(Judgement {
        indicator: row.indicator.parse()?,
        verdict,
        actual_period: Period::new(plan.year, month).ok_or(range)?,
        actual_revision: row.actual_revision,
        revision: row.revision,
        time: Instant::from_micros(row.judged_at_us),
    })
}
