//! Scoring one row. Pure and exact: a score is a fraction, rounded once.

mod execution;
mod indicator;
mod number;
mod trace;

pub use execution::{ExecutionScore, score_execution};
pub use indicator::{Flag, IndicatorScore, Outcome, score_indicator};
pub use number::{NumberScore, score_number};
pub use trace::{Arithmetic, Operand, Rule, Trace};

/// Version of these rules; it changes when any score could.
pub const ENGINE_VERSION: i32 = 1;
