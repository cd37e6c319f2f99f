//! Whether points are plausible beside the money that was spent.

use super::{ExecutionRow, GoalRows};
use crate::scoring::Outcome;
use crate::{Fen, Fraction, Points, Profile};

/// What the test says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plausibility {
    /// No indicator has points, or there is no execution rate.
    NotTested,
    /// The points fit the money.
    Plausible,
    /// The share of the points is too far above the execution rate.
    Implausible,
}

/// The test: s the share of points that the indicators with points earned, R the execution rate; implausible where
/// s > 0 and (s-R)/s is above what the profile allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plausible {
    /// What it says.
    pub result: Plausibility,
    /// s, out of a hundred; `None` where no indicator has points.
    pub indicators: Option<Fraction>,
    /// R, out of a hundred; `None` where nothing was reported or the budget is nought.
    pub execution: Option<Fraction>,
}

impl Plausible {
    pub(super) fn of(profile: &Profile, goals: &[GoalRows], execution: &ExecutionRow) -> Self {
        let points = hundredths(goals.iter().map(GoalRows::points).sum());
        let weight = hundredths(goals.iter().map(GoalRows::weight_covered).sum());
        let applies = execution.score.outcome != Outcome::NotApplicable;
        let amounts = execution.record.as_ref().filter(|_| applies).map(|record| record.report.total());
        let money = |fen: Fen| i128::from(fen.get().max(0));
        let rate = amounts.map(|amounts| (money(amounts.executed), money(amounts.budget())));
        let result = match rate {
            Some((executed, budget)) if points > 0 && weight > 0 && budget > 0 => {
                // (s-R)/s > e is s·(1-e) > R, with s = points ÷ weight and R = executed ÷ budget.
                let kept = 100 - hundredths(profile.plausible_excess);
                let is_above = points * kept * budget > executed * weight * 100;
                if is_above { Plausibility::Implausible } else { Plausibility::Plausible }
            }
            _ => Plausibility::NotTested,
        };
        Self {
            result,
            indicators: Fraction::of(Points::HUNDRED, points, weight),
            execution: rate.and_then(|(executed, budget)| Fraction::of(Points::HUNDRED, executed, budget)),
        }
    }
}

fn hundredths(points: Points) -> i128 {
    i128::from(points.hundredths())
}
