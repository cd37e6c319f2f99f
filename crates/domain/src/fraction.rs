//! Exact fractions and the one rounding of a score.

use std::fmt;

use crate::{Points, kernel};

/// How a score or total is rounded to 0.01. Nothing is rounded twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Half a hundredth goes up (四舍五入).
    #[default]
    HalfUp,
    /// Half a hundredth goes to the even one (四舍六入五成双).
    HalfEven,
    /// Whatever is below a hundredth is cut off.
    Down,
}

impl Rounding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::HalfUp, Self::HalfEven, Self::Down];

    /// In words of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up to 0.01",
            Self::HalfEven => "half-even to 0.01",
            Self::Down => "down to 0.01",
        }
    }
}

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

    /// `points - numerator / denominator`, not below nought; `None` where the denominator is not positive or the
    /// numbers are past 128 bits.
    pub fn less(points: Points, numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let whole = i128::from(points.hundredths()).checked_mul(denominator)?;
        let numerator = whole.checked_sub(numerator.checked_mul(100)?)?.max(0);
        Some(Self { numerator, denominator: denominator.checked_mul(100)? })
    }

    /// Rounded to 0.01 points: the one rounding there is.
    pub fn round(self, rounding: Rounding) -> Points {
        Points::from_hundredths(kernel::rounded(self.numerator * 100, self.denominator, rounding))
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
        assert_eq!(Fraction::of(one, 1, 2).unwrap().round(Rounding::HalfUp), one);
        assert_eq!(Fraction::of(one, 499_999, 1_000_000).unwrap().round(Rounding::HalfUp), Points::ZERO);
    }

    #[test]
    fn half_a_hundredth_goes_to_the_even_one_or_down() {
        let of = |hundredths: i128| Fraction::of(Points::from_hundredths(1), hundredths, 2).unwrap();
        let round = |rounding| [1, 2, 3, 5].map(|halves| of(halves).round(rounding).hundredths());
        assert_eq!(round(Rounding::HalfUp), [1, 1, 2, 3]);
        assert_eq!(round(Rounding::HalfEven), [0, 1, 2, 2]);
        assert_eq!(round(Rounding::Down), [0, 1, 1, 2]);
    }

    #[test]
    fn what_is_taken_off_leaves_nought_at_least() {
        let five = Points::from_hundredths(500);
        assert_eq!(Fraction::less(five, 7, 2).unwrap().to_string(), "3/2");
        assert_eq!(Fraction::less(five, 6, 1).unwrap().to_string(), "0");
        assert_eq!((Fraction::less(five, 1, 0), Fraction::less(five, i128::MAX, 1)), (None, None));
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
        assert_eq!(Fraction::of(Points::HUNDRED, most, most).unwrap().round(Rounding::HalfUp), Points::HUNDRED);
    }
}
