//! What the benchmarks share: a goal with what was measured against it.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "benchmarks measure in floats, and a program for developers may end"
)]

mod goal;

pub use goal::{Goal, Op, spread, together};
