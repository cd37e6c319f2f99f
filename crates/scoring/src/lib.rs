//! Joins approved plan versions with their actuals and judgements into scorecards, and rolls those up.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod changes;
mod choice;
mod facts;
mod fault;
mod join;
mod monitoring;
mod reconcile;
mod refusal;
mod region;
mod rpc;
mod server;
mod signed;
mod stored;
mod summary;
mod wire;

use std::fmt;
use std::sync::Arc;

use jixiao_service::peers::{ActualsSource, Plans};
use jixiao_service::watch::{ChangeLog, Watchers};
use jixiao_store::Store;

pub use server::server;

/// The scoring service over its store; it asks planning for approved plans and results for actuals.
#[derive(Clone)]
pub struct Scoring {
    store: Store,
    plans: Arc<dyn Plans>,
    actuals: Arc<dyn ActualsSource>,
    log: Arc<dyn ChangeLog>,
    watchers: Watchers,
}

impl Scoring {
    /// Over that store, with plans and actuals from there. Changes of all services are watched in that log; at most
    /// so many streams are under way at a time.
    pub fn new(
        store: Store,
        plans: Arc<dyn Plans>,
        actuals: Arc<dyn ActualsSource>,
        log: Arc<dyn ChangeLog>,
        watchers: usize,
    ) -> Self {
        Self { store, plans, actuals, log, watchers: Watchers::new(watchers) }
    }
}

impl fmt::Debug for Scoring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scoring").field("store", &self.store).finish_non_exhaustive()
    }
}
