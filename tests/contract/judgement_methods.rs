//! What a person decides under each method, and inside which bounds.

use jixiao_proto::common::v1::scoring_method::Kind;
use jixiao_proto::common::v1::{ChecklistMethod, ManualMethod, ScoringChecklistItem, ScoringMethod, Tier};
use jixiao_proto::planning::v1::{
    CreatePlanRequest, CreatePlanResponse, IndicatorWeight, SetWeightsRequest, SetWeightsResponse,
};
use jixiao_proto::results::v1::ReportActualsResponse;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{
    ChecklistRuling, IndicatorRow, JudgeIndicatorRequest, JudgeIndicatorResponse, ManualRuling, Outcome, RowFlag,
    TierRuling,
};
use jixiao_tests::{PLAN, Story, System, small_plan};
use tonic::Code;

use crate::start::{actual, actuals, approved, draft, judgement, number, row, text};

/// The small plan with `i001` by hand, `i003` by a checklist of 2, 3 and 5 points, and `i004` by hand; all reported
/// but for `i005`.
async fn by_hand() -> System {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let item = |points: &str| ScoringChecklistItem { text: "制度健全".to_owned(), points: points.to_owned() };
    let manual = || Kind::Manual(ManualMethod {});
    let list = Kind::Checklist(ChecklistMethod { items: ["2", "3", "5"].map(item).to_vec() });
    let mut content = small_plan();
    let kinds = [Some(manual()), None, Some(list), Some(manual()), None];
    for (indicator, kind) in content.indicators.iter_mut().zip(kinds) {
        indicator.method = kind.map(|kind| ScoringMethod { kind: Some(kind) });
    }
    let create = CreatePlanRequest { name: PLAN.to_owned(), content: Some(content), ..Default::default() };
    let _: CreatePlanResponse = system.answer("CreatePlan", &create).await;
    story.weigh("").await;
    story.approve().await;
    let late = actual("i002", Value::Date("2023-10-08".to_owned()));
    let all = vec![number("i001", "5500"), late, number("i003", "1"), text("i004", "提升")];
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", all)).await;
    system
}

fn ruling(indicator: &str, ruling: Ruling) -> JudgeIndicatorRequest {
    JudgeIndicatorRequest { ruling: Some(ruling), ..judgement(indicator, Tier::Achieved, "1") }
}

fn items(met: &[u32]) -> Ruling {
    Ruling::Checklist(ChecklistRuling { met: met.to_vec() })
}

fn points(score: &str) -> Ruling {
    Ruling::Manual(ManualRuling { score: score.to_owned() })
}

fn tier() -> Ruling {
    Ruling::Tier(TierRuling { tier: Tier::Achieved as i32, score: "16".to_owned() })
}

/// The row once it was judged so.
async fn judged(system: &System, indicator: &str, by: Ruling) -> IndicatorRow {
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &ruling(indicator, by)).await;
    row(&Story::new(system).score().await, indicator).clone()
}

#[tokio::test]
async fn a_checklist_gives_its_share_of_the_weight_and_its_numbers_are_of_its_items() {
    let system = by_hand().await;

    for bad in [&[4][..], &[1, 1], &[0], &[51], &[3, 2, 3]] {
        let fault = system.refused("JudgeIndicator", &ruling("i003", items(bad))).await;
        fault.is_of_fields(&["checklist.met"]);
    }
    let some = judged(&system, "i003", items(&[3, 1])).await;
    let trace = some.trace.unwrap();
    // Whether the target was reached the number says.
    assert_eq!((some.score.as_str(), some.met), ("11.66", Some(true)));
    assert_eq!((trace.rule.as_str(), trace.arithmetic.as_str()), ("checklist", "16.66 × 7.00 ÷ 10.00 = 11.66"));
    let none = judged(&system, "i003", items(&[])).await;
    assert_eq!((none.score.as_str(), none.outcome()), ("0.00", Outcome::Judged));
    let all = judged(&system, "i003", items(&[1, 2, 3])).await;
    assert_eq!(all.score, "16.66");
}

