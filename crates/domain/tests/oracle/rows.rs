//! A number against a number, by every method that is not a person's.

use jixiao_domain::scoring::{Numbers, score_number};
use jixiao_domain::{Method, NumericTarget, Points, Profile, Sign, Target};

use crate::exact::{decimal, nought, one, points, whole};
use crate::number::{Case, Number, number};
use crate::random::{Random, seed};
use crate::row::can_score;
use crate::values::{actual_value, method, profile, target_value, weight};

/// Of each sign.
const ROUNDS: u64 = 18_000;

fn rounds_of(sign: Sign) {
    let seed = seed();
    for round in 0..ROUNDS {
        let random = &mut Random::of(seed, round);
        let profile = profile(random, Points::from_hundredths(1000));
        let target = target_value(random);
        let method = some_method(random, sign);
        let actual = actual_value(random, &profile, &method, target);
        let weight = weight(random);
        agree(&Case { profile: &profile, method: &method, sign, target, actual, weight }, seed, round);
    }
}

/// One that can score the sign.
pub(crate) fn some_method(random: &mut Random, sign: Sign) -> Method {
    let target = Target::Numeric(NumericTarget { sign, value: "1".parse().unwrap(), unit: None });
    let method = method(random);
    if method.is_judged() || !can_score(&method, &target) { Method::Proportional } else { method }
}

fn agree(case: &Case<'_>, seed: u64, round: u64) {
    let Case { profile, method, sign, target, actual, weight } = *case;
    let scored = score_number(profile, method, Numbers { sign, target, actual, weight });
    let Number { score, met, over_achieved, .. } = number(case);
    let found = (scored.score, scored.met, scored.over_achieved);
    let said =
        || format!("seed {seed} round {round}: {sign:?} {target}, {actual} of {weight} by {method}, {profile:#?}");
    assert_eq!(found, (score, met, over_achieved), "{}", said());
    assert_eq!(scored.trace.result, score, "{}", said());
    let from_exact = scored.trace.exact.map(|exact| exact.round(profile.rounding));
    assert!(from_exact.is_none_or(|rounded| Some(rounded) == score), "{}", said());
    assert!(score.is_none_or(|score| score <= weight), "{}", said());
}

#[test]
fn the_worked_examples_of_the_rules_are_those_of_the_oracle() {
    let examples = [
        (Sign::AtLeast, "90", "81", "5", "4.50"),
        (Sign::AtLeast, "6700", "5500", "3", "2.46"),
        (Sign::AtMost, "1884000", "2000000", "5", "4.69"),
        (Sign::AtMost, "10", "20", "10", "0.00"),
        (Sign::Equal, "80", "72", "5", "4.50"),
        (Sign::Equal, "80", "96", "5", "5.00"),
    ];
    for (sign, target, actual, weight, points) in examples {
        let (target, actual, weight) = (target.parse().unwrap(), actual.parse().unwrap(), weight.parse().unwrap());
        let profile = Profile::default_rules();
        let case = Case { profile, method: &Method::Proportional, sign, target, actual, weight };
        assert_eq!(number(&case).score, Some(points.parse().unwrap()));
        agree(&case, 0, 0);
    }
}

/// Otherwise it would hardly matter which side of a bound counts, and how a half is rounded.
#[test]
fn many_cases_lie_at_a_bound_or_a_half() {
    let seed = seed();
    let [mut equal, mut far, mut double, mut at_share, mut halves] = [0; 5];
    for round in 0..ROUNDS {
        let random = &mut Random::of(seed, round);
        let profile = profile(random, Points::from_hundredths(1000));
        let target = target_value(random);
        let method = some_method(random, Sign::AtLeast);
        let actual = actual_value(random, &profile, &method, target);
        let weight = weight(random);
        let (t, a, w) = (decimal(target), decimal(actual), points(weight));
        equal += u32::from(a == t);
        if t > nought() {
            let share = &a / &t;
            far += u32::from(share == one() + points(profile.over_achievement));
            double += u32::from(share == whole(2));
            at_share += u32::from(matches!(method, Method::Threshold(from) if share == points(from)));
            let twice = w * share * whole(200);
            halves += u32::from(a < t && twice.is_integer() && !(twice / whole(2)).is_integer());
        }
    }
    assert!(
        [equal, far, double, at_share, halves].iter().all(|cases| *cases >= 50),
        "{equal} {far} {double} {at_share} {halves}"
    );
}

#[test]
fn at_least_agrees_with_the_oracle() {
    rounds_of(Sign::AtLeast);
}

#[test]
fn more_than_agrees_with_the_oracle() {
    rounds_of(Sign::MoreThan);
}

#[test]
fn equal_agrees_with_the_oracle() {
    rounds_of(Sign::Equal);
}

#[test]
fn less_than_agrees_with_the_oracle() {
    rounds_of(Sign::LessThan);
}

#[test]
fn at_most_agrees_with_the_oracle() {
    rounds_of(Sign::AtMost);
}
