//! Methods, each at both sides of its bounds.

use super::*;
use crate::{OverAchievement, Rounding, Step};

fn by(method: &Method, sign: Sign, target: &str, actual: &str, weight: &str) -> Option<(String, bool)> {
    under(default(), method, sign, target, actual, weight)
}

fn under(
    profile: &Profile,
    method: &Method,
    sign: Sign,
    target: &str,
    actual: &str,
    weight: &str,
) -> Option<(String, bool)> {
    let (target, actual, weight) = (target.parse().unwrap(), actual.parse().unwrap(), weight.parse().unwrap());
    let scored = score_number(profile, method, Numbers { sign, target, actual, weight });
    assert_eq!(scored.trace.result, scored.score);
    Some((scored.score?.to_string(), scored.met))
}

fn trace(method: &Method, sign: Sign, target: &str, actual: &str, weight: &str) -> String {
    let (target, actual, weight) = (target.parse().unwrap(), actual.parse().unwrap(), weight.parse().unwrap());
    score_number(default(), method, Numbers { sign, target, actual, weight }).trace.to_string()
}

fn exact() -> Profile {
    with(EqualRule::Exact, CapRule::Linear, false)
}

fn strict() -> Profile {
    with(EqualRule::AtLeast, CapRule::Linear, true)
}

fn threshold(share: &str) -> Method {
    Method::Threshold(share.parse().unwrap())
}

fn steps(steps: &[(&str, &str)]) -> Method {
    let step = |(from, points): &(&str, &str)| Step { from: from.parse().unwrap(), points: points.parse().unwrap() };
    Method::Steps(Steps::new(steps.iter().map(step).collect()).unwrap())
}

fn deduction(points: &str) -> Method {
    Method::Deduction(points.parse().unwrap())
}

const FLOORS: [Sign; 3] = [Sign::AtLeast, Sign::MoreThan, Sign::Equal];
const CAPS: [Sign; 2] = [Sign::AtMost, Sign::LessThan];

#[test]
fn below_the_threshold_nothing_is_earned_and_from_it_on_the_share() {
    let method = threshold("0.60");
    for sign in FLOORS {
        assert_eq!(by(&method, sign, "100", "59.999999", "10"), earns("0.00", false), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "60", "10"), earns("6.00", false), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "60.000001", "10"), earns("6.00", false), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "99.999999", "10"), earns("10.00", false), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "100", "10"), earns("10.00", true), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "100.000001", "10"), earns("10.00", true), "{sign:?}");
        assert_eq!(by(&method, sign, "100", "-1", "10"), earns("0.00", false), "{sign:?}");
    }
    assert_eq!(trace(&method, Sign::AtLeast, "100", "59.9", "10"), "59.9 ÷ 100 < 0.60: 0.00");
    assert_eq!(trace(&method, Sign::AtLeast, "100", "60", "10"), "10.00 × 60 ÷ 100 = 6.00");
}

#[test]
fn a_threshold_between_two_decimals_falls_to_neither() {
    // 0.60·T is 0.0000012 and 0.0000018.
    let method = threshold("0.60");
    assert_eq!(by(&method, Sign::AtLeast, "0.000002", "0.000001", "10"), earns("0.00", false));
    assert_eq!(by(&method, Sign::AtLeast, "0.000003", "0.000002", "10"), earns("6.67", false));
    assert_eq!(by(&threshold("1.00"), Sign::AtLeast, "90", "89.999999", "10"), earns("0.00", false));
    assert_eq!(by(&threshold("1.00"), Sign::AtLeast, "90", "90", "10"), earns("10.00", true));
    assert_eq!(by(&threshold("0.01"), Sign::AtLeast, "100", "1", "10"), earns("0.10", false));
    assert_eq!(by(&threshold("0.01"), Sign::AtLeast, "100", "0.999999", "10"), earns("0.00", false));
}

#[test]
fn a_threshold_of_a_target_that_gives_no_share_falls_back_to_met_or_not() {
    let method = threshold("0.60");
    for sign in [Sign::AtLeast, Sign::MoreThan] {
        assert_eq!(by(&method, sign, "0", "0", "10"), earns("10.00", true), "{sign:?}");
        assert_eq!(by(&method, sign, "0", "-0.000001", "10"), None, "{sign:?}");
        assert_eq!(by(&method, sign, "-5", "-5", "10"), earns("10.00", true), "{sign:?}");
        assert_eq!(by(&method, sign, "-5", "-5.000001", "10"), None, "{sign:?}");
    }
    assert_eq!(by(&method, Sign::Equal, "0", "0", "10"), earns("10.00", true));
    assert_eq!(by(&method, Sign::Equal, "0", "0.000001", "10"), earns("0.00", false));
}

