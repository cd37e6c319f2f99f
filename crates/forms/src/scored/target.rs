//! The target (指标值) of a row: in one cell such as ≥90%, or in columns of sign, value and unit.

use jixiao_domain::{NumericTarget, Sign, Target, Text};

use super::row::text;
use crate::actuals::notes::{Notes, Said, said};
use crate::actuals::value::is_same_unit;
use crate::number::{decimal, decimal_with_unit};
use crate::sign::{Mark, sign};
use crate::text::{excerpt, tidy};
use crate::words::{Worded, is_unit, worded};
use crate::{ActualsColumn as C, ActualsRow, Code, money};

/// Reads the target; what cannot be read of it is told.
pub(super) fn target(row: &ActualsRow, notes: &mut Notes) -> Option<Target> {
    let (sign_cell, value) = (row.text(C::Sign), row.text(C::Value));
    match (sign_cell.map(|cell| (cell, sign(cell))), value) {
        (None, None) => {
            tell_unit(row, notes);
            None
        }
        (Some((_, Some((Mark::Text, _)))), Some(_)) => qualitative(row, notes),
        (Some((_, Some((Mark::Number(kind), joined)))), value) if joined.is_empty() => {
            numeric(row, kind, value, C::Value, notes)
        }
        (Some((_, Some((Mark::Number(kind), joined)))), None) => numeric(row, kind, Some(&joined), C::Sign, notes),
        (Some((cell, found)), Some(value)) => {
            // A dash says that there is no sign.
            if found.is_some() || !money::is_none(cell) {
                notes.tell(row.place(C::Sign), not_taken(C::Sign, cell));
            }
            without_sign(row, value, notes)
        }
        (Some((cell, _)), None) => {
            notes.tell(row.place(C::Sign), not_taken(C::Sign, cell));
            tell_unit(row, notes);
            None
        }
        (None, Some(value)) => without_sign(row, value, notes),
    }
}

/// A target whose only sign, if any, stands before its value.
fn without_sign(row: &ActualsRow, value: &str, notes: &mut Notes) -> Option<Target> {
    if let Some((Mark::Number(kind), joined)) = sign(value) {
        let joined = Some(joined).filter(|joined| !joined.is_empty());
        return numeric(row, kind, joined.as_deref(), C::Value, notes);
    }
    let Some(Worded { sign, value: number, unit, .. }) = worded(value) else { return qualitative(row, notes) };
    notes.tell(row.place(C::Value), derived(sign, value));
    let own = unit_cell(row, notes);
    let unit = unit.and_then(|unit| Text::parse(unit).ok());
    match (unit, own) {
        (Some(unit), Some(own)) if !is_same_unit(unit.as_str(), own.as_str()) => {
            Some(unreadable(row, sign, Some(value), (Some(own), C::Value), notes))
        }
        (unit, own) => Some(Target::Numeric(NumericTarget { sign, value: number, unit: own.or(unit) })),
    }
}

/// A sign with what follows it, which stands in that column, and the unit, there or in its own.
fn numeric(row: &ActualsRow, sign: Sign, cell: Option<&str>, column: C, notes: &mut Notes) -> Option<Target> {
    let unit = unit_cell(row, notes);
    let Some(cell) = cell else { return Some(unreadable(row, sign, None, (unit, column), notes)) };
    if let Some(value) = decimal(cell) {
        return Some(Target::Numeric(NumericTarget { sign, value, unit }));
    }
    let joined = decimal_with_unit(cell).filter(|(_, joined)| {
        let is_units = unit.as_ref().is_some_and(|unit| is_same_unit(unit.as_str(), joined));
        is_units || (unit.is_none() && is_unit(joined))
    });
    match joined {
        Some((value, joined)) => {
            let unit = unit.or_else(|| Text::parse(tidy(joined)).ok());
            Some(Target::Numeric(NumericTarget { sign, value, unit }))
        }
        None => Some(unreadable(row, sign, Some(cell), (unit, column), notes)),
    }
}

/// A sign without a number that can be read.
fn unreadable(
    row: &ActualsRow,
    sign: Sign,
    cell: Option<&str>,
    (unit, column): (Option<Text<50>>, C),
    notes: &mut Notes,
) -> Target {
    let printed = excerpt(cell.unwrap_or_default());
    let en = format!("{} is followed by no number that can be read: {printed}", sign.symbol());
    let zh = format!("“{}”之后没有可识别的数值：{printed}", sign.symbol());
    notes.tell(row.place(column), said(Code::ValueUnreadable, en, zh));
    let text = cell.and_then(|cell| Text::parse(tidy(cell)).ok());
    Target::Unreadable { sign, text, unit }
}

fn qualitative(row: &ActualsRow, notes: &mut Notes) -> Option<Target> {
    tell_unit(row, notes);
    text(row, C::Value, notes).map(|text| Target::Qualitative { text })
}

/// The unit in its own column; a dash says that there is none.
fn unit_cell(row: &ActualsRow, notes: &mut Notes) -> Option<Text<50>> {
    row.text(C::Unit).filter(|cell| !is_dash(cell)).and_then(|_| text(row, C::Unit, notes))
}

/// Tells a unit that no number has.
fn tell_unit(row: &ActualsRow, notes: &mut Notes) {
    if let Some(cell) = row.text(C::Unit).filter(|cell| !money::is_none(cell)) {
        notes.tell(row.place(C::Unit), not_taken(C::Unit, cell));
    }
}

/// Whether a cell is nothing but a dash.
pub(super) fn is_dash(cell: &str) -> bool {
    money::is_none(cell) && !cell.contains('无')
}

fn derived(sign: Sign, cell: &str) -> Said {
    let (sign, text) = (sign.symbol(), excerpt(cell));
    let en = format!("there is no sign; {sign} follows from \"{text}\"");
    said(Code::TargetDerived, en, format!("未填符号，按“{text}”识别为{sign}"))
}

fn not_taken(column: C, cell: &str) -> Said {
    let (label, text) = (column.label(), excerpt(cell));
    let en = format!("{label} does not belong to the target of its row and was not taken: {text}");
    said(Code::CellUnplaced, en, format!("{label}与该行指标值不符，未采用：{text}"))
}
