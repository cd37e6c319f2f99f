//! Scorecards: to the wire only.

use jixiao_domain::Points;
use jixiao_domain::scorecard::{Count, ExecutionRow, GoalRows, Row, Totals};
use jixiao_domain::scoring::{Outcome, Trace};

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
        // A judgement that no longer holds is not shown.
        let verdict = row.judgement.as_ref().filter(|_| row.score.outcome == Outcome::Judged).map(|j| &j.verdict);
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
            tier: verdict.map(|v| v.tier.number()).unwrap_or_default(),
            grounds: verdict.map(|v| v.grounds.to_string()).unwrap_or_default(),
            trace: Some((&row.score.trace).into()),
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
            rounding: if trace.is_rounded() { "half-up to 0.01".to_owned() } else { String::new() },
        }
    }
}

fn or_empty(points: Option<Points>) -> String {
    points.map(|p| p.to_string()).unwrap_or_default()
}
