//! What a person decided, as points.

use super::{Arithmetic, Operand, Rule, Trace};
use crate::{Band, Fraction, Judgement, Method, Points, Profile, Ruling, Tier};

/// What a judgement gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByHand {
    /// Whether the target was reached, where that can be said.
    pub(super) met: Option<bool>,
    /// How the score came about.
    pub(super) trace: Trace,
}

/// A judgement under a method. One of another kind, or outside what the weight allows, was made for another
/// method or weight: `None`, it waits to be made anew.
pub(super) fn by_hand(
    profile: &Profile,
    method: &Method,
    weight: Points,
    judgement: Option<&Judgement>,
) -> Option<ByHand> {
    match (&judgement?.ruling, method) {
        (Ruling::Checklist { met, .. }, Method::Checklist(list)) => {
            let (there, all) = (list.points_of(met), list.points());
            let exact = Fraction::of(weight, i128::from(there.hundredths()), i128::from(all.hundredths()))?;
            let (numerator, denominator) = (Operand::Points(there), Operand::Points(all));
            let share = Arithmetic::Share { weight, numerator, denominator };
            let trace = Trace::rounded(Rule::Checklist, share, exact, profile.rounding);
            Some(ByHand { met: Some(there == all), trace })
        }
        (Ruling::Manual { score, .. }, Method::Manual) if *score <= weight => {
            Some(ByHand { met: None, trace: given(Rule::Manual, *score) })
        }
        (Ruling::Tier { tier, score, .. }, method) if !method.is_judged() => {
            let holds = Band::of(*tier, weight, profile).is_some_and(|band| band.contains(*score));
            let met = Some(*tier == Tier::Achieved);
            holds.then(|| ByHand { met, trace: given(Rule::Judgement, *score) })
        }
        (Ruling::Checklist { .. } | Ruling::Manual { .. } | Ruling::Tier { .. } | Ruling::Override { .. }, _) => None,
    }
}

fn given(rule: Rule, score: Points) -> Trace {
    Trace { rule, result: Some(score), ..Trace::NONE }
}
