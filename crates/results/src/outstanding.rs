//! What is owed for a period, as an API tells it.

use std::collections::{BTreeMap, HashMap};

use jixiao_domain::scoring::{Flag, score_indicator};
use jixiao_domain::{
    Actuals, Forecast, Indicator, IndicatorId, Judged, Period, PlanContent, PlanVersion, Profile, Target, What, owed,
};
use jixiao_proto::results::v1::OutstandingKind;

/// Monitoring is for the first seven months.
const MIDYEAR: u8 = 7;

/// Something that is owed: its place in the plan (0 for the execution, else that of the indicator from 1), the
/// indicator, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) place: usize,
    pub(crate) kind: OutstandingKind,
    pub(crate) indicator: Option<Indicator>,
}

/// The older versions against which the newest reports up to the period were made; their targets are compared.
pub(crate) fn older_versions(version: &PlanVersion, actuals: &Actuals, period: Period) -> Vec<i32> {
    let reported = actuals.as_of(period).records.into_values().map(|record| record.reported.plan_version);
    let mut older: Vec<i32> = reported.filter(|older| (1..version.name.version).contains(older)).collect();
    older.sort_unstable();
    older.dedup();
    older
}

/// What a plan owes for a period: the execution, then by indicator in plan order.
pub(crate) fn of(
    version: &PlanVersion,
    actuals: &Actuals,
    period: Period,
    older: &HashMap<i32, PlanContent>,
) -> Vec<Item> {
    let plan = &version.content;
    let forecasts = (period.month() == MIDYEAR).then(|| forecasts(actuals, period));
    let all = owed(plan, actuals, period, forecasts.as_ref());
    let by_id: HashMap<&IndicatorId, (usize, &Indicator)> =
        plan.indicators().iter().zip(1..).map(|(indicator, place)| (&indicator.id, (place, indicator))).collect();
    let mut items = Vec::new();
    for one in all {
        let found = one.indicator.as_ref().and_then(|id| by_id.get(id)).copied();
        let kind = match one.what {
            What::Actual => OutstandingKind::Actual,
            What::Execution => OutstandingKind::Execution,
            What::DeviationReason => OutstandingKind::DeviationReason,
            What::Forecast => OutstandingKind::Forecast,
        };
        let is_early = one.what == What::DeviationReason
            && found.is_some_and(|(_, indicator)| !is_due(indicator, actuals, period));
        if !is_early {
            let place = found.map_or(0, |(place, _)| place);
            items.push(Item { place, kind, indicator: found.map(|(_, indicator)| indicator.clone()) });
        }
    }
    let latest = actuals.as_of(period).records;
    for (indicator, place) in plan.indicators().iter().zip(1..) {
        let Some(record) = latest.get(&indicator.id) else { continue };
        let before = older.get(&record.reported.plan_version).and_then(|plan| find(plan, &indicator.id));
        if before.is_some_and(|before| is_another(&before.target, &indicator.target)) {
            items.push(Item { place, kind: OutstandingKind::TargetChanged, indicator: Some(indicator.clone()) });
        }
    }
    items.sort_by_key(|item| (item.place, item.kind as i32));
    items
}

fn find<'a>(plan: &'a PlanContent, id: &IndicatorId) -> Option<&'a Indicator> {
    plan.indicators().iter().find(|indicator| indicator.id == *id)
}

fn forecasts(actuals: &Actuals, period: Period) -> BTreeMap<IndicatorId, Forecast> {
    let of_period = actuals.records.iter().filter(|((_, at), _)| *at == period);
    of_period.filter_map(|((id, _), record)| Some((id.clone(), record.actual.forecast.clone()?))).collect()
}

/// Whether a reason that a scorecard would flag is due: a target that is not met yet says nothing before December.
fn is_due(indicator: &Indicator, actuals: &Actuals, period: Period) -> bool {
    if period.month() == 12 {
        return true;
    }
    let record = actuals.records.get(&(indicator.id.clone(), period));
    let profile = Profile::built_in().iter().find(|profile| profile.id == Profile::DEFAULT);
    let Some((record, profile)) = record.zip(profile) else { return false };
    let score =
        score_indicator(profile, indicator, indicator.weight.unwrap_or_default(), Some(record), Judged::default());
    score.flags.contains(&Flag::OverAchieved)
}

/// Whether sign, value, unit, days or kind differ; how days are printed does not count.
fn is_another(before: &Target, now: &Target) -> bool {
    match (before, now) {
        (Target::Deadline { date: before, .. }, Target::Deadline { date: now, .. }) => before != now,
        (Target::Window { first: f, last: l, .. }, Target::Window { first, last, .. }) => (f, l) != (first, last),
        (before, now) => before != now,
    }
}

#[cfg(test)]
mod tests;
