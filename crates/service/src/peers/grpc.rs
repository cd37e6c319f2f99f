//! Services of other processes, over gRPC.

use async_trait::async_trait;
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    ActualsAsOf, DepartmentId, DepartmentName, Period, PlanName, PlanRef, PlanVersion, RegionCode, VersionName,
};
use jixiao_proto::EnumField;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{Department, GetDepartmentRequest, GetPlanRequest, GetPlanResponse};
use jixiao_proto::results::v1::GetActualsRequest;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use tonic::Request;

use super::{ActualsSource, ApprovedPlans, NotUnderstood, Plans, PlansPage, regions_of, regions_request};
use crate::context::Context;
use crate::fault::Fault;
use crate::identity::Departments;
use crate::upstream::{Connection, relay};

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

    async fn regions_under(&self, context: &Context, region: &RegionCode) -> Result<Vec<RegionCode>, Fault> {
        let (mut all, mut page_token) = (Vec::new(), String::new());
        loop {
            let mut request = Request::new(regions_request(region, &page_token));
            context.forward(&mut request);
            let answer = self.client.clone().list_regions(request).await.map_err(|status| relay("planning", status))?;
            let answer = answer.into_inner();
            all.extend(regions_of(&answer)?);
            if answer.next_page_token.is_empty() {
                return Ok(all);
            }
            page_token = answer.next_page_token;
        }
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
        self.get(context, plan, period, 0).await
    }

    async fn as_of_revision(
        &self,
        context: &Context,
        plan: &PlanName,
        period: Period,
        revision: i64,
    ) -> Result<ActualsAsOf, Fault> {
        self.get(context, plan, period, revision).await
    }
}

impl GrpcActuals {
    async fn get(
        &self,
        context: &Context,
        plan: &PlanName,
        period: Period,
        as_of_revision: i64,
    ) -> Result<ActualsAsOf, Fault> {
        let (plan, as_of_period) = (plan.to_string(), period.to_string());
        let message = GetActualsRequest { plan, as_of_period, as_of_revision, ..GetActualsRequest::default() };
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
