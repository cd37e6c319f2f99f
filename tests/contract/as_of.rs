use jixiao_proto::results::v1::{
    GetActualsRequest, GetActualsResponse, ReportActualsResponse, ReportExecutionResponse,
};
use jixiao_tests::{PLAN, System};
use prost_types::Timestamp;

use crate::start::{actuals, approved, execution, number};

async fn read(system: &System, as_of_revision: i64, as_of_time: Option<Timestamp>) -> GetActualsResponse {
    let read = GetActualsRequest { plan: PLAN.to_owned(), as_of_revision, as_of_time, ..Default::default() };
    system.answer("GetActuals", &read).await
}

#[tokio::test]
async fn what_was_known_at_a_revision_or_a_time_is_what_was_answered_then() {
    let system = approved().await;
    let mut answers = vec![read(&system, 0, None).await];
    for (period, value) in [("2023-10", "1"), ("2023-11", "2"), ("2023-10", "3")] {
        let report = actuals(period, vec![number("i001", value)]);
        let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
        answers.push(read(&system, 0, None).await);
    }
    let _: ReportExecutionResponse = system.answer("ReportExecution", &execution()).await;
    answers.push(read(&system, 0, None).await);

    for (answer, revision) in answers.iter().zip(0..).skip(1) {
        assert_eq!(answer.revision, revision);
        assert_eq!(read(&system, revision, None).await, *answer);
    }
    let newest = answers.last().unwrap();
    assert_eq!(read(&system, 99, None).await, *newest);
    let at = newest.execution.as_ref().unwrap().report_time;
    assert_eq!(read(&system, 0, at).await, *newest);
    assert_eq!(read(&system, 2, at).await, answers[2]);
    let before_all = Some(Timestamp { seconds: 0, nanos: 0 });
    assert_eq!(read(&system, 4, before_all).await, GetActualsResponse::default());
}

#[tokio::test]
async fn a_revision_below_one_and_a_time_finer_than_microseconds_are_refused() {
    let system = approved().await;
    let read = |as_of_revision, nanos| GetActualsRequest {
        plan: PLAN.to_owned(),
        as_of_revision,
        as_of_time: Some(Timestamp { seconds: 1_700_000_000, nanos }),
        ..Default::default()
    };

    system.fault("GetActuals", &read(-1, 0)).await.is_of_fields(&["as_of_revision"]);
    system.fault("GetActuals", &read(1, 1)).await.is_of_fields(&["as_of_time"]);
}
