//! The actual (实际完成值) of a cell, for its target.

use jixiao_domain::{ActualValue, Decimal, FiscalYear, NumericTarget, Sign, Target, Text};

use super::day::day;
use super::notes::{Said, said};
use super::textual::{dropped, textual};
use crate::date::{ProposedDate, proposed_date};
use crate::money::MoneyUnit;
use crate::text::{self, excerpt, key};
use crate::{Code, number};

/// A value, and what is to be told of it.
type Read = Result<(ActualValue, Option<Said>), Said>;

/// What a cell seems to hold.
enum Shape<'a> {
    /// Digits of a number and what follows them, which is at most a unit.
    Number(String, &'a str),
    Text,
}

/// What follows a number and is more than a unit.
const MORE: [&str; 10] = ["以上", "以下", "以内", "左右", "完成", "达到", "已", "约", "多", "余"];
/// No unit is longer, in characters.
const LONGEST_UNIT: usize = 6;

/// Reads the value of a cell. `unit_cell` is the row's unit where it is not the target's; a bare number is then
/// of nobody knows which unit.
pub(crate) fn value(cell: &str, target: &Target, unit_cell: Option<&str>, year: Option<FiscalYear>) -> Read {
    match target {
        Target::Numeric(numeric) => number_of(cell, Some(numeric), numeric.unit.as_ref(), unit_cell),
        Target::Unreadable { unit, .. } => number_of(cell, None, unit.as_ref(), unit_cell),
        Target::Qualitative { .. } => text_of(cell, None),
        Target::Deadline { .. } | Target::Window { .. } => day_of(cell, year),
    }
}

fn text_of(cell: &str, told: Option<Said>) -> Read {
    let (text, was_cleaned) = textual(cell)?;
    Ok((ActualValue::Text(text), told.or_else(|| was_cleaned.then(dropped))))
}

fn number_of(cell: &str, target: Option<&NumericTarget>, unit: Option<&Text<50>>, unit_cell: Option<&str>) -> Read {
    let narrow = text::narrow(text::trim(cell));
    let bare = text::trim(narrow.strip_prefix('=').unwrap_or(&narrow));
    let Shape::Number(digits, own_unit) = shape(bare, unit) else { return text_of(cell, Some(not_a_number(cell))) };
    if own_unit.is_empty() {
        if let Some(of_row) = unit_cell {
            return Err(unit_differs(cell, of_row, unit));
        }
    } else if !unit.is_some_and(|unit| is_same_unit(unit.as_str(), own_unit)) {
        return Err(unit_differs(cell, own_unit, unit));
    }
    let value = number::decimal(without_zeros(&digits)).ok_or_else(|| unreadable(cell))?;
    let is_share = target.is_some_and(|target| is_share(value, target));
    Ok((ActualValue::Number(value), is_share.then(|| share(value))))
}

fn shape<'a>(bare: &'a str, unit: Option<&Text<50>>) -> Shape<'a> {
    let is_of_number = |c| matches!(c, '0'..='9' | '.' | ',' | '-');
    let end = bare.find(|c| !is_of_number(c)).unwrap_or(bare.len());
    let (digits, rest) = bare.split_at_checked(end).unwrap_or((bare, ""));
    let rest = text::trim(rest);
    let size = digits.strip_prefix('-').unwrap_or(digits);
    let is_number =
        size.contains(|c: char| c.is_ascii_digit()) && !size.contains('-') && size.matches('.').count() <= 1;
    let is_targets = unit.is_some_and(|unit| is_same_unit(unit.as_str(), rest));
    let is_unit = rest.is_empty() || is_targets || (starts_as_unit(rest) && !says_more(rest));
    if is_number && is_unit { Shape::Number(digits.to_owned(), rest) } else { Shape::Text }
}

fn starts_as_unit(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '‰' | '℃' | '°'))
}

