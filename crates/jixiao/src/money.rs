//! Money for people.

use jixiao_domain::Fen;

/// Fen as yuan with thousands: `107,834,000.00`.
pub(crate) fn yuan(fen: i64) -> String {
    let text = Fen::new(fen).to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, "00"));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    format!("{sign}{}.{part}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(yuan(10_783_400_000), "107,834,000.00");
        assert_eq!(yuan(99_900), "999.00");
        assert_eq!(yuan(-100_005), "-1,000.05");
        assert_eq!(yuan(0), "0.00");
    }
}
