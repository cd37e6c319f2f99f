//! The tables of scoring: judgements as append-only revisions, profiles of regions, finalized scorecards.

mod entity;
mod judgement;
mod kept;
mod profile;
mod ruling;
mod scorecard;

use sea_orm::{DatabaseConnection, DatabaseTransaction};

use crate::{Store, Write};

pub use judgement::NewJudgement;
pub use kept::{KeptAnswer, KeptAs, NewKept};
pub use scorecard::{NewScorecard, Pins, StoredScorecard};

/// The tables of scoring, read outside or inside a writing transaction.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a, C> {
    db: &'a C,
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
