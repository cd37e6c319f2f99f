//! How much of what is due was reached.

use std::cmp::Ordering;
use std::fmt;

use super::AccumulationKind;
use crate::{Decimal, Fen, NumericTarget, Points, Sign};

/// The exact share of what is due at the end of a month that was reached. Below nought where the actual is.
///
/// Equal and ordered by value: 1 of 2 is as far as 2 of 4.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    reached: i128,
    /// Above nought.
    due: i128,
}

impl Pace {
    /// Of an indicator at the end of a month, from 1 to 12: A against T·month/12 where it is cumulative, against T
    /// where it is a snapshot. `None` for a cap (≤, <) and for a target that is not above nought.
    pub fn of_indicator(kind: AccumulationKind, target: &NumericTarget, actual: Decimal, month: u8) -> Option<Self> {
        match target.sign {
            Sign::AtLeast | Sign::MoreThan | Sign::Equal => {}
            Sign::AtMost | Sign::LessThan => return None,
        }
        let month = if kind.is_cumulative() { month } else { 12 };
        Self::new(actual.millionths(), target.value.millionths(), month)
    }

    /// Of the budget at the end of a month, from 1 to 12: the rate of execution against month/12. `None` where
    /// there is no budget.
    pub fn of_budget(executed: Fen, budget: Fen, month: u8) -> Option<Self> {
        Self::new(executed.get(), budget.get(), month)
    }

    /// Operands of 19 digits times 12 leave an `i128` room for the shares they are compared with.
    fn new(reached: i64, whole: i64, month: u8) -> Option<Self> {
        let due = i128::from(whole) * i128::from(month);
        (due > 0).then_some(Self { reached: i128::from(reached) * 12, due })
    }

    /// Whether it is less than that share.
    pub fn is_below(self, share: Points) -> bool {
        self.reached * 100 < self.due * i128::from(share.hundredths())
    }
}

/// By whole parts, then by the remainders turned upside down: the cross products of two budgets do not fit an `i128`.
impl Ord for Pace {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (*self, *other);
        loop {
            let (whole_one, left_one) = one.divided();
            let (whole_two, left_two) = two.divided();
            let by_whole = whole_one.cmp(&whole_two);
            if by_whole.is_ne() {
                return by_whole;
            }
            if left_one == 0 || left_two == 0 {
                return left_one.cmp(&left_two);
            }
            (one, two) = (Self { reached: two.due, due: left_two }, Self { reached: one.due, due: left_one });
        }
    }
}

