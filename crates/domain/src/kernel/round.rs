//! The one rounding.

use std::cmp::Ordering;
use std::ops::Sub;

use crate::Rounding;

/// A quotient of numbers that are not negative, the lower one above nought, rounded to a whole number; at most
/// `u32::MAX`.
pub(crate) fn rounded(numerator: i128, denominator: i128, rounding: Rounding) -> u32 {
    if let (Ok(numerator), Ok(denominator)) = (u64::try_from(numerator), u64::try_from(denominator)) {
        let (below, rest) = (numerator / denominator, numerator % denominator);
        let up = goes_up(rounding, below % 2 == 1, rest, denominator);
        return u32::try_from(below + u64::from(up)).unwrap_or(u32::MAX);
    }
    let (below, rest) = (numerator / denominator, numerator % denominator);
    let up = goes_up(rounding, below % 2 == 1, rest, denominator);
    u32::try_from(below + i128::from(up)).unwrap_or(u32::MAX)
}

/// Whether what is left of a quotient, less than the denominator, makes it one more.
fn goes_up<T: Copy + Ord + Sub<Output = T>>(rounding: Rounding, is_odd: bool, rest: T, denominator: T) -> bool {
    // Twice the rest beside the denominator, without the double that may not fit.
    let half = rest.cmp(&(denominator - rest));
    match rounding {
        Rounding::HalfUp => half != Ordering::Less,
        Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && is_odd),
        Rounding::Down => false,
    }
}
