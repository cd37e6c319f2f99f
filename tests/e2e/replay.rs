//! The calls of `jixiao demo`, for systems that it cannot call because they have three addresses.

use std::collections::HashMap;

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::Task;
use jixiao_proto::results::v1::{
    Actual, ExecutionAmounts, ExecutionPart, FundSource, ReportActualsRequest, ReportExecutionRequest, actual::Value,
};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, TierRuling};
use jixiao_tests::{PLAN, Story, System};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sample {
    reporter: String,
    judge: String,
    reports: Vec<Report>,
}

#[derive(Deserialize)]
struct Report {
    period: String,
    executed: Vec<Executed>,
    actuals: Vec<Reported>,
    judgements: Vec<Judged>,
}

#[derive(Deserialize)]
struct Executed {
    task: i32,
    source: String,
    executed_fen: i64,
}

#[derive(Deserialize)]
struct Reported {
    indicator: String,
    number: Option<String>,
    text: Option<String>,
    #[serde(default)]
    deviation_reason: String,
    #[serde(default)]
    measure: String,
}

#[derive(Deserialize)]
struct Judged {
    indicator: String,
    tier: String,
    score: String,
    grounds: String,
}

/// From nothing to everything that the sample reports.
pub(crate) async fn demo(system: &System) {
    let mut story = Story::new(system);
    story.approved().await;
    for Reports { execution, actuals, judgements } in reports(&story.plan().await.content.unwrap().tasks) {
        system.call("ReportExecution", &execution).await.unwrap();
        system.call("ReportActuals", &actuals).await.unwrap();
        for judgement in judgements {
            system.call("JudgeIndicator", &judgement).await.unwrap();
        }
    }
}

/// What the sample reports for a period.
pub(crate) struct Reports {
    pub(crate) execution: ReportExecutionRequest,
    pub(crate) actuals: ReportActualsRequest,
    pub(crate) judgements: Vec<JudgeIndicatorRequest>,
}

/// What the sample reports of a plan with those tasks, by period.
pub(crate) fn reports(tasks: &[Task]) -> Vec<Reports> {
    let sample: Sample = toml::from_str(include_str!("../fixtures/sample-actuals-2023.toml")).unwrap();
    let of_period = |report: Report| {
        let (period, correction_reason) = (report.period, "更正".to_owned());
        let (total, parts) = execution(tasks, &report.executed);
        Reports {
            execution: ReportExecutionRequest {
                plan: PLAN.to_owned(),
                period: period.clone(),
                total: Some(total),
                parts,
                reporter: sample.reporter.clone(),
                correction_reason: correction_reason.clone(),
                ..Default::default()
            },
            actuals: ReportActualsRequest {
                plan: PLAN.to_owned(),
                period: period.clone(),
                actuals: report.actuals.into_iter().map(actual).collect(),
                reporter: sample.reporter.clone(),
                correction_reason,
                ..Default::default()
            },
            judgements: report.judgements.into_iter().map(|judged| judgement(judged, &sample.judge, &period)).collect(),
        }
    };
    sample.reports.into_iter().map(of_period).collect()
}

fn execution(tasks: &[Task], executed: &[Executed]) -> (ExecutionAmounts, Vec<ExecutionPart>) {
    let spent: HashMap<_, _> = executed.iter().map(|e| ((e.task, e.source.as_str()), e.executed_fen)).collect();
    let mut total = ExecutionAmounts::default();
    let mut parts = Vec::new();
    for task in tasks {
        let funds = [
            ("basic", FundSource::Basic, task.basic_fen),
            ("project", FundSource::Project, task.project_fen),
            ("other", FundSource::Other, task.other_fen),
        ];
        for (name, source, initial_fen) in funds {
            let Some(initial_fen) = initial_fen else { continue };
            let executed_fen = spent.get(&(task.number, name)).copied().unwrap_or_default();
            total.initial_fen += initial_fen;
            total.executed_fen += executed_fen;
            let amounts = Some(ExecutionAmounts { initial_fen, adjusted_fen: None, executed_fen });
            parts.push(ExecutionPart { task: task.number, source: source as i32, amounts });
        }
    }
    (total, parts)
}

fn actual(reported: Reported) -> Actual {
    let number = reported.number.map(Value::Number);
    Actual {
        indicator: reported.indicator,
        value: number.or(reported.text.map(Value::Text)),
        deviation_reason: reported.deviation_reason,
        measure: reported.measure,
        ..Actual::default()
    }
}

fn judgement(judged: Judged, judge: &str, period: &str) -> JudgeIndicatorRequest {
    let tier = match judged.tier.as_str() {
        "achieved" => Tier::Achieved,
        "partly-achieved" => Tier::PartlyAchieved,
        "not-achieved" => Tier::NotAchieved,
        other => panic!("{other} is no tier"),
    };
    JudgeIndicatorRequest {
        plan: PLAN.to_owned(),
        indicator: judged.indicator,
        ruling: Some(Ruling::Tier(TierRuling { tier: tier as i32, score: judged.score })),
        grounds: judged.grounds,
        judge: judge.to_owned(),
        as_of_period: period.to_owned(),
        ..JudgeIndicatorRequest::default()
    }
}
