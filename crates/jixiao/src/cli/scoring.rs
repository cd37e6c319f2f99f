//! Commands of scoring.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::EndpointArguments;

/// How an answer is printed; a table unless told otherwise.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Print {
    /// Print JSON as the API means it, exact and complete; 64-bit numbers, such as fen, are text there
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// Print CSV; a text that a spreadsheet would take for a formula begins with an apostrophe there
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArguments {
    /// The plan, …/plans/{year}, or a version of it; or regions/{region} for all plans of the region and of those under it
    pub(crate) name: String,
    /// The fiscal year, of a region
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
    /// The month up to which reports count, yyyy-mm; by default December
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile to score by: an id or a name; by default that of the plan's weight scheme
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    /// Of a region: go on after this token
    #[arg(long, value_name = "TOKEN", default_value = "")]
    pub(crate) resume: String,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The plan, …/plans/{year}, or a version of it
    pub(crate) plan: String,
    /// Id of the indicator, such as i001; or execution
    pub(crate) indicator: String,
    /// The month up to which reports count, yyyy-mm; by default December
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile to score by: an id or a name; by default that of the plan's weight scheme
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    /// Print the row as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct MonitorArguments {
    /// The plan, …/plans/{year}, or a version of it; or regions/{region} for the warnings of the region and of those under it
    pub(crate) name: String,
    /// The fiscal year, of a region
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
    /// The month at whose end it is looked at, yyyy-mm; by default July
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile whose bounds hold: an id or a name; by default that of the plan's weight scheme
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    /// Of a region: red lights alone
    #[arg(long)]
    pub(crate) red: bool,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct RankArguments {
    /// regions/{region}, with those under it
    pub(crate) region: String,
    /// The fiscal year
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: i32,
    /// The month up to which reports count, yyyy-mm; by default December
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile to score by: an id or a name; by default that of each plan's weight scheme
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SummarizeArguments {
    /// regions/{region}, with those under it
    pub(crate) region: String,
    /// The fiscal year
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: i32,
    /// The month up to which reports count, yyyy-mm; by default December
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile to score by: an id or a name; by default that of each plan's weight scheme
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    /// Also the year before
    #[arg(long)]
    pub(crate) year_before: bool,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Add a profile to a region from a reviewed file, or the next version of one
    Create(ProfileCreateArguments),
    /// Print a profile as a file that can be changed and given back
    Show(ProfileShowArguments),
    /// List the profiles that plans of a region may be scored by
    List(ProfileListArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ProfileCreateArguments {
    /// regions/{region}
    pub(crate) region: String,
    /// A .toml or .json file with the fields of jixiao.scoring.v1.Profile
    pub(crate) file: PathBuf,
    /// Check it, store nothing
    #[arg(long)]
    pub(crate) validate_only: bool,
    /// Makes a repeat harmless
    #[arg(long, value_name = "ID", default_value = "")]
    pub(crate) request_id: String,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ProfileShowArguments {
    /// profiles/{id} or regions/{region}/profiles/{id}, with or without /versions/{version}
    pub(crate) name: String,
    /// Print JSON, not TOML
    #[arg(long, conflicts_with = "toml")]
    pub(crate) json: bool,
    /// Print TOML, as it is without this too
    #[arg(long)]
    pub(crate) toml: bool,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ProfileListArguments {
    /// regions/{region}; the built-in ones alone where it is not given
    #[arg(default_value = "")]
    pub(crate) region: String,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ReconcileArguments {
    /// regions/{region}, whose profiles an id means
    pub(crate) region: String,
    /// A self-evaluation table with scores: text, CSV, .xlsx, .xls, .ods, .docx, HTML
    pub(crate) file: PathBuf,
    /// The profile to recompute by: an id or a name; by default cn-2020
    #[arg(long, value_name = "PROFILE", default_value = "")]
    pub(crate) profile: String,
    /// All rows, not only those that differ or cannot be compared
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) print: Print,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}
