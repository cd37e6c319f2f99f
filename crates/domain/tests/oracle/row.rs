//! One row: any actual against any target, with what persons decided.

use jixiao_domain::scoring::{Flag, Outcome};
use jixiao_domain::{
    ActualRecord, ActualValue, CivilDate, Indicator, Judgement, Method, MethodRule, Points, Profile, Rounding, Ruling,
    Selector, Sign, Slot, Target, TargetKind, Tier,
};

use crate::exact::{decimal, nought, points, rounded, whole};
use crate::number::{Case, Number, number};

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) outcome: Outcome,
    pub(crate) score: Option<Points>,
    pub(crate) unit_score: Option<Points>,
    pub(crate) computed: Option<(Outcome, Option<Points>)>,
    pub(crate) met: Option<bool>,
    pub(crate) flags: Vec<Flag>,
}

/// A row to score.
pub(crate) struct Row<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) indicator: &'a Indicator,
    pub(crate) weight: Points,
    pub(crate) actual: Option<&'a ActualRecord>,
    /// All of the plan, in any order.
    pub(crate) judgements: &'a [Judgement],
}

/// What a rule makes of an actual; points are the row's, and the unit's own.
enum Rule {
    Points(Points),
    ByHand,
    NotScorable,
}

pub(crate) fn row(row: &Row<'_>) -> Expected {
    let mut expected = without_override(row);
    let given = match newest(row, Slot::Override).map(|judgement| &judgement.ruling) {
        Some(Ruling::Override { overrider, score: Some(score), .. })
            if *score <= row.weight && row.profile.overriders.contains(overrider) =>
        {
            *score
        }
        _ => return expected,
    };
    expected.computed = Some((expected.outcome, expected.score));
    (expected.outcome, expected.score) = (Outcome::Overridden, Some(given));
    expected
}

fn without_override(row: &Row<'_>) -> Expected {
    let nothing = Expected {
        outcome: Outcome::NotReported,
        score: None,
        unit_score: None,
        computed: None,
        met: None,
        flags: vec![],
    };
    let Some(record) = row.actual else { return nothing };
    if matches!(record.actual.value, ActualValue::NotApplicable(_)) {
        return Expected { outcome: Outcome::NotApplicable, ..nothing };
    }
    let method = method(row.profile, row.indicator);
    let (rule, met, mut flags) = by_rule(row, &method, &record.actual.value);
    let mut expected = match rule {
        Rule::Points(score) => {
            Expected { outcome: Outcome::Scored, score: Some(score), unit_score: Some(score), met, ..nothing }
        }
        Rule::NotScorable => Expected { outcome: Outcome::NotScorable, met, ..nothing },
        Rule::ByHand => {
            let reviewer = by_hand(row, &method, Slot::Reviewer);
            let unit_score = by_hand(row, &method, Slot::Unit).map(|(score, _)| score);
            let outcome = if reviewer.is_some() { Outcome::Judged } else { Outcome::Unjudged };
            let score = reviewer.map(|(score, _)| score);
            // What was reported decides; only where it cannot, the reviewer does.
            let met = met.or(reviewer.and_then(|(_, met)| met));
            Expected { outcome, score, unit_score, met, ..nothing }
        }
    };
    let is_due = expected.met == Some(false) || flags.contains(&Flag::OverAchieved);
    if is_due && record.actual.deviation_reason.is_none() {
        flags.push(Flag::ReasonOwed);
    }
    expected.flags = flags;
    expected
}

fn by_rule(row: &Row<'_>, method: &Method, value: &ActualValue) -> (Rule, Option<bool>, Vec<Flag>) {
    let is_judged = matches!(method, Method::Checklist(_) | Method::Manual);
    match (value, &row.indicator.target) {
        (ActualValue::Number(actual), Target::Numeric(target)) => {
            let computable = if is_judged { &Method::Proportional } else { method };
            let case = Case {
                profile: row.profile,
                method: computable,
                sign: target.sign,
                target: target.value,
                actual: *actual,
                weight: row.weight,
            };
            let Number { score, met, over_achieved, negative } = number(&case);
            let mut flags = Vec::new();
            flags.extend(over_achieved.then_some(Flag::OverAchieved));
            flags.extend(negative.then_some(Flag::NegativeActual));
            let computed = score.map_or(Rule::NotScorable, Rule::Points);
            (if is_judged { Rule::ByHand } else { computed }, Some(met), flags)
        }
        (ActualValue::Date(day), Target::Deadline { date, .. }) => {
            let (rule, met) = on_a_day(row, method, None, *date, *day);
            (if is_judged { Rule::ByHand } else { rule }, Some(met), vec![])
        }
        (ActualValue::Date(day), Target::Window { first, last, .. }) => {
            let (rule, met) = on_a_day(row, method, Some(*first), *last, *day);
            (if is_judged { Rule::ByHand } else { rule }, Some(met), vec![])
        }
        (
            ActualValue::Text(_) | ActualValue::Tiered { .. },
            Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. },
        ) => (Rule::ByHand, None, vec![]),
        _ if is_judged => (Rule::ByHand, None, vec![]),
        _ => (Rule::NotScorable, None, vec![]),
    }
}

