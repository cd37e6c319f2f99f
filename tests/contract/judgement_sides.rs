//! The unit's view of itself and the reviewer's beside it.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::ReportActualsResponse;
use jixiao_proto::scoring::v1::{
    JudgeIndicatorRequest, JudgeIndicatorResponse, Judgement, JudgementSide, ListJudgementsRequest,
    ListJudgementsResponse, Outcome,
};
use jixiao_tests::{PLAN, REGION, Story, System, judged_score};
use tonic::Code;

use crate::profiles::{create, rules};
use crate::start::{actuals, approved, complete, judgement, row, text};

fn by(side: JudgementSide, score: &str) -> JudgeIndicatorRequest {
    JudgeIndicatorRequest { side: side as i32, ..judgement("i004", Tier::Achieved, score) }
}

async fn judge(system: &System, request: &JudgeIndicatorRequest) -> Judgement {
    let answer: JudgeIndicatorResponse = system.answer("JudgeIndicator", request).await;
    answer.judgement.unwrap()
}

/// Points of the row that is judged, the unit's, what became of it, and the unit's total.
async fn columns(system: &System) -> (String, String, Outcome, String) {
    let card = Story::new(system).score().await;
    let row = row(&card, "i004").clone();
    (row.score.clone(), row.unit_score.clone(), row.outcome(), card.totals.unwrap().unit_total)
}

#[tokio::test]
async fn the_unit_judges_itself_and_only_the_reviewers_judgement_counts() {
    let system = complete().await;
    let is =
        |score: &str, unit: &str, outcome, total: &str| (score.to_owned(), unit.to_owned(), outcome, total.to_owned());
    assert_eq!(columns(&system).await, is("27.00", "", Outcome::Judged, ""));

    judge(&system, &by(JudgementSide::Unit, "30")).await;
    assert_eq!(columns(&system).await, is("27.00", "30.00", Outcome::Judged, "98.00"));
    judge(&system, &by(JudgementSide::Reviewer, "24")).await;
    assert_eq!(columns(&system).await, is("24.00", "30.00", Outcome::Judged, "98.00"));
    judge(&system, &by(JudgementSide::Unit, "28.5")).await;

    assert_eq!(columns(&system).await, is("24.00", "28.50", Outcome::Judged, "96.50"));
    let card = Story::new(&system).score().await;
    let row = row(&card, "i004");
    let (counts, own) = (row.judgement.as_ref().unwrap(), row.unit_judgement.as_ref().unwrap());
    assert_eq!((judged_score(counts), counts.side(), counts.revision), ("24.00", JudgementSide::Reviewer, 3));
    assert_eq!((judged_score(own), own.side(), own.revision), ("28.50", JudgementSide::Unit, 4));
    assert_eq!(card.totals.unwrap().total, "92.00");
}

#[tokio::test]
async fn a_row_that_the_unit_alone_judged_still_waits_for_the_reviewer() {
    let system = approved().await;
    let report = actuals("2023-12", vec![text("i004", "进一步提升")]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;

    judge(&system, &by(JudgementSide::Unit, "30")).await;

    let card = Story::new(&system).score().await;
    let row = row(&card, "i004");
    assert_eq!((row.outcome(), row.score.as_str(), row.unit_score.as_str()), (Outcome::Unjudged, "", "30.00"));
    assert_eq!((row.judgement.as_ref(), row.met), (None, None));
    assert!(card.totals.unwrap().missing.contains(&"i004".to_owned()));
}

#[tokio::test]
async fn a_newer_actual_asks_both_sides_for_a_new_judgement_and_the_old_ones_stay_listed() {
    let system = complete().await;
    judge(&system, &by(JudgementSide::Unit, "30")).await;
    let report = actuals("2023-12", vec![text("i004", "进一步提升，见附件")]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;

    assert_eq!(columns(&system).await, (String::new(), String::new(), Outcome::Unjudged, String::new()));
    judge(&system, &by(JudgementSide::Reviewer, "25")).await;

    assert_eq!(columns(&system).await, ("25.00".to_owned(), String::new(), Outcome::Judged, String::new()));
    let list = ListJudgementsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let listed: ListJudgementsResponse = system.answer("ListJudgements", &list).await;
    let told: Vec<_> = listed.judgements.iter().map(|it| (it.side(), judged_score(it), it.actual_revision)).collect();
    let (unit, reviewer) = (JudgementSide::Unit, JudgementSide::Reviewer);
    assert_eq!(told, [(reviewer, "27.00", 1), (unit, "30.00", 1), (reviewer, "25.00", 3)]);
}

#[tokio::test]
async fn a_judgement_names_its_profile_with_the_version_and_holds_under_another_whose_band_has_it() {
    let system = complete().await;
    create(&system, REGION, rules("own")).await;
    create(&system, REGION, rules("own")).await;
    let own = JudgeIndicatorRequest { profile: "own".to_owned(), ..by(JudgementSide::Reviewer, "25") };

    let (usual, own) = (judge(&system, &by(JudgementSide::Unit, "26")).await, judge(&system, &own).await);

    assert_eq!(usual.profile, "profiles/cn-2020/versions/1");
    assert_eq!(own.profile, format!("{REGION}/profiles/own/versions/2"));
    assert_eq!(columns(&system).await.0, "25.00");
}

#[tokio::test]
async fn the_bounds_of_a_band_hold_for_the_unit_too_and_a_side_that_is_none_is_refused() {
    let system = complete().await;

    let outside = system.refused("JudgeIndicator", &by(JudgementSide::Unit, "23.99")).await;
    outside.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", "24.00"), ("highest", "30.00")]);
    for side in [3, -1] {
        let request = JudgeIndicatorRequest { side, ..judgement("i004", Tier::Achieved, "30") };
        system.refused("JudgeIndicator", &request).await.is_of_fields(&["side"]);
    }
}
