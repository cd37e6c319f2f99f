//! Scoring one row. Pure and exact: a score is a fraction, rounded once.

mod date;
mod execution;
mod hand;
mod indicator;
mod number;
mod trace;

pub(crate) use execution::unsigned;
pub use execution::{ExecutionScore, score_execution};
pub use indicator::{Computed, Flag, IndicatorScore, Outcome, score_indicator};
pub use number::{NumberScore, Numbers, score_number};
pub use trace::{Arithmetic, Operand, Rule, Trace};

/// Version of these rules; it changes when any score could.
pub const ENGINE_VERSION: i32 = 1;
