//! `jixiao watch`.

use clap::{Args, ValueEnum};

use super::EndpointArguments;

#[derive(Debug, Args)]
pub(crate) struct WatchArguments {
    /// The region, with those under it: regions/{region}
    pub(crate) region: String,
    /// Whose changes
    #[arg(long, value_enum, default_value_t = WatchedService::Planning)]
    pub(crate) service: WatchedService,
    /// Go on after this token, the last one that was printed
    #[arg(long, value_name = "TOKEN", default_value = "")]
    pub(crate) resume: String,
    /// Begin with what comes from now on, not with the first change ever
    #[arg(long, conflicts_with = "resume")]
    pub(crate) from_now: bool,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

/// A service with a change stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WatchedService {
    /// Regions, departments, weight schemes, the library and plans
    Planning,
    /// Actuals, executions, forecasts and periods
    Results,
}
