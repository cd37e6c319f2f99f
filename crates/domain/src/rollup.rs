//! Rolling up: what the plans of many departments, or of two years, say together.
//!
//! Each roll-up takes one plan at a time and keeps sums alone, so its memory depends on the number of its keys and
//! never on that of the plans. Sums are exact whole numbers and are rounded once, when they are read: equal input in
//! any order, or merged from parts, gives an equal result. What is an average is named so.

mod aggregate;
mod money;
mod qualitative;
mod rank;
mod summary;
mod sums;
mod tally;
mod years;

pub use aggregate::{Aggregate, AggregateKey, AggregateRow, Aggregates, Basis, ScoreOfSum};
pub use money::indicator_money;
pub use qualitative::{JudgedRow, QualitativeMean};
pub use rank::{Ranked, rank};
pub use summary::{ExecutionFact, PlanFacts, RowFact, Summary};
pub use sums::PointsSum;
pub use tally::{FateCount, RowFate, Tally};
pub use years::{PairedBy, YearChange, YearPair, YearRow, year_on_year};
