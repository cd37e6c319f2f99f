mod methods;

use proptest::prelude::*;

use super::*;
use crate::Rounding;

fn default() -> &'static Profile {
    Profile::default_rules()
}

fn with(equal: EqualRule, cap: CapRule, strict: bool) -> Profile {
    Profile { equal, cap, strict, ..default().clone() }
}

fn score(profile: &Profile, sign: Sign, target: &str, actual: &str, weight: &str) -> Option<(String, bool)> {
    let (target, actual) = (target.parse().unwrap(), actual.parse().unwrap());
    let scored =
        score_number(profile, &Method::Proportional, Numbers { sign, target, actual, weight: weight.parse().unwrap() });
    Some((scored.score?.to_string(), scored.met))
}

fn earns(points: &str, met: bool) -> Option<(String, bool)> {
    Some((points.to_owned(), met))
}

#[test]
fn the_worked_examples_come_out_to_the_hundredth() {
    let exact = with(EqualRule::Exact, CapRule::Ratio, false);
    assert_eq!(score(default(), Sign::AtLeast, "90", "81", "5"), earns("4.50", false));
    assert_eq!(score(default(), Sign::AtLeast, "6700", "5500", "3"), earns("2.46", false));
    assert_eq!(score(default(), Sign::AtMost, "1884000", "2000000", "5"), earns("4.69", false));
    assert_eq!(score(&exact, Sign::AtMost, "1884000", "2000000", "5"), earns("4.71", false));
    assert_eq!(score(default(), Sign::AtMost, "10", "20", "10"), earns("0.00", false));
    assert_eq!(score(&exact, Sign::AtMost, "10", "20", "10"), earns("5.00", false));
    assert_eq!(score(default(), Sign::Equal, "80", "72", "5"), earns("4.50", false));
    assert_eq!(score(default(), Sign::Equal, "80", "96", "5"), earns("5.00", true));
    assert_eq!(score(&exact, Sign::Equal, "80", "96", "5"), earns("4.00", false));
}

#[test]
fn met_is_not_the_score() {
    assert_eq!(score(default(), Sign::AtLeast, "90", "89.99", "5"), earns("5.00", false));
}

#[test]
fn a_score_is_rounded_once_from_the_exact_fraction() {
    // From a quotient rounded to 0.33 it would be 16.50.
    assert_eq!(score(default(), Sign::AtLeast, "3", "1", "50"), earns("16.67", false));
    assert_eq!(score(default(), Sign::AtLeast, "6", "1", "0.03"), earns("0.01", false));
}

#[test]
fn an_equal_actual_meets_strict_signs_unless_the_profile_is_strict() {
    let strict = with(EqualRule::AtLeast, CapRule::Linear, true);
    for sign in [Sign::MoreThan, Sign::LessThan] {
        for target in ["90", "-90"] {
            assert_eq!(score(default(), sign, target, target, "5"), earns("5.00", true), "{sign:?} {target}");
            assert_eq!(score(&strict, sign, target, target, "5"), earns("5.00", false), "{sign:?} {target}");
        }
    }
    assert_eq!(score(&strict, Sign::AtLeast, "90", "90", "5"), earns("5.00", true));
    assert_eq!(score(&strict, Sign::MoreThan, "90", "90.000001", "5"), earns("5.00", true));
}

#[test]
fn nought_as_a_floor_has_no_ratio() {
    for sign in [Sign::AtLeast, Sign::MoreThan] {
        assert_eq!(score(default(), sign, "0", "0", "5"), earns("5.00", true));
        assert_eq!(score(default(), sign, "0", "3", "5"), earns("5.00", true));
        assert_eq!(score(default(), sign, "0", "-1", "5"), None);
    }
}