fn says_more(rest: &str) -> bool {
    let is_sentence = rest.contains(|c: char| c.is_numeric() || matches!(c, ',' | '。' | ';' | '、' | '!' | ':'));
    is_sentence || rest.chars().count() > LONGEST_UNIT || MORE.iter().any(|word| rest.contains(word))
}

/// Whether two units are one, whatever their widths and spaces.
pub(crate) fn is_same_unit(one: &str, other: &str) -> bool {
    let money = |unit| MoneyUnit::of_unit(unit);
    key(one) == key(other) || money(one).is_some_and(|unit| money(other) == Some(unit))
}

/// A spreadsheet may print more zeros than a decimal has places.
fn without_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Whether a rate may have been typed as a share of 1: a spreadsheet stores 95% as 0.95. Below a cap so small a
/// rate is nothing odd.
fn is_share(value: Decimal, target: &NumericTarget) -> bool {
    const ONE: i64 = 1_000_000;
    let is_percent = target.unit.as_ref().is_some_and(|unit| key(unit.as_str()) == "%");
    let is_floor = matches!(target.sign, Sign::AtLeast | Sign::MoreThan | Sign::Equal);
    is_percent && is_floor && (1..=ONE).contains(&value.millionths()) && target.value.millionths() > ONE
}

fn day_of(cell: &str, year: Option<FiscalYear>) -> Read {
    match day(cell) {
        Some(Some(date)) => Ok((ActualValue::Date(date), None)),
        Some(None) => Err(no_such_day(cell)),
        None => text_of(cell, Some(not_a_date(cell, year))),
    }
}

fn not_a_number(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("the target is a number; the text was kept and cannot be scored: {text}");
    said(Code::ActualNotANumber, en, format!("指标值为数值，实际完成值按文字保留，无法计分：{text}"))
}

fn unit_differs(cell: &str, own: &str, unit: Option<&Text<50>>) -> Said {
    let (text, own) = (excerpt(cell), excerpt(own));
    let (en, zh) = match unit {
        Some(unit) => {
            let unit = excerpt(unit.as_str());
            (format!("the target is in {unit}"), format!("指标单位为“{unit}”"))
        }
        None => ("the target has no unit".to_owned(), "指标没有单位".to_owned()),
    };
    let en = format!("the value is in {own}, {en}; nothing is converted, and it was not taken: {text}");
    said(Code::ActualUnitDiffers, en, format!("实际完成值的单位为“{own}”，{zh}，系统不换算，未采用：{text}"))
}

fn unreadable(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("is no decimal of at most 12 digits before and 6 after the point, and was not taken: {text}");
    said(Code::ActualUnreadable, en, format!("不是小数点前至多12位、后至多6位的数，未采用：{text}"))
}

fn no_such_day(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("the calendar from 1990 to 2199 has no such day, and it was not taken: {text}");
    said(Code::ActualUnreadable, en, format!("1990至2199年间没有该日期，未采用：{text}"))
}

fn share(value: Decimal) -> Said {
    let en = format!("the value was taken as {value}%; if it is a share of 1, type it in percent");
    said(Code::RateAsShare, en, format!("实际完成值按{value}%读取；如为占1的比例，请改填百分数"))
}

fn not_a_date(cell: &str, year: Option<FiscalYear>) -> Said {
    let text = excerpt(cell);
    let day = match proposed_date(cell, year) {
        Some(ProposedDate::Deadline(day) | ProposedDate::Window { last: day, .. }) => Some(day),
        None => None,
    };
    let en = format!("the target is a date or a span of days; the text was kept and cannot be scored: {text}");
    let zh = format!("指标值为日期或期间，实际完成值按文字保留，无法计分：{text}");
    match day {
        Some(day) => said(
            Code::ActualNotADate,
            format!("{en}; if it was done on {day}, type that day"),
            format!("{zh}；如完成日期为{day}，请填写该日期"),
        ),
        None => said(Code::ActualNotADate, en, zh),
    }
}
