use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level1, Level2, NumericTarget, Sign, Target};
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, AllocateWeightsResponse, ApprovePlanRequest, ApprovePlanResponse, CreateDepartmentRequest,
    CreateDepartmentResponse, CreatePlanRequest, CreatePlanResponse, CreateRegionRequest, CreateRegionResponse,
    Department, Goal, Indicator, PlanContent, Region, ReviewPlanRequest, ReviewPlanResponse, ReviewStage,
    SubmitPlanRequest, SubmitPlanResponse, Task, WeightScheme,
};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    Actual, ExecutionAmounts, ReportActualsRequest, ReportActualsResponse, ReportExecutionRequest,
    ReportExecutionResponse,
};

use crate::System;

/// A province with two counties, a town of the first, and departments in each: a tree that roll-ups are made of.
pub struct Province<'a> {
    system: &'a System,
}

impl<'a> Province<'a> {
    /// The province.
    pub const CITY: &'static str = "regions/120000000";
    /// A county of it.
    pub const COUNTY: &'static str = "regions/120101000";
    /// A town of that county.
    pub const TOWN: &'static str = "regions/120101001";
    /// Another county.
    pub const OTHER_COUNTY: &'static str = "regions/120102000";
    /// A county without departments.
    pub const EMPTY_COUNTY: &'static str = "regions/120103000";
    /// A region that is not under the province.
    pub const OUTSIDE: &'static str = "regions/130000000";
    /// All of them.
    pub const REGIONS: [&'static str; 6] =
        [Self::CITY, Self::COUNTY, Self::TOWN, Self::OTHER_COUNTY, Self::EMPTY_COUNTY, Self::OUTSIDE];

    /// In that system, whose regions are there already.
    #[must_use]
    pub const fn in_system(system: &'a System) -> Self {
        Self { system }
    }

    /// Creates the regions.
    pub async fn registered(system: &'a System) -> Self {
        for name in Self::REGIONS {
            let region = Region { name: name.to_owned(), title: "区划".to_owned(), ..Default::default() };
            let create = CreateRegionRequest { region: Some(region), request_id: String::new() };
            let _: CreateRegionResponse = system.answer("CreateRegion", &create).await;
        }
        Self { system }
    }

    /// Creates a department, named like its id, with that plan for 2023, approved, and gives the name of the plan.
    pub async fn plan(&self, region: &str, department: &str, mut content: PlanContent) -> String {
        department.clone_into(&mut content.department_title);
        let name = format!("{region}/departments/{department}");
        let title = department.to_owned();
        let create = CreateDepartmentRequest {
            department: Some(Department { name: name.clone(), title, ..Default::default() }),
            ..Default::default()
        };
        let _: CreateDepartmentResponse = self.system.answer("CreateDepartment", &create).await;
        let plan = format!("{name}/plans/2023");
        self.approve(&plan, content).await;
        plan
    }

    /// Creates a plan and approves it; one without weights is weighed by the default scheme.
    pub async fn approve(&self, plan: &str, content: PlanContent) {
        let (name, is_weighed) = (|| plan.to_owned(), content.weight_scheme.is_some());
        let create = CreatePlanRequest { name: name(), content: Some(content), ..Default::default() };
        let _: CreatePlanResponse = self.system.answer("CreatePlan", &create).await;
        if !is_weighed {
            let weigh = AllocateWeightsRequest { name: name(), ..Default::default() };
            let _: AllocateWeightsResponse = self.system.answer("AllocateWeights", &weigh).await;
        }
        self.approve_draft(plan).await;
    }

    /// Takes a weighed draft to approval.
    pub async fn approve_draft(&self, plan: &str) {
        let name = || plan.to_owned();
        let submit = SubmitPlanRequest { name: name(), ..Default::default() };
        let _: SubmitPlanResponse = self.system.answer("SubmitPlan", &submit).await;
        for stage in [ReviewStage::Department, ReviewStage::Finance] {
            let (stage, reviewer) = (stage as i32, "审核人".to_owned());
            let review = ReviewPlanRequest { name: name(), stage, reviewer, ..Default::default() };
            let _: ReviewPlanResponse = self.system.answer("ReviewPlan", &review).await;
        }
        let approve = ApprovePlanRequest { name: name(), approver: "批复人".to_owned(), ..Default::default() };
        let _: ApprovePlanResponse = self.system.answer("ApprovePlan", &approve).await;
    }

    /// Reports numbers of indicators in a month.
    pub async fn report(&self, plan: &str, period: &str, numbers: &[(&str, &str)]) -> i64 {
        let number = |(indicator, number): &(&str, &str)| Actual {
            indicator: (*indicator).to_owned(),
            value: Some(Value::Number((*number).to_owned())),
            ..Default::default()
        };
        self.send(plan, period, numbers.iter().map(number).collect()).await
    }

    /// Reports actuals of a month and gives the revision.
    pub async fn send(&self, plan: &str, period: &str, actuals: Vec<Actual>) -> i64 {
        let report = ReportActualsRequest {
            plan: plan.to_owned(),
            period: period.to_owned(),
            actuals,
            reporter: "填报人".to_owned(),
            correction_reason: "更正".to_owned(),
            ..Default::default()
        };
        let answer: ReportActualsResponse = self.system.answer("ReportActuals", &report).await;
        answer.revision
    }

    /// Reports that so much of a budget was executed by the end of a month, in fen.
    pub async fn execute(&self, plan: &str, period: &str, initial_fen: i64, executed_fen: i64) {
        let report = ReportExecutionRequest {
            plan: plan.to_owned(),
            period: period.to_owned(),
            total: Some(ExecutionAmounts { initial_fen, adjusted_fen: None, executed_fen }),
            reporter: "填报人".to_owned(),
            correction_reason: "更正".to_owned(),
            ..Default::default()
        };
        let _: ReportExecutionResponse = self.system.answer("ReportExecution", &report).await;
    }
}

/// A plan of one task and one goal with those indicators and no weights.
#[must_use]
pub fn plan_of(indicators: Vec<Indicator>) -> PlanContent {
    PlanContent {
        department_title: "某部门".to_owned(),
        weight_scheme: None,
        tasks: vec![Task {
            number: 1,
            name: "主要任务".to_owned(),
            total_fen: 100_000,
            basic_fen: None,
            project_fen: Some(100_000),
            other_fen: None,
        }],
        goals: vec![Goal { number: 1, text: "总体目标".to_owned(), tasks: vec![1] }],
        indicators,
    }
}

/// The same with weights under a scheme.
#[must_use]
pub fn weighed(scheme: (&str, &str), weights: &[&str], indicators: Vec<Indicator>) -> PlanContent {
    let mut content = plan_of(indicators);
    let (id, execution_weight) = (scheme.0.to_owned(), scheme.1.to_owned());
    content.weight_scheme = Some(WeightScheme { id, execution_weight });
    for (indicator, weight) in content.indicators.iter_mut().zip(weights) {
        indicator.weight = (*weight).to_owned();
    }
    content
}

/// An indicator with a number for its target; level 1 follows from level 2.
#[must_use]
pub fn numbered(level2: Level2, name: &str, (sign, value, unit): (Sign, &str, &str)) -> Indicator {
    let numeric = NumericTarget { sign: sign as i32, value: value.to_owned(), unit: unit.to_owned() };
    targeted(level2, name, Kind::Numeric(numeric))
}

/// An indicator with any target; level 1 follows from level 2.
#[must_use]
pub fn targeted(level2: Level2, name: &str, kind: Kind) -> Indicator {
    let level1 = match level2 {
        Level2::Quantity | Level2::Quality | Level2::Timeliness | Level2::Cost => Level1::Output,
        Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost => Level1::Cost,
        Level2::Satisfaction => Level1::Satisfaction,
        _ => Level1::Effect,
    };
    Indicator {
        goal: 1,
        level1: level1 as i32,
        level2: level2 as i32,
        name: name.to_owned(),
        target: Some(Target { kind: Some(kind) }),
        ..Default::default()
    }
}
