//! Profiles.

use std::borrow::Cow;

use jixiao_domain::{
    CapRule, Effective, EqualRule, Grade, Level1, Level2, LightBounds, MethodRule, NotApplicableRule, OverAchievement,
    Overrider, Points, Profile, Rounding, Selector, Sign, TargetKind, Text,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{date, id, method, text};

/// With every rule any that fits together; its region and version are those of a built-in one.
pub fn profile() -> impl Strategy<Value = Profile> {
    let origin = (id(), text::<200>(), effective());
    let ways = (
        select(vec![EqualRule::AtLeast, EqualRule::Exact]),
        select(vec![CapRule::Linear, CapRule::Ratio]),
        any::<bool>(),
        vec(rule(), 0..4),
        select(vec![OverAchievement::ReasonOwed, OverAchievement::Ignored]),
        select(vec![NotApplicableRule::Rescale, NotApplicableRule::Move]),
        select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down]),
    );
    let shares = (0..10_000u32, 1..=1000u32, rising::<2>(100), 0..=100u32, rising::<3>(10_000), lights());
    let overriders = subsequence(Overrider::ALL.to_vec(), 0..=2).prop_shuffle();
    (origin, ways, shares, overriders).prop_map(|(origin, ways, shares, overriders)| {
        let (id, source, effective): (jixiao_domain::SchemeId, Text<200>, Effective) = origin;
        let (equal, cap, strict, rules, over_achieved, not_applicable, rounding) = ways;
        let (execution, over, [partly, achieved], excess, [fair, good, excellent], lights) = shares;
        Profile {
            region: None,
            id: Cow::Owned(id.to_string()),
            version: 1,
            source: Cow::Owned(source.to_string()),
            effective,
            execution_weight: Points::from_hundredths(execution),
            equal,
            cap,
            strict,
            rules,
            over_achievement: Points::from_hundredths(over),
            over_achieved,
            achieved_from: achieved,
            partly_achieved_from: partly,
            not_applicable,
            rounding,
            grades: [(Grade::Excellent, excellent), (Grade::Good, good), (Grade::Fair, fair)],
            lights,
            plausible_excess: Points::from_hundredths(excess),
            overriders,
        }
    })
}

/// So many points above nought, each above the one before.
fn rising<const COUNT: usize>(most: u32) -> impl Strategy<Value = [Points; COUNT]> {
    btree_set(1..=most, COUNT).prop_map(|hundredths| {
        let points: Vec<Points> = hundredths.into_iter().map(Points::from_hundredths).collect();
        points.try_into().unwrap()
    })
}

/// Of what is due: red and yellow below the whole, blue above it.
fn lights() -> impl Strategy<Value = LightBounds> {
    (rising::<2>(100), 101..=500u32).prop_map(|([red_below, yellow_below], blue)| LightBounds {
        red_below,
        yellow_below,
        blue_from: Points::from_hundredths(blue),
    })
}

fn effective() -> impl Strategy<Value = Effective> {
    (option::of(date()), option::of(date())).prop_map(|(one, other)| match (one, other) {
        (Some(one), Some(other)) => Effective::new(Some(one.min(other)), Some(one.max(other))).unwrap(),
        (from, to) => Effective::new(from, to).unwrap(),
    })
}

fn rule() -> impl Strategy<Value = MethodRule> {
    let selector = (
        option::of(select(Level1::ALL.to_vec())),
        option::of(select(Level2::ALL.to_vec())),
        option::of(select(TargetKind::ALL.to_vec())),
        option::of(select(Sign::ALL.to_vec())),
        option::of(text()),
        option::of(text()),
    );
    let rule = (selector, method()).prop_map(|((level1, level2, kind, sign, unit, name_part), method)| MethodRule {
        selector: Selector { level1, level2, kind, sign, unit, name_part },
        method,
    });
    rule.prop_filter("the method fits what the selector asks for", |rule| rule.check().is_empty())
}
