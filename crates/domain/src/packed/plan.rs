//! A plan as it is packed.

use crate::Points;
use crate::scorecard::Scorecard;
use crate::scoring::{Outcome, unsigned};

/// Where the rows of a plan are, and what its sums need besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Where its rows begin.
    pub(super) first: usize,
    /// How many there are.
    pub(super) rows: usize,
    /// How many may be there.
    pub(super) room: usize,
    /// Hundredths of a point that rows have beyond what a row holds.
    pub(super) beyond: u32,
    /// Weight of the indicators that apply.
    pub(super) applicable: Points,
    /// Weight of the indicators that have points.
    pub(super) covered: Points,
    /// Whether an indicator applies and has no points.
    pub(super) is_missing: bool,
    /// Weight of the execution row.
    pub(super) execution_weight: Points,
    /// What is known of it.
    pub(super) execution: Execution,
}

/// What is known of the execution of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Execution {
    /// Nothing was reported.
    NotReported,
    /// There is no budget.
    NotApplicable,
    /// In fen.
    Reported {
        /// What was spent.
        executed: u64,
        /// Of how much; above nought.
        budget: u64,
    },
}

impl Plan {
    /// Of a scorecard with its rows in that room.
    pub(super) fn of(card: &Scorecard, (first, room): (usize, usize), beyond: u32) -> Self {
        let mut plan = Self {
            first,
            rows: 0,
            room,
            beyond,
            applicable: Points::ZERO,
            covered: Points::ZERO,
            is_missing: false,
            execution_weight: card.execution.weight,
            execution: Execution::of(card),
        };
        for row in card.rows() {
            let (applies, has_points) = (row.score.outcome != Outcome::NotApplicable, row.score.score.is_some());
            plan.rows += 1;
            plan.applicable = plan.applicable + if applies { row.weight } else { Points::ZERO };
            plan.covered = plan.covered + if has_points { row.weight } else { Points::ZERO };
            plan.is_missing |= applies && !has_points;
        }
        plan
    }
}

impl Execution {
    fn of(card: &Scorecard) -> Self {
        let row = &card.execution;
        match (row.score.outcome, &row.record) {
            (Outcome::NotApplicable, _) => Self::NotApplicable,
            (Outcome::Scored, Some(record)) => {
                let total = record.report.total();
                Self::Reported { executed: unsigned(total.executed), budget: unsigned(total.budget()) }
            }
            _ => Self::NotReported,
        }
    }
}
