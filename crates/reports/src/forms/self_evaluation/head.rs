//! The head: department, money, goals.

use jixiao_domain::scorecard::{GoalRows, Row as ScoredRow};
use jixiao_domain::scoring::Outcome;
use jixiao_domain::{ExecutionAmounts, ExecutionPart, ExecutionReport, Fen, FundSource};

use super::detail;
use crate::Evaluation;
use crate::figures::{execution_rate, wan};
use crate::forms::goal_label;
use crate::layout::{Cell, Layout, Row, Style};
use crate::words;

pub(super) fn add_head(layout: &mut Layout, evaluation: &Evaluation<'_>) {
    layout.rows.push(Row::new([
        Cell::heading("部门名称").over_columns(2),
        Cell::text(evaluation.version.content.department_title().to_string()).over_columns(4),
        Cell::heading("年度"),
        Cell::label(evaluation.version.name.plan.year.to_string()).over_columns(5),
    ]));
}

/// The whole, and under it each fund source that was reported in parts.
pub(super) fn add_funds(layout: &mut Layout, evaluation: &Evaluation<'_>) {
    layout.rows.push(Row::head([
        Cell::heading("预算执行（万元）").over_columns(3),
        Cell::heading("年初预算数"),
        Cell::heading("全年预算数").over_columns(2),
        Cell::heading("全年执行数"),
        Cell::heading("分值"),
        Cell::heading("执行率").over_columns(3),
        Cell::heading("得分"),
    ]));
    let row = &evaluation.scorecard.execution;
    let report = row.record.as_ref().map(|record| &record.report);
    let score = row.score.score.map_or_else(|| Cell::label(words::outcome(row.score.outcome)), Cell::number);
    let score = score.styled(Style::Sum).detail(detail::of_execution(row));
    layout.rows.push(funds("年度资金总额", report.map(ExecutionReport::total), Cell::number(row.weight), score));
    for source in FundSource::ALL {
        let of_source = report.and_then(|report| sum(report.parts(), source));
        layout.rows.extend(of_source.map(|amounts| {
            let label = format!("其中：{}", words::fund(source));
            funds(&label, Some(&amounts), Cell::blank(Style::Number), Cell::blank(Style::Number))
        }));
    }
}

fn funds(label: &str, amounts: Option<&ExecutionAmounts>, weight: Cell, score: Cell) -> Row {
    let money = |amount: Option<Fen>| amount.map_or(Cell::blank(Style::Number), |fen| Cell::number(&wan(fen)));
    let rate = amounts.and_then(|a| execution_rate(a.executed, a.budget())).unwrap_or_default();
    Row::new([
        Cell::label(label).over_columns(3),
        money(amounts.map(|a| a.initial)),
        money(amounts.map(ExecutionAmounts::budget)).over_columns(2),
        money(amounts.map(|a| a.executed)),
        weight,
        Cell::of(Style::Number, rate).over_columns(3),
        score,
    ])
}

/// `None` without parts of that source, and where a sum is past any amount.
fn sum(parts: &[ExecutionPart], source: FundSource) -> Option<ExecutionAmounts> {
    let parts: Vec<_> = parts.iter().filter(|part| part.source == source).collect();
    let of = |amount: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| amount(&part.amounts)));
    parts.first()?;
    Some(ExecutionAmounts {
        initial: of(|a| a.initial)?,
        adjusted: Some(of(ExecutionAmounts::budget)?),
        executed: of(|a| a.executed)?,
    })
}

pub(super) fn add_goals(layout: &mut Layout, evaluation: &Evaluation<'_>) {
    layout.rows.push(Row::head([
        Cell::heading("年度总体目标"),
        Cell::heading("预期目标").over_columns(5),
        Cell::heading("实际完成情况").over_columns(6),
    ]));
    layout.rows.extend(evaluation.scorecard.goals.iter().map(|goal| {
        Row::new([
            Cell::label(goal_label(goal.goal.number)),
            Cell::text(goal.goal.text.to_string()).over_columns(5),
            Cell::text(reached(goal)).over_columns(6),
        ])
    }));
}

/// `共5项指标：已完成3项，未填报2项`.
fn reached(goal: &GoalRows) -> String {
    let states = ["已完成", "未完成", "已评价", "人工调整", "未填报", "待评价", "不适用", "无法计分"];
    let counts = states.map(|word| (word, goal.rows.iter().filter(|row| state(row) == word).count()));
    let said: Vec<_> =
        counts.iter().filter(|(_, rows)| *rows > 0).map(|(word, rows)| format!("{word}{rows}项")).collect();
    let colon = if said.is_empty() { "" } else { "：" };
    format!("共{}项指标{colon}{}", goal.rows.len(), said.join("，"))
}

fn state(row: &ScoredRow) -> &'static str {
    match (row.score.met, row.score.outcome) {
        (Some(true), _) => "已完成",
        (Some(false), _) => "未完成",
        (None, Outcome::NotReported | Outcome::Unjudged | Outcome::NotApplicable) => words::outcome(row.score.outcome),
        (None, Outcome::Judged | Outcome::Overridden) => words::outcome(row.score.outcome),
        (None, Outcome::NotScorable | Outcome::Scored) => "无法计分",
    }
}
