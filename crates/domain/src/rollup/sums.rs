//! Exact sums and the one rounding of a mean.

use std::fmt;
use std::ops::AddAssign;

use crate::Points;

/// A sum of points over many plans, exact. Two decimals, not negative, and not bounded by 100 as [`Points`] are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointsSum(u64);

impl PointsSum {
    /// How many hundredths of a point.
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// The mean of so many, half-up to 0.01; `None` of none.
    pub(super) fn mean(self, of: usize) -> Option<Points> {
        points(i128::from(self.0), i128::try_from(of).ok()?)
    }

    /// What it is of the whole, in points of a hundred, half-up to 0.01; `None` of nothing.
    pub(super) fn share(self, whole: Self) -> Option<Points> {
        points(i128::from(self.0) * i128::from(Points::HUNDRED.hundredths()), i128::from(whole.0))
    }
}

/// Points of a row are 32 bits and a count of rows is far below another 32, so the sum fits.
impl AddAssign<Points> for PointsSum {
    fn add_assign(&mut self, points: Points) {
        self.0 += u64::from(points.hundredths());
    }
}

/// The sum of both.
impl AddAssign for PointsSum {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// Always with two decimals: `450.00`.
impl fmt::Display for PointsSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

/// A sum of signed products. Whether it fits is decided on the sum of their sizes, which no order can change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Products {
    value: i128,
    size: u128,
}

impl Products {
    /// Takes in `a · b`; the product itself always fits.
    pub(super) fn take(&mut self, a: i64, b: i64) {
        let value = i128::from(a) * i128::from(b);
        self.merge(Self { value, size: value.unsigned_abs() });
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.value = self.value.wrapping_add(other.value);
        self.size = self.size.saturating_add(other.size);
    }

    /// The sum, or `None` where the sizes together are past an `i128`: only then can the value have wrapped.
    pub(super) fn sum(self) -> Option<i128> {
        i128::try_from(self.size).is_ok().then_some(self.value)
    }
}

/// The quotient half-up, half of the last place away from nought; `None` where the denominator is not positive.
pub(super) fn half_up(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator <= 0 {
        return None;
    }
    let (size, whole) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let rest = size % whole;
    let rounded = i128::try_from(size / whole + u128::from(rest >= whole - rest)).ok()?;
    Some(if numerator < 0 { -rounded } else { rounded })
}

/// A quotient in hundredths of a point, half-up.
fn points(numerator: i128, denominator: i128) -> Option<Points> {
    half_up(numerator, denominator).and_then(|n| u32::try_from(n).ok()).map(Points::from_hundredths)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn half_of_the_last_place_goes_away_from_nought() {
        assert_eq!((half_up(5, 2), half_up(-5, 2), half_up(7, 5)), (Some(3), Some(-3), Some(1)));
        assert_eq!((half_up(i128::MAX, 1), half_up(i128::MAX, i128::MAX)), (Some(i128::MAX), Some(1)));
        assert_eq!((half_up(1, 0), half_up(1, -1), half_up(i128::MIN, 1)), (None, None, None));
    }

    #[test]
    fn a_sum_of_points_goes_beyond_what_points_hold() {
        let mut sum = PointsSum::default();
        sum += Points::from_hundredths(u32::MAX);
        sum += Points::from_hundredths(5);
        assert_eq!(sum.to_string(), "42949673.00");
        assert_eq!(sum.mean(0), None);
    }

    #[test]
    fn products_that_do_not_fit_together_are_none_in_any_order() {
        let terms = [i64::MAX, i64::MAX, i64::MAX, i64::MIN, i64::MIN, i64::MIN].map(|a| (a, i64::MAX));
        let sum = |terms: &[(i64, i64)]| {
            let mut sum = Products::default();
            terms.iter().for_each(|(a, b)| sum.take(*a, *b));
            sum.sum()
        };
        let mixed = [0, 3, 1, 4, 2, 5].map(|place: usize| terms[place]);
        assert_eq!((sum(&terms), sum(&mixed)), (None, None));
        assert_eq!(sum(&[terms[0], terms[3]]), Some(-i128::from(i64::MAX)));
    }

    proptest! {
        #[test]
        fn what_was_rounded_is_off_by_at_most_a_half(numerator in any::<i64>(), denominator in 1..i64::MAX) {
            let (n, d) = (i128::from(numerator), i128::from(denominator));
            let rounded = half_up(n, d).unwrap();
            prop_assert!(((rounded * d - n) * 2).abs() <= d);
        }
    }
}
