//! What is left of a weight after a deduction.

use super::round::rounded;
use crate::{Decimal, Points, Rounding};

/// `max(0, weight - per unit · excess ÷ parts)`, rounded; the excess is not negative, and in so many parts of a unit
/// (a million for values, one for days).
pub fn less(weight: Points, per_unit: Decimal, excess: i64, parts: u32, rounding: Rounding) -> Points {
    // Points for a unit are in millionths: of a hundredth there are so many parts.
    let parts = i64::from(parts).saturating_mul(10_000);
    let narrow = || {
        let whole = i64::from(weight.hundredths()).checked_mul(parts)?;
        let taken = per_unit.millionths().checked_mul(excess)?;
        whole.checked_sub(taken)
    };
    let left = narrow().map_or_else(
        || {
            let whole = i128::from(weight.hundredths()) * i128::from(parts);
            whole - i128::from(per_unit.millionths()) * i128::from(excess)
        },
        i128::from,
    );
    Points::from_hundredths(rounded(left.max(0), i128::from(parts), rounding))
}
