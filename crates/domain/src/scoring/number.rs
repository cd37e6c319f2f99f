//! A number against a number.

use std::cmp::Ordering;

use super::{Arithmetic, Operand, Rule, Trace};
use crate::{CapRule, Decimal, EqualRule, Fraction, Points, Profile, Sign};

/// What a number earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberScore {
    /// Between nought and the weight; `None` where no rule gives points (not scorable).
    pub score: Option<Points>,
    /// Whether the target was reached; decided on the actual as reported.
    pub met: bool,
    /// Far above the target.
    pub over_achieved: bool,
    /// How the score came about.
    pub trace: Trace,
}

/// Which way of scoring a sign means under a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Floor,
    Cap,
    Exact,
}

/// Scores an actual against a target.
pub fn score_number(profile: &Profile, sign: Sign, target: Decimal, actual: Decimal, weight: Points) -> NumberScore {
    let way = way(profile, sign);
    let met = is_met(profile, sign, way, target, actual);
    let trace = trace(profile, sign, way, target, actual, weight).unwrap_or(Trace::NONE);
    let over_achieved = way == Way::Floor && target > Decimal::ZERO && is_over(profile, target, actual);
    NumberScore { score: trace.result, met, over_achieved, trace }
}

fn way(profile: &Profile, sign: Sign) -> Way {
    match (sign, profile.equal) {
        (Sign::AtLeast | Sign::MoreThan, _) | (Sign::Equal, EqualRule::AtLeast) => Way::Floor,
        (Sign::AtMost | Sign::LessThan, _) => Way::Cap,
        (Sign::Equal, EqualRule::Exact) => Way::Exact,
    }
}

/// On the actual as reported, not on the rounded score. `= 0` at-least is met by nothing above it.
fn is_met(profile: &Profile, sign: Sign, way: Way, target: Decimal, actual: Decimal) -> bool {
    let counts_equal = !profile.strict || !matches!(sign, Sign::MoreThan | Sign::LessThan);
    match actual.cmp(&target) {
        Ordering::Equal => counts_equal,
        Ordering::Greater => way == Way::Floor && !(sign == Sign::Equal && target == Decimal::ZERO),
        Ordering::Less => way == Way::Cap || (way == Way::Floor && sign == Sign::Equal && target == Decimal::ZERO),
    }
}

fn trace(profile: &Profile, sign: Sign, way: Way, target: Decimal, actual: Decimal, weight: Points) -> Option<Trace> {
    match target.cmp(&Decimal::ZERO) {
        Ordering::Greater => above_nought(profile, sign, way, target, actual.not_below_zero(), weight),
        Ordering::Equal if matches!(sign, Sign::Equal | Sign::AtMost | Sign::LessThan) => {
            let full = match way {
                Way::Exact => actual == Decimal::ZERO,
                Way::Floor | Way::Cap => actual <= Decimal::ZERO,
            };
            Some(met_or_nothing(target, actual, if full { weight } else { Points::ZERO }))
        }
        // No ratio exists: points only where the target is reached. Strictness touches met, never the score.
        Ordering::Equal | Ordering::Less => {
            let full = actual == target || is_met(profile, sign, way, target, actual);
            full.then(|| met_or_nothing(target, actual, weight))
        }
    }
}

fn met_or_nothing(target: Decimal, actual: Decimal, score: Points) -> Trace {
    Trace::compared(Rule::MetOrNothing, Operand::Value(actual), actual.cmp(&target), Operand::Value(target), score)
}

/// The formulas, for a target above nought and an actual not below it.
fn above_nought(
    profile: &Profile,
    sign: Sign,
    way: Way,
    target: Decimal,
    actual: Decimal,
    weight: Points,
) -> Option<Trace> {
    let (t, a) = (i128::from(target.millionths()), i128::from(actual.millionths()));
    let (target_term, actual_term) = (Operand::Value(target), Operand::Value(actual));
    let full = |rule| Some(Trace::compared(rule, actual_term, actual.cmp(&target), target_term, weight));
    let share = |rule, numerator, denominator, exact: Option<Fraction>| {
        Some(Trace::rounded(rule, Arithmetic::Share { weight, numerator, denominator }, exact?))
    };
    match way {
        Way::Floor => {
            let rule = if sign == Sign::Equal { Rule::EqualAtLeast } else { Rule::Floor };
            if a >= t { full(rule) } else { share(rule, actual_term, target_term, Fraction::of(weight, a, t)) }
        }
        Way::Exact if a == t => full(Rule::EqualExact),
        Way::Exact => {
            let exact = Fraction::of(weight, (t - (a - t).abs()).max(0), t)?;
            Some(Trace::rounded(Rule::EqualExact, Arithmetic::Distance { weight, actual, target }, exact))
        }
        Way::Cap => match profile.cap {
            CapRule::Linear if a <= t => full(Rule::CapLinear),
            CapRule::Linear => {
                let exact = Fraction::of(weight, (2 * t - a).max(0), t)?;
                Some(Trace::rounded(Rule::CapLinear, Arithmetic::Excess { weight, actual, target }, exact))
            }
            CapRule::Ratio if a <= t => full(Rule::CapRatio),
            CapRule::Ratio => share(Rule::CapRatio, target_term, actual_term, Fraction::of(weight, t, a)),
        },
    }
}

/// `A ≥ (1 + t)·T`.
fn is_over(profile: &Profile, target: Decimal, actual: Decimal) -> bool {
    let bound = i128::from(target.millionths()) * (100 + i128::from(profile.over_achievement.hundredths()));
    i128::from(actual.millionths()) * 100 >= bound
}

#[cfg(test)]
mod tests;
