mod rules;

use super::*;
use crate::Violation;

fn default() -> Profile {
    Profile::default_rules().clone()
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

#[test]
fn every_weight_scheme_can_be_scored_under_the_profile_of_its_id() {
    for scheme in crate::WeightScheme::built_in() {
        let profile = Profile::find(&scheme.id.parse().unwrap()).unwrap();
        assert_eq!(profile.execution_weight, scheme.execution, "{}", scheme.id);
    }
}

#[test]
fn what_is_built_in_fits_together() {
    for profile in Profile::built_in() {
        assert_eq!(profile.check(), [], "{}", profile.id);
    }
    assert_eq!(Profile::default_rules().id, Profile::DEFAULT);
}

#[test]
fn lower_bounds_of_grades_are_inclusive() {
    let profile = default();
    let grade = |text: &str| profile.grade(points(text));
    assert_eq!(grade("100"), Grade::Excellent);
    assert_eq!((grade("90.00"), grade("89.99")), (Grade::Excellent, Grade::Good));
    assert_eq!((grade("80.00"), grade("79.99")), (Grade::Good, Grade::Fair));
    assert_eq!((grade("60.00"), grade("59.99")), (Grade::Fair, Grade::Poor));
    assert_eq!(grade("0"), Grade::Poor);
}

#[test]
fn every_problem_of_a_profile_is_named_at_once() {
    let bad = Profile {
        execution_weight: Points::HUNDRED,
        over_achievement: Points::ZERO,
        achieved_from: points("1.01"),
        partly_achieved_from: points("1.01"),
        plausible_excess: points("1.01"),
        lights: LightBounds { red_below: points("0.80"), yellow_below: points("0.80"), blue_from: points("1.20") },
        grades: [(Grade::Excellent, points("80")), (Grade::Good, points("80")), (Grade::Fair, points("60"))],
        overriders: vec![Overrider::Finance, Overrider::Finance],
        ..default()
    };
    let paths: Vec<_> = bad.check().into_iter().map(|Violation { path, .. }| path).collect();
    let expected = [
        "execution_weight",
        "over_achievement",
        "achieved_from",
        "partly_achieved_from",
        "plausible_excess",
        "lights",
        "grades",
        "overriders",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn a_band_of_achieved_that_begins_at_nought_leaves_no_other() {
    let bad = Profile { achieved_from: Points::ZERO, ..default() };
    let paths: Vec<_> = bad.check().into_iter().map(|Violation { path, .. }| path).collect();
    assert_eq!(paths, ["achieved_from", "partly_achieved_from"]);
}

#[test]
fn the_bounds_of_what_is_allowed_are_allowed() {
    let edge = Profile {
        execution_weight: points("0"),
        over_achievement: points("0.01"),
        achieved_from: points("1.00"),
        partly_achieved_from: points("0.01"),
        plausible_excess: points("1.00"),
        grades: [(Grade::Excellent, points("100")), (Grade::Good, points("0.02")), (Grade::Fair, points("0.01"))],
        overriders: Vec::new(),
        ..default()
    };
    assert_eq!(edge.check(), []);
}
