//! Money in whole fen.

use std::fmt;

/// An amount of money in fen (分), exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

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

    /// In yuan with thousands set apart: `107,834,000.00`.
    pub fn grouped(self) -> String {
        let text = self.to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, "00"));
        let mut grouped = String::new();
        for (left, c) in (0..whole.len()).rev().zip(whole.chars()) {
            grouped.push(c);
            if c.is_ascii_digit() && left > 0 && left % 3 == 0 {
                grouped.push(',');
            }
        }
        format!("{grouped}.{part}")
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
    fn fen_print_as_yuan() {
        assert_eq!(Fen::new(188_400_000).to_string(), "1884000.00");
        assert_eq!(Fen::new(-5).to_string(), "-0.05");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(Fen::new(10_783_400_000).grouped(), "107,834,000.00");
        assert_eq!(Fen::new(99_999).grouped(), "999.99");
        assert_eq!(Fen::new(-123_456_789).grouped(), "-1,234,567.89");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Fen::sum([Fen::new(i64::MAX), Fen::new(1)]), None);
    }
}
