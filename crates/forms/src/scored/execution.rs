//! The row of the execution (预算执行率): with its money, or among the indicators.

use jixiao_domain::{Decimal, ExecutionAmounts};

use super::ScoredExecution;
use super::points::points;
use crate::actuals::amount::Unit;
use crate::actuals::execution::amounts;
use crate::actuals::notes::{Notes, Said, said};
use crate::text::{excerpt, key};
use crate::{ActualsColumn as C, ActualsRow, Code, number};

/// The execution of the rows with money, the first of which counts, completed by the row among the indicators.
pub(super) fn execution(
    money: &[ActualsRow],
    of_indicators: &[ActualsRow],
    notes: &mut Notes,
) -> Option<ScoredExecution> {
    let mut found: Option<ScoredExecution> = None;
    let read = money.iter().map(|row| (row, true)).chain(of_indicators.iter().map(|row| (row, false)));
    for (row, has_money) in read {
        let next = read_row(row, has_money, notes);
        match &mut found {
            None => found = Some(next),
            Some(first) => {
                let line = first.line;
                let is_same = put(&mut first.amounts, next.amounts)
                    & put(&mut first.weight, next.weight)
                    & put(&mut first.printed, next.printed)
                    & put(&mut first.printed_rate, next.printed_rate);
                if !is_same {
                    notes.tell(row.place(C::Score), second(line, row));
                }
            }
        }
    }
    found
}

fn read_row(row: &ActualsRow, has_money: bool, notes: &mut Notes) -> ScoredExecution {
    let money: Option<ExecutionAmounts> = if has_money { amounts(row, notes).unwrap_or(None) } else { None };
    ScoredExecution {
        sheet: row.sheet.clone(),
        line: row.line,
        amounts: money,
        weight: points(row, C::Weight, notes),
        printed: points(row, C::Score, notes),
        printed_rate: rate(row, if has_money { C::Rate } else { C::Actual }, notes),
    }
}

/// Takes a value where there is none yet; whether nothing else was there.
fn put<T: PartialEq>(place: &mut Option<T>, value: Option<T>) -> bool {
    if place.is_none() {
        *place = value;
        return true;
    }
    value.is_none() || *place == value
}

/// The rate in a column, in percent; a number without its sign is one only below 执行率（%）.
fn rate(row: &ActualsRow, column: C, notes: &mut Notes) -> Option<Decimal> {
    let cell = row.text(column)?;
    let key = key(cell);
    let is_percent = row.cells.get(&column).is_some_and(|cell| cell.unit == Some(Unit::Percent));
    let bare = key.strip_suffix('%').or_else(|| is_percent.then_some(key.as_str()));
    let rate = bare.and_then(number::decimal);
    if rate.is_none() {
        notes.tell(row.place(column), unreadable(cell));
    }
    rate
}

fn unreadable(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("the rate of execution is no number in percent and was not taken: {text}");
    said(Code::CellUnplaced, en, format!("执行率不是百分数，未采用：{text}"))
}

fn second(line: i32, row: &ActualsRow) -> Said {
    let cells: Vec<&str> = row.cells.keys().filter_map(|column| row.text(*column)).collect();
    let text = excerpt(&cells.join(" | "));
    let en = format!("the row differs from the execution of line {line}, which was taken: {text}");
    said(Code::ExecutionTwice, en, format!("该行与第{line}行的预算执行不同，以第{line}行为准：{text}"))
}
