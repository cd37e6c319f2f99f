//! Holds the targets: regions, departments, and plans from draft to approval.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod answer;
mod changes;
mod check;
mod fault;
mod parse;
mod rpc;
mod server;

use std::sync::Arc;

use jixiao_domain::{DepartmentId, DepartmentName, PlanRef, PlanVersion};
use jixiao_proto::planning::v1::GetPlanRequest;
use jixiao_service::answers::Answers;
use jixiao_service::fault::Fault;
use jixiao_service::settings::Limits;
use jixiao_service::watch::{ChangeLog, Watchers};
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Stamp, Store};

pub use server::server;

/// The planning service over its store.
#[derive(Clone, Debug)]
pub struct Planning {
    store: Store,
    log: Arc<dyn ChangeLog>,
    watchers: Watchers,
    answers: Answers<GetPlanRequest, Stamp>,
}

impl Planning {
    /// Over that store; its changes are watched in that log.
    pub fn new(store: Store, log: Arc<dyn ChangeLog>, limits: &Limits) -> Self {
        let (watchers, answers) = (Watchers::new(limits.watchers), Answers::new(limits.answer_bytes));
        Self { store, log, watchers, answers }
    }

    /// The newest version of a plan that is in force, or the one that is named. Faults: `RESOURCE_NOT_FOUND`,
    /// `PLAN_NOT_APPROVED`.
    pub async fn approved(&self, plan: &PlanRef) -> Result<PlanVersion, Fault> {
        Ok(self.stored_approved(plan).await?.version()?)
    }

    /// A department with those above it, itself first; of one that is not there, itself alone.
    pub async fn lineage(&self, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault> {
        let found = Tables::of(&self.store).department(department).await?;
        let above = found.map(|record| record.ancestors).unwrap_or_default();
        Ok(std::iter::once(department.department.clone()).chain(above).collect())
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
