use jixiao_proto::results::v1::{
    ExecutionAmounts, ExecutionPart, FundSource, GetActualsRequest, GetActualsResponse, ReportExecutionRequest,
    ReportExecutionResponse,
};
use jixiao_tests::PLAN;
use tonic::Code;

use crate::start::{amounts, approved, execution};

#[tokio::test]
async fn parts_that_do_not_add_up_are_refused_with_the_column() {
    let system = approved().await;
    let parts = [amounts(60_000, None, 20_000), amounts(90_000, Some(95_000), 100_000)];
    let columns = [
        (amounts(150_001, Some(155_000), 120_000), "initial", "150000", "150001"),
        (amounts(150_000, None, 120_000), "adjusted", "155000", "150000"),
        (amounts(150_000, Some(155_000), 119_999), "executed", "120000", "119999"),
    ];

    for (total, column, sum, stated) in columns {
        let fault = system.refused("ReportExecution", &report(total, &parts)).await;
        fault.is(Code::InvalidArgument, "EXECUTION_PARTS_DO_NOT_ADD_UP");
        fault.has(&[("column", column), ("parts_fen", sum), ("total_fen", stated)]);
    }
}

#[tokio::test]
async fn parts_whose_sum_no_amount_can_hold_are_refused() {
    let system = approved().await;
    let parts = [amounts(i64::MAX, None, 0), amounts(1, None, 0)];

    let fault = system.refused("ReportExecution", &report(amounts(i64::MIN + 1, None, 0), &parts)).await;
    fault.is_of_fields(&["total.initial_fen"]);
    let fault = system.refused("ReportExecution", &report(amounts(i64::MAX, None, 0), &parts)).await;

    fault.is(Code::InvalidArgument, "EXECUTION_PARTS_DO_NOT_ADD_UP");
    assert_eq!(fault.metadata["column"], "initial");
}

#[tokio::test]
async fn unknown_tasks_repeated_pairs_and_negative_amounts_are_refused() {
    let system = approved().await;
    let mut unknown = report(amounts(2, None, 0), &[amounts(1, None, 0), amounts(1, None, 0)]);
    unknown.parts[0].task = 3;
    unknown.parts[1].task = -1;
    let mut repeated = report(amounts(2, None, 0), &[amounts(1, None, 0), amounts(1, None, 0)]);
    repeated.parts[1].task = 1;
    let mut negative = report(amounts(-1, Some(-1), -1), &[amounts(-1, Some(-2), 0), amounts(0, None, -1)]);
    negative.parts.push(ExecutionPart { task: 1, source: FundSource::Other as i32, amounts: None });

    system.refused("ReportExecution", &unknown).await.is_of_fields(&["parts[0].task", "parts[1].task"]);
    system.refused("ReportExecution", &repeated).await.is_of_fields(&["parts[1]"]);
    system.refused("ReportExecution", &negative).await.is_of_fields(&[
        "total.initial_fen",
        "total.adjusted_fen",
        "total.executed_fen",
        "parts[0].amounts.initial_fen",
        "parts[0].amounts.adjusted_fen",
        "parts[1].amounts.executed_fen",
        "parts[2].amounts",
    ]);
}

#[tokio::test]
async fn an_execution_comes_back_as_it_was_reported() {
    let system = approved().await;
    let parts = [amounts(60_000, None, 20_000), amounts(90_000, Some(95_000), 100_000)];
    let reported = report(amounts(150_000, Some(155_000), 120_000), &parts);

    let answer: ReportExecutionResponse = system.answer("ReportExecution", &reported).await;

    assert_eq!(answer.revision, 1);
    let read = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let read: GetActualsResponse = system.answer("GetActuals", &read).await;
    let record = read.execution.unwrap();
    assert_eq!((record.total, record.parts, record.revision), (reported.total, reported.parts, 1));
    assert_eq!((record.reporter, record.period), (reported.reporter, reported.period));
}

/// A part each of task 1, project, and task 2, basic.
fn report(total: ExecutionAmounts, parts: &[ExecutionAmounts; 2]) -> ReportExecutionRequest {
    let [first, second] = *parts;
    let part =
        |task, source: FundSource, amounts| ExecutionPart { task, source: source as i32, amounts: Some(amounts) };
    let parts = vec![part(1, FundSource::Project, first), part(2, FundSource::Project, second)];
    ReportExecutionRequest { total: Some(total), parts, ..execution() }
}

#[tokio::test]
async fn a_report_of_301_parts_is_refused() {
    let system = approved().await;
    let mut report = report(amounts(0, None, 0), &[amounts(0, None, 0); 2]);
    report.parts = (1..=301).map(|task| ExecutionPart { task, ..report.parts[0] }).collect();

    let fault = system.refused("ReportExecution", &report).await;

    assert!(["FIELD_INVALID", "LIMIT_EXCEEDED"].contains(&fault.reason.as_str()), "{fault:?}");
    assert!(!fault.fields.iter().any(|field| field.ends_with(".task")), "{fault:?}");
}
