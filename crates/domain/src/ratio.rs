//! Rates with what they were made of.

use crate::Decimal;

/// A numerator and the denominator it stands over, which is not nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: Decimal,
    denominator: Decimal,
}

impl Ratio {
    /// `None` where the denominator is nought.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        (denominator != Decimal::ZERO).then_some(Self { numerator, denominator })
    }

    /// Above the line.
    pub fn numerator(self) -> Decimal {
        self.numerator
    }

    /// Below the line.
    pub fn denominator(self) -> Decimal {
        self.denominator
    }

    /// Whether it is that many percent, exactly or rounded half-up (half of the last place goes away from nought)
    /// to so many places after the point, at most 6.
    pub fn is_percent(self, percent: Decimal, places: u32) -> bool {
        let (n, d) = (i128::from(self.numerator.millionths()), i128::from(self.denominator.millionths()));
        let scale = 10i128.pow(places.min(6));
        // 12 + 6 digits by 2 and 6 more fit an i128.
        let (top, bottom) = (n.abs() * 100 * scale, d.abs());
        let size = (top * 2 + bottom) / (bottom * 2);
        let rounded = if (n < 0) == (d < 0) { size } else { -size };
        i128::from(percent.millionths()) * scale == rounded * 1_000_000
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is(numerator: &str, denominator: &str, percent: &str, places: u32) -> bool {
        let ratio = Ratio::new(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap();
        ratio.is_percent(percent.parse().unwrap(), places)
    }

    #[test]
    fn nothing_stands_over_nought() {
        assert_eq!(Ratio::new(Decimal::ZERO, Decimal::ZERO), None);
    }

    #[test]
    fn a_rate_is_rounded_half_up_to_its_own_places() {
        assert!(is("5", "6", "83.33", 2) && is("5", "6", "83.3", 1) && is("5", "6", "83", 0));
        assert!(!is("5", "6", "83.34", 2) && !is("5", "6", "83.3", 2) && !is("5", "6", "84", 0));
        assert!(is("1", "8", "13", 0) && is("1", "8", "12.5", 1) && !is("1", "8", "12", 0));
        assert!(is("-1", "8", "-13", 0) && is("1", "-8", "-13", 0) && is("-1", "-8", "13", 0));
        assert!(is("0", "7", "0", 0) && is("0.000001", "999999999999.999999", "0", 6));
    }

    proptest! {
        #[test]
        fn exactly_one_value_of_so_many_places_is_the_rate(
            numerator in -1_000_000_000i64..1_000_000_000,
            denominator in 1i64..1_000_000_000,
            places in 0u32..=6,
        ) {
            let of = |millionths| Decimal::from_millionths(millionths).unwrap();
            let ratio = Ratio::new(of(numerator * 1000), of(denominator * 1000)).unwrap();
            let step = 10i64.pow(6 - places);
            let near = (i128::from(numerator) * 100_000_000 / i128::from(denominator)) as i64 / step;
            let fitting = (near - 2..=near + 2).filter_map(|n| Decimal::from_millionths(n * step));
            prop_assume!(Decimal::from_millionths((near.abs() + 2) * step).is_some());
            prop_assert_eq!(fitting.filter(|percent| ratio.is_percent(*percent, places)).count(), 1);
        }
    }
}
