//! Figures at the edges of what is taken.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{NumericTarget, Sign, Target};
use jixiao_proto::planning::v1::{
    CheckPlanRequest, CheckPlanResponse, CreatePlanRequest, CreatePlanResponse, Indicator, PlanContent,
};
use jixiao_proto::results::v1::{ExecutionAmounts, ReportActualsResponse, ReportExecutionResponse};
use jixiao_proto::scoring::v1::{Outcome, ScorePlanRequest, ScorePlanResponse, Scorecard};
use jixiao_tests::{PLAN, Story, System, small_plan};

use crate::start::{actuals, amounts, approved, execution, number};

const FIGURES: [&str; 7] = ["-999999999999.999999", "-1", "-0.000001", "0", "0.000001", "1", "999999999999.999999"];

const SIGNS: [Sign; 5] = [Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost];

#[tokio::test]
async fn whatever_is_reported_against_whatever_target_has_a_score_between_nought_and_its_weight() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let create = CreatePlanRequest { name: PLAN.to_owned(), content: Some(every_target()), ..Default::default() };
    let created: CreatePlanResponse = system.answer("CreatePlan", &create).await;
    let ids: Vec<_> = created.plan.unwrap().content.unwrap().indicators.into_iter().map(|i| i.id).collect();
    story.weigh("").await;
    story.approve().await;

    for (month, figure) in (1..).zip(FIGURES) {
        let period = format!("2023-{month:02}");
        let batch = actuals(&period, ids.iter().map(|id| number(id, figure)).collect());
        let _: ReportActualsResponse = system.answer("ReportActuals", &batch).await;
        let card = card(&system, &period).await;
        let mut points = 0;
        for row in card.goals.iter().flat_map(|goal| &goal.rows) {
            match row.outcome() {
                Outcome::Scored => assert!(hundredths(&row.score) <= hundredths(&row.weight), "{figure}: {row:?}"),
                Outcome::NotScorable => assert_eq!((row.score.as_str(), row.met), ("", Some(false)), "{figure}"),
                other => panic!("{figure}: {other:?} {row:?}"),
            }
            points += if row.score.is_empty() { 0 } else { hundredths(&row.score) };
        }
        assert_eq!(hundredths(&card.totals.unwrap().points), points);
    }
}

#[tokio::test]
async fn execution_is_scored_at_every_edge() {
    let system = approved().await;
    let cases = [
        (amounts(i64::MAX, None, i64::MAX), Outcome::Scored, "10.00"),
        (amounts(i64::MAX, None, i64::MAX - 1), Outcome::Scored, "10.00"),
        (amounts(i64::MAX, None, 0), Outcome::Scored, "0.00"),
        (amounts(1, None, i64::MAX), Outcome::Scored, "10.00"),
        (amounts(1, Some(i64::MAX), 1), Outcome::Scored, "0.00"),
        (amounts(0, None, 0), Outcome::NotApplicable, ""),
        (amounts(100, Some(0), 100), Outcome::NotApplicable, ""),
        (amounts(25_000_000, None, 21_545_760), Outcome::Scored, "8.62"),
    ];

    for (total, outcome, score) in cases {
        let row = executed(&system, total).await.execution.unwrap();
        assert_eq!((row.outcome(), row.score.as_str()), (outcome, score), "{total:?}");
    }
}

#[tokio::test]
async fn budgets_that_no_sum_can_hold_are_findings_and_no_defect() {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    let mut content = small_plan();
    for task in &mut content.tasks {
        (task.total_fen, task.basic_fen, task.project_fen) = (i64::MAX, Some(i64::MAX), Some(i64::MAX));
    }

    let create = CreatePlanRequest { name: PLAN.to_owned(), content: Some(content), ..Default::default() };
    let created: CreatePlanResponse = system.answer("CreatePlan", &create).await;
    let checked: CheckPlanResponse = system.answer("CheckPlan", &CheckPlanRequest { name: PLAN.to_owned() }).await;

    assert_eq!(created.findings, checked.findings);
    assert_eq!(checked.findings.iter().filter(|f| f.code == "TASK_SUM_DIFFERS").count(), 2, "{checked:?}");
}

/// Every sign against every figure.
fn every_target() -> PlanContent {
    let mut content = small_plan();
    let first = content.indicators.remove(0);
    let target = |(sign, figure): (Sign, &str)| {
        let target = NumericTarget { sign: sign as i32, value: figure.to_owned(), unit: "人".to_owned() };
        let target = Some(Target { kind: Some(Kind::Numeric(target)) });
        Indicator { target, name: format!("{sign:?} {figure}"), ..first.clone() }
    };
    content.indicators = SIGNS.into_iter().flat_map(|sign| FIGURES.map(|figure| (sign, figure))).map(target).collect();
    content
}

async fn executed(system: &System, total: ExecutionAmounts) -> Scorecard {
    let mut report = execution();
    report.total = Some(total);
    let _: ReportExecutionResponse = system.answer("ReportExecution", &report).await;
    card(system, "2023-12").await
}

async fn card(system: &System, as_of: &str) -> Scorecard {
    let (plan, as_of_period) = (PLAN.to_owned(), as_of.to_owned());
    let score = ScorePlanRequest { plan, as_of_period, ..Default::default() };
    let answer: ScorePlanResponse = system.answer("ScorePlan", &score).await;
    answer.scorecard.unwrap()
}

/// Points as whole hundredths.
fn hundredths(points: &str) -> u32 {
    let (whole, part) = points.split_once('.').unwrap();
    assert_eq!(part.len(), 2, "{points}");
    whole.parse::<u32>().unwrap() * 100 + part.parse::<u32>().unwrap()
}
