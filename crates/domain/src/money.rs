//! Money in whole fen.

use std::fmt;

use crate::Invalid;

/// An amount of money in fen (分), exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

const NOT_WAN: Invalid =
    Invalid { en: "is not an amount in 万元 with at most 6 decimals", zh: "不是至多6位小数的万元金额" };

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// That many fen.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// How many fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Reads an amount printed in 万元 (10,000 yuan) with at most 6 decimals: 1 万元 is 1,000,000 fen,
    /// so it is exact.
    pub fn from_wan(text: &str) -> Result<Self, Invalid> {
        let value: crate::Decimal = text.parse().map_err(|_| NOT_WAN)?;
        Ok(Self(value.millionths()))
    }

    /// The sum, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum of amounts, or `None` where it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

/// In yuan with two decimals: `1884000.00`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wan_are_exact_to_the_fen() {
        assert_eq!(Fen::from_wan("188.4"), Ok(Fen::new(188_400_000)));
        assert_eq!(Fen::from_wan("0.000001"), Ok(Fen::new(1)));
        assert_eq!(Fen::from_wan("0.0000001"), Err(NOT_WAN));
        assert_eq!(Fen::from_wan("188.4万"), Err(NOT_WAN));
    }

    #[test]
    fn fen_print_as_yuan() {
        assert_eq!(Fen::new(188_400_000).to_string(), "1884000.00");
        assert_eq!(Fen::new(-5).to_string(), "-0.05");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Fen::sum([Fen::new(i64::MAX), Fen::new(1)]), None);
    }
}
