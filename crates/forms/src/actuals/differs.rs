//! Cells of a row that do not say what the plan says. They are told, never taken.

use jixiao_domain::{CivilDate, Decimal, Indicator, Level1, Level2, Sign, Target, Text};

use super::find::Index;
use super::notes::{Notes, said};
use super::value::is_same_unit;
use super::{ActualsColumn, ActualsRow, day};
use crate::label::{Label, label};
use crate::sign::{self, Mark};
use crate::text::{excerpt, key};
use crate::{Code, money, number};

/// The plan's words, for a cell that has others.
struct Differs(ActualsColumn, String);

/// Tells every cell that differs from the plan; blank cells say nothing.
pub(super) fn tell(row: &ActualsRow, indicator: &Indicator, index: &Index<'_>, notes: &mut Notes) {
    let target = &indicator.target;
    let differing = [
        goal(row, indicator.goal, index),
        level1(row, indicator.level1),
        level2(row, indicator.level2),
        words(row, ActualsColumn::Name, indicator.name.as_str()),
        sign_cell(row, target),
        value(row, target),
        unit(row, target),
    ];
    for Differs(column, plan) in differing.into_iter().flatten() {
        let (text, plan) = (excerpt(row.text(column).unwrap_or_default()), excerpt(&plan));
        let label = column.label();
        let en = format!("{label} is not the plan's, which was kept: {text} in the form, {plan} in the plan");
        let zh = format!("{label}与绩效目标表不一致，以绩效目标表为准：填报表为“{text}”，绩效目标表为“{plan}”");
        notes.tell(row.place(column), said(Code::TargetChangedInForm, en, zh));
    }
}

/// The unit that the row gives where the target has another one.
pub(super) fn other_unit<'a>(row: &'a ActualsRow, target: &Target) -> Option<&'a str> {
    unit_of(target)?;
    unit(row, target).and_then(|_| row.text(ActualsColumn::Unit))
}

fn unit_of(target: &Target) -> Option<&str> {
    match target {
        Target::Numeric(numeric) => numeric.unit.as_ref().map(Text::as_str),
        Target::Unreadable { unit, .. } => unit.as_ref().map(Text::as_str),
        Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. } => None,
    }
}

/// The text of a cell that says something.
fn filled(row: &ActualsRow, column: ActualsColumn) -> Option<&str> {
    row.text(column).filter(|cell| !money::is_none(cell))
}

fn differs(column: ActualsColumn, is_same: bool, plan: impl Into<String>) -> Option<Differs> {
    (!is_same).then(|| Differs(column, plan.into()))
}

fn words(row: &ActualsRow, column: ActualsColumn, plan: &str) -> Option<Differs> {
    let cell = row.text(column)?;
    differs(column, key(cell) == key(plan), plan)
}

fn goal(row: &ActualsRow, plan: i32, index: &Index<'_>) -> Option<Differs> {
    let cell = filled(row, ActualsColumn::Goal)?;
    differs(ActualsColumn::Goal, index.goal(cell) == Some(plan), format!("目标{plan}"))
}

fn level1(row: &ActualsRow, plan: Level1) -> Option<Differs> {
    let cell = filled(row, ActualsColumn::Level1)?;
    let is_same = match label(cell) {
        Some(Label::Level1(level)) => level == plan,
        Some(Label::Cost) => plan == Level1::Cost,
        _ => false,
    };
    differs(ActualsColumn::Level1, is_same, plan.label())
}

fn level2(row: &ActualsRow, plan: Level2) -> Option<Differs> {
    let cell = filled(row, ActualsColumn::Level2)?;
    let is_same = match label(cell) {
        Some(Label::Level2(level)) => level == plan,
        Some(Label::Cost) => plan == Level2::Cost,
        Some(Label::Level1(Level1::Satisfaction)) => plan == Level2::Satisfaction,
        _ => false,
    };
    differs(ActualsColumn::Level2, is_same, plan.label())
}

/// A date has no sign of its own: forms print 定性, ≤ or nothing.
fn sign_cell(row: &ActualsRow, target: &Target) -> Option<Differs> {
    let cell = filled(row, ActualsColumn::Sign)?;
    let mark = sign::sign(cell).map(|(mark, _)| mark);
    let (plan, printed) = match target {
        Target::Numeric(numeric) => (Mark::Number(numeric.sign), numeric.sign.symbol()),
        Target::Unreadable { sign, .. } => (Mark::Number(*sign), sign.symbol()),
        Target::Qualitative { .. } => (Mark::Text, "定性"),
        Target::Deadline { .. } | Target::Window { .. } => return None,
    };
    differs(ActualsColumn::Sign, mark == Some(plan), printed)
}

fn value(row: &ActualsRow, target: &Target) -> Option<Differs> {
    let column = ActualsColumn::Value;
    let cell = filled(row, column)?;
    match target {
        Target::Numeric(numeric) => {
            let unit = numeric.unit.as_ref().map(Text::as_str);
            let plan = format!("{}{}{}", numeric.sign.symbol(), numeric.value, unit.unwrap_or_default());
            differs(column, is_number(cell, numeric.sign, numeric.value, unit), plan)
        }
        Target::Qualitative { text } => words(row, column, text.as_str()),
        Target::Deadline { text, date } => {
            let is_same = is_text(cell, text.as_ref()) || mentions(cell, &[*date]);
            differs(column, is_same, text.as_ref().map_or_else(|| date.to_string(), Text::to_string))
        }
        Target::Window { text, first, last } => {
            let is_same = is_text(cell, text.as_ref()) || mentions(cell, &[*first, *last]);
            differs(column, is_same, text.as_ref().map_or_else(|| format!("{first}至{last}"), Text::to_string))
        }
        Target::Unreadable { text, .. } => {
            differs(column, is_text(cell, text.as_ref()), text.as_ref().map_or("", Text::as_str))
        }
    }
}

/// Whether the cell is that number; sign and unit may stand in it too.
fn is_number(cell: &str, sign: Sign, value: Decimal, unit: Option<&str>) -> bool {
    let (is_sign, rest) = match sign::sign(cell) {
        Some((mark, rest)) => (mark == Mark::Number(sign), rest),
        None => (true, cell.to_owned()),
    };
    let with_unit = || {
        let (decimal, own) = number::decimal_with_unit(&rest)?;
        unit.is_some_and(|unit| is_same_unit(unit, own)).then_some(decimal)
    };
    is_sign && number::decimal(&rest).or_else(with_unit) == Some(value)
}

fn is_text(cell: &str, plan: Option<&Text<2000>>) -> bool {
    plan.is_some_and(|plan| key(cell) == key(plan.as_str()))
}

/// Whether the cell has these dates, or is the only one, however it is written.
fn mentions(cell: &str, dates: &[CivilDate]) -> bool {
    let is_it = matches!(dates, [date] if day::day(cell) == Some(Some(*date)));
    is_it || dates.iter().all(|date| cell.contains(&date.to_string()))
}

fn unit(row: &ActualsRow, target: &Target) -> Option<Differs> {
    let cell = filled(row, ActualsColumn::Unit)?;
    let plan = unit_of(target);
    let is_same = plan.is_some_and(|plan| is_same_unit(plan, cell));
    differs(ActualsColumn::Unit, is_same, plan.unwrap_or_default())
}
