//! The execution row (预算执行率).

use super::{Arithmetic, Operand, Outcome, Rule, Trace};
use crate::kernel::Share;
use crate::{ExecutionAmounts, Fen, Points, Rounding};

/// What became of the execution row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionScore {
    /// Scored, not reported or not applicable.
    pub outcome: Outcome,
    /// Where scored.
    pub score: Option<Points>,
    /// How it came about.
    pub trace: Trace,
}

/// `w · min(1, executed ÷ budget)`; the budget is the adjusted one, or the initial where that is
/// absent. A budget of nought does not apply.
pub fn score_execution(rounding: Rounding, total: Option<&ExecutionAmounts>, weight: Points) -> ExecutionScore {
    let without = |outcome| ExecutionScore { outcome, score: None, trace: Trace::NONE };
    let Some(total) = total else { return without(Outcome::NotReported) };
    let (budget, executed) = (total.budget(), total.executed);
    if budget <= Fen::ZERO {
        return without(Outcome::NotApplicable);
    }
    let (numerator, denominator) = (Operand::Money(executed), Operand::Money(budget));
    let trace = if executed >= budget {
        Some(Trace::compared(Rule::Execution, numerator, executed.cmp(&budget), denominator, weight))
    } else {
        let share = Share::of(unsigned(executed), unsigned(budget));
        let arithmetic = Arithmetic::Share { weight, numerator, denominator };
        share.and_then(|share| Trace::share(Rule::Execution, arithmetic, weight, share, rounding))
    };
    trace.map_or(without(Outcome::NotScorable), |trace| ExecutionScore {
        outcome: Outcome::Scored,
        score: trace.result,
        trace,
    })
}

/// In fen, nought where it is negative.
pub(crate) const fn unsigned(money: Fen) -> u64 {
    if money.get() < 0 { 0 } else { money.get().cast_unsigned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(initial: i64, adjusted: Option<i64>, executed: i64) -> ExecutionScore {
        let total = ExecutionAmounts {
            initial: Fen::new(initial),
            adjusted: adjusted.map(Fen::new),
            executed: Fen::new(executed),
        };
        score_execution(Rounding::HalfUp, Some(&total), "10".parse().unwrap())
    }

    #[test]
    fn the_worked_example_is_exact() {
        let row = score(25_000_000, None, 21_545_760);
        assert_eq!(row.score.unwrap().to_string(), "8.62");
        assert_eq!(row.trace.to_string(), "10.00 × 215457.60 ÷ 250000.00 = 8.62");
    }

    #[test]
    fn more_than_the_budget_earns_no_more_than_the_weight() {
        assert_eq!(score(100, None, 100).score, Some("10".parse().unwrap()));
        assert_eq!(score(100, None, 101).score, Some("10".parse().unwrap()));
    }

    #[test]
    fn the_adjusted_budget_takes_the_place_of_the_initial_one() {
        assert_eq!(score(100, Some(200), 100).score, Some("5".parse().unwrap()));
        assert_eq!(score(0, Some(200), 100).score, Some("5".parse().unwrap()));
    }

    #[test]
    fn a_budget_of_nought_does_not_apply() {
        assert_eq!(score(100, Some(0), 100).outcome, Outcome::NotApplicable);
        assert_eq!(score(0, None, 0).outcome, Outcome::NotApplicable);
    }

    #[test]
    fn no_report_is_neither_nought_nor_full() {
        let row = score_execution(Rounding::HalfUp, None, "10".parse().unwrap());
        assert_eq!((row.outcome, row.score), (Outcome::NotReported, None));
    }

    #[test]
    fn half_a_hundredth_goes_where_the_profile_says() {
        let half = ExecutionAmounts { initial: Fen::new(2), adjusted: None, executed: Fen::new(1) };
        let at = |rounding, weight: u32| {
            let weight = Points::from_hundredths(weight);
            score_execution(rounding, Some(&half), weight).score.unwrap().hundredths()
        };
        assert_eq!(Rounding::ALL.map(|rounding| at(rounding, 1)), [1, 0, 0]);
        assert_eq!(Rounding::ALL.map(|rounding| at(rounding, 3)), [2, 2, 1]);
        assert_eq!(Rounding::ALL.map(|rounding| at(rounding, 2)), [1, 1, 1]);
    }
}
