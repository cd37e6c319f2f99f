//! What a request changed, for the audit.

use std::collections::BTreeMap;

use jixiao_domain::workflow::{Opinion, PlanState};
use jixiao_domain::{Change, Indicator, IndicatorId, NumericTarget, PlanContent, Target, VersionName};

/// A plan that is new: the plan itself, and each of its indicators in a line.
pub(crate) fn created(name: &VersionName, content: &PlanContent) -> Vec<Change> {
    let whole = Change::created(name, content.department_title());
    let indicators = content.indicators().iter().map(|one| Change::created(&resource(name, one), &line(one)));
    std::iter::once(whole).chain(indicators).collect()
}

/// Indicators that came, went or have another goal, name, target or weight.
pub(crate) fn changes(old: &PlanContent, new: &PlanContent, name: &VersionName) -> Vec<Change> {
    let mut before: BTreeMap<&IndicatorId, &Indicator> = old.indicators().iter().map(|one| (&one.id, one)).collect();
    let mut found = Vec::new();
    for one in new.indicators() {
        match before.remove(&one.id) {
            None => found.push(Change::created(&resource(name, one), &line(one))),
            Some(before) => found.extend(fields(name, before, one)),
        }
    }
    found.extend(before.into_values().map(|one| Change::of(&resource(name, one), "", Some(line(one)), None)));
    found
}

/// A step: the state, and what was said of the plan and its indicators.
pub(crate) fn step(name: &VersionName, from: PlanState, to: PlanState, opinions: &[Opinion]) -> Vec<Change> {
    let state = Change::of(name, "state", Some(from.to_string()), Some(to.to_string()));
    let said = opinions.iter().map(|opinion| {
        let resource = match &opinion.indicator {
            Some(id) => format!("{name}/indicators/{id}"),
            None => name.to_string(),
        };
        Change::of(&resource, "opinion", None, Some(opinion.text.to_string()))
    });
    std::iter::once(state).chain(said).collect()
}

/// The texts of opinions, as the reason of a request.
pub(crate) fn reason(opinions: &[Opinion]) -> String {
    opinions.iter().map(|opinion| opinion.text.to_string()).collect::<Vec<_>>().join("\n")
}

fn resource(name: &VersionName, indicator: &Indicator) -> String {
    format!("{name}/indicators/{}", indicator.id)
}

fn fields(name: &VersionName, old: &Indicator, new: &Indicator) -> Vec<Change> {
    let weight = |one: &Indicator| one.weight.map(|weight| weight.to_string());
    let pairs = [
        ("goal", Some(old.goal.to_string()), Some(new.goal.to_string())),
        ("name", Some(old.name.to_string()), Some(new.name.to_string())),
        ("target", Some(target(&old.target)), Some(target(&new.target))),
        ("weight", weight(old), weight(new)),
    ];
    let differ = pairs.into_iter().filter(|(_, old, new)| old != new);
    differ.map(|(field, before, after)| Change::of(&resource(name, new), field, before, after)).collect()
}

/// An indicator in a line.
fn line(indicator: &Indicator) -> String {
    let line = format!("{} {}", indicator.name, target(&indicator.target));
    indicator.weight.map_or(line.clone(), |weight| format!("{line} {weight}分"))
}

fn target(target: &Target) -> String {
    match target {
        Target::Numeric(NumericTarget { sign, value, unit }) => {
            format!("{}{value}{}", sign.symbol(), unit.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        Target::Qualitative { text } => text.to_string(),
        Target::Deadline { date, .. } => format!("≤{date}"),
        Target::Window { first, last, .. } => format!("{first}/{last}"),
        Target::Unreadable { sign, text, unit } => {
            let [text, unit] = [text.as_ref().map(ToString::to_string), unit.as_ref().map(ToString::to_string)]
                .map(Option::unwrap_or_default);
            format!("{}?{text}{unit}", sign.symbol())
        }
    }
}