#[tokio::test]
async fn points_by_hand_go_from_nought_to_the_weight() {
    let system = by_hand().await;

    for above in ["16.68", "100"] {
        let fault = system.refused("JudgeIndicator", &ruling("i001", points(above))).await;
        fault.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", "0.00"), ("highest", "16.67")]);
    }
    for bad in ["", "-1", "1.005", "x"] {
        let fault = system.refused("JudgeIndicator", &ruling("i001", points(bad))).await;
        fault.is_of_fields(&["manual.score"]);
    }
    for (given, score) in [("0", "0.00"), ("16.67", "16.67")] {
        let row = judged(&system, "i001", points(given)).await;
        // The number still says that the target was missed.
        assert_eq!((row.score.as_str(), row.met, row.outcome()), (score, Some(false), Outcome::Judged));
        assert_eq!(row.flags, [RowFlag::ReasonOwed as i32]);
    }
    let row = judged(&system, "i004", points("12.5")).await;
    assert_eq!((row.score.as_str(), row.met), ("12.50", None));
}

#[tokio::test]
async fn a_ruling_of_another_kind_than_the_method_asks_for_is_refused() {
    let system = by_hand().await;

    for (indicator, other) in [
        ("i001", tier()),
        ("i001", items(&[1])),
        ("i002", items(&[1])),
        ("i002", points("1")),
        ("i003", tier()),
        ("i003", points("1")),
        ("i004", tier()),
        ("i004", items(&[])),
    ] {
        let fault = system.refused("JudgeIndicator", &ruling(indicator, other)).await;
        fault.is_of_fields(&["ruling"]);
    }
    let without = JudgeIndicatorRequest { ruling: None, ..judgement("i001", Tier::Achieved, "1") };
    system.refused("JudgeIndicator", &without).await.is_of_fields(&["ruling"]);
    let empty = Ruling::Tier(TierRuling::default());
    let fault = system.refused("JudgeIndicator", &ruling("i002", empty)).await;
    fault.is_of_fields(&["tier.tier", "tier.score"]);
}

#[tokio::test]
async fn a_day_out_of_time_is_judged_and_stays_missed() {
    let system = by_hand().await;
    let before = Story::new(&system).score().await;
    assert_eq!((row(&before, "i002").outcome(), row(&before, "i002").met), (Outcome::Unjudged, Some(false)));

    let late = judged(&system, "i002", tier()).await;

    assert_eq!((late.score.as_str(), late.met, late.outcome()), ("16.00", Some(false), Outcome::Judged));
    assert_eq!(late.flags, [RowFlag::ReasonOwed as i32]);
}

#[tokio::test]
async fn the_middle_band_of_hubei_begins_at_half_the_weight() {
    let system = draft().await;
    let mut story = Story::new(&system);
    story.weigh("hubei").await;
    story.approve().await;
    let _: ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![text("i004", "提升")])).await;
    assert_eq!(row(&story.score().await, "i004").weight, "20.00");

    for (tier, outside, lowest, highest) in [
        (Tier::Achieved, "15.99", "16.00", "20.00"),
        (Tier::PartlyAchieved, "9.99", "10.00", "15.99"),
        (Tier::PartlyAchieved, "16", "10.00", "15.99"),
        (Tier::NotAchieved, "10", "0.00", "9.99"),
    ] {
        let fault = system.refused("JudgeIndicator", &judgement("i004", tier, outside)).await;
        fault.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", lowest), ("highest", highest)]);
        for score in [lowest, highest] {
            let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", tier, score)).await;
        }
    }
}

#[tokio::test]
async fn a_band_that_is_empty_after_rounding_takes_no_points() {
    let system = draft().await;
    let mut story = Story::new(&system);
    let etag = story.plan().await.etag;
    let weights = ["22.50", "22.50", "22.49", "0.01", "22.50"].iter().enumerate();
    let weights = weights.map(|(place, weight)| IndicatorWeight {
        indicator: format!("i{:03}", place + 1),
        weight: (*weight).to_owned(),
    });
    let (name, weight_scheme, weights) = (PLAN.to_owned(), "cn-2020".to_owned(), weights.collect());
    let set = SetWeightsRequest { name, weight_scheme, weights, etag, ..Default::default() };
    let _: SetWeightsResponse = system.answer("SetWeights", &set).await;
    story.approve().await;
    let _: ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![text("i004", "提升")])).await;

    for score in ["0", "0.01"] {
        let fault = system.refused("JudgeIndicator", &judgement("i004", Tier::PartlyAchieved, score)).await;
        fault.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", ""), ("highest", "")]);
    }
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", Tier::NotAchieved, "0")).await;
}

#[tokio::test]
async fn under_a_method_by_hand_nothing_is_judged_before_it_is_reported() {
    let system = approved().await;

    let fault = system.refused("JudgeIndicator", &ruling("i004", points("1"))).await;

    fault.is(Code::FailedPrecondition, "NOTHING_TO_JUDGE").has(&[("indicator", "i004")]);
}