#[test]
fn yes_or_no_is_all_or_nothing_on_any_target() {
    for target in ["90", "0", "-90"] {
        let near = |off: i64| {
            let target: Decimal = target.parse().unwrap();
            Decimal::from_millionths(target.millionths() + off).unwrap().to_string()
        };
        for sign in [Sign::AtLeast, Sign::MoreThan] {
            assert_eq!(by(&Method::YesNo, sign, target, &near(-1), "5"), earns("0.00", false), "{sign:?} {target}");
            assert_eq!(by(&Method::YesNo, sign, target, target, "5"), earns("5.00", true), "{sign:?} {target}");
            assert_eq!(by(&Method::YesNo, sign, target, &near(1), "5"), earns("5.00", true), "{sign:?} {target}");
        }
        for sign in CAPS {
            assert_eq!(by(&Method::YesNo, sign, target, &near(-1), "5"), earns("5.00", true), "{sign:?} {target}");
            assert_eq!(by(&Method::YesNo, sign, target, target, "5"), earns("5.00", true), "{sign:?} {target}");
            assert_eq!(by(&Method::YesNo, sign, target, &near(1), "5"), earns("0.00", false), "{sign:?} {target}");
        }
        for (off, points, met) in [(-1, "0.00", false), (0, "5.00", true), (1, "0.00", false)] {
            let earned = under(&exact(), &Method::YesNo, Sign::Equal, target, &near(off), "5");
            assert_eq!(earned, earns(points, met), "exact {target} {off}");
        }
    }
    assert_eq!(by(&Method::YesNo, Sign::Equal, "90", "90.000001", "5"), earns("5.00", true));
    assert_eq!(by(&Method::YesNo, Sign::Equal, "0", "0.000001", "5"), earns("0.00", false));
    assert_eq!(by(&Method::YesNo, Sign::Equal, "0", "-1", "5"), earns("5.00", true));
    assert_eq!(trace(&Method::YesNo, Sign::AtLeast, "90", "89.5", "5"), "89.5 < 90: 0.00");
}

#[test]
fn a_strict_sign_that_is_just_reached_is_not_met_and_keeps_its_points_under_any_method() {
    for method in [Method::YesNo, threshold("0.60"), deduction("1"), Method::Proportional] {
        for target in ["90", "-90"] {
            let equal = under(&strict(), &method, Sign::MoreThan, target, target, "5");
            assert_eq!(equal, earns("5.00", false), "{method} {target}");
            assert_eq!(under(default(), &method, Sign::MoreThan, target, target, "5"), earns("5.00", true));
        }
        assert_eq!(under(&strict(), &method, Sign::MoreThan, "90", "90.000001", "5"), earns("5.00", true));
    }
    assert_eq!(under(&strict(), &Method::YesNo, Sign::LessThan, "90", "90", "5"), earns("5.00", false));
    assert_eq!(under(&strict(), &Method::YesNo, Sign::LessThan, "90", "90.000001", "5"), earns("0.00", false));
    assert_eq!(under(&strict(), &Method::YesNo, Sign::LessThan, "90", "89.999999", "5"), earns("5.00", true));
}

#[test]
fn the_first_step_that_is_reached_counts() {
    let method = steps(&[("90", "10"), ("80", "8"), ("60", "5")]);
    for (actual, points, met) in [
        ("100", "5.00", true),
        ("90", "5.00", true),
        ("89.999999", "4.00", false),
        ("80", "4.00", false),
        ("79.999999", "2.50", false),
        ("60", "2.50", false),
        ("59.999999", "0.00", false),
        ("0", "0.00", false),
        ("-90", "0.00", false),
    ] {
        for sign in FLOORS {
            assert_eq!(by(&method, sign, "90", actual, "5"), earns(points, met), "{sign:?} {actual}");
        }
    }
    assert_eq!(trace(&method, Sign::AtLeast, "90", "85", "5"), "85 ≥ 80, 5.00 × 8.00 ÷ 10 = 4.00");
    assert_eq!(trace(&method, Sign::AtLeast, "90", "59", "5"), "59 < 60: 0.00");
}

