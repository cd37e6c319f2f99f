//! A number against a number.

use std::cmp::Ordering;

use super::{Arithmetic, Operand, Rule, Trace};
use crate::kernel::{Formula, Share, is_below, less};
use crate::method::TEN;
use crate::{CapRule, Decimal, EqualRule, Fraction, Method, OverAchievement, Points, Profile, Rounding, Sign, Steps};

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

/// A number that was reported against another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// How it is compared.
    pub sign: Sign,
    /// What was to be reached.
    pub target: Decimal,
    /// As reported.
    pub actual: Decimal,
    /// 分值.
    pub weight: Points,
}

/// Scores an actual against a target by a method, which is one for numbers.
pub fn score_number(profile: &Profile, method: &Method, numbers: Numbers) -> NumberScore {
    let rules = Rules { profile, way: way(profile, numbers.sign), numbers };
    let trace = rules.trace(method).unwrap_or(Trace::NONE);
    NumberScore { score: trace.result, met: rules.is_met(), over_achieved: rules.is_over_achieved(), trace }
}

fn way(profile: &Profile, sign: Sign) -> Way {
    match (sign, profile.equal) {
        (Sign::AtLeast | Sign::MoreThan, _) | (Sign::Equal, EqualRule::AtLeast) => Way::Floor,
        (Sign::AtMost | Sign::LessThan, _) => Way::Cap,
        (Sign::Equal, EqualRule::Exact) => Way::Exact,
    }
}

/// The rules that hold for a pair of numbers.
#[derive(Clone, Copy)]
struct Rules<'a> {
    profile: &'a Profile,
    way: Way,
    numbers: Numbers,
}

