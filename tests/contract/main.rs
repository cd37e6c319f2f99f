//! What any gRPC client may rely on: one file a concern.
#![expect(clippy::panic, clippy::unwrap_used, reason = "test code: a helper that cannot do its work ends the test")]

mod start;

mod actuals;
mod actuals_forms;
mod as_of;
mod corrections;
mod decimals;
mod descriptors;
mod empty_requests;
mod enums;
mod etags;
mod evidence;
mod execution;
mod extremes;
mod facts;
mod forecasts;
mod forms;
mod health;
mod imports;
mod judgements;
mod languages;
mod limits;
mod names;
mod notices;
mod outstanding;
mod page_tokens;
mod pages;
mod periods;
mod plan_lists;
mod races;
mod reflection;
mod repeats;
mod request_ids;
mod several_plans;
mod steps;
mod validate_only;
mod weights;
