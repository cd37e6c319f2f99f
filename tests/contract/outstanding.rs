use jixiao_proto::planning::v1::{CreateDepartmentRequest, CreateDepartmentResponse, Department};
use jixiao_proto::results::v1::{
    Actual, Forecast, Likelihood, ListOutstandingRequest, ListOutstandingResponse, NotApplicable, Outstanding,
    OutstandingKind, ReportActualsResponse, ReportExecutionResponse, actual::Value,
};
use jixiao_tests::{DEPARTMENT, PLAN, REGION, System};
use tonic::Code;

use crate::start::{actual, actuals, approved, draft, execution, number, text};

fn asked(parent: &str, period: &str) -> ListOutstandingRequest {
    ListOutstandingRequest { parent: parent.to_owned(), period: period.to_owned(), ..Default::default() }
}

async fn owed(system: &System, parent: &str, period: &str) -> Vec<(String, OutstandingKind)> {
    let rows = rows(system, &asked(parent, period)).await;
    rows.iter().map(|row| (row.indicator.clone(), row.what())).collect()
}

async fn rows(system: &System, request: &ListOutstandingRequest) -> Vec<Outstanding> {
    let answer: ListOutstandingResponse = system.answer("ListOutstanding", request).await;
    assert_eq!(answer.next_page_token, "");
    answer.outstanding
}

fn all(kinds: &[OutstandingKind]) -> Vec<(String, OutstandingKind)> {
    let of = |id: &str| kinds.iter().map(|kind| (id.to_owned(), *kind)).collect::<Vec<_>>();
    let ids = ["i001", "i002", "i003", "i004", "i005"];
    std::iter::once((String::new(), OutstandingKind::Execution)).chain(ids.into_iter().flat_map(of)).collect()
}

#[tokio::test]
async fn a_plan_without_reports_owes_everything_and_forecasts_in_july_alone() {
    let system = approved().await;

    for parent in [REGION, DEPARTMENT, PLAN] {
        assert_eq!(owed(&system, parent, "2023-12").await, all(&[OutstandingKind::Actual]), "{parent}");
        let both = [OutstandingKind::Actual, OutstandingKind::Forecast];
        assert_eq!(owed(&system, parent, "2023-07").await, all(&both), "{parent}");
    }
}

#[tokio::test]
async fn what_was_reported_for_exactly_that_period_is_no_longer_owed() {
    let system = approved().await;
    let none = actual("i002", Value::NotApplicable(NotApplicable { reason: "项目取消".to_owned() }));
    let certain = Forecast { likelihood: Likelihood::Certain.into(), ..Default::default() };
    let foreseen = Actual { forecast: Some(certain), ..text("i003", "完成") };
    let report = actuals("2023-07", vec![text("i001", "完成"), none, foreseen]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    let _: ReportExecutionResponse = system.answer("ReportExecution", &execution()).await;

    let july: Vec<(String, OutstandingKind)> = owed(&system, PLAN, "2023-07").await;
    let december = owed(&system, PLAN, "2023-12").await;

    let (actual, forecast) = (OutstandingKind::Actual, OutstandingKind::Forecast);
    let expected = [
        ("", OutstandingKind::Execution),
        ("i001", forecast),
        ("i004", actual),
        ("i004", forecast),
        ("i005", actual),
        ("i005", forecast),
    ];
    assert_eq!(july, expected.map(|(id, kind)| (id.to_owned(), kind)));
    assert_eq!(december, all(&[actual])[1..]);
}

#[tokio::test]
async fn a_reason_is_owed_in_december_for_what_is_missed_and_at_any_time_for_what_is_far_over() {
    let system = approved().await;
    for (period, value, is_owed) in [("2023-06", "1", false), ("2023-12", "1", true), ("2023-05", "999999", true)] {
        let _: ReportActualsResponse =
            system.answer("ReportActuals", &actuals(period, vec![number("i001", value)])).await;
        let found = owed(&system, PLAN, period).await;
        let reason = ("i001".to_owned(), OutstandingKind::DeviationReason);
        assert_eq!(found.contains(&reason), is_owed, "{period} {value} {found:?}");
    }

    let explained = Actual { deviation_reason: "需求减少".to_owned(), ..number("i001", "1") };
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", vec![explained])).await;
    let found = owed(&system, PLAN, "2023-12").await;
    assert!(found.iter().all(|(_, kind)| *kind != OutstandingKind::DeviationReason), "{found:?}");
}

#[tokio::test]
async fn the_due_date_of_the_period_counts_days_from_today() {
    let system = approved().await;
    let undated = rows(&system, &asked(PLAN, "2023-12")).await;
    assert!(undated.iter().all(|row| row.due_date.is_empty() && row.days_left.is_none()));

    for (due, next) in [("2024-01-20", "2024-01-21"), ("2199-12-30", "2199-12-31")] {
        crate::periods::open(&system, due).await;
        let left: Vec<_> = rows(&system, &asked(PLAN, "2023-12")).await.iter().map(|row| row.days_left).collect();
        crate::periods::open(&system, next).await;
        let later: Vec<_> = rows(&system, &asked(PLAN, "2023-12")).await.iter().map(|row| row.days_left).collect();

        let (left, later) = (left[0].unwrap(), later[0].unwrap());
        // Midnight may pass between both.
        assert!((0..=1).contains(&(later - left)), "{left} {later}");
        assert_eq!(left < 0, due.starts_with("2024"));
    }
}

#[tokio::test]
async fn pages_of_any_size_list_each_row_once() {
    let system = approved().await;
    let whole = rows(&system, &asked(REGION, "2023-07")).await;
    assert_eq!(whole.len(), 11);
    assert!(whole.iter().all(|row| row.plan == PLAN && row.department == DEPARTMENT));

    for page_size in [1, 2, 3, 10, 11] {
        let mut walked = Vec::new();
        let mut page_token = String::new();
        loop {
            let request = ListOutstandingRequest { page_size, page_token, ..asked(REGION, "2023-07") };
            let page: ListOutstandingResponse = system.answer("ListOutstanding", &request).await;
            walked.extend(page.outstanding);
            page_token = page.next_page_token;
            if page_token.is_empty() {
                break;
            }
        }
        assert_eq!(walked, whole, "by {page_size}");
    }
}

#[tokio::test]
async fn a_plan_that_is_not_approved_owes_nothing_and_says_so_where_it_is_named() {
    let system = draft().await;
    let other =
        Department { name: format!("{REGION}/departments/empty"), title: "无计划".to_owned(), ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(other), ..Default::default() };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;

    let empty = format!("{REGION}/departments/empty");
    for parent in [REGION, DEPARTMENT, &empty] {
        assert_eq!(owed(&system, parent, "2023-12").await, [], "{parent}");
    }
    system.fault("ListOutstanding", &asked(PLAN, "2023-12")).await.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED");
    for unknown in ["regions/990000000", "regions/120000000/departments/nobody"] {
        system.fault("ListOutstanding", &asked(unknown, "2023-12")).await.is(Code::NotFound, "RESOURCE_NOT_FOUND");
    }
    system.fault("ListOutstanding", &asked(PLAN, "2024-12")).await.is_of_fields(&["period"]);
    system.fault("ListOutstanding", &asked("plans/1", "2023")).await.is_of_fields(&["parent", "period"]);
}
