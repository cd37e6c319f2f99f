//! Tests of reading tables.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod any_print;
mod documented;
mod findings;
mod fixture;
mod hostile;
mod printer;
mod real_table;
