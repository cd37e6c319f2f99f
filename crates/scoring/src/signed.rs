//! Differences of points as texts.

/// Points of a text of two decimals, which may be negative; nought where there are none.
pub(crate) fn hundredths(points: &str) -> i64 {
    points.replace('.', "").parse().unwrap_or(0)
}

/// Two decimals, with a sign where negative.
pub(crate) fn signed(hundredths: i64) -> String {
    let size = hundredths.unsigned_abs();
    format!("{}{}.{:02}", if hundredths < 0 { "-" } else { "" }, size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_reads_back_as_it_prints() {
        for (difference, text) in [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (1234, "12.34"), (-10_000, "-100.00")] {
            assert_eq!(signed(difference), text);
            assert_eq!(hundredths(text), difference);
        }
        assert_eq!(hundredths(""), 0);
    }
}
