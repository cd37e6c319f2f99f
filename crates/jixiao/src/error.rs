//! Why a command failed.

use std::path::PathBuf;

use jixiao_service::server::{ServeError, StartError};
use jixiao_service::settings::SettingsError;
use jixiao_service::telemetry::TelemetryError;
use jixiao_store::StoreError;
use tonic::Status;

/// Why a command failed; shown with its sources.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot start the runtime")]
    Runtime(#[source] std::io::Error),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Telemetry(#[from] TelemetryError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Serve(#[from] ServeError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot open the database of database.url")]
    Database(#[source] StoreError),
    #[error("cannot open the SQLite file of database.url; `jixiao migrate` makes it, with its folder")]
    DatabaseFile(#[source] StoreError),
    #[error(
        "`serve {0}` needs PostgreSQL: services in several processes cannot share an SQLite file; \
         set database.url to postgres://…, or use `serve all`"
    )]
    SplitOnSqlite(&'static str),
    #[error("`serve {role}` needs the address of the {service} service: set upstream.{service}.endpoint")]
    NoUpstream { role: &'static str, service: &'static str },
    #[error("documents that differ from their rows, listed above: {0}")]
    StoreBroken(usize),
    #[error("cannot create the folder {}", path.display())]
    Folder { path: PathBuf, source: std::io::Error },
    #[error("cannot read {}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("{} is not a target table: {why}", path.display())]
    NotATable { path: PathBuf, why: jixiao_forms::Unreadable },
    #[error("{title}: {reason}: {message}")]
    Plan { title: String, reason: String, message: String },
    #[error("{}: {source}", path.display())]
    InFile { path: PathBuf, source: Box<Error> },
    #[error("the file has errors and would be refused; they are listed above")]
    WouldBeRefused,
    #[error("--replace is for a region, --etag for one file and a department")]
    ReplaceOrEtag,
    #[error("{failed} of {count} could not be imported")]
    Imports { failed: usize, count: usize },
    #[error("{} is there already; --output names another file, or this one to replace it", .0.display())]
    FileExists(PathBuf),
    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{call} failed: {}", crate::status::explain(.status))]
    Call { call: &'static str, status: Box<Status> },
    #[error("{call} broke off: {}; go on with --resume {resume_token}", crate::status::explain(.status))]
    Broken { call: &'static str, resume_token: String, status: Box<Status> },
    #[error("{} is no {name}: {source}", path.display())]
    NotAMessage { path: PathBuf, name: &'static str, source: Box<Error> },
    #[error("{why}")]
    Unfit { name: &'static str, why: String },
    #[error("the plan has no indicator {0}; it has {1}")]
    NoIndicator(String, String),
    #[error("a region needs --year")]
    NoYear,
    #[error("{0} is for a region, not for a plan")]
    OfARegion(&'static str),
    #[error("the server's answer lacks {0}")]
    Answer(&'static str),
    #[error("{service} is not serving: {state}")]
    NotServing { service: String, state: String },
    #[error("{broken} of {count} chains are not as they were recorded; they are listed above")]
    AuditBroken { broken: usize, count: usize },
    #[error("the sample actuals cannot be read")]
    Sample(#[from] toml::de::Error),
    #[error("the output cannot be written")]
    Output(#[from] std::io::Error),
    #[error("the answer cannot be printed as TOML")]
    Toml(#[source] toml::ser::Error),
    #[error("the answer cannot be printed as JSON")]
    Json(#[from] serde_json::Error),
}
