//! Days as people and spreadsheets write them.

use jixiao_domain::CivilDate;

use crate::text;

/// The day that is all of a cell: `2023-09-15`, `2023/9/15`, `2023.9.15`, `2023年9月15日`, with or without a
/// midnight behind it. `Some(None)` where it is written as one and the calendar does not have it.
pub(super) fn day(cell: &str) -> Option<Option<CivilDate>> {
    let narrow = text::narrow(text::trim(cell));
    let key = text::key(narrow.strip_suffix(" 00:00:00").unwrap_or(&narrow));
    let (year, rest) = digits(&key, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '年'))?;
    let (month, rest) = digits(rest.strip_prefix(separator)?, 2)?;
    let second = if separator == '年' { '月' } else { separator };
    let (day, rest) = digits(rest.strip_prefix(second)?, 2)?;
    matches!((separator, rest), (_, "" | "日") | ('年', "号")).then_some(())?;
    Some(CivilDate::new(year, month.try_into().ok()?, day.try_into().ok()?))
}

/// The number of at most so many digits that a text begins with, and what follows it.
fn digits(text: &str, most: usize) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).filter(|_| (1..=most).contains(&end))?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_ways_it_is_written() {
        let expected = CivilDate::new(2023, 9, 5);
        for cell in [
            "2023-09-05",
            " 2023/9/5 ",
            "2023.9.5",
            "2023年9月5日",
            "2023 年 9 月 5 号",
            "２０２３－９－５",
            "2023-09-05 00:00:00",
        ] {
            assert_eq!(day(cell), Some(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_less_or_more_than_a_day_is_none() {
        for cell in [
            "2023年9月",
            "2023年9月底",
            "2023-09",
            "9月5日",
            "2023-09-05完成",
            "2023/9-5",
            "20230905",
            "",
            "2023-09-05 12:00:00",
        ] {
            assert_eq!(day(cell), None, "{cell}");
        }
        assert_eq!(day("2023-02-30"), Some(None));
        assert_eq!(day("1023-02-03"), Some(None));
    }
}
