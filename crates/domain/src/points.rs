//! Points: weights, scores and totals.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use crate::Invalid;

/// Points out of 100 with two decimals, not negative. Also used for shares, such as 0.80.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u32);

const NOT_POINTS: Invalid = Invalid {
    en: "is not a number from 0 to 100 with at most two decimals",
    zh: "不是0至100且至多两位小数的数",
};

impl Points {
    /// Nought.
    pub const ZERO: Self = Self(0);
    /// A hundred.
    pub const HUNDRED: Self = Self(10_000);

    /// That many hundredths of a point.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// How many hundredths of a point.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// The difference, or `None` where it would be negative.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl FromStr for Points {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let value: crate::Decimal = text.parse().map_err(|_| NOT_POINTS)?;
        if value.millionths() % 10_000 != 0 {
            return Err(NOT_POINTS);
        }
        let hundredths = u32::try_from(value.millionths() / 10_000).map_err(|_| NOT_POINTS)?;
        if hundredths > Self::HUNDRED.0 { Err(NOT_POINTS) } else { Ok(Self(hundredths)) }
    }
}

/// Always with two decimals: `4.50`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

/// Sums stay far below the bound: a plan has at most 2,000 rows of at most 100 points.
impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// Never below nought.
impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_and_printed_with_two_decimals() {
        assert_eq!("1.05".parse(), Ok(Points::from_hundredths(105)));
        assert_eq!("90".parse::<Points>().unwrap().to_string(), "90.00");
        assert_eq!("4.500000".parse::<Points>().unwrap().to_string(), "4.50");
    }

    #[test]
    fn what_is_not_points_is_refused() {
        for text in ["", "-1", "100.01", "1.005", "1e2", "999999999999"] {
            assert_eq!(text.parse::<Points>(), Err(NOT_POINTS), "{text}");
        }
    }
}
