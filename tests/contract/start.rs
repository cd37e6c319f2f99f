//! Systems to begin with, and messages that are right until a test spoils them.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ExecutionAmounts, ReportActualsRequest, ReportExecutionRequest};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, TierRuling};
use jixiao_tests::{PLAN, Story, System};

/// The small plan, a draft without weights.
pub(crate) async fn draft() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).small().await;
    system
}

/// The small plan, approved.
pub(crate) async fn approved() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    system
}

pub(crate) fn number(indicator: &str, number: &str) -> Actual {
    actual(indicator, Value::Number(number.to_owned()))
}

pub(crate) fn text(indicator: &str, text: &str) -> Actual {
    actual(indicator, Value::Text(text.to_owned()))
}

pub(crate) fn actual(indicator: &str, value: Value) -> Actual {
    Actual { indicator: indicator.to_owned(), value: Some(value), ..Actual::default() }
}

pub(crate) fn actuals(period: &str, actuals: Vec<Actual>) -> ReportActualsRequest {
    ReportActualsRequest {
        plan: PLAN.to_owned(),
        period: period.to_owned(),
        actuals,
        reporter: "填报人".to_owned(),
        correction_reason: "更正".to_owned(),
        ..ReportActualsRequest::default()
    }
}

pub(crate) fn amounts(initial_fen: i64, adjusted_fen: Option<i64>, executed_fen: i64) -> ExecutionAmounts {
    ExecutionAmounts { initial_fen, adjusted_fen, executed_fen }
}

pub(crate) fn execution() -> ReportExecutionRequest {
    ReportExecutionRequest {
        plan: PLAN.to_owned(),
        period: "2023-12".to_owned(),
        total: Some(amounts(150_000, None, 120_000)),
        reporter: "填报人".to_owned(),
        correction_reason: "更正".to_owned(),
        ..ReportExecutionRequest::default()
    }
}

pub(crate) fn judgement(indicator: &str, tier: Tier, score: &str) -> JudgeIndicatorRequest {
    JudgeIndicatorRequest {
        plan: PLAN.to_owned(),
        indicator: indicator.to_owned(),
        ruling: Some(Ruling::Tier(TierRuling { tier: tier as i32, score: score.to_owned() })),
        grounds: "佐证材料齐全".to_owned(),
        judge: "评审人".to_owned(),
        ..JudgeIndicatorRequest::default()
    }
}
