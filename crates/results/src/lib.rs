//! Collects what was achieved: actuals and budget execution, as append-only revisions.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod answer;
mod changes;
mod fault;
mod notices;
mod outstanding;
mod rpc;
mod server;

use std::fmt;
use std::sync::Arc;

use jixiao_domain::{ActualsAsOf, Period, PlanName};
use jixiao_service::fault::Fault;
use jixiao_service::peers::Plans;
use jixiao_service::watch::{ChangeLog, Watchers};
use jixiao_store::Store;
use jixiao_store::results::{Known, Results as Tables};

pub use server::server;

/// The results service over its store; it asks planning for approved plans.
#[derive(Clone)]
pub struct Results {
    store: Store,
    plans: Arc<dyn Plans>,
    log: Arc<dyn ChangeLog>,
    watchers: Watchers,
}

impl Results {
    /// Over that store, with plans from there; its changes are watched in that log, by at most so many at a time.
    pub fn new(store: Store, plans: Arc<dyn Plans>, log: Arc<dyn ChangeLog>, watchers: usize) -> Self {
        Self { store, plans, log, watchers: Watchers::new(watchers) }
    }

    /// Of each indicator and of the execution, the newest revision of the latest period not after that one.
    pub async fn as_of(&self, plan: &PlanName, period: Period) -> Result<ActualsAsOf, Fault> {
        Ok(Tables::of(&self.store).actuals(plan).await?.as_of(period))
    }

    /// The same as it was when that revision, from 1, was the newest.
    pub async fn as_of_revision(&self, plan: &PlanName, period: Period, revision: i64) -> Result<ActualsAsOf, Fault> {
        self.as_of_known(plan, period, Known { revision: Some(revision), time: None }).await
    }

    /// The same as it was known earlier.
    pub(crate) async fn as_of_known(
        &self,
        plan: &PlanName,
        period: Period,
        known: Known,
    ) -> Result<ActualsAsOf, Fault> {
        if known == Known::default() {
            return self.as_of(plan, period).await;
        }
        Ok(Tables::of(&self.store).actuals_known(plan, known).await?.as_of(period))
    }
}

impl fmt::Debug for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Results").field("store", &self.store).finish_non_exhaustive()
    }
}
