//! Who reported may ask for a score that rests on the report, and is never given an older one.

use jixiao_proto::results::v1::ReportActualsResponse;
use jixiao_proto::scoring::v1::{ScorePlanRequest, ScorePlanResponse};
use jixiao_tests::{PLAN, Story, System};
use prost::Message;
use tonic::Code;

use crate::start::{actuals, number};

fn of_at_least(min_actuals_revision: i64) -> ScorePlanRequest {
    ScorePlanRequest { plan: PLAN.to_owned(), min_actuals_revision, ..Default::default() }
}

/// Asked twice, so that it also holds of an answer that was given before.
async fn is_reached(system: &System, least: i64, newest: i64) {
    let answer = system.call("ScorePlan", &of_at_least(0)).await.unwrap();
    for _ in 0..2 {
        let refused = system.fault("ScorePlan", &of_at_least(newest + 1)).await;
        refused.is(Code::OutOfRange, "REVISION_NOT_REACHED").has(&[("plan", PLAN), ("newest", &newest.to_string())]);
        assert_eq!(system.call("ScorePlan", &of_at_least(least)).await.unwrap(), answer);
    }
    let scored = ScorePlanResponse::decode(answer.as_slice()).unwrap();
    assert_eq!(scored.scorecard.unwrap().pins.unwrap().actuals_revision, newest);
}

async fn a_score_rests_on_what_was_reported(system: System) {
    Story::new(&system).small_approved().await;
    is_reached(&system, 0, 0).await;
    for (period, value) in [("2023-06", "6000"), ("2023-07", "6500")] {
        let report = actuals(period, vec![number("i001", value)]);
        let reported: ReportActualsResponse = system.answer("ReportActuals", &report).await;
        is_reached(&system, reported.revision, reported.revision).await;
    }
    is_reached(&system, 1, 2).await;
    let of_june = ScorePlanRequest { as_of_period: "2023-06".to_owned(), ..of_at_least(2) };
    let of_june: ScorePlanResponse = system.answer("ScorePlan", &of_june).await;
    let pins = of_june.scorecard.unwrap().pins.unwrap();
    assert_eq!((pins.as_of_period.as_str(), pins.actuals_revision), ("2023-06", 2), "a month bounds what counts alone");
}

#[tokio::test]
async fn a_score_rests_on_what_was_reported_in_one_process() {
    a_score_rests_on_what_was_reported(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn a_score_rests_on_what_was_reported_where_no_answer_is_kept_in_memory() {
    a_score_rests_on_what_was_reported(System::all_on_sqlite_with(&["limits.answer_bytes=0".to_owned()])).await;
}

#[tokio::test]
async fn a_score_rests_on_what_was_reported_over_three_processes() {
    a_score_rests_on_what_was_reported(System::split_on_postgres()).await;
}

#[tokio::test]
async fn a_revision_below_nought_is_refused() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;

    system.fault("ScorePlan", &of_at_least(-1)).await.is_of_fields(&["min_actuals_revision"]);
}
