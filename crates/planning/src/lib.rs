//! Holds the targets: regions, departments, and plans from draft to approval.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod answer;
mod check;
mod fault;
mod parse;
mod rpc;
mod server;

use jixiao_domain::{PlanRef, PlanVersion};
use jixiao_service::fault::Fault;
use jixiao_store::Store;
use jixiao_store::planning::Planning as Tables;

pub use server::server;

/// The planning service over its store.
#[derive(Clone, Debug)]
pub struct Planning {
    store: Store,
}

impl Planning {
    /// Over that store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// The newest version of a plan that is in force, or the one that is named. Faults: `RESOURCE_NOT_FOUND`,
    /// `PLAN_NOT_APPROVED`.
    pub async fn approved(&self, plan: &PlanRef) -> Result<PlanVersion, Fault> {
        Ok(self.stored_approved(plan).await?.version()?)
    }

    async fn stored_approved(&self, plan: &PlanRef) -> Result<jixiao_store::planning::StoredPlan, Fault> {
        let tables = Tables::of(&self.store);
        match tables.approved_plan(plan).await? {
            Some(stored) => Ok(stored),
            None => match tables.plan(plan).await? {
                Some(_) => Err(fault::plan_not_approved(plan)),
                None => Err(fault::plan_not_found(plan)),
            },
        }
    }
}
