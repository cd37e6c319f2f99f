//! One file a rpc.

mod by;
mod close_period;
mod export_template;
mod get_actuals;
mod get_period;
mod import_actuals;
mod list_actual_revisions;
mod list_execution_revisions;
mod list_outstanding;
mod list_period_events;
mod list_periods;
mod open_period;
mod period;
mod period_step;
mod reopen_period;
mod report_actuals;
mod report_execution;
mod watch_actuals;

/// The service of requests that are safe to repeat.
const SERVICE: &str = "results";
