//! A published sheet beside the rules.

use jixiao_domain::scoring::{Trace, score_execution, score_indicator};
use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Indicator, IndicatorId, Instant, Judged, Level1, Level2, Period, Points,
    PrincipalId, Profile, Reported, Target, Text,
};
use jixiao_forms::{ScoredExecution, ScoredRow, ScoredSheet};
use jixiao_proto::scoring::v1::{ReconcileResult, ReconcileSheetResponse, ReconciledRow};

use crate::signed::{hundredths, signed};

/// Recomputes every row of a sheet.
pub(crate) fn reconcile(sheet: &ScoredSheet, profile: &Profile) -> ReconcileSheetResponse {
    let execution = sheet.execution.as_ref().map(|execution| of_execution(execution, profile));
    let rows: Vec<ReconciledRow> = sheet.rows.iter().map(|row| of_row(row, profile)).chain(execution).collect();
    let sum = |of: &dyn Fn(&ReconciledRow) -> i64| signed(rows.iter().map(of).sum());
    let printed_total = sheet.total.as_ref().and_then(|total| total.printed);
    ReconcileSheetResponse {
        department_title: sheet.department.as_ref().map(ToString::to_string).unwrap_or_default(),
        printed_total: or_empty(printed_total),
        sum_of_printed: sum(&|row| hundredths(&row.printed_score)),
        sum_by_rule: sum(&|row| hundredths(if is_compared(row) { &row.score } else { &row.printed_score })),
        differing: i32::try_from(rows.iter().filter(|row| row.result == ReconcileResult::Different as i32).count())
            .unwrap_or(i32::MAX),
        rows,
        ..ReconcileSheetResponse::default()
    }
}

fn is_compared(row: &ReconciledRow) -> bool {
    [ReconcileResult::Same, ReconcileResult::Different].into_iter().any(|result| row.result == result as i32)
}

fn of_row(row: &ScoredRow, profile: &Profile) -> ReconciledRow {
    let scored = scored(row, profile);
    let (result, score, trace) = match (&row.target, &row.actual, row.printed, scored) {
        (Some(Target::Qualitative { .. }), Some(_), Some(_), Some(_)) if row.weight.is_some() => {
            (ReconcileResult::Judged, None, None)
        }
        (_, _, Some(printed), Some((Some(score), trace))) => (compared(printed, score), Some(score), Some(trace)),
        (_, _, _, scored) => {
            let (score, trace) = scored.map_or((None, None), |(score, trace)| (score, Some(trace)));
            (ReconcileResult::NotComparable, score, trace)
        }
    };
    ReconciledRow {
        sheet: row.sheet.clone().unwrap_or_default(),
        line: row.line,
        indicator_name: row.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        target: row.target.as_ref().map(Into::into),
        actual: row.actual.as_ref().map(printed).unwrap_or_default(),
        weight: or_empty(row.weight),
        printed_score: or_empty(row.printed),
        score: or_empty(score),
        difference: difference(row.printed, score),
        result: result as i32,
        trace: trace.as_ref().map(Into::into),
    }
}

/// The score and arithmetic of the rule; none where target, actual or weight are missing.
fn scored(row: &ScoredRow, profile: &Profile) -> Option<(Option<Points>, Trace)> {
    let (target, value, weight) = (row.target.clone()?, row.actual.clone()?, row.weight?);
    let level1 = row.level1.or(row.level2.map(Level2::level1)).unwrap_or(Level1::Output);
    let indicator = Indicator {
        id: IndicatorId::numbered(1),
        goal: 1,
        level1,
        level2: row.level2.unwrap_or(Level2::Quantity),
        name: row.name.clone()?,
        target,
        weight: Some(weight),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    let record = record(value)?;
    let score = score_indicator(profile, &indicator, weight, Some(&record), Judged::default());
    Some((score.score, score.trace))
}

/// A value as if it had been reported: who and when does not matter to a score.
fn record(value: ActualValue) -> Option<ActualRecord> {
    let reported = Reported {
        period: "2000-12".parse::<Period>().ok()?,
        revision: 1,
        reporter: Text::parse("-").ok()?,
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    };
    Some(ActualRecord { actual: Actual::new(IndicatorId::numbered(1), value), reported })
}

fn of_execution(row: &ScoredExecution, profile: &Profile) -> ReconciledRow {
    let weight = row.weight.unwrap_or(profile.execution_weight);
    let scored = row.amounts.as_ref().map(|amounts| score_execution(profile.rounding, Some(amounts), weight));
    let score = scored.as_ref().and_then(|scored| scored.score);
    let result = match (row.printed, score) {
        (Some(printed), Some(score)) => compared(printed, score),
        (_, _) => ReconcileResult::NotComparable,
    };
    ReconciledRow {
        sheet: row.sheet.clone().unwrap_or_default(),
        line: row.line,
        weight: weight.to_string(),
        printed_score: or_empty(row.printed),
        score: or_empty(score),
        difference: difference(row.printed, score),
        result: result as i32,
        trace: scored.as_ref().map(|scored| (&scored.trace).into()),
        ..ReconciledRow::default()
    }
}

fn compared(printed: Points, score: Points) -> ReconcileResult {
    if printed == score { ReconcileResult::Same } else { ReconcileResult::Different }
}

fn difference(printed: Option<Points>, score: Option<Points>) -> String {
    let less = |(printed, score): (Points, Points)| i64::from(printed.hundredths()) - i64::from(score.hundredths());
    printed.zip(score).map(|pair| signed(less(pair))).unwrap_or_default()
}

fn printed(value: &ActualValue) -> String {
    match value {
        ActualValue::Number(number) => number.to_string(),
        ActualValue::Date(day) => day.to_string(),
        ActualValue::Text(text) | ActualValue::Tiered { text, .. } | ActualValue::NotApplicable(text) => {
            text.to_string()
        }
    }
}

fn or_empty(points: Option<Points>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}
