//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jixiao_service::settings::Settings;

use crate::error::Error;

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
    /// Serve an API without TLS on an address that is not loopback
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
    /// Print the settings in force, secrets left out
    Config(ConfigArguments),
    /// Read a published target table into a plan
    Import(ImportArguments),
    /// Take the table of 2023 from import to scorecard, as a client of the API
    Demo(EndpointArguments),
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
    /// The table: tab-separated text in UTF-8
    pub(crate) file: PathBuf,
    /// Read it here, without a server, and store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The department, regions/{region}/departments/{department}
    #[arg(long, required_unless_present = "dry_run", value_name = "NAME")]
    pub(crate) parent: Option<String>,
    /// Replace the draft that has this etag
    #[arg(long, value_name = "ETAG", default_value = "")]
    pub(crate) etag: String,
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
