//! What the year comes to at the pace so far.

use crate::{AccumulationKind, Decimal, Fen};

/// A number at the end of the year: as it is where it is a snapshot, else in proportion to the months so far.
/// `None` where it does not fit a decimal.
pub(super) fn of_number(kind: AccumulationKind, actual: Decimal, month: u8) -> Option<Decimal> {
    let months = if kind.is_cumulative() { month } else { 12 };
    whole_year(actual.millionths(), months).and_then(Decimal::from_millionths)
}

/// Money at the end of the year, in proportion to the months so far. `None` past any amount.
pub(super) fn of_budget(executed: Fen, month: u8) -> Option<Fen> {
    whole_year(executed.get(), month).map(Fen::new)
}

/// `so_far · 12 / months`, rounded half-up: half of the last place goes away from nought. Months are from 1 to 12.
fn whole_year(so_far: i64, months: u8) -> Option<i64> {
    let months = i128::from(months);
    let size = (i128::from(so_far).abs() * 24 + months).checked_div(months * 2)?;
    i64::try_from(if so_far < 0 { -size } else { size }).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CUMULATIVE: AccumulationKind = AccumulationKind::Cumulative;

    fn projected(kind: AccumulationKind, actual: &str, month: u8) -> Option<String> {
        of_number(kind, actual.parse().unwrap(), month).map(|value| value.to_string())
    }

    fn of(actual: &str, month: u8) -> Option<String> {
        projected(CUMULATIVE, actual, month)
    }

    #[test]
    fn what_accumulates_grows_in_proportion_and_a_snapshot_stays() {
        assert_eq!(of("700", 7).as_deref(), Some("1200"));
        assert_eq!(of("700", 12).as_deref(), Some("700"));
        assert_eq!(of("700", 1).as_deref(), Some("8400"));
        assert_eq!(projected(AccumulationKind::YearlyReset, "700", 7).as_deref(), Some("1200"));
        assert_eq!(projected(AccumulationKind::Snapshot, "97.5", 1).as_deref(), Some("97.5"));
    }

    #[test]
    fn it_is_rounded_half_up_to_six_decimals() {
        assert_eq!(of("1", 7).as_deref(), Some("1.714286"));
        assert_eq!(of("-1", 7).as_deref(), Some("-1.714286"));
        assert_eq!(of("0.000003", 8).as_deref(), Some("0.000005"), "4.5 millionths");
        assert_eq!(of("-0.000003", 8).as_deref(), Some("-0.000005"));
        assert_eq!(of("0.000001", 9).as_deref(), Some("0.000001"), "1.33 millionths");
        assert_eq!(of_budget(Fen::new(3), 8), Some(Fen::new(5)));
        assert_eq!(of_budget(Fen::new(1), 9), Some(Fen::new(1)));
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(of("999999999999.999999", 12).as_deref(), Some("999999999999.999999"));
        assert_eq!(of("999999999999.999999", 11), None);
        assert_eq!(of("-999999999999.999999", 1), None);
        assert_eq!(of("83333333333.333333", 1).as_deref(), Some("999999999999.999996"));
        assert_eq!(of("83333333333.333334", 1), None);
        assert_eq!(of_budget(Fen::new(i64::MAX), 12), Some(Fen::new(i64::MAX)));
        assert_eq!(of_budget(Fen::new(i64::MAX), 11), None);
        assert_eq!(of_budget(Fen::new(i64::MAX / 12 + 1), 1), None);
    }

    proptest! {
        #[test]
        fn it_is_at_most_half_a_place_away(so_far: i64, months in 1..=12u8) {
            let exact = i128::from(so_far) * 12;
            match whole_year(so_far, months) {
                Some(year) => {
                    let away = i128::from(year) * i128::from(months) - exact;
                    prop_assert!(away.abs() * 2 <= i128::from(months));
                }
                None => prop_assert!(exact.abs() / i128::from(months) >= i128::from(i64::MAX)),
            }
        }
    }
}
