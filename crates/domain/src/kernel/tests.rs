use proptest::prelude::*;

use super::*;
use crate::{Decimal, Fraction, Points, Rounding};

/// The largest decimal, in millionths.
const MOST: i64 = 999_999_999_999_999_999;

/// By long division alone.
fn quotient(numerator: u128, denominator: u128, rounding: Rounding) -> u32 {
    let (below, twice) = (numerator / denominator, numerator % denominator * 2);
    let up = match rounding {
        Rounding::HalfUp => twice >= denominator,
        Rounding::HalfEven => twice > denominator || (twice == denominator && below % 2 == 1),
        Rounding::Down => false,
    };
    u32::try_from(below + u128::from(up)).unwrap()
}

fn assert_exact(value: u64, numerator: u64, weight: u32) {
    let divisor = Divisor::of(value);
    for rounding in Rounding::ALL {
        let expected = quotient(u128::from(weight) * u128::from(numerator), value.into(), rounding);
        assert_eq!(
            divisor.share(weight, numerator, rounding),
            expected,
            "{weight} × {numerator} ÷ {value} {rounding:?}"
        );
    }
}

fn decimal(millionths: i64) -> Decimal {
    Decimal::from_millionths(millionths).unwrap()
}

/// Of any length, among them powers of two and their neighbours, and what weights make overflow 64 bits.
fn value() -> impl Strategy<Value = u64> {
    let near = |at: u64| (at.saturating_sub(2)..=at.saturating_add(2)).prop_map(|value| value.max(1));
    prop_oneof![
        (0..64u32).prop_flat_map(|bits| 1..=u64::MAX >> bits),
        (0..64u32).prop_flat_map(move |bits| near(1 << bits)),
        (1..=65_535u64).prop_flat_map(move |weight| near(u64::MAX / weight)),
        (0..7u32).prop_flat_map(|places| (1..1_000_000_000u64).prop_map(move |value| value * 10u64.pow(places))),
    ]
}

fn weight() -> impl Strategy<Value = u32> {
    prop_oneof![0..=8u32, 0..=10_000u32, 65_533..=65_538u32, any::<u32>(), Just(10_000)]
}

#[test]
fn small_numbers_are_divided_exactly() {
    for value in 1..=130 {
        for numerator in 0..=value {
            for weight in [0, 1, 2, 3, 104, 105, 999, 9000, 10_000, 65_535, 65_536] {
                assert_exact(value, numerator, weight);
            }
        }
    }
}

#[test]
fn nought_divides_as_one() {
    assert_eq!(Divisor::of(0), Divisor::of(1));
}

#[test]
fn more_than_the_whole_is_the_whole_and_of_nought_there_is_no_share() {
    assert_eq!(Share::of(7, 3), Share::of(3, 3));
    assert!(Share::of(7, 3).unwrap().is_whole());
    assert_eq!(Share::of(0, 0), None);
}

#[test]
fn a_target_that_is_not_above_nought_has_no_share() {
    let formulas = [Formula::Floor, Formula::CapLinear, Formula::CapRatio, Formula::EqualExact];
    for formula in formulas {
        assert_eq!(formula.share(Decimal::ZERO, decimal(1)), None);
        assert_eq!(formula.share(decimal(-1), decimal(1)), None);
        assert!(formula.share(decimal(1), decimal(1)).unwrap().is_whole());
    }
}

#[test]
fn the_largest_values_are_exact() {
    let share = |formula: Formula, target, actual| {
        let share = formula.share(decimal(target), decimal(actual)).unwrap();
        share.exact(Points::from_hundredths(100)).unwrap().to_string()
    };
    assert_eq!(share(Formula::Floor, MOST, MOST / 9), "1/9");
    assert_eq!(share(Formula::Floor, MOST, -MOST), "0");
    assert_eq!(share(Formula::CapLinear, MOST / 3, MOST / 3 + MOST / 9), "2/3");
    assert_eq!(share(Formula::CapLinear, 1, MOST), "0");
    assert_eq!(share(Formula::CapLinear, MOST, -MOST), "1");
    assert_eq!(share(Formula::CapRatio, MOST / 9, MOST), "1/9");
    assert_eq!(share(Formula::CapRatio, MOST, -MOST), "1");
    assert_eq!(share(Formula::EqualExact, MOST, -MOST), "0");
    assert_eq!(share(Formula::EqualExact, MOST / 9, MOST / 9 * 2 - MOST / 27), "1/3");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_share_is_exact_of_any_numbers((value, part) in value().prop_flat_map(|value| (Just(value), 0..=value)), weight in weight()) {
        assert_exact(value, part, weight);
    }

    #[test]
    fn a_share_beside_a_half_is_exact(value in value(), weight in 1..=65_535u32, halves in 0..=131_070u64, off in -1..=1i64) {
        // The numerator whose points lie in the middle between two hundredths, or next to it.
        let middle = u128::from(value) * u128::from(halves) / u128::from(weight) / 2;
        let numerator = u64::try_from(middle).unwrap_or(value).saturating_add_signed(off).min(value);
        assert_exact(value, numerator, weight);
    }

    #[test]
    fn what_is_left_after_a_deduction_is_exact(
        weight in weight(),
        per_unit in prop_oneof![1..=MOST, 1..=5_000_000i64],
        excess in prop_oneof![0..=MOST, 0..=50_000_000i64],
        parts in prop_oneof![Just(1u32), Just(1_000_000)],
    ) {
        let points = Points::from_hundredths(weight);
        let denominator = 1_000_000 * i128::from(parts);
        let taken = i128::from(per_unit) * i128::from(excess);
        let exact = Fraction::less(points, taken.min(i128::from(weight) * denominator), denominator).unwrap();
        for rounding in Rounding::ALL {
            prop_assert_eq!(less(points, decimal(per_unit), excess, parts, rounding), exact.round(rounding));
        }
    }

    #[test]
    fn points_are_the_exact_share_rounded(
        target in prop_oneof![1..=MOST, 1..=1_000_000_000i64],
        actual in prop_oneof![-MOST..=MOST, 0..=2_000_000_000i64],
        weight in 0..=10_000u32,
    ) {
        let weight = Points::from_hundredths(weight);
        for formula in [Formula::Floor, Formula::CapLinear, Formula::CapRatio, Formula::EqualExact] {
            let share = formula.share(decimal(target), decimal(actual)).unwrap();
            for rounding in Rounding::ALL {
                prop_assert_eq!(share.points(weight, rounding), share.exact(weight).unwrap().round(rounding));
            }
        }
    }
}
