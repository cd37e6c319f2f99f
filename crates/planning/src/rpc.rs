//! One file a rpc.

mod allocate_weights;
mod approve_plan;
mod batch_upsert_library_indicators;
mod catalogue;
mod check_plan;
mod create_department;
mod create_plan;
mod create_region;
mod create_weight_scheme;
mod draft;
mod export_plan;
mod form;
mod get_department;
mod get_plan;
mod get_plan_source;
mod get_region;
mod get_weight_scheme;
mod import_plan;
mod import_plans;
mod list_departments;
mod list_indicator_frames;
mod list_library_indicators;
mod list_plan_steps;
mod list_plans;
mod list_regions;
mod list_weight_schemes;
mod return_plan;
mod review_plan;
mod step;
mod submit_plan;
mod update_plan;

/// The service of requests that are safe to repeat.
const SERVICE: &str = "planning";
