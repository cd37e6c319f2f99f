//! How a score came about, in words.

use jixiao_domain::scorecard::{ExecutionRow, Row, Totals};
use jixiao_domain::scoring::{Outcome, Trace};
use jixiao_domain::{Judgement, Reported};

use crate::words;

/// A line for each of rule, arithmetic, judgement, flags and report.
pub(super) fn of_row(row: &Row) -> String {
    let mut lines = of_trace(&row.score.trace);
    if row.score.score.is_none() {
        lines.push(format!("结果：{}", words::outcome(row.score.outcome)));
    }
    lines.extend(judgement(row).into_iter().flat_map(|it| of_judgement("评价", it)));
    lines.extend(row.unit_judgement.iter().flat_map(|it| of_judgement("自评", it)));
    lines.extend(row.overridden.iter().flat_map(|it| of_judgement("调整", it)));
    lines.extend(row.score.flags.iter().map(|flag| format!("提示：{}", words::flag(*flag))));
    lines.extend(row.actual.as_ref().map(|actual| report(&actual.reported)));
    lines.join("\n")
}

/// The same of the execution row.
pub(super) fn of_execution(row: &ExecutionRow) -> String {
    let mut lines = of_trace(&row.score.trace);
    if row.score.score.is_none() {
        lines.push(format!("结果：{}", words::outcome(row.score.outcome)));
    }
    lines.extend(row.record.as_ref().map(|record| report(&record.reported)));
    lines.join("\n")
}

/// The same of the total.
pub(super) fn of_total(totals: &Totals) -> String {
    of_trace(&totals.trace).join("\n")
}

/// The rule in a few words, and the outcome where there is no score.
pub(super) fn rule(trace: &Trace, outcome: Outcome) -> &'static str {
    words::rule(trace.rule).unwrap_or(words::outcome(outcome))
}

/// The reviewer's judgement that counts, or did before the row was overridden.
pub(super) fn judgement(row: &Row) -> Option<&Judgement> {
    let outcome = row.score.computed.map_or(row.score.outcome, |computed| computed.outcome);
    row.judgement.as_ref().filter(|_| outcome == Outcome::Judged)
}

fn of_trace(trace: &Trace) -> Vec<String> {
    let rule = words::rule(trace.rule).map(|rule| format!("规则：{rule}"));
    let arithmetic = Some(trace.to_string()).filter(|line| !line.is_empty()).map(|line| format!("算式：{line}"));
    let rounding = trace.rounding().map(words::rounding);
    let exact = trace.exact.zip(rounding).map(|(exact, how)| format!("精确值：{exact}（{how}到0.01）"));
    [rule, arithmetic, exact].into_iter().flatten().collect()
}

fn of_judgement(what: &str, judgement: &Judgement) -> [String; 2] {
    let decided = words::ruling(&judgement.ruling);
    [format!("{what}：{decided}（{}）", judgement.judge), format!("依据：{}", judgement.grounds)]
}

fn report(reported: &Reported) -> String {
    format!("填报：{}，修订号{}（{}）", reported.period, reported.revision, reported.reporter)
}
