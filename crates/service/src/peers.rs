//! What services ask of each other, in domain types.
//!
//! Split into processes they ask over gRPC ([`GrpcPlans`], [`GrpcDepartments`], [`GrpcActuals`]); in one process the binary
//! puts the asked service itself behind the same trait.

use async_trait::async_trait;
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    ActualsAsOf, DepartmentId, DepartmentName, FiscalYear, Period, PlanName, PlanRef, PlanVersion, RegionCode,
    VersionName,
};
use jixiao_proto::EnumField;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{
    Department, GetDepartmentRequest, GetPlanRequest, GetPlanResponse, ListPlansRequest, ListPlansResponse, Plan,
};
use jixiao_proto::results::v1::GetActualsRequest;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use tonic::Request;

use crate::context::Context;
use crate::fault::Fault;
use crate::identity::Departments;
use crate::upstream::{Connection, relay};

/// Where approved plans come from.
#[async_trait]
pub trait Plans: Send + Sync {
    /// The newest approved version of a plan, or the one that is named. Faults: `RESOURCE_NOT_FOUND`,
    /// `PLAN_NOT_APPROVED`.
    async fn approved(&self, context: &Context, plan: &PlanRef) -> Result<PlanVersion, Fault>;

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
}

/// Plans of a planning service in another process.
#[derive(Clone, Debug)]
pub struct GrpcPlans {
    client: PlanningServiceClient<Connection>,
}

/// The tree of departments of a planning service in another process.
#[derive(Clone, Debug)]
pub struct GrpcDepartments {
    client: PlanningServiceClient<Connection>,
}

/// Actuals of a results service in another process.
#[derive(Clone, Debug)]
pub struct GrpcActuals {
    client: ResultsServiceClient<Connection>,
}

/// A plan of 2,000 indicators with the longest texts is larger than tonic's default of 4 MiB.
const ANSWER_BYTES: usize = 64 << 20;

impl GrpcPlans {
    /// The planning service at the other end.
    pub fn new(connection: Connection) -> Self {
        Self { client: PlanningServiceClient::new(connection).max_decoding_message_size(ANSWER_BYTES) }
    }
}

impl GrpcDepartments {
    /// The planning service at the other end.
    pub fn new(connection: Connection) -> Self {
        Self { client: PlanningServiceClient::new(connection) }
    }
}

impl GrpcActuals {
    /// The results service at the other end.
    pub fn new(connection: Connection) -> Self {
        Self { client: ResultsServiceClient::new(connection).max_decoding_message_size(ANSWER_BYTES) }
    }
}

#[async_trait]
impl Plans for GrpcPlans {
    async fn approved(&self, context: &Context, plan: &PlanRef) -> Result<PlanVersion, Fault> {
        let mut request = Request::new(GetPlanRequest { name: plan.to_string(), approved: true });
        context.forward(&mut request);
        let answer = self.client.clone().get_plan(request).await.map_err(|status| relay("planning", status))?;
        version(answer.into_inner()).ok_or_else(|| Fault::internal(NotUnderstood("planning")))
    }

    async fn approved_plans(
        &self,
        context: &Context,
        of: &ApprovedPlans,
        page_token: &str,
    ) -> Result<PlansPage, Fault> {
        let mut request = Request::new(of.request(page_token));
        context.forward(&mut request);
        let answer = self.client.clone().list_plans(request).await.map_err(|status| relay("planning", status))?;
        PlansPage::of(&answer.into_inner())
    }
}

#[async_trait]
impl Departments for GrpcDepartments {
    async fn lineage(&self, context: &Context, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault> {
        let mut request = Request::new(GetDepartmentRequest { name: department.to_string() });
        context.forward(&mut request);
        let answer = self.client.clone().get_department(request).await.map_err(|status| relay("planning", status));
        match answer {
            Ok(answer) => answer
                .into_inner()
                .department
                .and_then(|found| lineage(department, &found))
                .ok_or_else(|| Fault::internal(NotUnderstood("planning"))),
            // Whom planning does not let read a department no grant above it covers.
            Err(fault) if matches!(fault.reason(), ErrorReason::ResourceNotFound | ErrorReason::PermissionDenied) => {
                Ok(vec![department.department.clone()])
            }
            Err(fault) => Err(fault),
        }
    }
}

#[async_trait]
impl ActualsSource for GrpcActuals {
    async fn as_of(&self, context: &Context, plan: &PlanName, period: Period) -> Result<ActualsAsOf, Fault> {
        let (plan, as_of_period) = (plan.to_string(), period.to_string());
        let message = GetActualsRequest { plan, as_of_period, ..GetActualsRequest::default() };
        let mut request = Request::new(message);
        context.forward(&mut request);
        let answer = self.client.clone().get_actuals(request).await.map_err(|status| relay("results", status))?;
        ActualsAsOf::try_from(answer.into_inner()).map_err(|_| Fault::internal(NotUnderstood("results")))
    }
}

fn lineage(department: &DepartmentName, found: &Department) -> Option<Vec<DepartmentId>> {
    let above = found.ancestors.iter().map(|name| name.parse().ok().map(|name: DepartmentName| name.department));
    std::iter::once(Some(department.department.clone())).chain(above).collect()
}

fn version(answer: GetPlanResponse) -> Option<PlanVersion> {
    let plan = answer.plan?;
    let name: PlanRef = plan.name.parse().ok()?;
    Some(PlanVersion {
        name: VersionName { plan: name.plan, version: name.version? },
        state: PlanState::parse(plan.state).ok()?,
        content: plan.content?.try_into().ok()?,
        content_sha256: plan.content_sha256,
    })
}

/// An answer that this program cannot read: the other one is newer, or is not Jixiao.
#[derive(Debug, thiserror::Error)]
#[error("the answer of the {0} service cannot be read")]
struct NotUnderstood(&'static str);