fn on_a_day(row: &Row<'_>, method: &Method, first: Option<CivilDate>, last: CivilDate, day: CivilDate) -> (Rule, bool) {
    let (day, last) = (days(day), days(last));
    let is_early = first.is_some_and(|first| day < days(first));
    if !is_early && day <= last {
        return (Rule::Points(row.weight), true);
    }
    let rule = match method {
        Method::YesNo => Rule::Points(Points::ZERO),
        Method::Deduction(d) if !is_early => {
            let left = points(row.weight) - decimal(*d) * whole(day - last);
            Rule::Points(rounded(&left.max(nought()), row.profile.rounding))
        }
        _ => Rule::ByHand,
    };
    (rule, false)
}

/// Days since a day long ago, by counting the days of years and months.
fn days(day: CivilDate) -> i64 {
    let text = day.to_string();
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let lengths = [31, if leap(parts[0]) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 = (1990..parts[0]).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months: i64 = lengths.iter().take(usize::try_from(parts[1]).unwrap() - 1).sum();
    years + months + parts[2]
}

/// The newest of a slot for the reported actual, or for none.
fn newest<'a>(row: &Row<'a>, slot: Slot) -> Option<&'a Judgement> {
    let revision = row.actual.map_or(0, |record| record.reported.revision);
    let for_it = |judgement: &&Judgement| {
        judgement.indicator == row.indicator.id
            && judgement.actual_revision == revision
            && judgement.ruling.slot() == slot
    };
    row.judgements.iter().filter(for_it).max_by_key(|judgement| judgement.revision)
}

/// What a person gave, where it holds under the method and weight, and whether the target is reached by it.
fn by_hand(row: &Row<'_>, method: &Method, slot: Slot) -> Option<(Points, Option<bool>)> {
    match (&newest(row, slot)?.ruling, method) {
        (Ruling::Checklist { met, .. }, Method::Checklist(list)) => {
            let numbered = || list.as_slice().iter().zip(1u32..);
            let all = numbered().fold(nought(), |sum, (item, _)| sum + points(item.points));
            let there = numbered()
                .filter(|(_, number)| met.contains(number))
                .fold(nought(), |sum, (item, _)| sum + points(item.points));
            let score = rounded(&(points(row.weight) * &there / &all), row.profile.rounding);
            Some((score, Some(there == all)))
        }
        (Ruling::Manual { score, .. }, Method::Manual) if *score <= row.weight => Some((*score, None)),
        (Ruling::Tier { .. }, Method::Checklist(_) | Method::Manual) => None,
        (Ruling::Tier { tier, score, .. }, _) => {
            let bound = |share| rounded(&(points(row.weight) * points(share)), Rounding::HalfUp);
            let (achieved, partly) = (bound(row.profile.achieved_from), bound(row.profile.partly_achieved_from));
            let is_inside = match tier {
                Tier::Achieved => achieved <= *score && *score <= row.weight,
                Tier::PartlyAchieved => partly <= *score && *score < achieved,
                Tier::NotAchieved => *score < partly,
            };
            is_inside.then_some((*score, Some(*tier == Tier::Achieved)))
        }
        _ => None,
    }
}

/// The indicator's own method, else that of the first rule that is for it and can score it.
pub(crate) fn method(profile: &Profile, indicator: &Indicator) -> Method {
    let is_for_it =
        |rule: &&MethodRule| selects(&rule.selector, indicator) && can_score(&rule.method, &indicator.target);
    let rule = profile.rules.iter().find(is_for_it).map(|rule| rule.method.clone());
    indicator.method.clone().or(rule).unwrap_or(Method::Proportional)
}

fn selects(selector: &Selector, indicator: &Indicator) -> bool {
    let (kind, sign, unit) = match &indicator.target {
        Target::Numeric(target) => (Some(TargetKind::Numeric), Some(target.sign), target.unit.clone()),
        Target::Qualitative { .. } => (Some(TargetKind::Qualitative), None, None),
        Target::Deadline { .. } => (Some(TargetKind::Deadline), None, None),
        Target::Window { .. } => (Some(TargetKind::Window), None, None),
        Target::Unreadable { .. } => (None, None, None),
    };
    let conditions = [
        selector.level1.is_none() || selector.level1 == Some(indicator.level1),
        selector.level2.is_none() || selector.level2 == Some(indicator.level2),
        selector.kind.is_none() || selector.kind == kind,
        selector.sign.is_none() || selector.sign == sign,
        selector.unit.is_none() || selector.unit == unit,
        selector.name_part.as_ref().is_none_or(|part| indicator.name.as_str().contains(part.as_str())),
    ];
    !conditions.contains(&false)
}

pub(crate) fn can_score(method: &Method, target: &Target) -> bool {
    let is_cap = |sign| matches!(sign, Sign::LessThan | Sign::AtMost);
    match (target, method) {
        (Target::Unreadable { .. }, _) => false,
        (_, Method::Checklist(_) | Method::Manual) => true,
        (Target::Qualitative { .. }, _) => false,
        (Target::Deadline { .. } | Target::Window { .. }, method) => {
            matches!(method, Method::YesNo | Method::Deduction(_))
        }
        (Target::Numeric(target), Method::Threshold(_) | Method::Steps(_)) => !is_cap(target.sign),
        (Target::Numeric(_), Method::Proportional | Method::YesNo | Method::Deduction(_)) => true,
    }
}
