//! Scorecards: to the wire only.

use jixiao_domain::scorecard::{Count, ExecutionRow, GoalRows, Plausible, Row, Totals};
use jixiao_domain::scoring::{Outcome, Trace};
use jixiao_domain::{Fraction, Judgement, Points, Rounding};

use super::EnumField;
use crate::results::v1::{ActualRecord, ExecutionRecord};
use crate::scoring::v1 as wire;

impl From<&GoalRows> for wire::GoalRows {
    fn from(goal: &GoalRows) -> Self {
        Self {
            number: goal.goal.number,
            text: goal.goal.text.to_string(),
            points: goal.points().to_string(),
            weight_covered: goal.weight_covered().to_string(),
            weight: goal.weight().to_string(),
            rows: goal.rows.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Row> for wire::IndicatorRow {
    fn from(row: &Row) -> Self {
        let computed = row.score.computed.as_ref();
        // A judgement that no longer holds is not shown.
        let outcome = computed.map_or(row.score.outcome, |computed| computed.outcome);
        let judgement = row.judgement.as_ref().filter(|_| outcome == Outcome::Judged);
        Self {
            indicator: row.indicator.id.to_string(),
            level1: row.indicator.level1.number(),
            level2: row.indicator.level2.number(),
            name: row.indicator.name.to_string(),
            target: Some((&row.indicator.target).into()),
            weight: row.weight.to_string(),
            // No clock in a scorecard: equal input gives equal bytes.
            actual: row.actual.as_ref().map(|a| ActualRecord { report_time: None, ..a.into() }),
            outcome: row.score.outcome.number(),
            score: or_empty(row.score.score),
            met: row.score.met,
            flags: row.score.flags.iter().map(|f| f.number()).collect(),
            judgement: judgement.map(timeless),
            unit_judgement: row.unit_judgement.as_ref().map(timeless),
            trace: Some((&row.score.trace).into()),
            unit_score: or_empty(row.score.unit_score),
            overridden_by: row.overridden.as_ref().map(timeless),
            computed_outcome: computed.map(|computed| computed.outcome.number()).unwrap_or_default(),
            moved_weight: or_empty(Some(row.moved).filter(|moved| *moved > Points::ZERO)),
            method: row.method.to_string(),
        }
    }
}

impl From<&ExecutionRow> for wire::ExecutionRow {
    fn from(row: &ExecutionRow) -> Self {
        Self {
            weight: row.weight.to_string(),
            record: row.record.as_ref().map(|r| ExecutionRecord { report_time: None, ..r.into() }),
            outcome: row.score.outcome.number(),
            score: or_empty(row.score.score),
            trace: Some((&row.score.trace).into()),
        }
    }
}

impl From<&Totals> for wire::Totals {
    fn from(totals: &Totals) -> Self {
        let execution = totals.execution_missing.then(|| "execution".to_owned());
        Self {
            points: totals.points.to_string(),
            weight_covered: totals.weight_covered.to_string(),
            applicable_weight: totals.applicable_weight.to_string(),
            lowest_total: totals.lowest.to_string(),
            highest_total: totals.highest.to_string(),
            total: or_empty(totals.total),
            grade: totals.grade.map(EnumField::number).unwrap_or_default(),
            trace: Some((&totals.trace).into()),
            counts: totals.counts.iter().map(Into::into).collect(),
            missing: totals.missing.iter().map(ToString::to_string).chain(execution).collect(),
            unit_total: or_empty(totals.unit_total),
            reasons_owed: totals.reasons_owed.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&Plausible> for wire::Plausibility {
    fn from(plausible: &Plausible) -> Self {
        let rate = |rate: Option<Fraction>| or_empty(rate.map(|rate| rate.round(Rounding::HalfUp)));
        Self {
            result: plausible.result.number(),
            indicator_rate: rate(plausible.indicators),
            execution_rate: rate(plausible.execution),
        }
    }
}

impl From<&Count> for wire::OutcomeCount {
    fn from(count: &Count) -> Self {
        Self {
            outcome: count.outcome.number(),
            rows: i32::try_from(count.rows).unwrap_or(i32::MAX),
            weight: count.weight.to_string(),
        }
    }
}

impl From<&Trace> for wire::Trace {
    fn from(trace: &Trace) -> Self {
        Self {
            rule: trace.rule.as_str().to_owned(),
            arithmetic: trace.to_string(),
            exact: trace.exact.map(|e| e.to_string()).unwrap_or_default(),
            rounding: trace.rounding().map(|rounding| rounding.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

/// No clock in a scorecard: equal input gives equal bytes.
fn timeless(judgement: &Judgement) -> wire::Judgement {
    wire::Judgement { judge_time: None, ..judgement.into() }
}

fn or_empty(points: Option<Points>) -> String {
    points.map(|p| p.to_string()).unwrap_or_default()
}
