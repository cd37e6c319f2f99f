use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, ApprovePlanRequest, CreateDepartmentRequest, CreatePlanRequest, CreateRegionRequest,
    Department, PlanContent, Region, ReviewPlanRequest, ReviewStage, SubmitPlanRequest,
};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ExecutionAmounts, ReportActualsRequest, ReportExecutionRequest};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, TierRuling};

use crate::System;

/// The steps of several departments, as [`Story`](crate::Story) has those of one.
pub struct Stories<'a>(&'a System);

impl<'a> Stories<'a> {
    /// In that system, with these regions.
    pub async fn of(system: &'a System, regions: &[&str]) -> Self {
        for name in regions {
            let region = Region { name: (*name).to_owned(), title: "区划".to_owned(), ..Default::default() };
            let request = CreateRegionRequest { region: Some(region), ..Default::default() };
            system.call("CreateRegion", &request).await.unwrap();
        }
        Self(system)
    }

    /// A department with an approved plan, weighed by a scheme, whose name it gives.
    pub async fn plan(&self, department: &str, year: i32, content: &PlanContent, scheme: &str) -> String {
        let name = format!("{department}/plans/{year}");
        let title = content.department_title.clone();
        let of = Department { name: department.to_owned(), title, ..Default::default() };
        // The department of another year is there already.
        let request = CreateDepartmentRequest { department: Some(of), request_id: "department".to_owned() };
        self.0.call("CreateDepartment", &request).await.unwrap();
        let create = CreatePlanRequest { name: name.clone(), content: Some(content.clone()), ..Default::default() };
        self.0.call("CreatePlan", &create).await.unwrap();
        let weigh =
            AllocateWeightsRequest { name: name.clone(), weight_scheme: scheme.to_owned(), ..Default::default() };
        self.0.call("AllocateWeights", &weigh).await.unwrap();
        self.approve(&name).await;
        name
    }

    /// Takes a weighed draft to approval.
    pub async fn approve(&self, plan: &str) {
        let name = || plan.to_owned();
        self.0.call("SubmitPlan", &SubmitPlanRequest { name: name(), ..Default::default() }).await.unwrap();
        for stage in [ReviewStage::Department, ReviewStage::Finance] {
            let (stage, reviewer) = (stage as i32, "审核人".to_owned());
            let review = ReviewPlanRequest { name: name(), stage, reviewer, ..Default::default() };
            self.0.call("ReviewPlan", &review).await.unwrap();
        }
        let approve = ApprovePlanRequest { name: name(), approver: "批复人".to_owned(), ..Default::default() };
        self.0.call("ApprovePlan", &approve).await.unwrap();
    }

    /// Reports values for indicators of a plan, each with a reason for what it misses.
    pub async fn report(&self, plan: &str, period: &str, values: &[(&str, Value)]) {
        let actual = |(id, value): &(&str, Value)| Actual {
            indicator: (*id).to_owned(),
            value: Some(value.clone()),
            deviation_reason: "见台账".to_owned(),
            ..Default::default()
        };
        let request = ReportActualsRequest {
            plan: plan.to_owned(),
            period: period.to_owned(),
            actuals: values.iter().map(actual).collect(),
            reporter: "填报人".to_owned(),
            correction_reason: "更正".to_owned(),
            ..Default::default()
        };
        self.0.call("ReportActuals", &request).await.unwrap();
    }

    /// Reports fen of the budget and fen executed.
    pub async fn spend(&self, plan: &str, period: &str, initial_fen: i64, executed_fen: i64) {
        let total = Some(ExecutionAmounts { initial_fen, executed_fen, ..Default::default() });
        let (plan, period, reporter) = (plan.to_owned(), period.to_owned(), "填报人".to_owned());
        let correction_reason = "更正".to_owned();
        let request = ReportExecutionRequest { plan, period, total, reporter, correction_reason, ..Default::default() };
        self.0.call("ReportExecution", &request).await.unwrap();
    }

    /// Judges a text as a reviewer.
    pub async fn judge(&self, plan: &str, indicator: &str, tier: Tier, score: &str) {
        let request = JudgeIndicatorRequest {
            plan: plan.to_owned(),
            indicator: indicator.to_owned(),
            ruling: Some(Ruling::Tier(TierRuling { tier: tier as i32, score: score.to_owned() })),
            grounds: "见台账".to_owned(),
            judge: "评审人".to_owned(),
            ..Default::default()
        };
        self.0.call("JudgeIndicator", &request).await.unwrap();
    }

    /// Everything that the small plan needs for a total: 16.67, 16.67, 16.66, the judged points, so many of 90 % of
    /// satisfaction, and 10.00 of the execution.
    pub async fn complete(&self, plan: &str, judged: &str, satisfaction: &str) {
        let year = plan.rsplit('/').next().unwrap();
        let (period, number) = (format!("{year}-12"), |text: &str| Value::Number(text.to_owned()));
        let values = [
            ("i001", number("6700")),
            ("i002", Value::Date("2023-09-30".to_owned())),
            ("i003", number("1884000")),
            ("i004", Value::Text("提升".to_owned())),
            ("i005", number(satisfaction)),
        ];
        self.report(plan, &period, &values).await;
        self.spend(plan, &period, 150_000, 150_000).await;
        self.judge(plan, "i004", Tier::Achieved, judged).await;
    }
}
