//! Tests of reading tables.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod any_print;
mod columns;
mod content;
mod documented;
mod findings;
mod fixture;
mod formats;
mod hostile;
mod kept;
mod official;
mod plan_values;
mod plans;
mod printer;
mod real_table;
mod targets;
mod vocabulary;
