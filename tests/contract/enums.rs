use jixiao_proto::common::v1::Tier;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{NumericTarget, Target, UnreadableTarget};
use jixiao_proto::planning::v1::{CreatePlanRequest, Indicator, ReviewPlanRequest};
use jixiao_proto::results::v1::ExecutionPart;
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, TierRuling};
use jixiao_tests::{DEPARTMENT, PLAN, small_plan};

use crate::start::{amounts, approved, draft, execution, judgement};

/// Nought, and numbers that no enum has.
const UNKNOWN: [i32; 5] = [0, 99, -1, i32::MAX, i32::MIN];

#[tokio::test]
async fn an_unknown_review_stage_is_refused() {
    let system = draft().await;

    for stage in UNKNOWN {
        let review =
            ReviewPlanRequest { name: PLAN.to_owned(), stage, reviewer: "审核人".to_owned(), ..Default::default() };
        system.refused("ReviewPlan", &review).await.is_of_fields(&["stage"]);
    }
}

#[tokio::test]
async fn unknown_levels_and_signs_are_refused() {
    let system = draft().await;
    let before = system.facts().await;

    for number in UNKNOWN {
        for (path, change) in changes(number) {
            let mut content = small_plan();
            change(&mut content.indicators[0]);
            let name = format!("{DEPARTMENT}/plans/2024");
            let create = CreatePlanRequest { name, content: Some(content), request_id: String::new() };
            let path = format!("content.indicators[0].{path}");
            system.fault("CreatePlan", &create).await.is_of_fields(&[&path]);
        }
    }

    before.are_still(&system.facts().await);
}

type Change = Box<dyn Fn(&mut Indicator)>;

fn changes(number: i32) -> [(&'static str, Change); 4] {
    let numeric = NumericTarget { sign: number, value: "1".to_owned(), unit: String::new() };
    let unreadable = UnreadableTarget { sign: number, ..UnreadableTarget::default() };
    let target = |kind| Some(Target { kind: Some(kind) });
    [
        ("level1", Box::new(move |i| i.level1 = number)),
        ("level2", Box::new(move |i| i.level2 = number)),
        ("target.numeric.sign", Box::new(move |i| i.target = target(Kind::Numeric(numeric.clone())))),
        ("target.unreadable.sign", Box::new(move |i| i.target = target(Kind::Unreadable(unreadable.clone())))),
    ]
}

#[tokio::test]
async fn an_unknown_fund_source_is_refused() {
    let system = approved().await;

    for source in UNKNOWN {
        let mut report = execution();
        report.parts = vec![ExecutionPart { task: 1, source, amounts: Some(amounts(150_000, None, 120_000)) }];
        system.refused("ReportExecution", &report).await.is_of_fields(&["parts[0].source"]);
    }
}

#[tokio::test]
async fn an_unknown_tier_is_refused() {
    let system = approved().await;

    for tier in UNKNOWN {
        let ruling = Some(Ruling::Tier(TierRuling { tier, score: "30".to_owned() }));
        let judge = JudgeIndicatorRequest { ruling, ..judgement("i004", Tier::Achieved, "30") };
        system.refused("JudgeIndicator", &judge).await.is_of_fields(&["tier.tier"]);
    }
}
