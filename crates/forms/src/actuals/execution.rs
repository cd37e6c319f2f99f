//! The execution (预算执行) of a form.

use std::collections::BTreeMap;

use jixiao_domain::{Column, ExecutionAmounts, ExecutionPart, ExecutionReport, Fen, PlanContent};

use super::amount::Unit;
use super::notes::{Notes, Place, Said, said};
use super::part::Part;
use super::{ActualsColumn, ActualsRow};
use crate::Code;
use crate::money::{self, MoneyUnit};
use crate::text::excerpt;

/// An error was told; there is no execution.
pub(crate) struct Failed;

/// The execution of rows, where there is one without errors.
pub(super) fn execution(rows: &[ActualsRow], plan: &PlanContent, notes: &mut Notes) -> Option<ExecutionReport> {
    let mut read: BTreeMap<Part, (ExecutionAmounts, Place)> = BTreeMap::new();
    let (mut is_whole, mut blank) = (true, None);
    for row in rows {
        match part(row, plan, notes).and_then(|part| Ok((part, amounts(row, notes)?))) {
            Ok((part, Some(amounts))) => is_whole &= put(&mut read, part, amounts, row, notes).is_ok(),
            Ok((_, None)) => {
                let is_first_budget =
                    blank.is_none() && ActualsColumn::AMOUNTS.iter().any(|c| filled(row, *c).is_some());
                blank = if is_first_budget { Some(row.place(ActualsColumn::Executed)) } else { blank };
            }
            Err(Failed) => is_whole = false,
        }
    }
    if let Some(place) = blank {
        notes.tell(place, without_executed());
    }
    if is_whole { report(read, notes) } else { None }
}

fn part(row: &ActualsRow, plan: &PlanContent, notes: &mut Notes) -> Result<Part, Failed> {
    let Some(cell) = row.text(ActualsColumn::Key) else { return Ok(Part::Total) };
    let is_known = |part: &Part| match part {
        Part::Total => true,
        Part::Of(task, _) => plan.tasks().iter().any(|t| t.number == *task),
    };
    Part::of_key(cell).filter(is_known).ok_or_else(|| {
        notes.tell(row.place(ActualsColumn::Key), unknown(cell));
        Failed
    })
}

/// The amounts of a row; `None` where nothing was executed or said to be.
pub(crate) fn amounts(row: &ActualsRow, notes: &mut Notes) -> Result<Option<ExecutionAmounts>, Failed> {
    let mut read = |column| fen(row, column, notes);
    let (initial, adjusted, executed) =
        (read(ActualsColumn::Initial), read(ActualsColumn::Adjusted), read(ActualsColumn::Executed));
    let (initial, adjusted, executed) = (initial?, adjusted?, executed?);
    match (initial, executed) {
        (_, None) => Ok(None),
        (Some(initial), Some(executed)) => Ok(Some(ExecutionAmounts { initial, adjusted, executed })),
        (None, Some(_)) => {
            notes.tell(row.place(ActualsColumn::Executed), without_initial());
            Err(Failed)
        }
    }
}

/// The text of a cell of money that does not say that there is none.
fn filled(row: &ActualsRow, column: ActualsColumn) -> Option<&str> {
    row.text(column).filter(|cell| !money::is_none(cell))
}

fn fen(row: &ActualsRow, column: ActualsColumn, notes: &mut Notes) -> Result<Option<Fen>, Failed> {
    let Some(cell) = filled(row, column) else { return Ok(None) };
    let unit = match row.cells.get(&column).and_then(|cell| cell.unit) {
        Some(Unit::Known(unit)) => Some(unit),
        Some(Unit::Other | Unit::Percent) => None,
        None => Some(MoneyUnit::Wan),
    };
    let read = unit.and_then(|unit| unit.amount(cell));
    if read.is_none() {
        notes.tell(row.place(column), unreadable(cell, unit));
    }
    read.map(Some).ok_or(Failed)
}

fn put(
    read: &mut BTreeMap<Part, (ExecutionAmounts, Place)>,
    part: Part,
    amounts: ExecutionAmounts,
    row: &ActualsRow,
    notes: &mut Notes,
) -> Result<(), Failed> {
    let place = row.place(ActualsColumn::Key);
    let Some((known, first)) = read.get(&part) else {
        read.insert(part, (amounts, place));
        return Ok(());
    };
    let line = first.line;
    if *known == amounts {
        let en = format!("the row says the same as line {line}; it was taken once");
        notes.tell(place, said(Code::RowRepeated, en, format!("该行与第{line}行内容相同，只采用一次")));
        return Ok(());
    }
    let en = format!("line {line} has other amounts of the same task and fund source; there is no execution");
    notes
        .tell(place, said(Code::ExecutionTwice, en, format!("第{line}行同一任务和资金来源的金额不同，预算执行未采用")));
    Err(Failed)
}

