//! What an operator does: install, configure, migrate, start, secure, stop, load, import.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a helper that cannot do its work ends the test"
)]

mod access;
mod audit;
mod certificates;
mod command;
mod config;
mod desk;
mod explain;
mod flags;
mod forms;
mod import;
mod load;
mod manifests;
mod migrate;
mod mtls;
mod profile;
mod reconcile;
mod rendered;
mod roll_ups;
mod run;
mod score;
mod slow_call;
mod stop;
mod verify_store;