#[test]
fn steps_know_nothing_of_the_target_but_whether_it_is_below_nought() {
    let method = steps(&[("90", "10"), ("0", "3.33")]);
    assert_eq!(by(&method, Sign::AtLeast, "95", "90", "5"), earns("5.00", false));
    assert_eq!(by(&method, Sign::AtLeast, "0", "50", "5"), earns("1.67", true));
    // A negative actual counts as nought.
    assert_eq!(by(&method, Sign::AtLeast, "95", "-0.000001", "5"), earns("1.67", false));
    assert_eq!(by(&steps(&[("-1", "7")]), Sign::AtLeast, "95", "-2", "5"), earns("3.50", false));
    assert_eq!(by(&method, Sign::AtLeast, "-1", "-2", "5"), None);
    assert_eq!(by(&method, Sign::AtLeast, "-1", "-1", "5"), earns("5.00", true));
}

#[test]
fn a_deduction_takes_off_for_each_unit_and_fraction_of_one() {
    for (actual, points, met) in [
        ("20", "10.00", true),
        ("20.000001", "10.00", false),
        ("20.01", "10.00", false),
        ("20.02", "9.99", false),
        ("20.5", "9.75", false),
        ("21", "9.50", false),
        ("39.98", "0.01", false),
        ("40", "0.00", false),
        ("40.000001", "0.00", false),
        ("999999999999.999999", "0.00", false),
        ("0", "10.00", true),
        ("-3", "10.00", true),
    ] {
        for sign in CAPS {
            assert_eq!(by(&deduction("0.5"), sign, "20", actual, "10"), earns(points, met), "{sign:?} {actual}");
        }
    }
    assert_eq!(trace(&deduction("0.5"), Sign::AtMost, "20", "20.5", "10"), "10.00 − 0.5 × (20.5 − 20) = 9.75");
    assert_eq!(trace(&deduction("0.5"), Sign::AtMost, "20", "19", "10"), "19 < 20: 10.00");
}

#[test]
fn a_deduction_from_a_floor_counts_what_is_missing() {
    for (actual, points, met) in [
        ("20", "10.00", true),
        ("25", "10.00", true),
        ("19.999999", "10.00", false),
        ("19", "9.50", false),
        ("0.02", "0.01", false),
        ("0", "0.00", false),
        ("-5", "0.00", false),
    ] {
        for sign in FLOORS {
            assert_eq!(by(&deduction("0.5"), sign, "20", actual, "10"), earns(points, met), "{sign:?} {actual}");
        }
    }
    // No more than the target can be missing, because a negative actual counts as nought.
    assert_eq!(by(&deduction("0.25"), Sign::AtLeast, "20", "-1000", "10"), earns("5.00", false));
}

#[test]
fn a_deduction_from_an_exact_equal_counts_on_both_sides() {
    for (actual, points, met) in [
        ("20", "10.00", true),
        ("19", "9.50", false),
        ("21", "9.50", false),
        ("0", "0.00", false),
        ("40", "0.00", false),
    ] {
        let earned = under(&exact(), &deduction("0.5"), Sign::Equal, "20", actual, "10");
        assert_eq!(earned, earns(points, met), "{actual}");
    }
}

#[test]
fn a_deduction_counts_from_nought_what_should_not_be_there() {
    for sign in [Sign::Equal, Sign::AtMost, Sign::LessThan] {
        for profile in [default(), &exact()] {
            let at = |actual| under(profile, &deduction("2"), sign, "0", actual, "5");
            assert_eq!(at("0"), earns("5.00", true), "{sign:?}");
            assert_eq!(at("1"), earns("3.00", false), "{sign:?}");
            assert_eq!(at("2.5"), earns("0.00", false), "{sign:?}");
            assert_eq!(at("3"), earns("0.00", false), "{sign:?}");
        }
    }
}

#[test]
fn a_deduction_stays_exact_with_the_largest_numbers() {
    let most = "999999999999.999999";
    assert_eq!(by(&deduction(most), Sign::AtMost, "0", most, "100"), earns("0.00", false));
    assert_eq!(by(&deduction(most), Sign::AtLeast, most, "0", "100"), earns("0.00", false));
    assert_eq!(by(&deduction("0.000001"), Sign::AtMost, "0", most, "100"), earns("0.00", false));
    assert_eq!(by(&deduction("0.000001"), Sign::AtMost, "0", "1000000", "100"), earns("99.00", false));
    assert_eq!(by(&deduction("0.000001"), Sign::AtMost, "0", "0.000001", "100"), earns("100.00", false));
    assert_eq!(by(&deduction(most), Sign::AtMost, "0", "0.000001", "100"), earns("0.00", false));
    assert_eq!(by(&deduction("1"), Sign::AtMost, "-1", "0", "100"), None);
}

