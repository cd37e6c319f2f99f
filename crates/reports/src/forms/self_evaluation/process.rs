//! 计分过程: a sheet by which every score can be computed again.

use jixiao_domain::Points;
use jixiao_domain::scorecard::Row as ScoredRow;
use jixiao_domain::scoring::{Outcome, Trace};

use super::detail;
use crate::Evaluation;
use crate::forms::key;
use crate::layout::{Cell, Layout, Row};
use crate::words;

pub(super) fn process(evaluation: &Evaluation<'_>) -> Layout {
    let scorecard = evaluation.scorecard;
    let execution = &scorecard.execution.score;
    let of_execution = Row::new([key("execution"), Cell::text("预算执行率")].into_iter().chain(how(
        &execution.trace,
        execution.outcome,
        execution.score,
        execution.trace.to_string(),
    )));
    let head = Row::head(["编号", "三级指标", "规则", "算式", "得分"].map(Cell::heading));
    Layout {
        title: "计分过程",
        widths: vec![14, 36, 34, 46, 12],
        rows: [head, of_execution].into_iter().chain(scorecard.rows().map(of_row)).collect(),
        landscape: true,
        repeated: Some((0, 0)),
        filtered: None,
        protected: false,
    }
}

fn of_row(row: &ScoredRow) -> Row {
    let score = &row.score;
    let computed = match detail::judgement(row).filter(|_| score.trace.to_string().is_empty()) {
        Some(judgement) => words::ruling(&judgement.ruling),
        None => score.trace.to_string(),
    };
    let line = match &row.overridden {
        Some(judgement) => [computed, words::ruling(&judgement.ruling)].join("\n").trim_start().to_owned(),
        None => computed,
    };
    let labels = [key(&row.indicator.id), Cell::text(row.indicator.name.to_string())];
    Row::new(labels.into_iter().chain(how(&score.trace, score.outcome, score.score, line)))
}

/// Rule, arithmetic and score.
fn how(trace: &Trace, outcome: Outcome, score: Option<Points>, line: String) -> [Cell; 3] {
    let exact = trace.exact.filter(|_| trace.rounding().is_some()).map(|exact| format!("（精确值{exact}）"));
    [
        Cell::text(detail::rule(trace, outcome)),
        Cell::text(line + &exact.unwrap_or_default()),
        score.map_or_else(|| Cell::label(words::outcome(outcome)), Cell::number),
    ]
}
