//! The span of days that a text begins with.

use jixiao_domain::CivilDate;

use crate::number::leading_ordinal;

/// Some days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first.
    pub(super) first: CivilDate,
    /// The last, not before the first.
    pub(super) last: CivilDate,
    /// The last day that `前` after it allows; `None` after a whole year, where it is no deadline (`三年前`).
    pub(super) before: Option<CivilDate>,
}

type Leading<'a> = Option<(Span, &'a str)>;

/// Words for a part of the year: first and last month.
const PARTS_OF_YEAR: [(&str, i32, i32); 3] = [("全年", 1, 12), ("上半年", 1, 6), ("下半年", 7, 12)];

/// Words for a part of the month: first and last day; `None` is the end of the month.
const PARTS_OF_MONTH: [(&str, i32, Option<i32>); 3] =
    [("上旬", 1, Some(10)), ("中旬", 11, Some(20)), ("下旬", 21, None)];

/// What a span can begin with: a number, a part of the year or a word for the year. Cheap to ask of every character
/// of a long text.
pub(super) const fn may_begin_with(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '第'
            | '全'
            | '上'
            | '下'
            | '本'
            | '当'
            | '今'
            | '年'
    )
}

impl Span {
    /// The span at the beginning of a text without spaces, and what follows it. `year` is that of a text which
    /// names none.
    pub(super) fn leading(text: &str, year: Option<i32>) -> Leading<'_> {
        if let Some(found) = numeric_day(text) {
            return Some(found);
        }
        match named_year(text, year) {
            Some((year, rest)) => in_year(year, rest).or_else(|| Some((Self::year(year)?, rest))),
            None => in_year(year?, text),
        }
    }

    fn year(year: i32) -> Option<Self> {
        Some(Self { before: None, ..Self::months(year, 1, year, 12)? })
    }

    fn months(year: i32, first: i32, last_year: i32, last: i32) -> Option<Self> {
        let before = if first == 1 { end_of_month(year.checked_sub(1)?, 12) } else { end_of_month(year, first - 1) };
        Self::days(date(year, first, 1)?, end_of_month(last_year, last)?, before?)
    }

    fn day(day: CivilDate) -> Self {
        Self { first: day, last: day, before: Some(day) }
    }

    fn days(first: CivilDate, last: CivilDate, before: CivilDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last, before: Some(before) })
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<CivilDate> {
    CivilDate::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

fn end_of_month(year: i32, month: i32) -> Option<CivilDate> {
    CivilDate::end_of_month(year, month.try_into().ok()?)
}

/// `2023-12-31`, `2023.12.31` or `2023/12/31`.
fn numeric_day(text: &str) -> Leading<'_> {
    let (year, rest) = leading_ordinal(text).filter(|(year, _)| *year >= 2000)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, rest) = leading_ordinal(rest.strip_prefix(separator)?)?;
    let (day, rest) = leading_ordinal(rest.strip_prefix(separator)?)?;
    Some((Span::day(date(year, month, day)?), rest.strip_prefix('日').unwrap_or(rest)))
}

/// `2023年`, `2023年度`, or a word for the year itself: `本年`, `年` of `年底`.
fn named_year(text: &str, year: Option<i32>) -> Option<(i32, &str)> {
    let (year, rest) = match year_number(text) {
        Some(numbered) => numbered,
        None => (year?, this_year(text)?),
    };
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    // 2023年年底.
    Some((year, rest.strip_prefix('年').unwrap_or(rest)))
}

/// What follows a word for the fiscal year; 年 alone is one only in 年底, 年内 and the like.
fn this_year(text: &str) -> Option<&str> {
    let named = ["本年", "当年", "今年"].iter().find_map(|word| text.strip_prefix(word));
    named.or_else(|| text.strip_prefix('年').filter(|rest| rest.starts_with(['度', '底', '末', '终', '内'])))
}

fn year_number(text: &str) -> Option<(i32, &str)> {
    let (year, rest) = leading_ordinal(text).filter(|(year, _)| *year >= 2000)?;
    Some((year, rest.strip_prefix('年')?))
}

fn in_year(year: i32, text: &str) -> Leading<'_> {
    part_of_year(year, text).or_else(|| quarter(year, text)).or_else(|| month(year, text))
}

fn part_of_year(year: i32, text: &str) -> Leading<'_> {
    let (rest, first, last) =
        PARTS_OF_YEAR.iter().find_map(|(word, first, last)| Some((text.strip_prefix(word)?, *first, *last)))?;
    Some((Span::months(year, first, year, last)?, rest))
}

fn quarter(year: i32, text: &str) -> Leading<'_> {
    let (number, rest) = leading_ordinal(text.strip_prefix('第').unwrap_or(text))?;
    let rest = rest.strip_prefix('个').unwrap_or(rest).strip_prefix("季度")?;
    let last = number * 3;
    Some((Span::months(year, last - 2, year, last)?, rest))
}

/// A month, a part of it, a day of it, or a range that begins with one of them.
fn month(year: i32, text: &str) -> Leading<'_> {
    let (month, rest) = leading_ordinal(text)?;
    if let Some(end) = after_range(rest) {
        return month_range(year, month, end);
    }
    let rest = rest.strip_prefix('月')?;
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    if let Some(found) = part_of_month(year, month, rest).or_else(|| day(year, month, rest)) {
        return Some(found);
    }
    match after_range(rest).and_then(|end| month_range(year, month, end)) {
        Some(found) => Some(found),
        None => Some((Span::months(year, month, year, month)?, rest)),
    }
}

fn part_of_month(year: i32, month: i32, text: &str) -> Leading<'_> {
    let (rest, first, last) =
        PARTS_OF_MONTH.iter().find_map(|(word, first, last)| Some((text.strip_prefix(word)?, *first, *last)))?;
    let last = last.map_or_else(|| end_of_month(year, month), |day| date(year, month, day))?;
    Some((Span::days(date(year, month, first)?, last, last)?, rest))
}

fn month_range(year: i32, first: i32, end: &str) -> Leading<'_> {
    let (last_year, end) = year_number(end).unwrap_or((year, end));
    let (last, rest) = leading_ordinal(end)?;
    let rest = rest.strip_prefix('月')?;
    Some((Span::months(year, first, last_year, last)?, rest.strip_prefix('份').unwrap_or(rest)))
}

/// `30日`, or `1日至6月30日`, or `1-30日`.
fn day(year: i32, month: i32, text: &str) -> Leading<'_> {
    let (number, rest) = leading_ordinal(text)?;
    let day = date(year, month, number)?;
    let ended = rest.strip_prefix(['日', '号']);
    match after_range(ended.unwrap_or(rest)).and_then(|end| end_of_days(year, month, end)) {
        Some((last, rest)) => Some((Span::days(day, last, day)?, rest)),
        None => Some((Span::day(day), ended?)),
    }
}

fn end_of_days(year: i32, month: i32, text: &str) -> Option<(CivilDate, &str)> {
    let (year, text) = year_number(text).unwrap_or((year, text));
    let (number, rest) = leading_ordinal(text)?;
    let (month, (day, rest)) = match rest.strip_prefix('月') {
        Some(rest) => (number, leading_ordinal(rest)?),
        None => (month, (number, rest)),
    };
    Some((date(year, month, day)?, rest.strip_prefix(['日', '号'])?))
}

/// What follows the dash of a range.
fn after_range(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '—', '–', '－', '~', '～', '至', '到']).map(|rest| rest.trim_start_matches('—'))
}
