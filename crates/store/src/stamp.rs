//! Stamps: whether anything that an answer rests on has changed since.

mod counters;
mod sole;

use std::sync::Arc;

use jixiao_domain::PlanName;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use crate::audit::newest;
use crate::shard::{Shard, above, of_shard};
use crate::{Store, StoreError};

pub(crate) use sole::Sole;

/// The newest changes of a plan, or of a plan and its regions. Two of the same kind that are equal, in one process,
/// mean that nothing changed between. One that is taken before the facts are read is never newer than they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(i64);

/// What a stamp is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamped {
    /// The plan: its versions, actuals and judgements; and what is written to its department as a whole, for an import of
    /// a table that changes nothing of the plan is one, and gives it another etag.
    Plan,
    /// Also what is written to its region, and to those above it, as a whole.
    PlanAndRegions,
}

impl Store {
    /// The stamp of a plan. Where this process alone writes, that costs no query.
    pub async fn stamp(&self, plan: &PlanName, of: Stamped) -> Result<Stamp, StoreError> {
        let regions = match of {
            Stamped::Plan => Vec::new(),
            Stamped::PlanAndRegions => above(&plan.owner.region),
        };
        let own = [Shard::from(plan), Shard::from(&plan.owner)];
        let shards = own.into_iter().chain(regions.iter().map(Shard::from));
        match &self.sole {
            Some(sole) => Ok(Stamp(shards.map(|shard| sole.counters.of(&shard)).sum())),
            None => self.stored_stamp(shards).await,
        }
    }

    /// Sequences only grow, so that an equal sum is one of equal parts.
    async fn stored_stamp(&self, shards: impl Iterator<Item = Shard>) -> Result<Stamp, StoreError> {
        let any = shards.fold(Condition::any(), |any, shard| any.add(of_shard!(newest, shard)));
        let sequences: Vec<i64> = newest::Entity::find()
            .select_only()
            .column(newest::Column::Sequence)
            .filter(any)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(Stamp(sequences.into_iter().sum()))
    }

    /// Keeps all other processes from writing to the database, where it is a file; a second one that asks is refused.
    /// From then on stamps cost no query.
    pub fn be_sole_writer(mut self) -> Result<Self, StoreError> {
        self.sole = self.file().map(Sole::of).transpose()?.map(Arc::new);
        Ok(self)
    }
}
