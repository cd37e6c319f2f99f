//! One file a command.

pub(crate) mod audit;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod healthcheck;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod report;
pub(crate) mod serve;
pub(crate) mod template;
pub(crate) mod watch;

mod save;
