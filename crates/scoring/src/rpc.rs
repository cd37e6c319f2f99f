//! One file a rpc.

mod compare_years;
mod create_profile;
mod diff_scorecards;
mod finalize_scorecard;
mod get_profile;
mod get_scorecard;
mod judge_indicator;
mod list_judgements;
mod list_profiles;
mod list_scorecards;
mod list_warnings;
mod monitor_plan;
mod override_score;
mod rank_plans;
mod reconcile_sheet;
mod render_monitoring_table;
mod render_scorecard;
mod score_plan;
mod score_plans;
mod summarize_scores;
mod verify_scorecard;
mod watch_scorecards;

/// The service of requests that are safe to repeat.
const SERVICE: &str = "scoring";

/// Monitoring is for the first seven months, unless another month is asked for.
const USUAL_MONTH: u8 = 7;
