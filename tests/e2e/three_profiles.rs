//! The real table weighed by each built-in scheme and scored by its profile; `docs/three-profiles.md` sets the three side
//! by side, and the scorecards are finalized and kept.

mod document;

use std::collections::BTreeMap;

use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, ApprovePlanRequest, CreateDepartmentRequest, CreateRegionRequest, Department,
    GetPlanRequest, GetPlanResponse, ImportPlanRequest, PlanContent, Region, ReviewPlanRequest, ReviewStage,
    SubmitPlanRequest,
};
use jixiao_proto::results::v1::Actual;
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, JudgeIndicatorRequest, Scorecard, TierRuling,
    VerifyScorecardRequest, VerifyScorecardResponse,
};
use jixiao_tests::{REGION, System, TABLE};

use crate::golden::is_kept;
use crate::rendering;
use crate::replay::{Reports, reports};

/// The built-in profiles; each is named like its scheme.
const PROFILES: [&str; 3] = ["cn-2020", "cn-2021-cost", "hubei"];

/// A finalized scorecard of the table.
pub(crate) struct Scored {
    pub(crate) profile: &'static str,
    pub(crate) card: Scorecard,
}

#[tokio::test]
async fn the_real_table_under_three_profiles_stands_side_by_side_and_its_scorecards_are_the_ones_that_are_kept() {
    let system = System::all_on_sqlite();
    let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    let create = CreateRegionRequest { region: Some(region), ..Default::default() };
    system.call("CreateRegion", &create).await.unwrap();

    let mut scored = Vec::new();
    let mut first = None;
    for profile in PROFILES {
        let content = approved(&system, profile).await;
        let weights = weights(&content);
        report(&system, profile, &content, &weights, first.as_ref().unwrap_or(&weights)).await;
        scored.push(finalized(&system, profile).await);
        first.get_or_insert(weights);
    }

    is_kept("../docs/three-profiles.md", &document::side_by_side(&scored));
}

fn plan(profile: &str) -> String {
    format!("{REGION}/departments/{profile}/plans/2023")
}

/// From nothing to the approved table, weighed by a scheme.
async fn approved(system: &System, scheme: &str) -> PlanContent {
    let parent = format!("{REGION}/departments/{scheme}");
    let title = "天津市残疾人联合会".to_owned();
    let department = Department { name: parent.clone(), title, ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(department), ..Default::default() };
    system.call("CreateDepartment", &create).await.unwrap();
    let import = ImportPlanRequest { parent, content: TABLE.to_vec(), ..Default::default() };
    system.call("ImportPlan", &import).await.unwrap();
    let name = || plan(scheme);
    let weigh = AllocateWeightsRequest { name: name(), weight_scheme: scheme.to_owned(), ..Default::default() };
    system.call("AllocateWeights", &weigh).await.unwrap();
    system.call("SubmitPlan", &SubmitPlanRequest { name: name(), ..Default::default() }).await.unwrap();
    for stage in [ReviewStage::Department, ReviewStage::Finance] {
        let (stage, reviewer) = (stage as i32, "审核人".to_owned());
        let review = ReviewPlanRequest { name: name(), stage, reviewer, ..Default::default() };
        system.call("ReviewPlan", &review).await.unwrap();
    }
    let approve = ApprovePlanRequest { name: name(), approver: "批复人".to_owned(), ..Default::default() };
    system.call("ApprovePlan", &approve).await.unwrap();
    let get = GetPlanRequest { name: name(), approved: true };
    let answer: GetPlanResponse = system.answer("GetPlan", &get).await;
    answer.plan.unwrap().content.unwrap()
}

/// Hundredths by indicator.
type Weights = BTreeMap<String, u32>;

fn weights(content: &PlanContent) -> Weights {
    content.indicators.iter().map(|indicator| (indicator.id.clone(), hundredths(&indicator.weight))).collect()
}

fn hundredths(points: &str) -> u32 {
    points.replace('.', "").parse().unwrap()
}

/// Reports and judges what the sample does. What a person gave is the same share of the weight, cut to 0.01; whatever
/// was missed or far exceeded has a reason.
async fn report(system: &System, profile: &str, content: &PlanContent, own: &Weights, of_sample: &Weights) {
    for Reports { mut execution, mut actuals, judgements } in reports(&content.tasks) {
        (execution.plan, actuals.plan) = (plan(profile), plan(profile));
        let because = |actual: Actual| match actual.deviation_reason.as_str() {
            "" => Actual { deviation_reason: "见台账。".to_owned(), ..actual },
            _ => actual,
        };
        actuals.actuals = actuals.actuals.into_iter().map(because).collect();
        system.call("ReportExecution", &execution).await.unwrap();
        system.call("ReportActuals", &actuals).await.unwrap();
        for judgement in judgements {
            let id = judgement.indicator.clone();
            let Some(Ruling::Tier(TierRuling { tier, score })) = judgement.ruling else {
                panic!("the sample has tiers")
            };
            let share = hundredths(&score) * own[&id] / of_sample[&id];
            let score = format!("{}.{:02}", share / 100, share % 100);
            let ruling = Some(Ruling::Tier(TierRuling { tier, score }));
            let judgement = JudgeIndicatorRequest { plan: plan(profile), ruling, ..judgement };
            system.call("JudgeIndicator", &judgement).await.unwrap();
        }
    }
}

/// Finalizes the scorecard, compares it with the one that is kept, and computes it anew.
async fn finalized(system: &System, profile: &'static str) -> Scored {
    let request =
        FinalizeScorecardRequest { plan: plan(profile), finalizer: "财政局".to_owned(), ..Default::default() };
    let answer: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &request).await;
    let (stored, card) = (answer.stored_scorecard.unwrap(), answer.scorecard.unwrap());
    let text = format!("sha256 | {}\n{}", stored.scorecard_sha256, rendering::scorecard(&card));
    is_kept(&format!("e2e/golden/finalized-{profile}.txt"), &text);
    let verify = VerifyScorecardRequest { name: stored.name };
    let verified: VerifyScorecardResponse = system.answer("VerifyScorecard", &verify).await;
    assert!(verified.same && verified.intact, "{verified:?}");
    Scored { profile, card }
}
