//! Joins approved plan versions with their actuals and judgements into scorecards, and rolls those up.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod changes;
mod choice;
mod facts;
mod fault;
mod join;
mod keeper;
mod kept;
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

use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_service::answers::Answers;
use jixiao_service::peers::{ActualsSource, Plans};
use jixiao_service::settings::Limits;
use jixiao_service::watch::{ChangeLog, Watchers};
use jixiao_store::{Stamp, Stamped, Store};

use crate::keeper::Keeper;

pub use server::server;

/// The scoring service over its store; it asks planning for approved plans and results for actuals.
#[derive(Clone)]
pub struct Scoring {
    store: Store,
    plans: Arc<dyn Plans>,
    actuals: Arc<dyn ActualsSource>,
    log: Arc<dyn ChangeLog>,
    watchers: Watchers,
    answers: Answers<ScorePlanRequest, (Stamped, Stamp)>,
    keeper: Keeper,
}

impl Scoring {
    /// Over that store, with plans and actuals from there. Changes of all services are watched in that log.
    /// Scores are kept by a task, so that this wants a runtime.
    pub fn new(
        store: Store,
        plans: Arc<dyn Plans>,
        actuals: Arc<dyn ActualsSource>,
        log: Arc<dyn ChangeLog>,
        limits: &Limits,
    ) -> Self {
        let (watchers, answers) = (Watchers::new(limits.watchers), Answers::new(limits.answer_bytes));
        let keeper = Keeper::of(store.clone());
        Self { store, plans, actuals, log, watchers, answers, keeper }
    }
}

impl fmt::Debug for Scoring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scoring").field("store", &self.store).finish_non_exhaustive()
    }
}