#[test]
fn nought_as_a_cap_or_an_equal_is_met_or_nothing() {
    for sign in [Sign::AtMost, Sign::LessThan, Sign::Equal] {
        assert_eq!(score(default(), sign, "0", "0", "5"), earns("5.00", true), "{sign:?}");
        assert_eq!(score(default(), sign, "0", "-1", "5"), earns("5.00", true), "{sign:?}");
        assert_eq!(score(default(), sign, "0", "0.000001", "5"), earns("0.00", false), "{sign:?}");
    }
    let exact = with(EqualRule::Exact, CapRule::Linear, false);
    assert_eq!(score(&exact, Sign::Equal, "0", "0", "5"), earns("5.00", true));
    assert_eq!(score(&exact, Sign::Equal, "0", "1", "5"), earns("0.00", false));
    assert_eq!(score(&exact, Sign::Equal, "0", "-1", "5"), earns("0.00", false));
}

#[test]
fn below_nought_a_target_is_met_or_not_scorable() {
    assert_eq!(score(default(), Sign::AtLeast, "-5", "-5", "5"), earns("5.00", true));
    assert_eq!(score(default(), Sign::AtLeast, "-5", "3", "5"), earns("5.00", true));
    assert_eq!(score(default(), Sign::AtLeast, "-5", "-6", "5"), None);
    assert_eq!(score(default(), Sign::AtMost, "-5", "-6", "5"), earns("5.00", true));
    assert_eq!(score(default(), Sign::AtMost, "-5", "-4", "5"), None);
    assert_eq!(score(default(), Sign::Equal, "-5", "-4", "5"), earns("5.00", true));
    assert_eq!(score(&with(EqualRule::Exact, CapRule::Linear, false), Sign::Equal, "-5", "-4", "5"), None);
}

#[test]
fn what_is_not_scorable_is_still_missed() {
    let missed = |target: &str, actual: &str| {
        let (target, actual) = (target.parse().unwrap(), actual.parse().unwrap());
        score_number(
            default(),
            &Method::Proportional,
            Numbers { sign: Sign::AtLeast, target, actual, weight: Points::HUNDRED },
        )
    };
    for (target, actual) in [("-5", "-8"), ("0", "-0.000001")] {
        let scored = missed(target, actual);
        assert_eq!((scored.score, scored.met), (None, false), "{target} {actual}");
    }
}

#[test]
fn a_cap_loses_linearly_and_everything_at_twice_the_target() {
    assert_eq!(score(default(), Sign::AtMost, "10", "10", "10"), earns("10.00", true));
    assert_eq!(score(default(), Sign::AtMost, "10", "15", "10"), earns("5.00", false));
    assert_eq!(score(default(), Sign::AtMost, "10", "19.99", "10"), earns("0.01", false));
    assert_eq!(score(default(), Sign::AtMost, "10", "20.01", "10"), earns("0.00", false));
}

#[test]
fn a_negative_actual_counts_as_nought_in_formulas() {
    assert_eq!(score(default(), Sign::AtLeast, "90", "-3", "5"), earns("0.00", false));
    assert_eq!(score(default(), Sign::AtMost, "90", "-3", "5"), earns("5.00", true));
}

#[test]
fn over_achievement_is_flagged_from_the_threshold_on() {
    let over = |sign, actual: &str| {
        let (target, actual) = ("80".parse().unwrap(), actual.parse().unwrap());
        score_number(
            default(),
            &Method::Proportional,
            Numbers { sign, target, actual, weight: Points::from_hundredths(500) },
        )
        .over_achieved
    };
    assert!(over(Sign::Equal, "96") && over(Sign::AtLeast, "96") && over(Sign::MoreThan, "96"));
    assert!(!over(Sign::Equal, "95.999999"));
    assert!(!over(Sign::AtMost, "20"));
}

