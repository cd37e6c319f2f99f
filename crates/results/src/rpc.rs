//! One file a rpc.

mod export_template;
mod get_actuals;
mod import_actuals;
mod list_actual_revisions;
mod list_execution_revisions;
mod period;
mod record;
mod report_actuals;
mod report_execution;
mod watch_actuals;

/// The service of requests that are safe to repeat.
pub(crate) const SERVICE: &str = "results";
