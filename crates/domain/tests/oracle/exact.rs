//! Exact arithmetic without bounds.

use jixiao_domain::{Decimal, Fen, Points, Rounding};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

pub(crate) fn whole(number: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(number.into())
}

pub(crate) fn nought() -> BigRational {
    BigRational::zero()
}

pub(crate) fn one() -> BigRational {
    BigRational::one()
}

pub(crate) fn decimal(value: Decimal) -> BigRational {
    BigRational::new(value.millionths().into(), 1_000_000.into())
}

pub(crate) fn points(points: Points) -> BigRational {
    BigRational::new(points.hundredths().into(), 100.into())
}

pub(crate) fn money(amount: Fen) -> BigRational {
    BigRational::new(amount.get().into(), 100.into())
}

/// To the nearest hundredth of a point, as the mode says of what lies in the middle.
pub(crate) fn rounded(exact: &BigRational, mode: Rounding) -> Points {
    let scaled = exact * whole(100);
    let below = scaled.floor();
    let (rest, middle) = (&scaled - &below, BigRational::new(1.into(), 2.into()));
    let is_odd = !(&below / whole(2)).is_integer();
    let goes_up = match mode {
        Rounding::HalfUp => rest >= middle,
        Rounding::HalfEven => rest > middle || (rest == middle && is_odd),
        Rounding::Down => false,
    };
    let hundredths = if goes_up { below + one() } else { below };
    Points::from_hundredths(hundredths.to_integer().to_u32().unwrap())
}
