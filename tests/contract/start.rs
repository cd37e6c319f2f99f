//! Systems to begin with, and messages that are right until a test spoils them.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ExecutionAmounts, ReportActualsRequest, ReportExecutionRequest};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, IndicatorRow, JudgeIndicatorRequest, OverrideScoreRequest,
    Overrider, Scorecard, TierRuling,
};
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

/// The small plan, approved, with every row reported or judged: 95.00 in all, 优.
pub(crate) async fn complete() -> System {
    let system = approved().await;
    complete_actuals(&system).await;
    system
}

/// What [`complete`] reports and judges.
pub(crate) async fn complete_actuals(system: &System) {
    let all = vec![
        number("i001", "6700"),
        actual("i002", Value::Date("2023-09-30".to_owned())),
        number("i003", "1884000"),
        text("i004", "进一步提升"),
        number("i005", "90"),
    ];
    system.call("ReportActuals", &actuals("2023-12", all)).await.unwrap();
    system.call("ReportExecution", &execution()).await.unwrap();
    system.call("JudgeIndicator", &judgement("i004", Tier::Achieved, "27")).await.unwrap();
}

pub(crate) fn finalizing() -> FinalizeScorecardRequest {
    FinalizeScorecardRequest { plan: PLAN.to_owned(), finalizer: "负责人".to_owned(), ..Default::default() }
}

/// Finalizes what there is.
pub(crate) async fn finalized(system: &System) -> FinalizeScorecardResponse {
    system.answer("FinalizeScorecard", &finalizing()).await
}

/// Points of finance in the place of a row's; empty to withdraw them.
pub(crate) fn overriding(indicator: &str, score: &str) -> OverrideScoreRequest {
    OverrideScoreRequest {
        plan: PLAN.to_owned(),
        indicator: indicator.to_owned(),
        score: score.to_owned(),
        overrider: Overrider::Finance as i32,
        grounds: "佐证不足".to_owned(),
        judge: "财政审核人".to_owned(),
        ..OverrideScoreRequest::default()
    }
}

/// The row of an indicator.
pub(crate) fn row<'a>(card: &'a Scorecard, indicator: &str) -> &'a IndicatorRow {
    let mut rows = card.goals.iter().flat_map(|goal| &goal.rows);
    rows.find(|row| row.indicator == indicator).unwrap()
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
