//! What a scored plan adds to a roll-up.

use jixiao_domain::rollup::{
    AggregateRow, ExecutionFact, JudgedRow, PlanFacts, RowFact, RowFate, Summary, YearRow, indicator_money,
};
use jixiao_domain::scorecard::Row;
use jixiao_domain::scoring::Outcome;
use jixiao_domain::{ActualRecord, ActualValue, Decimal, Fen, Indicator, NumericTarget, PlanContent, Target, is_rate};

use crate::join::Joined;

/// Takes a scored plan into a summary.
pub(crate) fn take(summary: &mut Summary, joined: &Joined) {
    let rows: Vec<RowFact> = joined.card.rows().map(row).collect();
    let (totals, execution) = (&joined.card.totals, &joined.card.execution);
    let execution = ExecutionFact {
        fate: fate(execution.score.outcome, None),
        weight: execution.weight,
        score: execution.score.score,
    };
    summary.take(&PlanFacts { total: totals.total, grade: totals.grade, rows: &rows, execution });
}

fn row(row: &Row) -> RowFact {
    RowFact {
        level1: row.indicator.level1,
        level2: row.indicator.level2,
        fate: fate(row.score.outcome, row.score.met),
        weight: row.weight,
        score: row.score.score,
    }
}

fn fate(outcome: Outcome, met: Option<bool>) -> RowFate {
    match (outcome, met) {
        (Outcome::Scored | Outcome::Judged | Outcome::Overridden, Some(true)) => RowFate::Met,
        (Outcome::Scored | Outcome::Judged | Outcome::Overridden, Some(false)) => RowFate::Missed,
        (Outcome::Scored | Outcome::Judged | Outcome::Overridden, None) => RowFate::Scored,
        (Outcome::NotReported, _) => RowFate::NotReported,
        (Outcome::Unjudged, _) => RowFate::Unjudged,
        (Outcome::NotApplicable, _) => RowFate::NotApplicable,
        (Outcome::NotScorable, _) => RowFate::NotScorable,
    }
}

/// Rows that name an indicator of the library, with a number against a number.
pub(crate) fn aggregates(joined: &Joined) -> Vec<AggregateRow> {
    let numbered = money(joined).filter_map(|(row, money)| {
        let (target, actual) = numbers(&row.indicator, row.actual.as_ref())?;
        Some(AggregateRow {
            library: row.indicator.library.clone()?,
            unit: target.unit.clone(),
            sign: target.sign,
            kind: row.indicator.accumulation_kind(),
            is_rate: target.unit.as_ref().is_some_and(|unit| is_rate(unit.as_str())),
            target: target.value,
            actual: actual?,
            ratio: row.actual.as_ref().and_then(|record| record.actual.ratio),
            weight: row.weight,
            score: row.score.score?,
            money,
        })
    });
    numbered.collect()
}

/// Rows that a person judged.
pub(crate) fn judged(joined: &Joined) -> Vec<JudgedRow> {
    let judged = money(joined).filter(|(row, _)| row.score.outcome == Outcome::Judged);
    judged.filter_map(|(row, money)| Some(JudgedRow { score: row.score.score?, weight: row.weight, money })).collect()
}

/// Indicators with a number for their target, as another year is compared with.
pub(crate) fn year(content: &PlanContent, of: impl Fn(&Indicator) -> Option<ActualRecord>) -> Vec<YearRow> {
    let numbered = content.indicators().iter().filter_map(|indicator| {
        let record = of(indicator);
        let (target, actual) = numbers(indicator, record.as_ref())?;
        Some(YearRow {
            indicator: indicator.id.clone(),
            library: indicator.library.clone(),
            unit: target.unit.clone(),
            kind: indicator.accumulation_kind(),
            target: target.value,
            actual,
        })
    });
    numbered.collect()
}

/// The number that is the target, and the one that was reported.
fn numbers<'a>(
    indicator: &'a Indicator,
    record: Option<&ActualRecord>,
) -> Option<(&'a NumericTarget, Option<Decimal>)> {
    let Target::Numeric(target) = &indicator.target else { return None };
    let actual = record.and_then(|record| match record.actual.value {
        ActualValue::Number(number) => Some(number),
        _ => None,
    });
    Some((target, actual))
}

/// Rows with the money of their indicators; without any where a budget is past every amount.
fn money(joined: &Joined) -> impl Iterator<Item = (&Row, Fen)> {
    let content = &joined.plan.content;
    let goals: Vec<_> = content.goals().iter().map(|goal| (goal.number, goal.tasks.clone())).collect();
    let tasks: Vec<_> = content.tasks().iter().map(|task| (task.number, task.total)).collect();
    let indicators: Vec<_> = content.indicators().iter().map(|indicator| indicator.goal).collect();
    let money = indicator_money(&goals, &tasks, &indicators).unwrap_or_default();
    joined.card.rows().zip(money.into_iter().chain(std::iter::repeat(Fen::ZERO)))
}