#[test]
fn halves_go_where_the_profile_says() {
    let at = |rounding, actual: &str, weight: &str| {
        let profile = Profile { rounding, ..default().clone() };
        under(&profile, &Method::Proportional, Sign::AtLeast, "2", actual, weight).unwrap().0
    };
    // Halves of 0.01, 0.03 and 0.05; then just below and above the half of 0.01.
    for (rounding, expected) in [
        (Rounding::HalfUp, ["0.01", "0.02", "0.03", "0.00", "0.01"]),
        (Rounding::HalfEven, ["0.00", "0.02", "0.02", "0.00", "0.01"]),
        (Rounding::Down, ["0.00", "0.01", "0.02", "0.00", "0.00"]),
    ] {
        let found = [("1", "0.01"), ("1", "0.03"), ("1", "0.05"), ("0.999999", "0.01"), ("1.000001", "0.01")];
        assert_eq!(found.map(|(actual, weight)| at(rounding, actual, weight)), expected, "{rounding:?}");
    }
    for rounding in Rounding::ALL {
        assert_eq!(at(rounding, "1", "0.02"), "0.01");
        assert_eq!(at(rounding, "2", "99.99"), "99.99");
    }
    assert_eq!(at(Rounding::Down, "1.999999", "10"), "9.99");
}

#[test]
fn over_achievement_begins_exactly_at_its_share_and_can_be_ignored() {
    let over = |profile: &Profile, method: &Method, sign, actual: &str| {
        let numbers = Numbers {
            sign,
            target: "0.000005".parse().unwrap(),
            actual: actual.parse().unwrap(),
            weight: Points::HUNDRED,
        };
        score_number(profile, method, numbers).over_achieved
    };
    let at = |hundredths| Profile { over_achievement: Points::from_hundredths(hundredths), ..default().clone() };
    for method in [Method::Proportional, threshold("0.6"), Method::YesNo, deduction("1"), steps(&[("1", "10")])] {
        for sign in FLOORS {
            assert!(over(default(), &method, sign, "0.000006") && !over(default(), &method, sign, "0.000005"));
            assert!(!over(&at(21), &method, sign, "0.000006") && over(&at(21), &method, sign, "0.000007"));
            let ignored = Profile { over_achieved: OverAchievement::Ignored, ..default().clone() };
            assert!(!over(&ignored, &method, sign, "999999999999"));
        }
    }
    assert!(CAPS.iter().all(|sign| !over(default(), &Method::Proportional, *sign, "0")));
    assert!(!over(&exact(), &Method::Proportional, Sign::Equal, "1"));
}

#[test]
fn arithmetic_that_comes_to_less_than_nought_says_that_it_is_cut_off_there() {
    let cap = |actual| trace(&Method::Proportional, Sign::AtMost, "10", actual, "10");
    assert_eq!(cap("20"), "10.00 × (1 − (20 − 10) ÷ 10) = 0.00");
    assert_eq!(cap("20.000001"), "max(0, 10.00 × (1 − (20.000001 − 10) ÷ 10)) = 0.00");
    let beside = |actual: &str| {
        let numbers = Numbers {
            sign: Sign::Equal,
            target: "10".parse().unwrap(),
            actual: actual.parse().unwrap(),
            weight: "10".parse().unwrap(),
        };
        score_number(&exact(), &Method::Proportional, numbers).trace.to_string()
    };
    assert_eq!(beside("0"), "10.00 × (1 − |0 − 10| ÷ 10) = 0.00");
    assert_eq!(beside("31"), "max(0, 10.00 × (1 − |31 − 10| ÷ 10)) = 0.00");
    let deducted = |actual| trace(&deduction("0.5"), Sign::AtMost, "20", actual, "10");
    assert_eq!(deducted("40"), "10.00 − 0.5 × (40 − 20) = 0.00");
    assert_eq!(deducted("40.000001"), "max(0, 10.00 − 0.5 × (40.000001 − 20)) = 0.00");
    let most = trace(&deduction("999999999999"), Sign::AtMost, "0", "999999999999.999999", "10");
    assert_eq!(most, "max(0, 10.00 − 999999999999 × (999999999999.999999 − 0)) = 0.00");
}
