//! Which share of its weight a number earns.

use std::hint::select_unpredictable as select;

use super::Divisor;
use crate::{Decimal, Fraction, Points, Rounding};

/// A formula for a target T above nought and an actual A; A below nought counts as nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// `min(1, A/T)`: of ≥ and >, and of = as ≥.
    Floor = 0,
    /// `1 - (A-T)/T`, at most 1 and at least nought: of ≤ and <, linear.
    CapLinear = 1,
    /// `min(1, T/A)`: of ≤ and <, ratio.
    CapRatio = 2,
    /// `1 - |A-T|/T`, at least nought: of = by distance.
    EqualExact = 3,
}

/// A share of a weight, from nought to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: u64,
    denominator: Divisor,
}

impl Formula {
    /// The share that an actual earns; `None` where the target is not above nought.
    pub fn share(self, target: Decimal, actual: Decimal) -> Option<Share> {
        if target <= Decimal::ZERO {
            return None;
        }
        let (numerator, denominator) = self.parts(target.millionths(), actual.millionths());
        Some(Share { numerator, denominator: Divisor::of(denominator) })
    }

    /// Numerator and denominator in millionths, of a target above nought. Without a branch, since the formulas of a
    /// plan follow one another in no order.
    #[inline(always)]
    pub(crate) fn parts(self, target: i64, actual: i64) -> (u64, u64) {
        let falling = target.wrapping_mul(2).wrapping_sub(actual);
        let falls = matches!(self, Self::CapLinear | Self::EqualExact);
        let earned = select(falls, falling, actual);
        let earned = select(matches!(self, Self::EqualExact), actual.min(falling), earned);
        let is_ratio = matches!(self, Self::CapRatio);
        let numerator = select(is_ratio, target, earned.max(0).min(target));
        let denominator = select(is_ratio, actual.max(target), target);
        (numerator.cast_unsigned(), denominator.cast_unsigned())
    }
}

impl Share {
    /// A share of a whole above nought; more than the whole is the whole, and of nought there is none.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        (whole > 0).then(|| Self { numerator: part.min(whole), denominator: Divisor::of(whole) })
    }

    /// Whether it is the whole.
    pub fn is_whole(self) -> bool {
        self.numerator == self.denominator.value()
    }

    /// The exact points that a weight earns.
    pub fn exact(self, weight: Points) -> Option<Fraction> {
        Fraction::of(weight, i128::from(self.numerator), i128::from(self.denominator.value()))
    }

    /// The same, rounded.
    pub fn points(self, weight: Points, rounding: Rounding) -> Points {
        Points::from_hundredths(self.denominator.share(weight.hundredths(), self.numerator, rounding))
    }
}

/// Whether an actual is less than that share of a target, in hundredths.
#[inline(always)]
pub(crate) fn is_below(target: i64, actual: i64, hundredths: u32) -> bool {
    i128::from(actual) * 100 < i128::from(target) * i128::from(hundredths)
}
