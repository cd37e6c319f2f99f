//! The command line.

mod audit;
mod scoring;
mod watch;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jixiao_service::settings::Settings;

use crate::error::Error;

pub(crate) use audit::{AuditCommand, AuditListArguments, AuditVerifyArguments};
pub(crate) use scoring::{
    ExplainArguments, MonitorArguments, ProfileCommand, ProfileCreateArguments, ProfileListArguments,
    ProfileShowArguments, RankArguments, ReconcileArguments, ScoreArguments, SummarizeArguments,
};
pub(crate) use watch::{WatchArguments, WatchedService};

/// Budget performance: targets, actuals, scorecards over gRPC.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where settings come from: defaults, then the file, then the environment, then `--set`.
#[derive(Debug, Args)]
pub(crate) struct SettingsArguments {
    /// A TOML file of settings
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// One setting, such as listen=127.0.0.1:50061; as often as needed
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = key_value, global = true)]
    overrides: Vec<(String, String)>,
    /// Serve an API without TLS on an address that is not loopback; it needs access.grants all the same
    #[arg(long, global = true)]
    insecure: bool,
}

impl SettingsArguments {
    /// The settings in force.
    pub(crate) fn load(&self) -> Result<Settings, Error> {
        let insecure = self.insecure.then(|| ("insecure".to_owned(), "true".to_owned()));
        let overrides = self.overrides.iter().cloned().chain(insecure);
        Ok(Settings::load(self.config.as_deref(), overrides)?)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve one service, or all in one process
    Serve(ServeArguments),
    /// Bring the schema of the database up to date
    Migrate,
    /// Compare every packed document in the database with its rows
    VerifyStore,
    /// Print the settings in force, secrets left out
    Config(ConfigArguments),
    /// Read published target tables into plans, or filled actuals forms into reports
    Import(ImportArguments),
    /// Write a plan as the official target table
    Export(ExportArguments),
    /// Write the form to report the actuals of a plan with
    Template(TemplateArguments),
    /// Write the self-evaluation table of a plan, or its monitoring table
    Report(ReportArguments),
    /// Score a plan, or all plans of a region one after the other
    Score(ScoreArguments),
    /// Print the arithmetic of one row of a scorecard, as a person would write it
    Explain(ExplainArguments),
    /// Print the lights of a plan, or the red and yellow ones of a region, the most severe first
    Monitor(MonitorArguments),
    /// Rank the plans of a region by their totals
    Rank(RankArguments),
    /// Roll up the scores of a region
    Summarize(SummarizeArguments),
    /// Add, show and list profiles, the rules of scoring
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Recompute a published sheet that has scores of its own, and list where it differs
    Reconcile(ReconcileArguments),
    /// Take the table of 2023 from import to scorecard, as a client of the API
    Demo(EndpointArguments),
    /// List who changed what, or verify that nobody changed the record of it
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Print what changes in a region, from the beginning or from a token on
    Watch(WatchArguments),
    /// Ask a server for its health; succeeds where it serves
    Healthcheck(HealthcheckArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Which service
    pub(crate) role: Role,
}

/// What a process serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Targets
    Planning,
    /// Actuals
    Results,
    /// Scorecards
    Scoring,
    /// All three, which ask each other directly
    All,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    /// Print the names of all environment variables instead
    #[arg(long)]
    pub(crate) variables: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// Target tables or filled actuals forms: text, CSV, .xlsx, .xls, .ods, .docx, HTML
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Read target tables here, without a server, and store nothing
    #[arg(long, conflicts_with_all = ["parent", "plan"])]
    pub(crate) dry_run: bool,
    /// With --dry-run, print JSON
    #[arg(long, requires = "dry_run")]
    pub(crate) json: bool,
    /// Where target tables go: a department, regions/{region}/departments/{department}, takes the one
    /// plan that is its own; a region, regions/{region}, takes all plans of a file by their titles
    #[arg(long, value_name = "NAME", required_unless_present_any = ["dry_run", "plan"], conflicts_with = "plan")]
    pub(crate) parent: Option<String>,
    /// Replace the draft that has this etag; for a department
    #[arg(long, value_name = "ETAG", default_value = "", requires = "parent")]
    pub(crate) etag: String,
    /// Replace drafts that are there; for a region
    #[arg(long, requires = "parent")]
    pub(crate) replace: bool,
    /// The plan that filled actuals forms report on, regions/{region}/departments/{department}/plans/{year}
    #[arg(long, value_name = "NAME", requires = "reporter")]
    pub(crate) plan: Option<String>,
    /// The month that is reported, yyyy-mm; by default the one that the form names
    #[arg(long, value_name = "MONTH", default_value = "", requires = "plan")]
    pub(crate) period: String,
    /// Who answers for the figures
    #[arg(long, value_name = "WHO", requires = "plan")]
    pub(crate) reporter: Option<String>,
    /// Why figures that are reported already change
    #[arg(long, value_name = "WHY", default_value = "", requires = "plan")]
    pub(crate) correction_reason: String,
    /// Read and check at the server, store nothing
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) validate_only: bool,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

/// Where a form goes, and in which format.
#[derive(Debug, Args)]
pub(crate) struct FileArguments {
    /// The format of the file
    #[arg(long, value_enum, default_value_t = Format::Xlsx)]
    pub(crate) format: Format,
    /// The file; - is the standard output. By default the name that the server proposes, which must not be
    /// there yet
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// A format of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A workbook
    Xlsx,
    /// A page
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The plan, …/plans/{year}, or a version of it, …/plans/{year}/versions/{version}
    pub(crate) plan: String,
    #[command(flatten)]
    pub(crate) file: FileArguments,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateArguments {
    /// The plan, …/plans/{year}
    pub(crate) plan: String,
    /// The month to report, yyyy-mm; by default December
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    #[command(flatten)]
    pub(crate) file: FileArguments,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The plan, …/plans/{year}, or a version of it, …/plans/{year}/versions/{version}
    pub(crate) plan: String,
    /// The month up to which reports count, yyyy-mm; by default December, of monitoring July
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) period: String,
    /// The profile to score by: an id or a name; by default that of the plan's weight scheme
    #[arg(long, value_name = "ID", default_value = "", conflicts_with = "monitoring")]
    pub(crate) profile: String,
    /// The monitoring table with lights, not the self-evaluation table
    #[arg(long)]
    pub(crate) monitoring: bool,
    #[command(flatten)]
    pub(crate) file: FileArguments,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
}

#[derive(Debug, Args)]
pub(crate) struct EndpointArguments {
    /// Address of the API
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:50051")]
    pub(crate) endpoint: String,
    /// Certificate authority of an https address, PEM
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    /// The client's certificate for mutual TLS, PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    pub(crate) cert: Option<PathBuf>,
    /// The client's key for mutual TLS, PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub(crate) key: Option<PathBuf>,
    /// A file with the token that says who calls; it wins over the certificate
    #[arg(long, value_name = "FILE")]
    pub(crate) token: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct HealthcheckArguments {
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
    /// Name of the service; empty for the server as a whole
    #[arg(long, default_value = "")]
    pub(crate) service: String,
}

fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