impl PartialOrd for Pace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pace {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Pace {}

impl Pace {
    /// The whole part, and what is left of `reached`: from nought to less than `due`.
    fn divided(self) -> (i128, i128) {
        (self.reached.div_euclid(self.due), self.reached.rem_euclid(self.due))
    }
}

/// As a share with four decimals, rounded half-up (half of the last place goes away from nought): `0.8333`.
impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = (self.reached.abs() * 20_000 + self.due) / (self.due * 2);
        let sign = if self.reached < 0 && size > 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{:04}", size / 10_000, size % 10_000))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_budget(executed: i64, budget: i64, month: u8) -> Pace {
        Pace::of_budget(Fen::new(executed), Fen::new(budget), month).unwrap()
    }

    #[test]
    fn it_is_a_share_of_what_is_due_in_the_month() {
        // Of 1200 there are 700 due after July.
        assert_eq!(of_budget(700, 1200, 7).to_string(), "1.0000");
        assert_eq!(of_budget(350, 1200, 7).to_string(), "0.5000");
        assert_eq!(of_budget(100, 1200, 1), of_budget(1200, 1200, 12));
    }

    #[test]
    fn a_snapshot_is_due_whole_in_every_month() {
        let target = NumericTarget { sign: Sign::AtLeast, value: "90".parse().unwrap(), unit: None };
        let pace = |kind, month| Pace::of_indicator(kind, &target, "45".parse().unwrap(), month).unwrap().to_string();
        assert_eq!([1, 6, 12].map(|month| pace(AccumulationKind::Snapshot, month)), ["0.5000"; 3]);
        assert_eq!([1, 6, 12].map(|month| pace(AccumulationKind::Cumulative, month)), ["6.0000", "1.0000", "0.5000"]);
        assert_eq!([1, 6, 12].map(|month| pace(AccumulationKind::YearlyReset, month)), ["6.0000", "1.0000", "0.5000"]);
    }

    #[test]
    fn only_a_floor_above_nought_has_one() {
        let pace = |sign, value: &str| {
            let target = NumericTarget { sign, value: value.parse().unwrap(), unit: None };
            Pace::of_indicator(AccumulationKind::Snapshot, &target, "1".parse().unwrap(), 7)
        };
        for sign in [Sign::AtLeast, Sign::MoreThan, Sign::Equal] {
            assert!(pace(sign, "0.000001").is_some(), "{sign:?}");
            assert_eq!([pace(sign, "0"), pace(sign, "-1")], [None, None], "{sign:?}");
        }
        assert_eq!([pace(Sign::AtMost, "1"), pace(Sign::LessThan, "1")], [None, None]);
        assert_eq!(Pace::of_budget(Fen::new(1), Fen::ZERO, 7), None);
        assert_eq!(Pace::of_budget(Fen::new(1), Fen::new(-1), 7), None);
    }

    #[test]
    fn it_prints_four_decimals_rounded_half_up() {
        assert_eq!(of_budget(1, 3, 12).to_string(), "0.3333");
        assert_eq!(of_budget(2, 3, 12).to_string(), "0.6667");
        assert_eq!(of_budget(1, 20_000, 12).to_string(), "0.0001");
        assert_eq!(of_budget(1, 20_001, 12).to_string(), "0.0000");
        assert_eq!(of_budget(-1, 20_000, 12).to_string(), "-0.0001");
        assert_eq!(of_budget(-1, 20_001, 12).to_string(), "0.0000");
        assert_eq!(of_budget(-3, 2, 12).to_string(), "-1.5000");
        assert_eq!(of_budget(i64::MAX, 1, 1).to_string(), "110680464442257309684.0000");
        assert_eq!(of_budget(i64::MIN, 1, 1).to_string(), "-110680464442257309696.0000");
    }

    #[test]
    fn equal_shares_are_equal_whatever_they_are_made_of() {
        assert_eq!(of_budget(1, 2, 12), of_budget(i64::MAX / 2, i64::MAX - 1, 12));
        assert_eq!(of_budget(50, 100, 6), of_budget(100, 100, 12));
        assert!(of_budget(i64::MAX - 1, i64::MAX, 12) < of_budget(i64::MAX, i64::MAX, 12));
        assert!(of_budget(i64::MAX - 2, i64::MAX - 1, 11) < of_budget(i64::MAX - 1, i64::MAX, 11));
        assert!(of_budget(-1, 2, 12) < of_budget(-1, 3, 12));
    }

    /// The size of a product, of 256 bits.
    fn product(a: u128, b: u128) -> (u128, u128) {
        let (low, high) = (u128::from(u64::MAX), |n: u128| n >> 64);
        let [a0, a1, b0, b1] = [a & low, high(a), b & low, high(b)];
        let (first, second) = (a1 * b0, a0 * b1 + high(a0 * b0));
        let middle = (first & low) + (second & low);
        (a1 * b1 + high(first) + high(second) + high(middle), (middle << 64) | ((a0 * b0) & low))
    }

    /// By cross multiplication.
    fn compared(one: Pace, two: Pace) -> Ordering {
        let of = |reached: i128, due: i128| product(reached.unsigned_abs(), due.unsigned_abs());
        let (left, right) = (of(one.reached, two.due), of(two.reached, one.due));
        match (one.reached < 0, two.reached < 0) {
            (false, false) => left.cmp(&right),
            (true, true) => right.cmp(&left),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    fn any_pace() -> impl Strategy<Value = Pace> {
        let reached = prop_oneof![any::<i64>(), -30..30i64, i64::MAX - 9..=i64::MAX];
        let budget = prop_oneof![1..=i64::MAX, 1..30i64, i64::MAX - 9..=i64::MAX];
        (reached, budget, 1..=12u8).prop_map(|(reached, budget, month)| of_budget(reached, budget, month))
    }

    proptest! {
        #[test]
        fn paces_are_ordered_as_their_cross_products(one in any_pace(), two in any_pace()) {
            prop_assert_eq!(one.cmp(&two), compared(one, two));
            prop_assert_eq!(two.cmp(&one), compared(one, two).reverse());
            prop_assert_eq!(one == two, compared(one, two).is_eq());
        }

        #[test]
        fn a_pace_is_below_a_share_when_its_fraction_is(pace in any_pace(), share in 0..=10_000u32) {
            let of_share = Pace { reached: i128::from(share), due: 100 };
            prop_assert_eq!(pace.is_below(Points::from_hundredths(share)), pace < of_share);
        }

        #[test]
        fn what_is_printed_is_at_most_half_a_place_away(pace in any_pace()) {
            let printed: i128 = pace.to_string().replace('.', "").parse().unwrap();
            // |reached/due - printed/10000| <= 1/20000
            prop_assert!((pace.reached * 20_000 - printed * 2 * pace.due).abs() <= pace.due);
        }

        #[test]
        fn a_lower_pace_never_prints_as_a_higher_share(one in any_pace(), two in any_pace()) {
            let printed = |pace: Pace| pace.to_string().replace('.', "").parse::<i128>().unwrap();
            prop_assert!(printed(one.min(two)) <= printed(one.max(two)));
        }
    }
}
