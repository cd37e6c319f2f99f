//! The published table as the plan of three departments, each under a scheme and the profile of its id.

use std::collections::HashMap;

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, AllocateWeightsResponse, ApprovePlanRequest, CreateDepartmentRequest, CreateRegionRequest,
    Department, ImportPlanRequest, PlanContent, Region, ReviewPlanRequest, ReviewStage, SubmitPlanRequest,
};
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, JudgeIndicatorRequest, ScorePlanRequest, ScorePlanResponse,
    Scorecard,
};
use jixiao_tests::{REGION, System, TABLE};

use crate::replay;

/// The schemes, and the profiles with the same ids.
pub(crate) const SCHEMES: [&str; 3] = ["cn-2020", "cn-2021-cost", "hubei"];

/// A plan of one of the departments, which has the id of its scheme.
pub(crate) fn plan(scheme: &str) -> String {
    format!("{REGION}/departments/{scheme}/plans/2023")
}

/// From nothing to the three finalized scorecards, in the order of the schemes. Reports and judgements are the same in
/// all: a judgement is of the same tier and the same share of the weight.
pub(crate) async fn finalized(system: &System) -> Vec<FinalizeScorecardResponse> {
    let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    let create = CreateRegionRequest { region: Some(region), ..Default::default() };
    system.call("CreateRegion", &create).await.unwrap();
    let mut contents = Vec::new();
    for scheme in SCHEMES {
        contents.push(approved(system, scheme).await);
    }
    let [usual, ..] = contents.as_slice() else { panic!("no plans") };
    let usual = weights(usual);
    let mut cards = Vec::new();
    for (scheme, content) in SCHEMES.into_iter().zip(&contents) {
        report(system, scheme, content, &usual).await;
        let plan = plan(scheme);
        let finalize = FinalizeScorecardRequest { plan, finalizer: "负责人".to_owned(), ..Default::default() };
        cards.push(system.answer("FinalizeScorecard", &finalize).await);
    }
    cards
}

async fn approved(system: &System, scheme: &str) -> PlanContent {
    let (parent, name) = (format!("{REGION}/departments/{scheme}"), plan(scheme));
    let department =
        Department { name: parent.clone(), title: "天津市残疾人联合会".to_owned(), ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(department), ..Default::default() };
    system.call("CreateDepartment", &create).await.unwrap();
    let import = ImportPlanRequest { parent, content: TABLE.to_vec(), ..Default::default() };
    system.call("ImportPlan", &import).await.unwrap();
    let weight_scheme = scheme.to_owned();
    let weigh = AllocateWeightsRequest { name: name.clone(), weight_scheme, ..Default::default() };
    let weighed: AllocateWeightsResponse = system.answer("AllocateWeights", &weigh).await;
    let submit = SubmitPlanRequest { name: name.clone(), ..Default::default() };
    system.call("SubmitPlan", &submit).await.unwrap();
    for stage in [ReviewStage::Department as i32, ReviewStage::Finance as i32] {
        let reviewer = "审核人".to_owned();
        let review = ReviewPlanRequest { name: name.clone(), stage, reviewer, ..Default::default() };
        system.call("ReviewPlan", &review).await.unwrap();
    }
    let approve = ApprovePlanRequest { name, approver: "批复人".to_owned(), ..Default::default() };
    system.call("ApprovePlan", &approve).await.unwrap();
    weighed.plan.unwrap().content.unwrap()
}

/// Weights in hundredths by indicator.
fn weights(content: &PlanContent) -> HashMap<String, i64> {
    content.indicators.iter().map(|it| (it.id.clone(), hundredths(&it.weight))).collect()
}

/// Points of two decimals as a whole number.
pub(crate) fn hundredths(points: &str) -> i64 {
    points.replace('.', "").parse().unwrap_or_else(|_| panic!("{points:?} are no points of two decimals"))
}

/// Whole numbers as points of two decimals.
pub(crate) fn points(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Everything that the sample reports, then the reasons that it still owes. Its judgements are for the usual weights.
async fn report(system: &System, scheme: &str, content: &PlanContent, usual: &HashMap<String, i64>) {
    let own = weights(content);
    let mut judgements = Vec::new();
    for mut reports in replay::reports(&content.tasks) {
        (reports.execution.plan, reports.actuals.plan) = (plan(scheme), plan(scheme));
        system.call("ReportExecution", &reports.execution).await.unwrap();
        system.call("ReportActuals", &reports.actuals).await.unwrap();
        for mut judgement in reports.judgements {
            judgement.plan = plan(scheme);
            scale(&mut judgement, usual, &own);
            system.call("JudgeIndicator", &judgement).await.unwrap();
            judgements.push(judgement);
        }
    }
    explain(system, scheme, &judgements).await;
}

/// Gives the same share of another weight, half-up to 0.01.
fn scale(judgement: &mut JudgeIndicatorRequest, usual: &HashMap<String, i64>, own: &HashMap<String, i64>) {
    let (usual, own) = (usual[&judgement.indicator], own[&judgement.indicator]);
    let Some(Ruling::Tier(ruling)) = &mut judgement.ruling else { panic!("the sample picks tiers") };
    assert_ne!(ruling.tier, Tier::Unspecified as i32);
    ruling.score = points((2 * hundredths(&ruling.score) * own + usual) / (2 * usual));
}

/// Reports the reasons that are owed. What is reported anew is judged anew.
async fn explain(system: &System, scheme: &str, judgements: &[JudgeIndicatorRequest]) {
    let card = scored(system, scheme).await;
    for indicator in card.totals.as_ref().unwrap().reasons_owed.clone() {
        let record = crate::requests::row(&card, &indicator).actual.unwrap();
        let mut actual = record.actual.unwrap();
        actual.deviation_reason = "示例：偏差原因说明。".to_owned();
        let report = ReportActualsRequest {
            plan: plan(scheme),
            period: record.period,
            actuals: vec![actual],
            reporter: "示例填报人".to_owned(),
            correction_reason: "补充偏差原因".to_owned(),
            ..Default::default()
        };
        system.call("ReportActuals", &report).await.unwrap();
        for judgement in judgements.iter().filter(|judgement| judgement.indicator == indicator) {
            system.call("JudgeIndicator", judgement).await.unwrap();
        }
    }
}

async fn scored(system: &System, scheme: &str) -> Scorecard {
    let score = ScorePlanRequest { plan: plan(scheme), ..Default::default() };
    let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;
    scored.scorecard.unwrap()
}
