use jixiao_proto::results::v1::{
    ActualRecord, ListActualRevisionsRequest, ListActualRevisionsResponse, ReportActualsRequest, ReportActualsResponse,
    ReportExecutionRequest, ReportExecutionResponse,
};
use jixiao_tests::{PLAN, System};

use crate::start::{actuals, amounts, approved, execution, number, text};

fn silent(report: ReportActualsRequest) -> ReportActualsRequest {
    ReportActualsRequest { correction_reason: String::new(), ..report }
}

async fn history(system: &System) -> Vec<ActualRecord> {
    let list = ListActualRevisionsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let answer: ListActualRevisionsResponse = system.answer("ListActualRevisions", &list).await;
    answer.actual_revisions
}

#[tokio::test]
async fn a_recorded_figure_changes_for_a_reason_alone_and_the_reason_is_kept() {
    let system = approved().await;
    let first = silent(actuals("2023-12", vec![number("i001", "1"), number("i003", "1")]));
    let _: ReportActualsResponse = system.answer("ReportActuals", &first).await;
    let other = silent(actuals("2023-12", vec![number("i001", "2"), number("i003", "1")]));

    system.refused("ReportActuals", &other).await.is_of_fields(&["correction_reason"]);
    let check = ReportActualsRequest { validate_only: true, ..other.clone() };
    system.refused("ReportActuals", &check).await.is_of_fields(&["correction_reason"]);

    let _: ReportActualsResponse = system.answer("ReportActuals", &first).await;
    let told = ReportActualsRequest { correction_reason: "重复统计".to_owned(), ..other };
    let _: ReportActualsResponse = system.answer("ReportActuals", &told).await;
    let reasons: Vec<_> = history(&system).await.iter().map(|r| (r.revision, r.correction_reason.clone())).collect();
    let expected = [(1, ""), (1, ""), (2, ""), (2, ""), (3, "重复统计"), (3, "重复统计")];
    assert_eq!(reasons, expected.map(|(revision, reason)| (revision, reason.to_owned())));
}

#[tokio::test]
async fn another_month_is_no_correction_and_a_text_instead_of_a_number_is_one() {
    let system = approved().await;
    for month in ["2023-06", "2023-07", "2023-05"] {
        let report = silent(actuals(month, vec![number("i001", "1")]));
        let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    }

    let report = silent(actuals("2023-06", vec![text("i001", "1")]));

    system.refused("ReportActuals", &report).await.is_of_fields(&["correction_reason"]);
}

#[tokio::test]
async fn an_execution_changes_for_a_reason_alone() {
    let system = approved().await;
    let silent = |executed| ReportExecutionRequest {
        total: Some(amounts(150_000, None, executed)),
        correction_reason: String::new(),
        ..execution()
    };
    let _: ReportExecutionResponse = system.answer("ReportExecution", &silent(1)).await;
    let _: ReportExecutionResponse = system.answer("ReportExecution", &silent(1)).await;

    system.refused("ReportExecution", &silent(2)).await.is_of_fields(&["correction_reason"]);

    let told = ReportExecutionRequest { correction_reason: "决算调整".to_owned(), ..silent(2) };
    let answer: ReportExecutionResponse = system.answer("ReportExecution", &told).await;
    assert_eq!(answer.revision, 3);
}

#[tokio::test]
async fn a_record_says_who_sent_it_and_against_which_version() {
    let system = approved().await;
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", vec![number("i001", "1")])).await;

    let record = history(&system).await.remove(0);

    assert_eq!((record.plan_version, record.principal.as_str(), record.reporter.as_str()), (1, "local", "填报人"));
}
