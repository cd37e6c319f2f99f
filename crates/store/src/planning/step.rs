use jixiao_domain::workflow::{Opinion, PlanState, StepTaken};
use jixiao_domain::{Instant, Invalid, PrincipalId, Text, VersionName};
use jixiao_proto::EnumField;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Planning;
use super::entity::{opinion, step};
use crate::StoreError;
use crate::rows::{OrCorrupt, insert_all};
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Planning<'_, C> {
    /// Up to `limit` steps of a version after that number, in the order they were taken.
    pub async fn steps(&self, name: &VersionName, after: i32, limit: u64) -> Result<Vec<StepTaken>, StoreError> {
        let shard = Shard::from(&name.plan);
        let steps = step::Entity::find()
            .filter(of_shard!(step, shard))
            .filter(step::Column::Version.eq(name.version))
            .filter(step::Column::Number.gt(after))
            .order_by_asc(step::Column::Number)
            .limit(limit)
            .all(self.db)
            .await?;
        let last = steps.last().map_or(after, |s| s.number);
        let opinions = opinion::Entity::find()
            .filter(of_shard!(opinion, shard))
            .filter(opinion::Column::Version.eq(name.version))
            .filter(opinion::Column::Step.gt(after))
            .filter(opinion::Column::Step.lte(last))
            .order_by_asc(opinion::Column::Step)
            .order_by_asc(opinion::Column::Place)
            .all(self.db)
            .await?;
        steps.into_iter().map(|row| taken(row, &opinions)).collect::<Result<_, _>>().or_corrupt("plan step")
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Records a step. The caller has locked the version.
    pub async fn add_step(
        &self,
        name: &VersionName,
        state: PlanState,
        actor: Option<&Text<100>>,
        principal: &PrincipalId,
        opinions: &[Opinion],
        now: Instant,
    ) -> Result<(), StoreError> {
        let shard = Shard::from(&name.plan);
        let before = step::Entity::find()
            .filter(of_shard!(step, shard))
            .filter(step::Column::Version.eq(name.version))
            .count(self.db)
            .await?;
        let number = i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1);
        let Shard { region, department, fiscal_year } = shard.clone();
        let row = step::Model {
            region,
            department,
            fiscal_year,
            version: name.version,
            number,
            state: state.number(),
            actor: actor.map(ToString::to_string).unwrap_or_default(),
            principal: principal.to_string(),
            taken_at_us: now.micros(),
        };
        step::Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        let opinion = |(opinion, place): (&Opinion, i32)| {
            let Shard { region, department, fiscal_year } = shard.clone();
            opinion::Model {
                region,
                department,
                fiscal_year,
                version: name.version,
                step: number,
                place,
                text: opinion.text.to_string(),
                indicator: opinion.indicator.as_ref().map(ToString::to_string),
            }
        };
        insert_all(self.db, opinions.iter().zip(1..).map(opinion).collect()).await
    }
}

fn taken(row: step::Model, opinions: &[opinion::Model]) -> Result<StepTaken, Invalid> {
    let of_step = opinions.iter().filter(|o| o.step == row.number).map(said);
    Ok(StepTaken {
        number: row.number,
        state: PlanState::parse(row.state)?,
        actor: Text::parse_optional(row.actor)?,
        principal: row.principal.parse()?,
        opinions: of_step.collect::<Result<_, _>>()?,
        time: Instant::from_micros(row.taken_at_us),
    })
}

/// What an opinion says.
pub(super) fn said(row: &opinion::Model) -> Result<Opinion, Invalid> {
    let indicator = row.indicator.as_deref().map(str::parse).transpose()?;
    Ok(Opinion { indicator, text: Text::parse(row.text.clone())? })
}
