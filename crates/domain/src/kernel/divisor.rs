//! Division by multiplication, exact.

use super::round::rounded;
use crate::Rounding;

/// A number above nought that shares are divided by, with its reciprocal.
///
/// With z the zeros that lead the value in 64 bits and h the 32 highest bits of the rest, the reciprocal is
/// m = ⌊2⁶³ ÷ (h + 1)⌋: never above 2⁹⁵ ÷ (value · 2ᶻ), and less than 3 below it. For a product x of at most 2¹⁶ times
/// the value x · m ÷ 2⁹⁵⁻ᶻ is therefore never above x ÷ value, and less than 3 · 2⁻¹⁵ below it: cut to a whole number it
/// is the quotient or one less, and the rest tells which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divisor {
    value: u64,
    reciprocal: u32,
}

impl Divisor {
    /// Of a number; nought counts as one.
    pub const fn of(value: u64) -> Self {
        let value = if value == 0 { 1 } else { value };
        let high = (value << value.leading_zeros()) >> 32;
        Self { value, reciprocal: ((1 << 63) / (high + 1)) as u32 }
    }

    /// From what [`Self::reciprocal`] gave for that value.
    #[inline]
    pub(crate) const fn with(value: u64, reciprocal: u32) -> Self {
        Self { value, reciprocal }
    }

    /// The number.
    #[inline]
    pub const fn value(self) -> u64 {
        self.value
    }

    /// Its reciprocal.
    pub const fn reciprocal(self) -> u32 {
        self.reciprocal
    }

    /// Whether 64 bits hold any share of that weight, and four times the value.
    pub(crate) const fn is_narrow(self, weight: u32) -> bool {
        weight <= u16::MAX as u32 && self.value < 1 << 61 && self.value.checked_mul(weight as u64).is_some()
    }

    /// `weight · numerator ÷ value`, rounded: hundredths of a point, as the weight is. A numerator above the value counts
    /// as the value.
    #[inline]
    pub fn share(self, weight: u32, numerator: u64, rounding: Rounding) -> u32 {
        let numerator = numerator.min(self.value);
        if self.is_narrow(weight) {
            self.narrow(weight, numerator, rounding)
        } else {
            self.wide(weight, numerator, rounding)
        }
    }

    /// Where [`Self::is_narrow`], of a numerator that is at most the value. Without a branch, since none could be guessed
    /// of whether a quotient is one more.
    #[inline(always)]
    pub(crate) fn narrow(self, weight: u32, numerator: u64, rounding: Rounding) -> u32 {
        let product = u64::from(weight).wrapping_mul(numerator);
        let high = (u128::from(product) * (u128::from(self.reciprocal) << 32)) >> 64;
        let below = (high as u64) >> (self.value | 1).ilog2();
        // Of the quotient or of one less, so that it may be nearly twice the value.
        let twice_rest = product.wrapping_sub(below.wrapping_mul(self.value)).wrapping_mul(2);
        let (one, two) = self.bounds(below % 2, rounding);
        below.wrapping_add(u64::from(twice_rest >= one)).wrapping_add(u64::from(twice_rest >= two)) as u32
    }

    /// From which double of a rest on a quotient is one more, and from which on two; one of them because it was one too
    /// small, or both. `odd` is 1 for a quotient that is.
    #[inline(always)]
    const fn bounds(self, odd: u64, rounding: Rounding) -> (u64, u64) {
        let once = self.value;
        let (twice, thrice) = (once.wrapping_mul(2), once.wrapping_mul(3));
        match rounding {
            Rounding::HalfUp => (once, thrice),
            // In the middle the even one: from an odd quotient up, from the even one above it not.
            Rounding::HalfEven => (once.wrapping_add(1 - odd), thrice.wrapping_add(odd)),
            Rounding::Down => (twice, twice.wrapping_mul(2)),
        }
    }

    /// In 128 bits.
    #[cold]
    #[inline(never)]
    pub(crate) fn wide(self, weight: u32, numerator: u64, rounding: Rounding) -> u32 {
        rounded(i128::from(weight) * i128::from(numerator), i128::from(self.value), rounding)
    }
}
