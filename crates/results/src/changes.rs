//! What reports change, for the audit.

use jixiao_domain::{
    Actual, ActualValue, Actuals, Change, Evidence, ExecutionAmounts, ExecutionPart, ExecutionReport, Forecast, Period,
    PlanName,
};

/// Each field of each actual that is another one than before, as `{plan}/periods/{yyyy-mm}/indicators/{id}`.
pub(crate) fn of_actuals(plan: &PlanName, period: Period, before: &Actuals, now: &[Actual]) -> Vec<Change> {
    let mut changes = Vec::new();
    for actual in now {
        let resource = format!("{plan}/periods/{period}/indicators/{}", actual.indicator);
        let record = before.records.get(&(actual.indicator.clone(), period)).map(|record| &record.actual);
        for (field, new) in fields(actual) {
            let old = record.and_then(|record| fields(record).into_iter().find(|(name, _)| *name == field));
            let old = old.and_then(|(_, value)| value);
            if old != new {
                changes.push(Change::of(&resource, field, old, new));
            }
        }
    }
    changes
}

/// Each field of the execution that is another one than before, as `{plan}/periods/{yyyy-mm}/execution`.
pub(crate) fn of_execution(plan: &PlanName, period: Period, before: &Actuals, now: &ExecutionReport) -> Vec<Change> {
    let resource = format!("{plan}/periods/{period}/execution");
    let old = before.executions.get(&period).map(|record| execution_fields(&record.report)).unwrap_or_default();
    let find = |field: &str| old.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
    let new = execution_fields(now);
    let gone = old.iter().filter(|(field, _)| new.iter().all(|(name, _)| name != field));
    let gone = gone.map(|(field, value)| Change::of(&resource, field, Some(value.clone()), None));
    let changed = new.iter().filter(|(field, value)| find(field).as_ref() != Some(value));
    let changed = changed.map(|(field, value)| Change::of(&resource, field, find(field), Some(value.clone())));
    changed.chain(gone).collect()
}

fn fields(actual: &Actual) -> [(&'static str, Option<String>); 8] {
    let evidence: Vec<String> = actual.evidence.iter().map(evidence).collect();
    [
        ("value", Some(value(&actual.value))),
        ("numerator", actual.ratio.map(|ratio| ratio.numerator().to_string())),
        ("denominator", actual.ratio.map(|ratio| ratio.denominator().to_string())),
        ("deviation_reason", actual.deviation_reason.as_ref().map(ToString::to_string)),
        ("measure", actual.measure.as_ref().map(ToString::to_string)),
        ("source", actual.source.as_ref().map(ToString::to_string)),
        ("evidence", (!evidence.is_empty()).then(|| evidence.join("\n"))),
        ("forecast", actual.forecast.as_ref().map(forecast)),
    ]
}

fn value(value: &ActualValue) -> String {
    match value {
        ActualValue::Number(number) => number.to_string(),
        ActualValue::Date(date) => date.to_string(),
        ActualValue::Text(text) => text.to_string(),
        ActualValue::Tiered { tier, text } => format!("{}：{text}", tier.label()),
        ActualValue::NotApplicable(reason) => format!("不适用：{reason}"),
    }
}

fn evidence(evidence: &Evidence) -> String {
    let Evidence { name, media_type, size, sha256, sm3, url } = evidence;
    let sm3 = sm3.as_ref().map(|sm3| format!(" sm3 {sm3}")).unwrap_or_default();
    format!("{name} {media_type} {size} sha256 {sha256}{sm3} {url}")
}

fn forecast(forecast: &Forecast) -> String {
    let estimate = forecast.estimate().map(|estimate| format!("，{estimate}")).unwrap_or_default();
    let reasons = forecast.reasons().iter().map(|(kind, text)| match text {
        Some(text) => format!("；{}：{text}", kind.label()),
        None => format!("；{}", kind.label()),
    });
    format!("{}{estimate}{}", forecast.likelihood().label(), reasons.collect::<String>())
}

fn execution_fields(report: &ExecutionReport) -> Vec<(String, String)> {
    let amounts = |of: &ExecutionAmounts| format!("{}/{}/{}", of.initial, of.budget(), of.executed);
    let part = |part: &ExecutionPart| (format!("parts[{},{}]", part.task, source(part)), amounts(&part.amounts));
    let total = ("total".to_owned(), amounts(report.total()));
    std::iter::once(total).chain(report.parts().iter().map(part)).collect()
}

const fn source(part: &ExecutionPart) -> &'static str {
    use jixiao_domain::FundSource;
    match part.source {
        FundSource::Basic => "basic",
        FundSource::Project => "project",
        FundSource::Other => "other",
    }
}
