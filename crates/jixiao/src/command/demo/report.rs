//! Reports and judgements.

use std::collections::HashMap;

use jixiao_domain::{FundSource, Tier};
use jixiao_proto::EnumField;
use jixiao_proto::planning::v1::{Plan, Task};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    Actual, ExecutionAmounts, ExecutionPart, ReportActualsRequest, ReportExecutionRequest,
};
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, TierRuling};

use super::sample::{Executed, Report, Sample, SampleActual};
use super::{Demo, request_id, say};
use crate::client::answer;
use crate::error::Error;

impl Demo {
    /// Reports execution and actuals of one period, and judges what a number cannot say.
    pub(super) async fn report(&mut self, plan: &Plan, sample: &Sample, report: &Report) -> Result<(), Error> {
        let (actuals, judgements) = (report.actuals.len(), report.judgements.len());
        let what = format!("ReportExecution, ReportActuals ({actuals}), JudgeIndicator ({judgements})");
        say(&format!("{what} for {}", report.period))?;
        let (total, parts) = execution(plan, &report.executed)?;
        let request = ReportExecutionRequest {
            plan: plan.name.clone(),
            period: report.period.clone(),
            total: Some(total),
            parts,
            reporter: sample.reporter.clone(),
            request_id: request_id(&format!("execution-{}", report.period)),
            correction_reason: String::new(),
        };
        answer("ReportExecution", self.results.report_execution(request).await)?;
        let request = ReportActualsRequest {
            plan: plan.name.clone(),
            period: report.period.clone(),
            actuals: report.actuals.iter().map(actual).collect(),
            reporter: sample.reporter.clone(),
            validate_only: false,
            request_id: request_id(&format!("actuals-{}", report.period)),
            correction_reason: String::new(),
        };
        answer("ReportActuals", self.results.report_actuals(request).await)?;
        for judgement in &report.judgements {
            let request = JudgeIndicatorRequest {
                plan: plan.name.clone(),
                indicator: judgement.indicator.clone(),
                ruling: Some(Ruling::Tier(TierRuling {
                    tier: Tier::from(judgement.tier).number(),
                    score: judgement.score.clone(),
                })),
                side: 0,
                grounds: judgement.grounds.clone(),
                judge: sample.judge.clone(),
                as_of_period: report.period.clone(),
                profile: String::new(),
                actual_revision: 0,
                request_id: request_id(&format!("judge-{}-{}", report.period, judgement.indicator)),
            };
            answer("JudgeIndicator", self.scoring.judge_indicator(request).await)?;
        }
        Ok(())
    }
}

/// The execution of the plan's tasks: the initial budget is the plan's, and the parts add up.
fn execution(plan: &Plan, executed: &[Executed]) -> Result<(ExecutionAmounts, Vec<ExecutionPart>), Error> {
    let content = plan.content.as_ref().ok_or(Error::Answer("the content of the plan"))?;
    let spent: HashMap<(i32, FundSource), i64> =
        executed.iter().map(|e| ((e.task, e.source.into()), e.executed_fen)).collect();
    let parts: Vec<ExecutionPart> = content.tasks.iter().flat_map(|task| task_parts(task, &spent)).collect();
    let sum = |amount: fn(&ExecutionAmounts) -> i64| parts.iter().filter_map(|p| p.amounts.as_ref()).map(amount).sum();
    let (initial_fen, executed_fen) = (sum(|a| a.initial_fen), sum(|a| a.executed_fen));
    Ok((ExecutionAmounts { initial_fen, adjusted_fen: None, executed_fen }, parts))
}

fn task_parts(task: &Task, spent: &HashMap<(i32, FundSource), i64>) -> Vec<ExecutionPart> {
    let funds = [
        (FundSource::Basic, task.basic_fen),
        (FundSource::Project, task.project_fen),
        (FundSource::Other, task.other_fen),
    ];
    let part = |(source, initial_fen): (FundSource, Option<i64>)| {
        let executed_fen = spent.get(&(task.number, source)).copied().unwrap_or_default();
        let amounts = ExecutionAmounts { initial_fen: initial_fen?, adjusted_fen: None, executed_fen };
        Some(ExecutionPart { task: task.number, source: source.number(), amounts: Some(amounts) })
    };
    funds.into_iter().filter_map(part).collect()
}

fn actual(sample: &SampleActual) -> Actual {
    let number = sample.number.clone().map(Value::Number);
    Actual {
        indicator: sample.indicator.clone(),
        value: number.or_else(|| sample.text.clone().map(Value::Text)),
        deviation_reason: sample.deviation_reason.clone(),
        measure: sample.measure.clone(),
        ..Actual::default()
    }
}
