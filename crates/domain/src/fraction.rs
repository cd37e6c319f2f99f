//! Exact fractions and the one rounding of a score.

use std::fmt;

use crate::Points;

/// A fraction of points that is not negative: the exact score before rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// `points · numerator / denominator`; `None` where the denominator is not positive or the numerator negative.
    ///
    /// Operands are at most 19 digits and points 7, so the product fits an `i128`.
    pub fn of(points: Points, numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 || numerator < 0 {
            return None;
        }
        let numerator = i128::from(points.hundredths()).checked_mul(numerator)?;
        Some(Self { numerator, denominator: denominator.checked_mul(100)? })
    }

    /// Rounded half-up to 0.01 points: the one rounding there is.
    pub fn round(self) -> Points {
        let hundredths = (self.numerator * 200 + self.denominator) / (self.denominator * 2);
        Points::from_hundredths(u32::try_from(hundredths).unwrap_or(u32::MAX))
    }

    /// Whether rounding changes it.
    pub fn is_rounded(self) -> bool {
        self.numerator * 100 % self.denominator != 0
    }

    /// The same in lowest terms.
    #[must_use]
    pub fn reduced(self) -> Self {
        let divisor = gcd(self.numerator, self.denominator);
        Self { numerator: self.numerator / divisor, denominator: self.denominator / divisor }
    }
}

/// In lowest terms: `9/2`, or `5` where it is whole.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { numerator, denominator } = self.reduced();
        if denominator == 1 { write!(f, "{numerator}") } else { write!(f, "{numerator}/{denominator}") }
    }
}

/// Of a number that is not negative and one that is positive; at least 1.
fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_hundredth_goes_up() {
        let one = Points::from_hundredths(1);
        assert_eq!(Fraction::of(one, 1, 2).unwrap().round(), one);
        assert_eq!(Fraction::of(one, 499_999, 1_000_000).unwrap().round(), Points::ZERO);
    }

    #[test]
    fn it_prints_in_lowest_terms() {
        let five = Points::from_hundredths(500);
        assert_eq!(Fraction::of(five, 81, 90).unwrap().to_string(), "9/2");
        assert_eq!(Fraction::of(five, 0, 90).unwrap().to_string(), "0");
    }

    #[test]
    fn nothing_is_divided_by_nought() {
        assert_eq!(Fraction::of(Points::HUNDRED, 1, 0), None);
        assert_eq!(Fraction::of(Points::HUNDRED, -1, 1), None);
    }

    #[test]
    fn the_largest_operands_fit() {
        let most = i128::from(i64::MAX);
        assert_eq!(Fraction::of(Points::HUNDRED, most, most).unwrap().round(), Points::HUNDRED);
    }
}
