//! One file a command.

pub(crate) mod audit;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod healthcheck;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod monitor;
pub(crate) mod profile;
pub(crate) mod rank;
pub(crate) mod reconcile;
pub(crate) mod report;
pub(crate) mod score;
pub(crate) mod serve;
pub(crate) mod summarize;
pub(crate) mod template;
pub(crate) mod verify_store;
pub(crate) mod watch;

mod save;
