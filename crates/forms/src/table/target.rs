//! The target (指标值) of an indicator's row: what stands after the sign.

use jixiao_domain::{NumericTarget, Sign, Target, Text};

use super::extra;
use super::printed::printed;
use crate::number::{decimal, decimal_with_unit};
use crate::sign::Mark;
use crate::source::Cell;
use crate::text::{excerpt, key};
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
    findings: &mut Vec<Finding>,
) -> Option<Placed> {
    if joined.is_empty() {
        return match mark {
            Mark::Text => qualitative(line, sign, after, findings),
            Mark::Number(kind) => numeric(line, kind, sign.at.saturating_add(1), after, findings),
        };
    }
    let Mark::Number(kind) = mark else { return None };
    findings.push(shared(sign.text).at(line, sign.at));
    let mut cells = vec![Cell { text: joined, ..sign }];
    cells.extend(after);
    numeric(line, kind, sign.at, &cells, findings)
}

fn qualitative(line: i32, sign: Cell<'_>, after: &[Cell<'_>], findings: &mut Vec<Finding>) -> Option<Placed> {
    let Some((text, rest)) = after.split_first() else {
        let en = "after 定性 the text of the target is missing, so the indicator is not in the plan";
        let zh = "“定性”后缺少指标值的文字描述，该指标未纳入绩效目标表";
        findings.push(Finding::new(Code::ValueUnreadable, en, zh).at(line, sign.at.saturating_add(1)));
        return None;
    };
    findings.extend(rest.iter().map(|cell| extra(line, *cell)));
    let target = Target::Qualitative { text: printed(line, *text, findings)? };
    Some(Placed { target, value: text.at, unit: text.at.saturating_add(1) })
}

/// `place` is where the value should stand.
fn numeric(line: i32, sign: Sign, place: i32, cells: &[Cell<'_>], findings: &mut Vec<Finding>) -> Option<Placed> {
    let (value, rest) = match cells.split_first() {
        // The only cell, and not where the value should stand, is the unit of a value that is missing.
        Some((unit, []))
            if unit.at > place && decimal_with_unit(unit.text).is_none() && decimal(unit.text).is_none() =>
        {
            (None, cells)
        }
        Some((value, rest)) => (Some(*value), rest),
        None => (None, cells),
    };
    let value_at = value.map_or(place, |cell| cell.at);
    let mut unit_at = value_at.saturating_add(1);
    let mut unit: Option<Text<50>> = None;
    let mut rest = rest.iter();
    if let Some(cell) = rest.next() {
        unit_at = cell.at;
        unit = Some(printed(line, *cell, findings)?);
    }
    findings.extend(rest.map(|cell| extra(line, *cell)));

    let Some(cell) = value else {
        return Some(Placed { target: Target::Unreadable { sign, text: None, unit }, value: value_at, unit: unit_at });
    };
    let target = if let Some(value) = decimal(cell.text) {
        Target::Numeric(NumericTarget { sign, value, unit })
    } else if let Some((value, joined)) = decimal_with_unit(cell.text)
        && unit.as_ref().is_none_or(|unit| key(unit.as_str()) == key(joined))
    {
        findings.push(shared(cell.text).at(line, cell.at));
        let unit = Some(printed(line, Cell { text: joined, ..cell }, findings)?);
        Target::Numeric(NumericTarget { sign, value, unit })
    } else {
        Target::Unreadable { sign, text: Some(printed(line, cell, findings)?), unit }
    };
    Some(Placed { target, value: value_at, unit: unit_at })
}

fn shared(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("sign, value and unit share a cell and were taken apart: {text}");
    Finding::new(Code::ColumnRepaired, en, format!("符号、值、单位填在同一单元格，已拆分：{text}"))
}
