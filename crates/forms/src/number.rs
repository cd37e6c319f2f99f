//! Numbers as people print them.

use jixiao_domain::Decimal;

use crate::text;

/// The ordinal a text begins with, 1 to 9999 in ASCII digits or 1 to 99 in Chinese numerals, and what follows.
pub(crate) fn leading_ordinal(text: &str) -> Option<(i32, &str)> {
    let digits = leading(text, |c| c.is_ascii_digit());
    if digits.is_empty() {
        let numerals = leading(text, |c| c == '十' || chinese_digit(c).is_some());
        return Some((chinese(numerals)?, text.strip_prefix(numerals)?));
    }
    if digits.len() > 4 {
        return None;
    }
    let number = digits.parse().ok().filter(|n| *n > 0)?;
    Some((number, text.strip_prefix(digits)?))
}

/// At most the first five characters of a kind: enough to see that a number is too long.
fn leading(text: &str, is_kind: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(5).take_while(|(_, c)| is_kind(*c)).last();
    end.and_then(|(at, c)| text.get(..at.saturating_add(c.len_utf8()))).unwrap_or_default()
}

fn chinese_digit(c: char) -> Option<i32> {
    "一二三四五六七八九".chars().zip(1..).find_map(|(digit, value)| (digit == c).then_some(value))
}

fn chinese(numerals: &str) -> Option<i32> {
    let digit = |text: &str| {
        let mut chars = text.chars();
        chars.next().and_then(chinese_digit).filter(|_| chars.next().is_none())
    };
    match numerals.split_once('十') {
        None => digit(numerals),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// The ordinal that is all of a cell, with or without the punctuation of a list: `1`, `１．`, `（一）`.
pub(crate) fn ordinal(cell: &str) -> Option<i32> {
    let key = text::key(cell);
    let bare = key.trim_matches(|c| matches!(c, '(' | ')' | '.' | '、' | ':'));
    leading_ordinal(bare).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// The number that a task or a goal has: an ordinal, or any other number without a nought before it.
pub(crate) fn numbering(cell: &str) -> Option<i32> {
    let by_digits = || {
        let key = text::key(cell);
        let is_number = key.bytes().all(|b| b.is_ascii_digit()) && !key.starts_with('0');
        key.parse().ok().filter(|_| is_number)
    };
    ordinal(cell).or_else(by_digits)
}

/// The decimal that is all of a cell; thousands may be grouped by commas. A space inside is no decimal:
/// nobody can tell 90 from a 9 and a 0.
pub(crate) fn decimal(cell: &str) -> Option<Decimal> {
    ungrouped(&text::narrow(text::trim(cell)))?.parse().ok()
}

/// The decimal and the unit that share a cell, such as `90%`. What says more than a unit, such as `90%以上`,
/// is none.
pub(crate) fn decimal_with_unit(cell: &str) -> Option<(Decimal, &str)> {
    let cell = text::trim(cell);
    let is_of_number = |c| matches!(c, '0'..='9' | '０'..='９' | '.' | '．' | ',' | '，' | '-' | '－');
    let end = cell.find(|c| !is_of_number(c))?;
    let (value, unit) = cell.split_at_checked(end)?;
    let unit = text::trim(unit);
    let starts_as_unit = unit.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '％' | '‰' | '℃' | '°'));
    let says_more =
        unit.contains(char::is_numeric) || ["以上", "以下", "以内", "左右"].iter().any(|w| unit.contains(w));
    if !starts_as_unit || says_more {
        return None;
    }
    Some((decimal(value)?, unit))
}

/// Without the commas of thousands; `None` where the groups are not of three.
fn ungrouped(number: &str) -> Option<String> {
    let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',');
    let digits = first.trim_start_matches('-').len();
    if is_grouped && (!(1..=3).contains(&digits) || groups.any(|group| group.len() != 3)) {
        return None;
    }
    let whole = whole.replace(',', "");
    Some(part.map_or(whole.clone(), |part| format!("{whole}.{part}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_any_script() {
        for (text, number) in
            [("1", 1), ("１２", 12), ("（三）", 3), ("十", 10), ("十 二", 12), ("二十一、", 21), ("9999", 9999)]
        {
            assert_eq!(ordinal(text), Some(number), "{text}");
        }
        for text in ["", "0", "10000", "1a", "一一", "十十", "1.5", "百", "-1"] {
            assert_eq!(ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn tasks_and_goals_may_have_any_number() {
        for (text, number) in [("（三）", 3), ("10000", 10_000), (" ２147483647 ", i32::MAX)] {
            assert_eq!(numbering(text), Some(number), "{text}");
        }
        for text in ["", "0", "01000000", "2147483648", "-10000", "10000.", "1e4"] {
            assert_eq!(numbering(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_may_be_grouped_but_not_guessed() {
        for (text, value) in [("1,884,000", "1884000"), (" ９０ ", "90"), ("-1，234.5", "-1234.5"), ("0.50", "0.5")]
        {
            assert_eq!(decimal(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["1,88", "1,8840", ",884", "9 0", "90%", "", "1,234,5"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_and_a_unit_may_share_a_cell() {
        assert_eq!(decimal_with_unit("90 %"), Some(("90".parse().unwrap(), "%")));
        assert_eq!(decimal_with_unit("1,200人次"), Some(("1200".parse().unwrap(), "人次")));
        for text in ["90", "90%以上", "5-9月", "5月9日", "%", "人", "3.2.1个"] {
            assert_eq!(decimal_with_unit(text), None, "{text}");
        }
    }
}
