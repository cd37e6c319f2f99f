//! One file a rpc.

mod add_indicators;
mod adjust_plan;
mod allocate_weights;
mod answer_opinion;
mod approve_plan;
mod batch_upsert_regions;
mod check_plan;
mod copy_plan;
mod create_department;
mod create_plan;
mod create_region;
mod diff_plan_versions;
mod draft;
mod drop_indicators;
mod export_plan;
mod form;
mod get_department;
mod get_plan;
mod get_plan_source;
mod get_region;
mod import_plan;
mod import_plans;
mod list_departments;
mod list_opinions;
mod list_plan_steps;
mod list_plan_versions;
mod list_plans;
mod list_regions;
mod list_weight_schemes;
mod move_indicator;
mod publish_plan;
mod rebase_plan;
mod region;
mod reorder_indicators;
mod return_plan;
mod review_plan;
mod set_weights;
mod step;
mod submit_plan;
mod update_indicator;
mod update_plan;
mod update_region;
mod watch_plans;

/// The service of requests that are safe to repeat.
pub(crate) const SERVICE: &str = "planning";
