//! The period (所属时期) of a form.

use jixiao_domain::{CivilDate, FiscalYear, Period};

use super::day;
use crate::text;

/// The month up to which figures count: `2023-12`, `2023年12月`, `2023年1-7月`, `2023年度` for December. What a
/// spreadsheet makes of a month, its first or last day, is that month.
pub(super) fn period(cell: &str) -> Option<Period> {
    let key = text::key(cell);
    if let Some(date) = day::day(&key) {
        return of_day(date?);
    }
    let (year, rest) = key.split_at_checked(4)?;
    let year: FiscalYear = year.parse().ok()?;
    if let Some(month) = rest.strip_prefix(['-', '/', '.']) {
        return Period::new(year, number(month)?);
    }
    let rest = rest.strip_prefix('年')?;
    if matches!(rest, "" | "度" | "全年" | "度全年") {
        return Some(Period::december(year));
    }
    let rest = rest.strip_suffix('份').unwrap_or(rest).strip_suffix('月')?;
    let last =
        ["1-", "1月-", "1至", "1月至", "1—", "1月—", "1~", "1到"].iter().find_map(|first| rest.strip_prefix(first));
    Period::new(year, number(last.unwrap_or(rest))?)
}

fn number(text: &str) -> Option<u8> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn of_day(date: CivilDate) -> Option<Period> {
    let text = date.to_string();
    let (month, day) = text.rsplit_once('-')?;
    let period: Period = month.parse().ok()?;
    let last = CivilDate::end_of_month(period.year().get(), period.month());
    (day == "01" || Some(date) == last).then_some(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_the_ways_it_is_printed() {
        for (cell, expected) in [
            ("2023-12", "2023-12"),
            ("2023/7", "2023-07"),
            ("2023年12月", "2023-12"),
            ("2023 年 1-7 月", "2023-07"),
            ("2023年1月—7月份", "2023-07"),
            ("２０２３年１至７月", "2023-07"),
            ("2023年度", "2023-12"),
            ("2023-07-01", "2023-07"),
            ("2023年7月31日", "2023-07"),
        ] {
            assert_eq!(period(cell).map(|p| p.to_string()), Some(expected.to_owned()), "{cell}");
        }
    }

    #[test]
    fn a_period_that_does_not_begin_in_january_is_none() {
        for cell in [
            "2023年5-7月",
            "2023年13月",
            "2023",
            "2023-07-15",
            "上半年",
            "2023-07-32",
            "23-07",
            "",
            "年年年",
            "2023年+7月",
        ] {
            assert_eq!(period(cell), None, "{cell}");
        }
    }
}