#[test]
fn the_trace_is_the_arithmetic_a_person_would_write() {
    let trace = |profile, sign, target: &str, actual: &str| {
        let (target, actual) = (target.parse().unwrap(), actual.parse().unwrap());
        score_number(
            profile,
            &Method::Proportional,
            Numbers { sign, target, actual, weight: Points::from_hundredths(500) },
        )
        .trace
    };
    let floor = trace(default(), Sign::AtLeast, "90", "81");
    assert_eq!(floor.to_string(), "5.00 × 81 ÷ 90 = 4.50");
    assert_eq!((floor.exact.unwrap().to_string(), floor.rounding()), ("9/2".to_owned(), None));
    assert_eq!(trace(default(), Sign::AtLeast, "90", "95").to_string(), "95 > 90: 5.00");
    let cap = trace(default(), Sign::AtMost, "1884000", "2000000");
    assert_eq!(cap.to_string(), "5.00 × (1 − (2000000 − 1884000) ÷ 1884000) = 4.69");
    assert_eq!(cap.rounding(), Some(Rounding::HalfUp));
    let exact = with(EqualRule::Exact, CapRule::Ratio, false);
    assert_eq!(trace(&exact, Sign::Equal, "80", "96").to_string(), "5.00 × (1 − |96 − 80| ÷ 80) = 4.00");
    assert_eq!(trace(&exact, Sign::AtMost, "10", "20").to_string(), "5.00 × 10 ÷ 20 = 2.50");
}

fn signs() -> impl Strategy<Value = Sign> {
    prop::sample::select(vec![Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost])
}

fn profiles() -> impl Strategy<Value = Profile> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(exact, ratio, strict)| {
        let equal = if exact { EqualRule::Exact } else { EqualRule::AtLeast };
        with(equal, if ratio { CapRule::Ratio } else { CapRule::Linear }, strict)
    })
}

fn decimals() -> impl Strategy<Value = Decimal> {
    let any_size = prop_oneof![-3_000_000..=3_000_000i64, -999_999_999_999_999_999..=999_999_999_999_999_999i64];
    any_size.prop_map(|m| Decimal::from_millionths(m).unwrap())
}

fn weights() -> impl Strategy<Value = Points> {
    (0..=10_000u32).prop_map(Points::from_hundredths)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_score_is_never_above_the_weight_and_a_met_target_earns_all_of_it(
        profile in profiles(), sign in signs(), target in decimals(), actual in decimals(), weight in weights(),
    ) {
        let scored = score_number(&profile, &Method::Proportional, Numbers { sign, target, actual, weight });
        prop_assert_eq!(scored.trace.result, scored.score);
        prop_assert!(scored.score.is_none_or(|score| score <= weight));
        if scored.met {
            prop_assert_eq!(scored.score, Some(weight));
        }
        if scored.score.is_none() {
            prop_assert!(target <= Decimal::ZERO, "only a target that gives no ratio is not scorable");
        }
    }

    #[test]
    fn more_never_earns_less_under_a_floor_and_never_more_under_a_cap(
        ratio in any::<bool>(), sign in signs(), target in 1..2_000_000i64, a in -100..5_000_000i64,
        b in -100..5_000_000i64, weight in weights(),
    ) {
        let cap = if ratio { CapRule::Ratio } else { CapRule::Linear };
        let profile = with(EqualRule::AtLeast, cap, false);
        let at = |actual| {
            let (target, actual) = (Decimal::from_millionths(target).unwrap(), Decimal::from_millionths(actual).unwrap());
            score_number(&profile, &Method::Proportional, Numbers { sign, target, actual, weight })
        };
        let (less, more) = (at(a.min(b)), at(a.max(b)));
        if matches!(sign, Sign::AtMost | Sign::LessThan) {
            prop_assert!(less.score >= more.score && less.met >= more.met);
        } else {
            prop_assert!(less.score <= more.score && less.met <= more.met);
        }
    }

    #[test]
    fn the_exact_rule_falls_alike_on_either_side(target in 1..1_000_000i64, off in 0..1_000_000i64, weight in weights()) {
        let off = off.min(target);
        let profile = with(EqualRule::Exact, CapRule::Linear, false);
        let at = |actual| {
            let (target, actual) = (Decimal::from_millionths(target).unwrap(), Decimal::from_millionths(actual).unwrap());
            score_number(&profile, &Method::Proportional, Numbers { sign: Sign::Equal, target, actual, weight }).score
        };
        prop_assert_eq!(at(target - off), at(target + off));
    }
}
