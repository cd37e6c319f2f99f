//! What any gRPC client may rely on: one file a concern.
#![expect(clippy::panic, clippy::unwrap_used, reason = "test code: a helper that cannot do its work ends the test")]

mod start;

mod access;
mod actuals;
mod actuals_forms;
mod adjust;
mod canonical;
mod copy;
mod decimals;
mod departments;
mod descriptors;
mod editing;
mod empty_requests;
mod enums;
mod etags;
mod execution;
mod extremes;
mod facts;
mod forms;
mod health;
mod imports;
mod judgements;
mod languages;
mod limits;
mod names;
mod opinions;
mod page_tokens;
mod pages;
mod publish;
mod races;
mod rebase;
mod reflection;
mod registry;
mod repeats;
mod request_ids;
mod several_plans;
mod steps;
mod validate_only;
mod versions;
mod weights;
