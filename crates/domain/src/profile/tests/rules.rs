//! Which method counts for an indicator.

use super::*;
use crate::{
    CivilDate, Indicator, IndicatorId, Level1, Level2, Method, NumericTarget, Sign, Step, Steps, Target, Text,
};

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn numeric(sign: Sign, unit: Option<&str>) -> Target {
    Target::Numeric(NumericTarget { sign, value: "90".parse().unwrap(), unit: unit.map(text) })
}

fn deadline() -> Target {
    Target::Deadline { text: None, date: CivilDate::new(2023, 12, 31).unwrap() }
}

fn indicator(target: Target) -> Indicator {
    Indicator {
        id: IndicatorId::numbered(1),
        goal: 1,
        level1: Level1::Satisfaction,
        level2: Level2::Satisfaction,
        name: text("参训人员满意度"),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    }
}

fn steps() -> Method {
    Method::Steps(Steps::new(vec![Step { from: "90".parse().unwrap(), points: points("10") }]).unwrap())
}

fn rule(selector: Selector, method: Method) -> MethodRule {
    MethodRule { selector, method }
}

fn with(rules: Vec<MethodRule>) -> Profile {
    Profile { rules, ..default() }
}

#[test]
fn an_indicators_own_method_goes_before_every_rule() {
    let profile = with(vec![rule(Selector::default(), Method::YesNo)]);
    let plain = indicator(numeric(Sign::AtLeast, None));
    let own = Indicator { method: Some(steps()), ..plain.clone() };
    let proportional = Indicator { method: Some(Method::Proportional), ..plain.clone() };
    assert_eq!(profile.method_of(&plain), &Method::YesNo);
    assert_eq!(profile.method_of(&own), &steps());
    assert_eq!(profile.method_of(&proportional), &Method::Proportional);
    assert_eq!(default().method_of(&plain), &Method::Proportional);
}

#[test]
fn of_several_rules_the_first_that_is_for_it_and_fits_counts() {
    let of_output = Selector { level1: Some(Level1::Output), ..Selector::default() };
    let everything = Selector::default;
    let profile = with(vec![
        rule(of_output, Method::Manual),
        rule(everything(), steps()),
        rule(everything(), Method::YesNo),
        rule(everything(), Method::Manual),
    ]);
    // The first is not for it; the second is, where it fits.
    assert_eq!(profile.method_of(&indicator(numeric(Sign::AtLeast, None))), &steps());
    assert_eq!(profile.method_of(&indicator(numeric(Sign::AtMost, None))), &Method::YesNo);
    assert_eq!(profile.method_of(&indicator(deadline())), &Method::YesNo);
    assert_eq!(profile.method_of(&indicator(Target::Qualitative { text: text("提高") })), &Method::Manual);
    // None fits a target that cannot be read.
    let unreadable = indicator(Target::Unreadable { sign: Sign::AtLeast, text: None, unit: None });
    assert_eq!(profile.method_of(&unreadable), &Method::Proportional);
}

#[test]
fn each_field_of_a_selector_narrows_it() {
    let satisfied = indicator(numeric(Sign::AtLeast, Some("%")));
    let any = Selector::default;
    let fitting = [
        any(),
        Selector { level1: Some(Level1::Satisfaction), ..any() },
        Selector { level2: Some(Level2::Satisfaction), ..any() },
        Selector { kind: Some(TargetKind::Numeric), ..any() },
        Selector { sign: Some(Sign::AtLeast), ..any() },
        Selector { unit: Some(text("%")), ..any() },
        Selector { name_part: Some(text("满意度")), ..any() },
        Selector { name_part: Some(text("参训人员满意度")), ..any() },
    ];
    for selector in fitting {
        assert!(selector.selects(&satisfied), "{selector:?}");
    }
    let others = [
        Selector { level1: Some(Level1::Effect), ..any() },
        Selector { level2: Some(Level2::Quality), ..any() },
        Selector { kind: Some(TargetKind::Qualitative), ..any() },
        Selector { sign: Some(Sign::MoreThan), ..any() },
        Selector { unit: Some(text("人")), ..any() },
        Selector { name_part: Some(text("群众满意度")), ..any() },
        Selector { level1: Some(Level1::Satisfaction), sign: Some(Sign::AtMost), ..any() },
    ];
    for selector in others {
        assert!(!selector.selects(&satisfied), "{selector:?}");
    }
}

