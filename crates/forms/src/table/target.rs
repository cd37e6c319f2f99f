//! The target (指标值) of an indicator's row: what stands after the sign.

use jixiao_domain::{CivilDate, NumericTarget, Sign, Target, Text};

use super::extra;
use super::ledger::Ledger;
use super::printed::printed;
use crate::date::{ProposedDate, proposed_date};
use crate::number::{decimal, decimal_with_unit};
use crate::sign::Mark;
use crate::source::Cell;
use crate::text::{excerpt, key};
use crate::words::{Worded, worded};
use crate::{Code, Finding};

/// A target with the cells where its value and its unit stand or should stand.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) target: Target,
    pub(super) value: i32,
    pub(super) unit: i32,
}

/// Reads a target; `None`, with a finding, where the row makes none. `joined` is what follows the sign in its cell.
pub(super) fn target(
    line: i32,
    mark: Mark,
    sign: Cell<'_>,
    joined: &str,
    after: &[Cell<'_>],
    ledger: &mut Ledger,
) -> Option<Placed> {
    if joined.is_empty() {
        return match mark {
            Mark::Text => qualitative(line, sign, after, ledger),
            Mark::Number(kind) => numeric(line, kind, sign.at.saturating_add(1), after, ledger),
        };
    }
    let Mark::Number(kind) = mark else { return None };
    ledger.tell(shared(sign.text).at(line, sign.at));
    let mut cells = vec![Cell { text: joined, ..sign }];
    cells.extend(after);
    numeric(line, kind, sign.at, &cells, ledger)
}

fn qualitative(line: i32, sign: Cell<'_>, after: &[Cell<'_>], ledger: &mut Ledger) -> Option<Placed> {
    let Some((text, rest)) = after.split_first() else {
        let en = "after 定性 the text of the target is missing, so the indicator is not in the plan";
        let zh = "“定性”后缺少指标值的文字描述，该指标未纳入绩效目标表";
        ledger.tell(Finding::new(Code::ValueUnreadable, en, zh).at(line, sign.at.saturating_add(1)));
        return None;
    };
    lose_extra(line, rest, ledger);
    let target = Target::Qualitative { text: printed(line, *text, ledger)? };
    Some(Placed { target, value: text.at, unit: text.at.saturating_add(1) })
}

/// Reads a target whose sign, value and unit stand each in the cell where the official form has it.
pub(super) fn official(
    line: i32,
    mark: Mark,
    sign: Cell<'_>,
    (value, unit): (Option<Cell<'_>>, Option<Cell<'_>>),
    ledger: &mut Ledger,
) -> Option<Placed> {
    match mark {
        Mark::Text => qualitative(line, sign, value.as_slice(), ledger),
        Mark::Number(kind) => numeric_of(line, kind, sign.at.saturating_add(1), (value, unit.as_slice()), ledger),
    }
}

/// `place` is where the value should stand.
fn numeric(line: i32, sign: Sign, place: i32, cells: &[Cell<'_>], ledger: &mut Ledger) -> Option<Placed> {
    let parts = match cells.split_first() {
        // The only cell, and not where the value should stand, is the unit of a value that is missing.
        Some((unit, []))
            if unit.at > place && decimal_with_unit(unit.text).is_none() && decimal(unit.text).is_none() =>
        {
            (None, cells)
        }
        Some((value, rest)) => (Some(*value), rest),
        None => (None, cells),
    };
    numeric_of(line, sign, place, parts, ledger)
}

/// With the cell of the value, and what stands behind it: a unit, and what has no place.
fn numeric_of(
    line: i32,
    sign: Sign,
    place: i32,
    (value, rest): (Option<Cell<'_>>, &[Cell<'_>]),
    ledger: &mut Ledger,
) -> Option<Placed> {
    let value_at = value.map_or(place, |cell| cell.at);
    let mut unit_at = value_at.saturating_add(1);
    let mut unit: Option<Text<50>> = None;
    let mut rest = rest.iter();
    if let Some(cell) = rest.next() {
        unit_at = cell.at;
        unit = Some(printed(line, *cell, ledger)?);
    }
    lose_extra(line, rest.as_slice(), ledger);

    let Some(cell) = value else {
        return Some(Placed { target: Target::Unreadable { sign, text: None, unit }, value: value_at, unit: unit_at });
    };
    let target = if let Some(value) = decimal(cell.text) {
        Target::Numeric(NumericTarget { sign, value, unit })
    } else if let Some((value, joined)) = decimal_with_unit(cell.text)
        && unit.as_ref().is_none_or(|unit| key(unit.as_str()) == key(joined))
    {
        ledger.tell(shared(cell.text).at(line, cell.at));
        let unit = Some(printed(line, Cell { text: joined, ..cell }, ledger)?);
        Target::Numeric(NumericTarget { sign, value, unit })
    } else {
        Target::Unreadable { sign, text: Some(printed(line, cell, ledger)?), unit }
    };
    Some(Placed { target, value: value_at, unit: unit_at })
}

