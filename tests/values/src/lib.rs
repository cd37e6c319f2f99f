//! Random values of the domain, among them the largest and the oddest.
#![expect(clippy::unwrap_used, reason = "test code: every value made here is one")]

mod basic;
mod method;
mod plan;
mod profile;
mod report;

pub use basic::{date, decimal, fen, id, instant, points, text};
pub use method::method;
pub use plan::{content, opinions};
pub use profile::profile;
pub use report::{actual, execution, indicator, judgement, period, profile_ref, reported, ruling};
