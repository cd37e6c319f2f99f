//! Numbers of workbooks as decimal text. A workbook means 15 significant digits, whatever it stores.

mod binary;

use std::fmt;

/// Most significant digits of a number in a workbook.
const DIGITS: u32 = 15;
/// Greatest power of ten of a number that is believed; a workbook stores at most 1e308.
const GREATEST: i64 = 400;

/// `coefficient` × 10^`scale`, of at most 15 digits, without zeros at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    coefficient: u64,
    scale: i32,
}

impl Decimal {
    /// Reads such as `-12.5`, `1E-3`; `None` for what is no number, or far too great or small for a workbook.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0 || !digits.clone().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let scale = i64::from(power) - i64::try_from(fraction.len()).ok()?;
        Self::rounded(negative, &mut digits, scale)
    }

    /// The number of an IEEE 754 double given by its bits; `None` for infinities and what is no number.
    pub(crate) fn of_bits(bits: u64) -> Option<Self> {
        let (digits, scale) = binary::digits(bits)?;
        Self::rounded(bits >> 63 == 1, &mut digits.bytes(), scale)
    }

    /// An integer.
    pub(crate) fn of_integer(integer: i32) -> Self {
        Self { negative: integer < 0, coefficient: u64::from(integer.unsigned_abs()), scale: 0 }.stripped()
    }

    pub(crate) fn is_negative(self) -> bool {
        self.negative
    }

    /// × 10^`power`, exactly.
    pub(crate) fn shifted(self, power: i32) -> Self {
        if self.coefficient == 0 { self } else { Self { scale: self.scale.saturating_add(power), ..self } }
    }

    /// As seconds, if this is a count of days from 0 up to `most`; rounded half up.
    pub(crate) fn days_as_seconds(self, most: u64) -> Option<u64> {
        if self.negative {
            return None;
        }
        let seconds = u128::from(self.coefficient) * 86_400;
        let power = 10_u128.checked_pow(self.scale.unsigned_abs().min(30))?;
        let seconds = if self.scale < 0 { (seconds + power / 2) / power } else { seconds.checked_mul(power)? };
        u64::try_from(seconds).ok().filter(|seconds| seconds / 86_400 <= most)
    }

    /// The first 15 significant digits of `digits` × 10^`scale`, rounded half up by the digit after them.
    fn rounded(negative: bool, digits: &mut dyn Iterator<Item = u8>, scale: i64) -> Option<Self> {
        let mut coefficient = 0_u64;
        let mut kept = 0;
        let mut dropped = 0_i64;
        let mut up = false;
        for digit in digits.map(|digit| u64::from(digit.saturating_sub(b'0'))) {
            if kept == DIGITS {
                up |= dropped == 0 && digit >= 5;
                dropped += 1;
            } else if kept > 0 || digit > 0 {
                coefficient = coefficient * 10 + digit;
                kept += 1;
            }
        }
        let power = scale + dropped;
        if coefficient != 0 && power.abs() > GREATEST {
            return None;
        }
        let scale = i32::try_from(power).unwrap_or(0);
        Some(Self { negative, coefficient: coefficient + u64::from(up), scale }.stripped())
    }

    fn stripped(mut self) -> Self {
        if self.coefficient == 0 {
            return Self { negative: false, coefficient: 0, scale: 0 };
        }
        while self.coefficient.is_multiple_of(10) {
            self.coefficient /= 10;
            self.scale += 1;
        }
        self
    }
}

/// Without an exponent: `-0.05`, `1200`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        let digits = self.coefficient.to_string();
        let places = usize::try_from(self.scale.unsigned_abs()).unwrap_or(0);
        if self.scale >= 0 {
            return write!(f, "{digits}{:0<places$}", "");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
        write!(f, "{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Decimal;

    fn shown(text: &str) -> Option<String> {
        Decimal::parse(text).map(|number| number.to_string())
    }

    #[test]
    fn fifteen_digits_are_kept_and_no_exponent_is_shown() {
        for (text, expected) in [
            ("0.30000000000000004", "0.3"),
            ("89.99", "89.99"),
            ("1E-3", "0.001"),
            ("1.5e+3", "1500"),
            ("-0.05", "-0.05"),
            ("-0", "0"),
            ("007", "7"),
            (".5", "0.5"),
            ("215457.6", "215457.6"),
            ("123456789012345678", "123456789012346000"),
            ("999999999999999.9", "1000000000000000"),
            ("100000000000000.5", "100000000000001"),
            ("0e999999999", "0"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "e5", "1e", "1,5", "1_0", "0x1", "nan", "inf", "1e1000", "1e-1000", "1e99999999999"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_double_that_is_no_number_is_none() {
        for bits in [0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000, 0x7FF8_0000_0000_0000] {
            assert_eq!(Decimal::of_bits(bits), None);
        }
    }

    #[test]
    fn days_become_seconds() {
        assert_eq!(Decimal::parse("1.5").unwrap().days_as_seconds(2), Some(129_600));
        assert_eq!(Decimal::parse("45351.354166666664").unwrap().days_as_seconds(50_000), Some(3_918_357_000));
        assert_eq!(Decimal::parse("1e-300").unwrap().days_as_seconds(2), Some(0));
        assert_eq!(Decimal::parse("3").unwrap().days_as_seconds(2), None);
        assert_eq!(Decimal::parse("1e300").unwrap().days_as_seconds(2), None);
        assert_eq!(Decimal::parse("-1").unwrap().days_as_seconds(2), None);
    }

    proptest! {
        #[test]
        fn a_shift_by_two_places_is_a_hundred_times(coefficient in 0_u64..1_000_000_000_000, places in 0_u32..6) {
            let number = |coefficient: u64| {
                let power = 10_u64.pow(places);
                format!("{}.{:0>width$}", coefficient / power, coefficient % power, width = places as usize)
            };
            let hundredfold = Decimal::parse(&number(coefficient * 100)).unwrap();
            prop_assert_eq!(Decimal::parse(&number(coefficient)).unwrap().shifted(2), hundredfold);
        }

        #[test]
        fn text_that_is_shown_is_read_as_the_same_number(coefficient in 0_u64..1_000_000_000_000_000, scale in -40..40) {
            let number = Decimal::parse(&format!("{coefficient}e{scale}")).unwrap();
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(text in "[-+0-9.eE]{0,40}") {
            if let Some(number) = Decimal::parse(&text) {
                let _ = (number.to_string(), number.days_as_seconds(3_000_000), number.shifted(2).to_string());
            }
        }
    }
}