impl Rules<'_> {
    /// On the actual as reported, not on the rounded score. `= 0` at-least is met by nothing above it.
    fn is_met(self) -> bool {
        let Numbers { sign, target, actual, .. } = self.numbers;
        match actual.cmp(&target) {
            Ordering::Equal => !self.profile.strict || !matches!(sign, Sign::MoreThan | Sign::LessThan),
            Ordering::Greater => self.way == Way::Floor && !self.is_none_wanted(),
            Ordering::Less => self.way == Way::Cap || (self.way == Way::Floor && self.is_none_wanted()),
        }
    }

    /// `= 0`: what is to stay away is too much from the first unit on.
    fn is_none_wanted(self) -> bool {
        self.numbers.sign == Sign::Equal && self.numbers.target == Decimal::ZERO
    }

    /// Strictness touches met, never the score.
    fn is_full(self) -> bool {
        self.numbers.actual == self.numbers.target || self.is_met()
    }

    /// `A ≥ (1 + t)·T` of floors above nought.
    fn is_over_achieved(self) -> bool {
        let Numbers { target, actual, .. } = self.numbers;
        let share = 100 + i128::from(self.profile.over_achievement.hundredths());
        let is_far = i128::from(actual.millionths()) * 100 >= i128::from(target.millionths()) * share;
        let counts = self.profile.over_achieved == OverAchievement::ReasonOwed;
        counts && self.way == Way::Floor && target > Decimal::ZERO && is_far
    }

    fn trace(self, method: &Method) -> Option<Trace> {
        let target = self.numbers.target.cmp(&Decimal::ZERO);
        match method {
            Method::YesNo => {
                Some(self.compared(Rule::YesNo, if self.is_full() { self.numbers.weight } else { Points::ZERO }))
            }
            _ if target == Ordering::Less => self.met_or_not_scorable(),
            Method::Steps(steps) => self.stepped(steps),
            Method::Deduction(per_unit) => self.deducted(*per_unit),
            Method::Threshold(share) if target == Ordering::Greater => self.beyond_a_share(*share),
            Method::Threshold(_) | Method::Proportional | Method::Checklist(_) | Method::Manual => {
                if target == Ordering::Greater { self.by_the_sign() } else { self.against_nought() }
            }
        }
    }

    /// As if it were not below nought.
    fn actual(self) -> Decimal {
        self.numbers.actual.not_below_zero()
    }

    fn compared(self, rule: Rule, score: Points) -> Trace {
        let Numbers { target, actual, .. } = self.numbers;
        Trace::compared(rule, Operand::Value(actual), actual.cmp(&target), Operand::Value(target), score)
    }

    /// The points of a share, with the line that says how they came about.
    fn shared(self, rule: Rule, arithmetic: Arithmetic, share: Share) -> Option<Trace> {
        Trace::share(rule, arithmetic, self.numbers.weight, share, self.profile.rounding)
    }

    /// No ratio exists: points only where the target is reached.
    fn met_or_not_scorable(self) -> Option<Trace> {
        self.is_full().then(|| self.compared(Rule::MetOrNothing, self.numbers.weight))
    }

    /// Of a target of nought: what is to stay away stays away, or nothing is earned.
    fn against_nought(self) -> Option<Trace> {
        let Numbers { sign, actual, weight, .. } = self.numbers;
        if matches!(sign, Sign::AtLeast | Sign::MoreThan) {
            return self.met_or_not_scorable();
        }
        let full = match self.way {
            Way::Exact => actual == Decimal::ZERO,
            Way::Floor | Way::Cap => actual <= Decimal::ZERO,
        };
        Some(self.compared(Rule::MetOrNothing, if full { weight } else { Points::ZERO }))
    }

    fn stepped(self, steps: &Steps) -> Option<Trace> {
        let (actual, weight) = (self.actual(), self.numbers.weight);
        if let Some(step) = steps.as_slice().iter().find(|step| actual >= step.from) {
            let arithmetic = Arithmetic::Step { weight, actual, from: step.from, points: step.points };
            let share = Share::of(step.points.hundredths().into(), TEN.hundredths().into())?;
            return self.shared(Rule::Steps, arithmetic, share);
        }
        let last = Operand::Value(steps.as_slice().last()?.from);
        Some(Trace::compared(Rule::Steps, Operand::Value(actual), Ordering::Less, last, Points::ZERO))
    }

    fn deducted(self, per_unit: Decimal) -> Option<Trace> {
        let (actual, Numbers { target, weight, .. }) = (self.actual(), self.numbers);
        let (greater, lesser) = match self.way {
            Way::Cap => (actual, target),
            Way::Floor if self.is_none_wanted() => (actual, target),
            Way::Floor => (target, actual),
            Way::Exact => (actual.max(target), actual.min(target)),
        };
        if greater <= lesser {
            let full = Trace::compared(
                Rule::Deduction,
                Operand::Value(actual),
                actual.cmp(&target),
                Operand::Value(target),
                weight,
            );
            return Some(full);
        }
        // Of numbers that are not negative, so that their difference fits.
        let excess = greater.millionths() - lesser.millionths();
        let arithmetic = Arithmetic::Deduction { weight, per_unit, greater, lesser };
        deducted(Rule::Deduction, arithmetic, (weight, per_unit), (excess, MILLION), self.profile.rounding)
    }

    fn beyond_a_share(self, share: Points) -> Option<Trace> {
        let (actual, Numbers { target, weight, .. }) = (self.actual(), self.numbers);
        if is_below(target.millionths(), actual.millionths(), share.hundredths()) {
            let arithmetic = Arithmetic::Below { actual, target, share };
            return Some(Trace { rule: Rule::Threshold, arithmetic, result: Some(Points::ZERO), ..Trace::NONE });
        }
        let arithmetic =
            Arithmetic::Share { weight, numerator: Operand::Value(actual), denominator: Operand::Value(target) };
        self.by_formula(Rule::Threshold, Formula::Floor, arithmetic)
    }

    /// The formulas of the signs, for a target above nought.
    fn by_the_sign(self) -> Option<Trace> {
        let (actual, Numbers { sign, target, weight, .. }) = (self.actual(), self.numbers);
        let (target_term, actual_term) = (Operand::Value(target), Operand::Value(actual));
        let of = |numerator, denominator| Arithmetic::Share { weight, numerator, denominator };
        let (rule, formula, arithmetic) = match (self.way, self.profile.cap) {
            (Way::Floor, _) if sign == Sign::Equal => {
                (Rule::EqualAtLeast, Formula::Floor, of(actual_term, target_term))
            }
            (Way::Floor, _) => (Rule::Floor, Formula::Floor, of(actual_term, target_term)),
            (Way::Exact, _) => (Rule::EqualExact, Formula::EqualExact, Arithmetic::Distance { weight, actual, target }),
            (Way::Cap, CapRule::Linear) => {
                (Rule::CapLinear, Formula::CapLinear, Arithmetic::Excess { weight, actual, target })
            }
            (Way::Cap, CapRule::Ratio) => (Rule::CapRatio, Formula::CapRatio, of(target_term, actual_term)),
        };
        self.by_formula(rule, formula, arithmetic)
    }

    /// A share of the weight by the arithmetic; the whole weight needs a comparison alone.
    fn by_formula(self, rule: Rule, formula: Formula, arithmetic: Arithmetic) -> Option<Trace> {
        let (actual, Numbers { target, weight, .. }) = (self.actual(), self.numbers);
        let share = formula.share(target, actual)?;
        if share.is_whole() {
            let (left, right) = (Operand::Value(actual), Operand::Value(target));
            return Some(Trace::compared(rule, left, actual.cmp(&target), right, weight));
        }
        self.shared(rule, arithmetic, share)
    }
}

/// Parts of a unit in a decimal.
const MILLION: u32 = 1_000_000;

/// `max(0, weight − per unit · excess ÷ parts)`.
pub(super) fn deducted(
    rule: Rule,
    arithmetic: Arithmetic,
    (weight, per_unit): (Points, Decimal),
    (excess, parts): (i64, u32),
    rounding: Rounding,
) -> Option<Trace> {
    let denominator = i128::from(MILLION) * i128::from(parts);
    // No more is taken off than there is, so that the product stays small.
    let most = i128::from(weight.hundredths()) * denominator;
    let taken = (i128::from(per_unit.millionths()) * i128::from(excess)).min(most);
    let exact = Some(Fraction::less(weight, taken, denominator)?);
    let result = Some(less(weight, per_unit, excess, parts, rounding));
    Some(Trace { rule, arithmetic, exact, rounding, result })
}

#[cfg(test)]
mod tests;
