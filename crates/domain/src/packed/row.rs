//! A row as it is packed.

use super::Code;
use crate::kernel::{Divisor, Formula};
use crate::scorecard;
use crate::scoring::{Outcome, Rule};
use crate::{ActualValue, Decimal, Method, Points, Target};

/// A row: by its formula, or with its points, which is a floor of one that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// In millionths, above nought.
    pub(super) target: i64,
    /// In millionths.
    pub(super) actual: i64,
    /// Of the formula's denominator.
    pub(super) reciprocal: u32,
    /// In hundredths of a point.
    pub(super) weight: u16,
    /// How it is scored.
    pub(super) code: Code,
    /// Below so many hundredths of the target nothing is earned.
    pub(super) from: u8,
}

impl Row {
    /// A row of a scorecard, and hundredths of a point that it has beyond what a row holds.
    pub(super) fn of(row: &scorecard::Row) -> (Self, u32) {
        Self::computed(row).map_or_else(|| Self::given(row.score.score.unwrap_or_default()), |row| (row, 0))
    }

    fn given(points: Points) -> (Self, u32) {
        let weight = u16::try_from(points.hundredths()).unwrap_or(u16::MAX);
        let (code, reciprocal) = (Code::new(Formula::Floor, false), Divisor::of(1).reciprocal());
        let row = Self { target: 1, actual: 1, reciprocal, weight, code, from: 0 };
        (row, points.hundredths() - u32::from(weight))
    }

    /// Where a formula gave the points.
    fn computed(row: &scorecard::Row) -> Option<Self> {
        let (formula, from) = formula(row)?;
        let Target::Numeric(target) = &row.indicator.target else { return None };
        let ActualValue::Number(actual) = row.actual.as_ref()?.actual.value else { return None };
        let weight = u16::try_from(row.weight.hundredths()).ok()?;
        if target.value <= Decimal::ZERO {
            return None;
        }
        let (target, actual) = (target.value.millionths(), actual.millionths());
        let (_, denominator) = formula.parts(target, actual);
        let divisor = Divisor::of(denominator);
        let code = Code::new(formula, !divisor.is_narrow(weight.into()));
        Some(Self { target, actual, reciprocal: divisor.reciprocal(), weight, code, from })
    }
}

/// The formula that gave the points of a row, and below how many hundredths of the target it gives none.
fn formula(row: &scorecard::Row) -> Option<(Formula, u8)> {
    if row.score.outcome != Outcome::Scored {
        return None;
    }
    match (row.score.trace.rule, &row.method) {
        (Rule::Floor | Rule::EqualAtLeast, _) => Some((Formula::Floor, 0)),
        (Rule::EqualExact, _) => Some((Formula::EqualExact, 0)),
        (Rule::CapLinear, _) => Some((Formula::CapLinear, 0)),
        (Rule::CapRatio, _) => Some((Formula::CapRatio, 0)),
        (Rule::Threshold, Method::Threshold(share)) => Some((Formula::Floor, u8::try_from(share.hundredths()).ok()?)),
        (
            Rule::Threshold
            | Rule::MetOrNothing
            | Rule::Deadline
            | Rule::Window
            | Rule::YesNo
            | Rule::Steps
            | Rule::Deduction
            | Rule::Checklist
            | Rule::Judgement
            | Rule::Manual
            | Rule::Execution
            | Rule::Rescale
            | Rule::Sum
            | Rule::None,
            _,
        ) => None,
    }
}
