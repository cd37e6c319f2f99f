//! The services of one process behind the traits by which services ask each other: a direct call.

use async_trait::async_trait;
use jixiao_domain::{ActualsAsOf, DepartmentId, DepartmentName, Period, PlanName, PlanRef, PlanVersion};
use jixiao_planning::Planning;
use jixiao_results::Results;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::identity::Departments;
use jixiao_service::peers::{ActualsSource, ApprovedPlans, Plans, PlansPage};

/// The planning service of this process.
pub(crate) struct LocalPlans(pub(crate) Planning);

/// The tree of departments of the planning service of this process.
pub(crate) struct LocalDepartments(pub(crate) Planning);

/// The results service of this process.
pub(crate) struct LocalActuals(pub(crate) Results);

#[async_trait]
impl Plans for LocalPlans {
    async fn approved(&self, _: &Context, plan: &PlanRef) -> Result<PlanVersion, Fault> {
        self.0.approved(plan).await
    }

    async fn approved_plans(
        &self,
        context: &Context,
        of: &ApprovedPlans,
        page_token: &str,
    ) -> Result<PlansPage, Fault> {
        PlansPage::of(&self.0.list_plans(context.clone(), of.request(page_token)).await?)
    }
}

#[async_trait]
impl Departments for LocalDepartments {
    async fn lineage(&self, _: &Context, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault> {
        self.0.lineage(department).await
    }
}

#[async_trait]
impl ActualsSource for LocalActuals {
    async fn as_of(&self, _: &Context, plan: &PlanName, period: Period) -> Result<ActualsAsOf, Fault> {
        self.0.as_of(plan, period).await
    }
}
