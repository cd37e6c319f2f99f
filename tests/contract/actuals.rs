use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{GetActualsRequest, NotApplicable, ReportActualsResponse};
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_tests::{PLAN, Story, System};
use tonic::Code;

use crate::start::{actual, actuals, approved, draft, execution, number, text};

#[tokio::test]
async fn nothing_is_reported_against_a_plan_that_is_not_approved() {
    let system = draft().await;
    let report = actuals("2023-12", vec![number("i001", "1")]);

    for state in ["draft", "finance_reviewed"] {
        let fault = system.refused("ReportActuals", &report).await;
        fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
        let fault = system.refused("ReportExecution", &execution()).await;
        fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
        if state == "draft" {
            Story::new(&system).weigh("").await;
            Story::new(&system).review().await;
        }
    }
}

#[tokio::test]
async fn actuals_of_indicators_that_the_plan_has_not_are_refused_with_the_rest_of_their_batch() {
    let system = approved().await;
    let report = actuals("2023-12", vec![number("i001", "1"), number("i006", "1"), text("x", "1")]);

    let fault = system.refused("ReportActuals", &report).await;

    fault.is(Code::NotFound, "INDICATOR_UNKNOWN").has(&[("plan", PLAN), ("indicators", "i006,x"), ("count", "2")]);
}

#[tokio::test]
async fn an_actual_of_a_kind_that_its_target_does_not_ask_for_is_refused() {
    let system = approved().await;
    let date = |indicator| actual(indicator, Value::Date("2023-09-30".to_owned()));
    let report = actuals("2023-12", vec![date("i001"), number("i002", "1"), date("i004"), text("i003", "完成")]);

    let fault = system.refused("ReportActuals", &report).await;

    fault.is_of_fields(&["actuals[0].date", "actuals[1].number", "actuals[2].date"]);
    let fault = system.refused("ReportActuals", &actuals("2023-12", vec![number("i004", "1")])).await;
    fault.is_of_fields(&["actuals[0].number"]);
}

#[tokio::test]
async fn a_text_and_that_it_does_not_apply_are_taken_against_every_target() {
    let system = approved().await;
    let ids = ["i001", "i002", "i003", "i004", "i005"];
    let none = || Value::NotApplicable(NotApplicable { reason: "项目取消".to_owned() });

    let first = actuals("2023-12", ids.map(|id| text(id, "完成")).to_vec());
    let first: ReportActualsResponse = system.answer("ReportActuals", &first).await;
    let second = actuals("2023-12", ids.map(|id| actual(id, none())).to_vec());
    let second: ReportActualsResponse = system.answer("ReportActuals", &second).await;

    assert_eq!((first.revision, second.revision), (1, 2));
}

#[tokio::test]
async fn a_period_is_a_month_of_the_fiscal_year() {
    let system = approved().await;
    let periods = [
        "",
        "2022-12",
        "2024-01",
        "2023-00",
        "2023-13",
        "2023-1",
        "2023",
        "2023-12-31",
        "202312",
        " 2023-12",
        "２０２３-12",
    ];
    let before = system.facts().await;

    for period in periods {
        let report = actuals(period, vec![number("i001", "1")]);
        system.fault("ReportActuals", &report).await.is_of_fields(&["period"]);
        let mut report = execution();
        report.period = period.to_owned();
        system.fault("ReportExecution", &report).await.is_of_fields(&["period"]);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn what_is_asked_as_of_a_period_is_asked_of_a_month_of_the_fiscal_year() {
    let system = approved().await;

    for period in ["2022-12", "2024-01", "2023-13", "2023", " ", "2023-12-31"] {
        let (plan, as_of_period) = (PLAN.to_owned(), period.to_owned());
        let read = GetActualsRequest { plan: plan.clone(), as_of_period: as_of_period.clone(), ..Default::default() };
        system.fault("GetActuals", &read).await.is_of_fields(&["as_of_period"]);
        let score = ScorePlanRequest { plan, as_of_period, ..Default::default() };
        system.fault("ScorePlan", &score).await.is_of_fields(&["as_of_period"]);
    }
}

#[tokio::test]
async fn an_indicator_is_reported_once_a_batch() {
    let system = approved().await;
    let report = actuals("2023-12", vec![number("i001", "1"), number("i003", "1"), number("i001", "1")]);

    let fault = system.refused("ReportActuals", &report).await;

    fault.is_of_fields(&["actuals[2].indicator"]);
}

#[tokio::test]
async fn every_field_of_a_batch_that_is_wrong_is_named() {
    let system = approved().await;
    let mut bad = number("I1", "x");
    bad.deviation_reason = "长".repeat(2001);
    bad.measure = "\u{7}".to_owned();
    bad.source = "长".repeat(501);
    let mut empty = text("i004", "  ");
    empty.measure = "长".repeat(2000);
    let none = actual("i001", Value::NotApplicable(NotApplicable::default()));
    let dated = ["2023-02-29", "2023-9-30", "30.09.2023", ""];
    let dates = dated.map(|date| actual("i002", Value::Date(date.to_owned())));

    let mut report = actuals("2023-12", vec![bad, empty, none, Default::default()]);
    report.reporter = String::new();
    let fault = system.refused("ReportActuals", &report).await;

    fault.is_of_fields(&[
        "reporter",
        "actuals[0].indicator",
        "actuals[0].number",
        "actuals[0].deviation_reason",
        "actuals[0].measure",
        "actuals[0].source",
        "actuals[1].text",
        "actuals[2].not_applicable.reason",
        "actuals[3].indicator",
        "actuals[3].value",
    ]);
    refuse_each(&system, dates).await;
}

async fn refuse_each(system: &System, dates: [jixiao_proto::results::v1::Actual; 4]) {
    for date in dates {
        system.refused("ReportActuals", &actuals("2023-12", vec![date])).await.is_of_fields(&["actuals[0].date"]);
    }
}
