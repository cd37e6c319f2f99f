//! What any gRPC client may rely on: one file a concern.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "test code: a helper that cannot do its work ends the test"
)]

mod start;

mod access;
mod actuals;
mod actuals_forms;
mod adjust;
mod as_of;
mod bulk;
mod canonical;
mod copy;
mod corrections;
mod decimals;
mod departments;
mod descriptors;
mod editing;
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
mod judgement_methods;
mod judgement_sides;
mod judgements;
mod languages;
mod library;
mod lights;
mod limits;
mod methods;
mod monitoring;
mod names;
mod notices;
mod opinions;
mod outstanding;
mod overrides;
mod page_tokens;
mod pages;
mod periods;
mod plan_lists;
mod profile_choice;
mod profiles;
mod publish;
mod races;
mod ranking;
mod rebase;
mod reconcile;
mod reflection;
mod registry;
mod repeats;
mod request_ids;
mod rollup;
mod schemes;
mod score_watch;
mod scorecard_diffs;
mod scorecards;
mod several_plans;
mod steps;
mod stream_places;
mod tampered;
mod validate_only;
mod verification;
mod versions;
mod warnings;
mod weights;
mod years;
