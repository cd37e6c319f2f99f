//! Numbers as forms print them, exact.

use jixiao_domain::{Decimal, Fen, Points};

/// In 万元 with all digits it needs, at least one decimal: `188.4`, `392.0`.
pub(crate) fn wan(fen: Fen) -> String {
    let sign = if fen < Fen::ZERO { "-" } else { "" };
    let size = fen.get().unsigned_abs();
    let part = format!("{:06}", size % 1_000_000);
    let part = part.trim_end_matches('0');
    format!("{sign}{}.{}", size / 1_000_000, if part.is_empty() { "0" } else { part })
}

/// Points without the decimals they do not need: `10`, `1.05`.
pub(crate) fn short(points: Points) -> String {
    let text = points.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `part ÷ whole` as `86.18%`, rounded half away from nought; `None` where the whole is not above nought.
fn percent(part: i128, whole: i128) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    let size = (part.unsigned_abs() * 20_000 + whole.unsigned_abs()) / (whole.unsigned_abs() * 2);
    let sign = if part < 0 && size > 0 { "-" } else { "" };
    Some(format!("{sign}{}.{:02}%", size / 100, size % 100))
}

/// The share of a budget that was executed.
pub(crate) fn execution_rate(executed: Fen, budget: Fen) -> Option<String> {
    percent(i128::from(executed.get()), i128::from(budget.get()))
}

/// The share of a target that was reached.
pub(crate) fn completion_rate(actual: Decimal, target: Decimal) -> Option<String> {
    percent(i128::from(actual.millionths()), i128::from(target.millionths()))
}

/// The share of points, from 0 to 10000 hundredths of a percent.
pub(crate) fn filled(points: Points, of: Points) -> u32 {
    let share = u64::from(points.hundredths()) * 10_000;
    share.checked_div(u64::from(of.hundredths())).map_or(0, |share| u32::try_from(share.min(10_000)).unwrap_or(10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wan_yuan_are_exact_and_have_at_least_one_decimal() {
        let printed = [188_400_000, 392_000_000, 1, 0, i64::MAX].map(|fen| wan(Fen::new(fen)));
        assert_eq!(printed, ["188.4", "392.0", "0.000001", "0.0", "9223372036854.775807"]);
    }

    #[test]
    fn points_lose_only_noughts_at_the_end() {
        assert_eq!(
            ["10", "100", "1.05", "0.5", "0"].map(|text| short(text.parse().unwrap())),
            ["10", "100", "1.05", "0.5", "0"]
        );
    }

    #[test]
    fn rates_are_rounded_half_up_to_a_hundredth_of_a_percent() {
        let rate = |executed, budget| execution_rate(Fen::new(executed), Fen::new(budget));
        assert_eq!(rate(21_545_760, 25_000_000).as_deref(), Some("86.18%"));
        assert_eq!(rate(1, 20_000).as_deref(), Some("0.01%"));
        assert_eq!(rate(1, 20_001).as_deref(), Some("0.00%"));
        assert_eq!(rate(3, 2).as_deref(), Some("150.00%"));
        assert_eq!(rate(1, 0), None);
        assert_eq!(percent(-1, 3).as_deref(), Some("-33.33%"));
        assert_eq!(rate(i64::MAX, 1).as_deref(), Some("922337203685477580700.00%"));
    }

    #[test]
    fn a_bar_is_never_longer_than_its_whole() {
        let points = |text: &str| text.parse().unwrap();
        assert_eq!(filled(points("4.5"), points("5")), 9000);
        assert_eq!(filled(points("6"), points("5")), 10_000);
        assert_eq!(filled(points("0"), points("0")), 0);
    }
}
