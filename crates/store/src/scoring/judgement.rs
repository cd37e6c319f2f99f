use jixiao_domain::{IndicatorId, Instant, Invalid, Judgement, Judgements, Period, PlanName, ProfileRef, Ruling, Text};
use jixiao_proto::scoring::v1::JudgementsDocument;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Scoring;
use super::entity::{head, judgement};
use super::ruling::RulingColumns;
use crate::StoreError;
use crate::rows::{OrCorrupt, unpack};
use crate::shard::{Shard, of_shard};

const WHAT: &str = "judgement";

/// A judgement that is yet to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJudgement {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What was decided.
    pub ruling: Ruling,
    /// Why.
    pub grounds: Text<2000>,
    /// Who.
    pub judge: Text<100>,
    /// The profile that it was decided under, with its version.
    pub profile: ProfileRef,
    /// Period of the actual that was judged, of the plan's fiscal year; `None` where none was reported.
    pub actual_period: Option<Period>,
    /// Revision of the actual that was judged; 0 where none was reported.
    pub actual_revision: i64,
}

impl<C: ConnectionTrait> Scoring<'_, C> {
    /// The judgements of a plan that hold, from its packed document.
    pub async fn judgements(&self, plan: &PlanName) -> Result<Judgements, StoreError> {
        let rows = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).all(self.db).await?;
        rows.into_iter().next().map_or(Ok(Judgements::default()), |row| from_document(&row.document))
    }

    /// The judgements of a plan that held when that revision was the newest, from its rows: nothing for 0, and for
    /// one that is not there yet those that hold, with the newest revision there is.
    pub async fn judgements_at(&self, plan: &PlanName, revision: i64) -> Result<Judgements, StoreError> {
        let rows = judgement::Entity::find()
            .filter(of_shard!(judgement, Shard::from(plan)))
            .filter(judgement::Column::Revision.lte(revision))
            .order_by_asc(judgement::Column::Revision)
            .all(self.db)
            .await?;
        let mut judgements = Judgements::default();
        for row in rows {
            judgements.take(parse(plan, row)?);
        }
        Ok(judgements)
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
        rows.into_iter().map(|row| parse(plan, row)).collect()
    }

    /// Whether the head of a plan, its number and its packed document, is that of its rows, and none of them is
    /// missing.
    pub async fn verify_judgements(&self, plan: &PlanName) -> Result<bool, StoreError> {
        let rows = self.revisions(plan, 0, i64::MAX.unsigned_abs()).await?;
        let has_gap = rows.iter().zip(1..).any(|(judgement, revision)| judgement.revision != revision);
        let mut derived = Judgements::default();
        rows.into_iter().for_each(|judgement| derived.take(judgement));
        let head = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).all(self.db).await?;
        let (revision, current) = match head.into_iter().next() {
            Some(head) => (head.revision, from_document(&head.document)?),
            None => (0, Judgements::default()),
        };
        Ok(!has_gap && revision == derived.revision && current == derived)
    }
}

impl Scoring<'_, DatabaseTransaction> {
    /// Records a judgement as the next revision of the plan. Errors: [`StoreError::Corrupt`] for one that could not be
    /// read back, such as of a period of another year; nothing is written then.
    pub async fn judge(&self, plan: &PlanName, new: NewJudgement, now: Instant) -> Result<Judgement, StoreError> {
        let shard = Shard::from(plan);
        let mut current = self.lock(&shard).await?;
        let judgement = Judgement {
            indicator: new.indicator,
            ruling: new.ruling,
            grounds: new.grounds,
            judge: new.judge,
            profile: new.profile,
            actual_period: new.actual_period,
            actual_revision: new.actual_revision,
            revision: current.revision + 1,
            time: now,
        };
        let row = row(&shard, &judgement);
        if parse(plan, row.clone())? != judgement {
            return Err(StoreError::Corrupt(WHAT));
        }
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
    let ruling = RulingColumns::of(&judgement.ruling);
    judgement::Model {
        region,
        department,
        fiscal_year,
        revision: judgement.revision,
        indicator: judgement.indicator.to_string(),
        kind: ruling.kind,
        grounds: judgement.grounds.to_string(),
        judge: judgement.judge.to_string(),
        profile: judgement.profile.to_string(),
        actual_revision: judgement.actual_revision,
        judged_at_us: judgement.time.micros(),
        side: ruling.side,
        tier: ruling.tier,
        score: ruling.score,
        met: ruling.met,
        overrider: ruling.overrider,
        computed: ruling.computed,
        actual_month: judgement.actual_period.map(|period| period.month().into()),
    }
}

fn parse(plan: &PlanName, row: judgement::Model) -> Result<Judgement, StoreError> {
    let invalid = |row: judgement::Model| -> Result<Judgement, Invalid> {
        let ruling = RulingColumns {
            kind: row.kind,
            side: row.side,
            tier: row.tier,
            score: row.score,
            met: row.met,
            overrider: row.overrider,
            computed: row.computed,
        };
        let month = |month: i32| {
            let period = u8::try_from(month).ok().and_then(|month| Period::new(plan.year, month));
            period.ok_or(Invalid { en: "is out of range", zh: "超出范围" })
        };
        Ok(Judgement {
            indicator: row.indicator.parse()?,
            ruling: ruling.ruling()?,
            grounds: Text::parse(row.grounds)?,
            judge: Text::parse(row.judge)?,
            profile: row.profile.parse()?,
            actual_period: row.actual_month.map(month).transpose()?,
            actual_revision: row.actual_revision,
            revision: row.revision,
            time: Instant::from_micros(row.judged_at_us),
        })
    };
    invalid(row).or_corrupt(WHAT)
}
