//! What a report changed, for the audit.

use jixiao_domain::{
    Actual, ActualValue, Actuals, Change, ExecutionAmounts, ExecutionReport, FundSource, Period, PlanName,
};
use jixiao_store::results::Report;

/// Each reported value with the one that it takes the place of in its period, the same or another, and what
/// else is said of it, where that differs; then the money.
pub(crate) fn changes(plan: &PlanName, before: &Actuals, report: &Report) -> Vec<Change> {
    let mut found = Vec::new();
    for actual in &report.actuals {
        let old = before.records.get(&(actual.indicator.clone(), report.period)).map(|record| &record.actual);
        found.extend(of_actual(plan, report.period, old, actual));
    }
    if let Some(execution) = &report.execution {
        let old = before.executions.get(&report.period).map(|record| &record.report);
        found.extend(of_execution(plan, report.period, old, execution));
    }
    found
}

fn of_actual(plan: &PlanName, period: Period, old: Option<&Actual>, new: &Actual) -> Vec<Change> {
    let resource = format!("{plan}/indicators/{}/periods/{period}", new.indicator);
    let value = Change::of(&resource, "value", old.map(|old| value(&old.value)), Some(value(&new.value)));
    let texts = |actual: &Actual| {
        let Actual { deviation_reason, measure, source, .. } = actual;
        [
            deviation_reason.as_ref().map(ToString::to_string),
            measure.as_ref().map(ToString::to_string),
            source.as_ref().map(ToString::to_string),
        ]
    };
    let pairs = old.map(texts).unwrap_or_default().into_iter().zip(texts(new));
    let named = ["deviation_reason", "measure", "source"].into_iter().zip(pairs);
    let differ = named.filter(|(_, (old, new))| old != new);
    let texts = differ.map(|(field, (old, new))| Change::of(&resource, field, old, new));
    std::iter::once(value).chain(texts).collect()
}

fn value(value: &ActualValue) -> String {
    match value {
        ActualValue::Number(number) => number.to_string(),
        ActualValue::Date(date) => date.to_string(),
        ActualValue::Text(text) => text.to_string(),
        ActualValue::NotApplicable(reason) => format!("not applicable: {reason}"),
    }
}

type Cell = (String, Option<String>);

fn of_execution(plan: &PlanName, period: Period, old: Option<&ExecutionReport>, new: &ExecutionReport) -> Vec<Change> {
    let resource = format!("{plan}/execution/periods/{period}");
    let (old, new) = (old.map(cells).unwrap_or_default(), cells(new));
    let find =
        |cells: &[Cell], field: &str| cells.iter().find(|(name, _)| name == field).and_then(|(_, fen)| fen.clone());
    let gone = old.iter().filter(|(field, _)| new.iter().all(|(name, _)| name != field));
    let fields = new.iter().chain(gone).map(|(field, _)| (field, find(&old, field), find(&new, field)));
    fields.filter(|(_, old, new)| old != new).map(|(field, old, new)| Change::of(&resource, field, old, new)).collect()
}

/// The columns of the whole and of each part, in fen.
fn cells(report: &ExecutionReport) -> Vec<Cell> {
    let parts = report.parts().iter().map(|part| {
        let source = match part.source {
            FundSource::Basic => "basic",
            FundSource::Project => "project",
            FundSource::Other => "other",
        };
        (format!("tasks/{}/{source}.", part.task), part.amounts)
    });
    let all = std::iter::once((String::new(), *report.total())).chain(parts);
    all.flat_map(|(of, amounts)| columns(&amounts).map(|(column, fen)| (format!("{of}{column}"), fen))).collect()
}

fn columns(amounts: &ExecutionAmounts) -> [(&'static str, Option<String>); 3] {
    [
        ("initial_fen", Some(amounts.initial.get().to_string())),
        ("adjusted_fen", amounts.adjusted.map(|fen| fen.get().to_string())),
        ("executed_fen", Some(amounts.executed.get().to_string())),
    ]
}
