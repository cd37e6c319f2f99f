//! Tests of reading forms of actuals and matching them with a plan.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod any_order;
mod execution;
mod fixture;
mod hostile;
mod matching;
mod reading;
mod values;
