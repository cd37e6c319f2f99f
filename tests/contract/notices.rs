use jixiao_proto::results::v1::{Actual, ReportActualsRequest, ReportActualsResponse};
use jixiao_tests::System;

use crate::start::{actuals, approved, number};

async fn codes(system: &System, period: &str, actual: Actual) -> Vec<String> {
    let report = actuals(period, vec![actual]);
    let check = ReportActualsRequest { validate_only: true, ..report.clone() };
    let checked: ReportActualsResponse = system.answer("ReportActuals", &check).await;
    let answer: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    assert_eq!(checked.findings, answer.findings);
    assert!(answer.findings.iter().all(|found| found.message.contains("i001") && found.message_zh.contains("i001")));
    answer.findings.into_iter().map(|found| found.code).collect()
}

#[tokio::test]
async fn what_should_be_looked_at_is_told_and_stops_nothing() {
    let system = approved().await;
    let none: [&str; 0] = [];
    let explained = Actual { deviation_reason: "需求减少".to_owned(), ..number("i001", "999999") };

    assert_eq!(codes(&system, "2023-03", number("i001", "100")).await, none);
    assert_eq!(codes(&system, "2023-02", number("i001", "200")).await, none);
    assert_eq!(codes(&system, "2023-04", number("i001", "150")).await, ["CUMULATIVE_DECREASED"]);
    assert_eq!(codes(&system, "2023-01", number("i001", "-1")).await, ["NEGATIVE"]);
    assert_eq!(codes(&system, "2023-05", number("i001", "999999")).await, ["FAR_OVER"]);
    assert_eq!(codes(&system, "2023-06", explained).await, none);
    assert_eq!(codes(&system, "2023-12", number("i001", "1")).await, ["CUMULATIVE_DECREASED", "TARGET_NOT_MET"]);
}
