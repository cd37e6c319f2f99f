//! What services ask of each other, in domain types.
//!
//! Split into processes they ask over gRPC ([`GrpcPlans`], [`GrpcDepartments`], [`GrpcActuals`]); in one process the binary
//! puts the asked service itself behind the same trait.

mod grpc;

use async_trait::async_trait;
use jixiao_domain::{
    ActualsAsOf, DepartmentId, FiscalYear, Period, PlanName, PlanRef, PlanVersion, RegionCode, VersionName,
};
use jixiao_proto::planning::v1::{ListPlansRequest, ListPlansResponse, ListRegionsRequest, ListRegionsResponse, Plan};

use crate::context::Context;
use crate::fault::Fault;

pub use grpc::{GrpcActuals, GrpcDepartments, GrpcPlans};

/// Where approved plans come from.
#[async_trait]
pub trait Plans: Send + Sync {
    /// The newest approved version of a plan, or the one that is named. Faults: `RESOURCE_NOT_FOUND`,
    /// `PLAN_NOT_APPROVED`.
    async fn approved(&self, context: &Context, plan: &PlanRef) -> Result<PlanVersion, Fault>;

    /// The regions under that one by code, itself not, by code.
    async fn regions_under(&self, context: &Context, region: &RegionCode) -> Result<Vec<RegionCode>, Fault>;

    /// A page of the newest approved versions of plans, by department; an empty token asks for the first one.
    /// Faults: `RESOURCE_NOT_FOUND` (the region or department), `PAGE_TOKEN_INVALID`.
    async fn approved_plans(&self, context: &Context, of: &ApprovedPlans, page_token: &str)
    -> Result<PlansPage, Fault>;
}

/// Whose approved plans are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedPlans {
    /// Of this region.
    pub region: RegionCode,
    /// Of this department, or of all.
    pub department: Option<DepartmentId>,
    /// Of this fiscal year.
    pub year: FiscalYear,
}

/// A page of plans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlansPage {
    /// By department.
    pub plans: Vec<VersionName>,
    /// For the next page; empty at the end.
    pub next_page_token: String,
}

impl ApprovedPlans {
    /// As planning is asked.
    pub fn request(&self, page_token: &str) -> ListPlansRequest {
        let department = self.department.as_ref().map_or("-", DepartmentId::as_str);
        ListPlansRequest {
            parent: format!("{}/departments/{department}", self.region.to_name()),
            page_size: 0,
            page_token: page_token.to_owned(),
            fiscal_year: self.year.get(),
            approved: true,
        }
    }
}

impl PlansPage {
    /// What planning answered.
    pub fn of(answer: &ListPlansResponse) -> Result<Self, Fault> {
        let name = |plan: &Plan| {
            let name: PlanRef = plan.name.parse().ok()?;
            Some(VersionName { plan: name.plan, version: name.version? })
        };
        let plans: Option<Vec<VersionName>> = answer.plans.iter().map(name).collect();
        let plans = plans.ok_or_else(|| Fault::internal(NotUnderstood("planning")))?;
        Ok(Self { plans, next_page_token: answer.next_page_token.clone() })
    }
}

/// Where actuals come from.
#[async_trait]
pub trait ActualsSource: Send + Sync {
    /// Of each indicator and of the execution, the newest revision of the latest period not after that one.
    async fn as_of(&self, context: &Context, plan: &PlanName, period: Period) -> Result<ActualsAsOf, Fault>;

    /// The same as it was when that revision, from 1, was the newest.
    async fn as_of_revision(
        &self,
        context: &Context,
        plan: &PlanName,
        period: Period,
        revision: i64,
    ) -> Result<ActualsAsOf, Fault>;
}

/// A page of the regions under one.
pub fn regions_request(region: &RegionCode, page_token: &str) -> ListRegionsRequest {
    ListRegionsRequest {
        parent: region.to_name(),
        page_size: REGIONS,
        page_token: page_token.to_owned(),
        ..ListRegionsRequest::default()
    }
}

/// The codes that planning answered.
pub fn regions_of(answer: &ListRegionsResponse) -> Result<Vec<RegionCode>, Fault> {
    let codes = answer.regions.iter().map(|region| RegionCode::from_name(&region.name));
    codes.collect::<Result<_, _>>().map_err(|_| Fault::internal(NotUnderstood("planning")))
}

/// Regions of a page: the most there may be.
const REGIONS: i32 = 1000;

/// An answer that this program cannot read: the other one is newer, or is not Jixiao.
#[derive(Debug, thiserror::Error)]
#[error("the answer of the {0} service cannot be read")]
struct NotUnderstood(&'static str);