fn report(mut read: BTreeMap<Part, (ExecutionAmounts, Place)>, notes: &mut Notes) -> Option<ExecutionReport> {
    let total = read.remove(&Part::Total);
    let first = read.values().map(|(_, place)| *place).min();
    let parts: Vec<ExecutionPart> = read
        .into_iter()
        .filter_map(|(part, (amounts, _))| match part {
            Part::Of(task, source) => Some(ExecutionPart { task, source, amounts }),
            Part::Total => None,
        })
        .collect();
    let (total, place) = match (total, first) {
        (Some(total), _) => total,
        (None, None) => return None,
        (None, Some(place)) => {
            let Some(total) = sum(&parts) else {
                notes.tell(place, too_large());
                return None;
            };
            notes.tell(place, derived(total));
            (total, place)
        }
    };
    let report = ExecutionReport::new(total, parts);
    report.map_err(|why| notes.tell(place, does_not_add_up(why.column, why.parts, why.total))).ok()
}

fn sum(parts: &[ExecutionPart]) -> Option<ExecutionAmounts> {
    let of = |amount: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| amount(&part.amounts)));
    let budget = of(ExecutionAmounts::budget)?;
    let is_adjusted = parts.iter().any(|part| part.amounts.adjusted.is_some());
    let (initial, executed) = (of(|a| a.initial)?, of(|a| a.executed)?);
    Some(ExecutionAmounts { initial, adjusted: is_adjusted.then_some(budget), executed })
}

fn unknown(cell: &str) -> Said {
    let text = excerpt(cell);
    let en =
        format!("is neither execution nor execution/{{task}}/basic, project or other of a task of the plan: {text}");
    let zh = format!("既不是execution，也不是本表任务的execution/{{任务}}/basic、project或other：{text}");
    said(Code::ExecutionUnknown, en, zh)
}

fn unreadable(cell: &str, unit: Option<MoneyUnit>) -> Said {
    let text = excerpt(cell);
    let (en, zh) = if unit.is_some() {
        ("is no amount, is negative or has parts of a fen", "金额无法识别、为负或不足一分")
    } else {
        ("has a heading in another unit than 万元 and 元; nothing is converted", "表头的单位不是万元或元，系统不换算")
    };
    said(Code::AmountUnreadable, format!("{en}: {text}"), format!("{zh}：{text}"))
}

fn without_initial() -> Said {
    let en = "the row has 全年执行数 and no 年初预算数 (0 where there was none)";
    said(Code::AmountUnreadable, en, "该行有全年执行数而没有年初预算数（没有预算的请填0）")
}

fn without_executed() -> Said {
    let en = "rows of the execution with a budget and without 全年执行数 were left out, here the first (0 where nothing was executed)";
    said(Code::ExecutionBlank, en, "有预算数而没有全年执行数的行未采用，此处为第一行（没有执行的请填0）")
}

fn too_large() -> Said {
    let (en, zh) = ("the sum of the parts is past any amount", "各部分之和超出金额范围");
    said(Code::ExecutionDoesNotAddUp, en, zh)
}

fn derived(total: ExecutionAmounts) -> Said {
    let (budget, executed) = (total.budget().grouped(), total.executed.grouped());
    let en = format!(
        "there is no row of the whole execution; the sum of the parts was taken: budget {budget} yuan, executed {executed} yuan"
    );
    let zh = format!("没有预算执行合计行，以各部分之和为合计：预算{budget}元，执行{executed}元");
    said(Code::ExecutionTotalDerived, en, zh)
}

fn does_not_add_up(column: Column, parts: Option<Fen>, total: Fen) -> Said {
    let label = match column {
        Column::Initial => ActualsColumn::Initial.label(),
        Column::Adjusted => ActualsColumn::Adjusted.label(),
        Column::Executed => ActualsColumn::Executed.label(),
    };
    let total = total.grouped();
    let (en, zh) = match parts.map(Fen::grouped) {
        Some(sum) => (format!("{sum} yuan"), format!("{sum}元")),
        None => ("more than any amount".to_owned(), "超出金额范围".to_owned()),
    };
    let en = format!("the parts of {label} add up to {en}, the total is {total} yuan; there is no execution");
    said(Code::ExecutionDoesNotAddUp, en, format!("{label}各部分之和为{zh}，合计为{total}元，预算执行未采用"))
}
