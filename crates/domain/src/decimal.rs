//! Exact decimals of targets and actuals.

use std::fmt;
use std::str::FromStr;

use crate::Invalid;

/// A decimal of at most 12 digits before and 6 after the point, exact.
///
/// Kept as millionths, so every value fits an `i64` and products with a weight fit an `i128`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

const MILLION: i64 = 1_000_000;
const BOUND: i64 = 1_000_000 * MILLION * MILLION;

const NOT_A_DECIMAL: Invalid = Invalid {
    en: "is not a decimal of at most 12 digits before and 6 after the point",
    zh: "不是小数点前至多12位、后至多6位的数",
};

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self(0);

    /// The value in millionths, if it has at most 12 digits before the point.
    pub fn from_millionths(millionths: i64) -> Option<Self> {
        (-BOUND < millionths && millionths < BOUND).then_some(Self(millionths))
    }

    /// The value in millionths.
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// The value, or nought where it is negative: what formulas use of an actual.
    #[must_use]
    pub fn not_below_zero(self) -> Self {
        self.max(Self::ZERO)
    }
}

impl FromStr for Decimal {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
        let is_number =
            |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole, 12) || !part.is_none_or(|p| is_number(p, 6)) {
            return Err(NOT_A_DECIMAL);
        }
        let whole: i64 = whole.parse().map_err(|_| NOT_A_DECIMAL)?;
        let part: i64 = format!("{:0<6}", part.unwrap_or("")).parse().map_err(|_| NOT_A_DECIMAL)?;
        let size = whole * MILLION + part;
        Ok(Self(if negative { -size } else { size }))
    }
}

/// Without trailing zeros: `1884000`, `0.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, sign) = (self.0.unsigned_abs(), if self.0 < 0 { "-" } else { "" });
        let (whole, part) = (size / 1_000_000, size % 1_000_000);
        write!(f, "{sign}{whole}")?;
        if part != 0 {
            write!(f, ".{}", format!("{part:06}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_outside_the_form_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "+1",
            "1e5",
            "1,000",
            " 1",
            "1 ",
            "--1",
            "1.2.3",
            "٣",
            "９０",
            "1234567890123",
            "0.1234567",
            "NaN",
            "-.5",
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(NOT_A_DECIMAL), "{text}");
        }
    }

    #[test]
    fn the_bounds_are_in() {
        for text in ["999999999999.999999", "-999999999999.999999", "0.000001", "-0.000001"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn printing_drops_trailing_zeros_and_the_sign_of_nought() {
        assert_eq!("0012.50".parse::<Decimal>().unwrap().to_string(), "12.5");
        assert_eq!("-0.0".parse::<Decimal>().unwrap().to_string(), "0");
    }

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_same(millionths in -BOUND + 1..BOUND) {
            let value = Decimal::from_millionths(millionths).unwrap();
            prop_assert_eq!(value.to_string().parse::<Decimal>(), Ok(value));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = text.parse::<Decimal>();
        }
    }
}