#[test]
fn sign_and_unit_are_a_numbers_alone() {
    let unreadable = Target::Unreadable { sign: Sign::AtLeast, text: None, unit: Some(text("%")) };
    for target in [numeric(Sign::AtLeast, None), deadline(), unreadable.clone()] {
        let by_unit = Selector { unit: Some(text("%")), ..Selector::default() };
        assert!(!by_unit.selects(&indicator(target)));
    }
    let by_sign = Selector { sign: Some(Sign::AtLeast), ..Selector::default() };
    assert!(!by_sign.selects(&indicator(deadline())) && !by_sign.selects(&indicator(unreadable.clone())));
    assert!(Selector::default().selects(&indicator(unreadable)));
}

#[test]
fn every_readable_target_has_exactly_one_kind() {
    let day = CivilDate::new(2023, 12, 31).unwrap();
    let targets = [
        numeric(Sign::AtLeast, None),
        Target::Qualitative { text: text("提高") },
        deadline(),
        Target::Window { text: None, first: day, last: day },
    ];
    assert_eq!(targets.each_ref().map(TargetKind::of), TargetKind::ALL.map(Some));
    for (target, own) in targets.into_iter().zip(TargetKind::ALL) {
        for kind in TargetKind::ALL {
            let selector = Selector { kind: Some(kind), ..Selector::default() };
            assert_eq!(selector.selects(&indicator(target.clone())), kind == own);
        }
    }
}

#[test]
fn a_rule_that_can_never_count_does_not_fit_together() {
    let kind = |kind| Selector { kind: Some(kind), ..Selector::default() };
    let sign = |sign| Selector { sign: Some(sign), ..Selector::default() };
    let unit = || Some(text("%"));
    let threshold = || Method::Threshold(points("0.60"));
    let deduction = || Method::Deduction("0.5".parse().unwrap());
    let (in_kind, in_method) = ("selector.target_kind", "method");
    for (selector, method, path) in [
        (kind(TargetKind::Qualitative), threshold(), in_method),
        (kind(TargetKind::Qualitative), Method::YesNo, in_method),
        (kind(TargetKind::Qualitative), deduction(), in_method),
        (kind(TargetKind::Deadline), steps(), in_method),
        (kind(TargetKind::Window), Method::Proportional, in_method),
        (sign(Sign::AtMost), threshold(), in_method),
        (sign(Sign::LessThan), steps(), in_method),
        (Selector { kind: Some(TargetKind::Deadline), ..sign(Sign::AtLeast) }, Method::Manual, in_kind),
        (Selector { unit: unit(), ..kind(TargetKind::Qualitative) }, Method::Manual, in_kind),
    ] {
        let found = rule(selector.clone(), method.clone()).check();
        let paths: Vec<_> = found.into_iter().map(|Violation { path, .. }| path).collect();
        assert_eq!(paths, [path], "{selector:?} {method:?}");
    }
    for (selector, method) in [
        (Selector::default(), threshold()),
        (kind(TargetKind::Numeric), steps()),
        (sign(Sign::Equal), threshold()),
        (sign(Sign::AtMost), deduction()),
        (kind(TargetKind::Window), Method::YesNo),
        (kind(TargetKind::Qualitative), Method::Manual),
        (Selector { unit: unit(), ..kind(TargetKind::Numeric) }, Method::Proportional),
    ] {
        assert_eq!(rule(selector, method).check(), []);
    }
}
