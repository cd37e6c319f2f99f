use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, ApprovePlanRequest, CreateDepartmentRequest, CreatePlanRequest, CreateRegionRequest,
    Department, GetPlanRequest, ImportPlanRequest, Opinion, Plan, Region, ReturnPlanRequest, ReviewPlanRequest,
    ReviewStage, SubmitPlanRequest,
};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ReportActualsRequest};
use jixiao_proto::scoring::v1::{ScorePlanRequest, Scorecard};
use tonic::transport::Channel;

use crate::{System, small_plan};

/// The region of the stories.
pub const REGION: &str = "regions/120000000";
/// The department of the stories.
pub const DEPARTMENT: &str = "regions/120000000/departments/canlian";
/// The plan of the stories.
pub const PLAN: &str = "regions/120000000/departments/canlian/plans/2023";
/// The published table, byte for byte.
pub const TABLE: &[u8] = include_bytes!("../fixtures/tianjin-disabled-persons-federation-2023.txt");

/// Steps that many stories begin with. Each panics where the system refuses it.
pub struct Story<'a> {
    system: &'a System,
    planning: PlanningServiceClient<Channel>,
}

impl<'a> Story<'a> {
    /// In that system.
    #[must_use]
    pub fn new(system: &'a System) -> Self {
        Self { system, planning: system.planning() }
    }

    /// Creates region and department.
    pub async fn register(&mut self) {
        let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
        let request = CreateRegionRequest { region: Some(region), request_id: String::new() };
        self.planning.create_region(request).await.unwrap();
        let title = "天津市残疾人联合会".to_owned();
        let department = Department { name: DEPARTMENT.to_owned(), title, ..Default::default() };
        let request = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
        self.planning.create_department(request).await.unwrap();
    }

    /// Creates region and department and imports the table: a draft without weights.
    pub async fn import(&mut self) -> Plan {
        self.register().await;
        let request = ImportPlanRequest {
            parent: DEPARTMENT.to_owned(),
            content: TABLE.to_vec(),
            etag: String::new(),
            validate_only: false,
            request_id: String::new(),
        };
        self.planning.import_plan(request).await.unwrap().into_inner().plan.unwrap()
    }

    /// Weighs the draft by a scheme; empty for the default.
    pub async fn weigh(&mut self, scheme: &str) -> Plan {
        let request =
            AllocateWeightsRequest { name: PLAN.to_owned(), weight_scheme: scheme.to_owned(), ..Default::default() };
        self.planning.allocate_weights(request).await.unwrap().into_inner().plan.unwrap()
    }

    /// Creates region and department and the [`small_plan`]: a draft without weights.
    pub async fn small(&mut self) -> Plan {
        self.register().await;
        let request = CreatePlanRequest { name: PLAN.to_owned(), content: Some(small_plan()), ..Default::default() };
        self.planning.create_plan(request).await.unwrap().into_inner().plan.unwrap()
    }

    /// From nothing to an approved [`small_plan`], weighed by the default scheme.
    pub async fn small_approved(&mut self) {
        self.small().await;
        self.weigh("").await;
        self.approve().await;
    }

    /// Takes the weighed draft to approval.
    pub async fn approve(&mut self) {
        self.review().await;
        let approve =
            ApprovePlanRequest { name: PLAN.to_owned(), approver: "批复人".to_owned(), ..Default::default() };
        self.planning.approve_plan(approve).await.unwrap();
    }

    /// Takes the weighed draft to the review of finance.
    pub async fn review(&mut self) -> Plan {
        let submit = SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() };
        self.planning.submit_plan(submit).await.unwrap();
        self.review_submitted().await
    }

    /// Takes the submitted plan to the review of finance.
    pub async fn review_submitted(&mut self) -> Plan {
        self.review_at(ReviewStage::Department).await;
        self.review_at(ReviewStage::Finance).await
    }

    async fn review_at(&mut self, stage: ReviewStage) -> Plan {
        let (name, reviewer) = (PLAN.to_owned(), "审核人".to_owned());
        let review = ReviewPlanRequest { name, stage: stage as i32, reviewer, ..Default::default() };
        self.planning.review_plan(review).await.unwrap().into_inner().plan.unwrap()
    }

    /// Sends the plan back, with an opinion of the whole.
    pub async fn send_back(&mut self) -> Plan {
        let opinions = vec![Opinion { indicator: String::new(), text: "请补充佐证".to_owned() }];
        let (name, reviewer) = (PLAN.to_owned(), "审核人".to_owned());
        let request = ReturnPlanRequest { name, opinions, reviewer, ..Default::default() };
        self.planning.return_plan(request).await.unwrap().into_inner().plan.unwrap()
    }

    /// The newest version of the plan.
    pub async fn plan(&mut self) -> Plan {
        let request = GetPlanRequest { name: PLAN.to_owned(), approved: false };
        self.planning.get_plan(request).await.unwrap().into_inner().plan.unwrap()
    }

    /// From nothing to an approved plan, weighed by the default scheme.
    pub async fn approved(&mut self) {
        self.import().await;
        self.weigh("").await;
        self.approve().await;
    }

    /// Reports a number for an indicator and gives the revision.
    pub async fn report(&mut self, period: &str, indicator: &str, number: &str) -> i64 {
        let actual = Actual {
            indicator: indicator.to_owned(),
            value: Some(Value::Number(number.to_owned())),
            ..Default::default()
        };
        let request = ReportActualsRequest {
            plan: PLAN.to_owned(),
            period: period.to_owned(),
            actuals: vec![actual],
            reporter: "填报人".to_owned(),
            correction_reason: "更正".to_owned(),
            ..Default::default()
        };
        self.system.results().report_actuals(request).await.unwrap().into_inner().revision
    }

    /// Scores the plan as of December under the default profile.
    pub async fn score(&mut self) -> Scorecard {
        let request = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
        self.system.scoring().score_plan(request).await.unwrap().into_inner().scorecard.unwrap()
    }
}