/// Reads a target that stands where there is no sign: by its words, else as a text for a person to judge.
pub(super) fn without_sign(line: i32, cell: Cell<'_>, after: &[Cell<'_>], ledger: &mut Ledger) -> Option<Placed> {
    let Some(Worded { sign, value, unit, .. }) = worded(cell.text) else {
        ledger.tell(derived_text(cell.text).at(line, cell.at));
        return qualitative(line, Cell { at: cell.at.saturating_sub(1), ..cell }, &of_text(cell, after), ledger);
    };
    ledger.tell(derived(sign, cell.text).at(line, cell.at));
    let mut rest = after;
    let mut unit_at = cell.at.saturating_add(1);
    let mut printed_unit: Option<Text<50>> = unit.and_then(|unit| Text::parse(unit).ok());
    if let Some((next, others)) = after.split_first() {
        let is_unit = printed_unit.as_ref().is_none_or(|unit| key(unit.as_str()) == key(next.text));
        if is_unit {
            (rest, unit_at) = (others, next.at);
            printed_unit = Some(printed(line, *next, ledger)?);
        }
    }
    lose_extra(line, rest, ledger);
    let target = Target::Numeric(NumericTarget { sign, value, unit: printed_unit });
    Some(Placed { target, value: cell.at, unit: unit_at })
}

fn of_text<'a>(cell: Cell<'a>, after: &[Cell<'a>]) -> Vec<Cell<'a>> {
    std::iter::once(cell).chain(after.iter().copied()).collect()
}

/// The target with what its date column (日期要求) says. A text that a person judges becomes one of that date.
pub(super) fn with_date(line: i32, placed: Placed, date: Cell<'_>, ledger: &mut Ledger) -> Placed {
    let Placed { target, value, unit } = placed;
    let target = match (target, requirement(date.text)) {
        (Target::Qualitative { text }, Some(date)) => dated(Some(text), date),
        (target, _) => {
            ledger.lose(line, date.at, extra(date));
            target
        }
    };
    Placed { target, value, unit }
}

/// The target of a row that has a date and no text after 定性.
pub(super) fn date_alone(sign: Cell<'_>, date: Cell<'_>) -> Option<Placed> {
    let value = sign.at.saturating_add(1);
    Some(Placed { target: dated(None, requirement(date.text)?), value, unit: value.saturating_add(1) })
}

fn dated(text: Option<Text<2000>>, date: ProposedDate) -> Target {
    match date {
        ProposedDate::Deadline(date) => Target::Deadline { text, date },
        ProposedDate::Window { first, last } => Target::Window { text, first, last },
    }
}

/// `2023-12-31前`, `2023-05-01至2023-09-30`, or another date that names its year.
fn requirement(cell: &str) -> Option<ProposedDate> {
    let key = key(cell);
    if let Some((first, last)) = key.split_once(['至', '~', '到']) {
        let day = |text: &str| text.parse::<CivilDate>().ok();
        if let (Some(first), Some(last)) = (day(first), day(last)) {
            return (first <= last).then_some(ProposedDate::Window { first, last });
        }
    }
    let day = key.strip_suffix('前').unwrap_or(&key).parse().ok();
    day.map(ProposedDate::Deadline).or_else(|| proposed_date(&key, None))
}

fn lose_extra(line: i32, cells: &[Cell<'_>], ledger: &mut Ledger) {
    for cell in cells {
        ledger.lose(line, cell.at, extra(*cell));
    }
}

fn derived(sign: Sign, cell: &str) -> Finding {
    let (sign, text) = (sign.symbol(), excerpt(cell));
    let en = format!("there is no sign; {sign} follows from \"{text}\"");
    Finding::new(Code::TargetDerived, en, format!("未填符号，按“{text}”识别为{sign}"))
}

fn derived_text(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("there is no column of signs; \"{text}\" was read as qualitative");
    Finding::new(Code::TargetDerived, en, format!("表中没有符号栏，“{text}”按定性指标识别"))
}

fn shared(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("sign, value and unit share a cell and were taken apart: {text}");
    Finding::new(Code::ColumnRepaired, en, format!("符号、值、单位填在同一单元格，已拆分：{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_requirement_names_its_days() {
        let said = |text: &str| match requirement(text) {
            Some(ProposedDate::Deadline(date)) => date.to_string(),
            Some(ProposedDate::Window { first, last }) => format!("{first}..{last}"),
            None => String::new(),
        };
        for (text, expected) in [
            ("2023-12-31前", "2023-12-31"),
            ("2023-12-31", "2023-12-31"),
            ("1990-01-01前", "1990-01-01"),
            ("2023年9月底前", "2023-09-30"),
            ("2023-05-01至2023-09-30", "2023-05-01..2023-09-30"),
            ("2023-05-01 ～ 2023-09-30", "2023-05-01..2023-09-30"),
            ("2023-09-30至2023-05-01", ""),
            ("9月底前", ""),
            ("按时", ""),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
