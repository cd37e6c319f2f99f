//! The services of one process behind the traits by which services ask each other: a direct call.

use async_trait::async_trait;
use jixiao_domain::{ActualsAsOf, DepartmentId, DepartmentName, Period, PlanName, PlanRef, PlanVersion, RegionCode};
use jixiao_planning::Planning;
use jixiao_results::Results;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::identity::Departments;
use jixiao_service::peers::{ActualsSource, ApprovedPlans, Plans, PlansPage, regions_of, regions_request};

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

    async fn regions_under(&self, context: &Context, region: &RegionCode) -> Result<Vec<RegionCode>, Fault> {
        let (mut all, mut page_token) = (Vec::new(), String::new());
        loop {
            let answer = self.0.list_regions(context.clone(), regions_request(region, &page_token)).await?;
            all.extend(regions_of(&answer)?);
            if answer.next_page_token.is_empty() {
                return Ok(all);
            }
            page_token = answer.next_page_token;
        }
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

    async fn as_of_revision(
        &self,
        _: &Context,
        plan: &PlanName,
        period: Period,
        revision: i64,
    ) -> Result<ActualsAsOf, Fault> {
        self.0.as_of_revision(plan, period, revision).await
    }
}
