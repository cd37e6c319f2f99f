use std::collections::HashMap;

use jixiao_domain::{
    IndicatorId, Instant, Invalid, OpinionAnswer, OpinionKey, OpinionName, OpinionSaid, Text, VersionName,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::entity::{answer, opinion, step};
use super::step::said;
use super::{PlanHeader, Planning};
use crate::StoreError;
use crate::rows::OrCorrupt;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Planning<'_, C> {
    /// Up to `limit` opinions on a version after that one, in the order they were said; of one indicator, or all.
    pub async fn opinions(
        &self,
        version: &VersionName,
        indicator: Option<&IndicatorId>,
        after: Option<OpinionKey>,
        limit: u64,
    ) -> Result<Vec<OpinionSaid>, StoreError> {
        let mut wanted =
            of_shard!(opinion, Shard::from(&version.plan)).add(opinion::Column::Version.eq(version.version));
        if let Some(indicator) = indicator {
            wanted = wanted.add(opinion::Column::Indicator.eq(indicator.as_str()));
        }
        if let Some(OpinionKey { step, place }) = after {
            let same_step = Condition::all().add(opinion::Column::Step.eq(step)).add(opinion::Column::Place.gt(place));
            wanted = wanted.add(Condition::any().add(opinion::Column::Step.gt(step)).add(same_step));
        }
        self.answered(version, wanted, limit).await
    }

    /// An opinion by its name.
    pub async fn opinion(&self, name: &OpinionName) -> Result<Option<OpinionSaid>, StoreError> {
        let wanted = of_shard!(opinion, Shard::from(&name.version.plan))
            .add(opinion::Column::Version.eq(name.version.version))
            .add(opinion::Column::Step.eq(name.key.step))
            .add(opinion::Column::Place.eq(name.key.place));
        Ok(self.answered(&name.version, wanted, 1).await?.into_iter().next())
    }

    /// Opinions with their last answers and the steps they were said at.
    async fn answered(
        &self,
        version: &VersionName,
        wanted: Condition,
        limit: u64,
    ) -> Result<Vec<OpinionSaid>, StoreError> {
        let rows = opinion::Entity::find()
            .filter(wanted)
            .order_by_asc(opinion::Column::Step)
            .order_by_asc(opinion::Column::Place)
            .limit(limit)
            .all(self.db)
            .await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
        let (first, last) = (first.step, last.step);
        let shard = Shard::from(&version.plan);
        let steps = step::Entity::find()
            .filter(of_shard!(step, shard))
            .filter(step::Column::Version.eq(version.version))
            .filter(step::Column::Number.between(first, last))
            .all(self.db)
            .await?;
        let newest = Query::select()
            .expr(Expr::col(("newer", answer::Column::Number)).max())
            .from_as(answer::Entity, "newer")
            .and_where(Expr::col(("newer", answer::Column::Region)).equals((answer::Entity, answer::Column::Region)))
            .and_where(
                Expr::col(("newer", answer::Column::Department)).equals((answer::Entity, answer::Column::Department)),
            )
            .and_where(
                Expr::col(("newer", answer::Column::FiscalYear)).equals((answer::Entity, answer::Column::FiscalYear)),
            )
            .and_where(Expr::col(("newer", answer::Column::Version)).equals((answer::Entity, answer::Column::Version)))
            .and_where(Expr::col(("newer", answer::Column::Step)).equals((answer::Entity, answer::Column::Step)))
            .and_where(Expr::col(("newer", answer::Column::Place)).equals((answer::Entity, answer::Column::Place)))
            .to_owned();
        let answers = answer::Entity::find()
            .filter(of_shard!(answer, shard))
            .filter(answer::Column::Version.eq(version.version))
            .filter(answer::Column::Step.between(first, last))
            .filter(answer::Column::Number.in_subquery(newest))
            .all(self.db)
            .await?;
        let steps: HashMap<i32, step::Model> = steps.into_iter().map(|row| (row.number, row)).collect();
        let mut answers: HashMap<_, _> = answers.into_iter().map(|row| ((row.step, row.place), row)).collect();
        let with_answer = |row: opinion::Model| {
            let step = steps.get(&row.step).or_corrupt("opinion")?;
            opinion_said(version, &row, step, answers.remove(&(row.step, row.place))).or_corrupt("opinion")
        };
        rows.into_iter().map(with_answer).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Records an answer to an opinion as it was read after the caller locked the plan. The version is not in force.
    pub async fn add_answer(
        &self,
        version: &PlanHeader,
        opinion: OpinionSaid,
        new: OpinionAnswer,
    ) -> Result<OpinionSaid, StoreError> {
        version.check_open()?;
        let Shard { region, department, fiscal_year } = Shard::from(&version.name.plan);
        let OpinionKey { step, place } = opinion.name.key;
        let number = opinion.answers.saturating_add(1);
        let row = answer::Model {
            region,
            department,
            fiscal_year,
            version: version.name.version,
            step,
            place,
            number,
            accepted: new.is_accepted.into(),
            text: new.text.as_ref().map(ToString::to_string).unwrap_or_default(),
            answered_by: new.answered_by.to_string(),
            principal: new.principal.to_string(),
            answered_at_us: new.time.micros(),
        };
        answer::Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        Ok(OpinionSaid { answers: number, answer: Some(new), ..opinion })
    }
}

fn opinion_said(
    version: &VersionName,
    row: &opinion::Model,
    step: &step::Model,
    answer: Option<answer::Model>,
) -> Result<OpinionSaid, Invalid> {
    let key = OpinionKey { step: row.step, place: row.place };
    Ok(OpinionSaid {
        name: OpinionName { version: version.clone(), key },
        opinion: said(row)?,
        reviewer: Text::parse_optional(step.actor.as_str())?,
        principal: step.principal.parse()?,
        time: Instant::from_micros(step.taken_at_us),
        answers: answer.as_ref().map_or(0, |row| row.number),
        answer: answer.map(answered).transpose()?,
    })
}

fn answered(row: answer::Model) -> Result<OpinionAnswer, Invalid> {
    Ok(OpinionAnswer {
        is_accepted: row.accepted != 0,
        text: Text::parse_optional(row.text)?,
        answered_by: Text::parse(row.answered_by)?,
        principal: row.principal.parse()?,
        time: Instant::from_micros(row.answered_at_us),
    })
}
