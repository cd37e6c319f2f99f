//! The score of a packed plan.

use super::Rows;
use super::plan::{Execution, Plan};
use crate::kernel::Share;
use crate::scorecard::of_a_hundred;
use crate::{Points, Rounding};

/// The sums of a plan, as [`Totals`](crate::scorecard::Totals) has them. All are points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanScore {
    /// Of the indicators that have some.
    pub indicators: Points,
    /// Of the execution row; `None` where nothing was reported or it does not apply.
    pub execution: Option<Points>,
    /// Of all rows that have some.
    pub points: Points,
    /// Weight of the rows that have points.
    pub weight_covered: Points,
    /// Weight of the rows that apply.
    pub applicable_weight: Points,
    /// The lowest total that is still possible.
    pub lowest: Points,
    /// The highest total that is still possible.
    pub highest: Points,
    /// Out of 100, once no row is missing and some row applies.
    pub total: Option<Points>,
}

impl PlanScore {
    #[inline]
    pub(super) fn of(plan: &Plan, rows: Rows<'_>, rounding: Rounding) -> Self {
        let indicators = rows.points(rounding) + Points::from_hundredths(plan.beyond);
        let weight = plan.execution_weight;
        let (execution, applies) = match plan.execution {
            Execution::NotReported => (None, true),
            Execution::NotApplicable => (None, false),
            Execution::Reported { executed, budget } => {
                (Share::of(executed, budget).map(|share| share.points(weight, rounding)), true)
            }
        };
        let points = indicators + execution.unwrap_or_default();
        let weight_covered = plan.covered + if execution.is_some() { weight } else { Points::ZERO };
        let applicable_weight = plan.applicable + if applies { weight } else { Points::ZERO };
        let total = |points| of_a_hundred(points, applicable_weight, rounding).result;
        let lowest = total(points);
        let is_complete = !plan.is_missing && execution.is_some() == applies;
        let highest = if is_complete { lowest } else { total(points + (applicable_weight - weight_covered)) };
        Self {
            indicators,
            execution,
            points,
            weight_covered,
            applicable_weight,
            lowest: lowest.unwrap_or_default(),
            highest: highest.unwrap_or_default(),
            total: lowest.filter(|_| is_complete),
        }
    }
}
