//! Joins an approved plan version with its actuals and judgements into a scorecard.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod changes;
mod fault;
mod join;
mod rpc;
mod server;

use std::fmt;
use std::sync::Arc;

use jixiao_service::peers::{ActualsSource, Plans};
use jixiao_store::Store;

pub use server::server;

/// The scoring service over its store; it asks planning for approved plans and results for actuals.
#[derive(Clone)]
pub struct Scoring {
    store: Store,
    plans: Arc<dyn Plans>,
    actuals: Arc<dyn ActualsSource>,
}

impl Scoring {
    /// Over that store, with plans and actuals from there.
    pub fn new(store: Store, plans: Arc<dyn Plans>, actuals: Arc<dyn ActualsSource>) -> Self {
        Self { store, plans, actuals }
    }
}

impl fmt::Debug for Scoring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scoring").field("store", &self.store).finish_non_exhaustive()
    }
}
