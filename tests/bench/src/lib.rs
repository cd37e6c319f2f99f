//! What the benchmarks share: a goal with what was measured against it.
#![expect(clippy::float_arithmetic, reason = "benchmarks measure in floats")]

mod goal;

pub use goal::{Goal, Op, table};
