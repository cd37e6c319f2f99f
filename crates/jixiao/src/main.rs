//! `jixiao`: the servers, the migration, and a client of the API.

mod card;
mod change_log;
mod cli;
mod client;
mod command;
mod error;
mod finding;
mod grid;
mod json;
mod local;
mod moment;
mod output;
mod progress;
mod status;
mod words;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::error::Error;

/// Answers of some ten thousand bytes come and go on several threads; with the system's allocator a sixth of a read's
/// processor time is spent on finding them room.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Runtime)?;
    let settings = cli.settings;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(arguments) => command::serve::run(&settings.load()?, arguments.role).await,
            Command::Migrate => command::migrate::run(&settings.load()?).await,
            Command::VerifyStore => command::verify_store::run(&settings.load()?).await,
            Command::Config(arguments) => command::config::run(&settings, &arguments),
            Command::Import(arguments) => command::import::run(&arguments).await,
            Command::Export(arguments) => command::export::run(&arguments).await,
            Command::Template(arguments) => command::template::run(&arguments).await,
            Command::Report(arguments) => command::report::run(&arguments).await,
            Command::Demo(arguments) => command::demo::run(&arguments).await,
            Command::Score(arguments) => command::score::run(&arguments).await,
            Command::Explain(arguments) => command::explain::run(&arguments).await,
            Command::Monitor(arguments) => command::monitor::run(&arguments).await,
            Command::Rank(arguments) => command::rank::run(&arguments).await,
            Command::Summarize(arguments) => command::summarize::run(&arguments).await,
            Command::Profile(command) => command::profile::run(&command).await,
            Command::Reconcile(arguments) => command::reconcile::run(&arguments).await,
            Command::Audit(command) => command::audit::run(&settings, &command).await,
            Command::Watch(arguments) => command::watch::run(&arguments).await,
            Command::Healthcheck(arguments) => command::healthcheck::run(&arguments).await,
        }
    })
}
