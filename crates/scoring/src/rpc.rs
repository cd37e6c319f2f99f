//! One file a rpc.

mod get_profile;
mod judge_indicator;
mod list_judgements;
mod list_profiles;
mod render_monitoring_table;
mod render_scorecard;
mod score_plan;

/// The service of requests that are safe to repeat.
const SERVICE: &str = "scoring";
