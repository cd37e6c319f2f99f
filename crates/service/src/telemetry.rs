//! What the process writes about itself: one line an event, to stderr.

use std::io::IsTerminal;

use tracing_subscriber::filter::{EnvFilter, ParseError};
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::settings::{Log, LogFormat};

/// Crates that say too much at `info`. They come first, so the configured filter can say otherwise.
const QUIET: &str = "sqlx=warn,sea_orm=warn,sea_orm_migration=warn,h2=warn,hyper=warn,tower=warn";

/// Why logging cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not one.
    #[error("log.filter {filter:?} cannot be understood")]
    Filter {
        /// What was configured.
        filter: String,
        /// What is wrong with it.
        source: ParseError,
    },
    /// Something else logs already.
    #[error("logging is set up already")]
    Twice(#[from] TryInitError),
}

/// Starts logging for the whole process; once.
pub fn init(log: &Log) -> Result<(), TelemetryError> {
    let filter = filter(&log.filter)?;
    let colours = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    match log.format {
        LogFormat::Text => lines.finish().try_init()?,
        LogFormat::Json => lines.json().flatten_event(true).finish().try_init()?,
    }
    Ok(())
}

fn filter(configured: &str) -> Result<EnvFilter, TelemetryError> {
    EnvFilter::builder()
        .parse(format!("{QUIET},{configured}"))
        .map_err(|source| TelemetryError::Filter { filter: configured.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noisy_crates_are_quiet_unless_the_filter_names_them() {
        assert!(filter("info").unwrap().to_string().contains("sqlx=warn"));
        let asked = filter("info,sqlx=debug").unwrap().to_string();
        assert!(asked.contains("sqlx=debug") && !asked.contains("sqlx=warn"));
    }

    #[test]
    fn a_filter_that_cannot_be_understood_is_named() {
        let error = filter("jixiao=loud").unwrap_err();
        assert_eq!(error.to_string(), "log.filter \"jixiao=loud\" cannot be understood");
    }
}
