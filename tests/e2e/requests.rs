//! Messages of the stories.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    Actual, ActualRecord, ListActualRevisionsRequest, ListActualRevisionsResponse, ReportActualsRequest,
    ReportActualsResponse,
};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{IndicatorRow, JudgeIndicatorRequest, ScorePlanRequest, Scorecard, TierRuling};
use jixiao_tests::{PLAN, System};

pub(crate) fn report(period: &str, indicator: &str, value: Value) -> ReportActualsRequest {
    let actual = Actual { indicator: indicator.to_owned(), value: Some(value), ..Actual::default() };
    ReportActualsRequest {
        plan: PLAN.to_owned(),
        period: period.to_owned(),
        actuals: vec![actual],
        reporter: "填报人".to_owned(),
        correction_reason: "更正".to_owned(),
        ..ReportActualsRequest::default()
    }
}

pub(crate) async fn reported(system: &System, period: &str, indicator: &str, value: Value) -> i64 {
    let answer: ReportActualsResponse = system.answer("ReportActuals", &report(period, indicator, value)).await;
    answer.revision
}

pub(crate) fn number(value: &str) -> Value {
    Value::Number(value.to_owned())
}

pub(crate) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

pub(crate) fn date(value: &str) -> Value {
    Value::Date(value.to_owned())
}

pub(crate) fn judge(indicator: &str, tier: Tier, score: &str) -> JudgeIndicatorRequest {
    JudgeIndicatorRequest {
        plan: PLAN.to_owned(),
        indicator: indicator.to_owned(),
        ruling: Some(Ruling::Tier(TierRuling { tier: tier as i32, score: score.to_owned() })),
        grounds: "佐证材料齐全".to_owned(),
        judge: "评审人".to_owned(),
        ..JudgeIndicatorRequest::default()
    }
}

pub(crate) fn score(as_of_period: &str) -> ScorePlanRequest {
    ScorePlanRequest { plan: PLAN.to_owned(), as_of_period: as_of_period.to_owned(), ..Default::default() }
}

pub(crate) fn row(card: &Scorecard, indicator: &str) -> IndicatorRow {
    card.goals.iter().flat_map(|goal| &goal.rows).find(|row| row.indicator == indicator).unwrap().clone()
}

/// Every record ever taken of the plan.
pub(crate) async fn history(system: &System) -> Vec<ActualRecord> {
    let list = ListActualRevisionsRequest { plan: PLAN.to_owned(), page_size: 1000, ..Default::default() };
    let page: ListActualRevisionsResponse = system.answer("ListActualRevisions", &list).await;
    assert_eq!(page.next_page_token, "");
    page.actual_revisions
}
