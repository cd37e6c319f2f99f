//! The cells of a row that stand in columns which not every table has: weights, dates, keys.

use jixiao_domain::{IndicatorId, Points};

use super::columns::{Columns, Extra};
use super::extra;
use super::ledger::Ledger;
use super::weights::points;
use crate::label::label;
use crate::source::Cell;
use crate::text::{excerpt, key};
use crate::{Code, Finding};

/// A row without the cells of such columns, and these.
#[derive(Debug, Default)]
pub(super) struct Extras<'a> {
    /// What stands before the sign: labels and the name.
    pub(super) before: Vec<Cell<'a>>,
    /// What stands after it: value and unit.
    pub(super) after: Vec<Cell<'a>>,
    pub(super) weight: Option<(i32, Points)>,
    pub(super) date: Option<Cell<'a>>,
    pub(super) key: Option<(i32, IndicatorId)>,
}

/// Takes apart a row that is shifted by `shift` cells to the right. A cell is taken for one of these columns only
/// where it stands under its heading, so a missing unit never makes the weight the unit. `value` is the cell
/// beside a sign alone, which has the value under whatever heading.
pub(super) fn take_out<'a>(
    columns: &Columns,
    shift: i32,
    line: i32,
    (before, after): (&[Cell<'a>], &[Cell<'a>]),
    value: Option<i32>,
    ledger: &mut Ledger,
) -> Extras<'a> {
    let column = |cell: &Cell<'_>| columns.extra(cell.at.saturating_sub(shift));
    let mut extras = Extras::default();
    let is_plain = |cell: &&Cell<'_>| label(cell.text).is_none() && column(cell).is_none();
    let has_name = before.iter().any(|cell| is_plain(&cell) && columns.extra(cell.at) != Some(Extra::Key));
    for cell in before {
        let is_key = column(cell) == Some(Extra::Key) || columns.extra(cell.at) == Some(Extra::Key);
        let is_label = label(cell.text).is_some();
        match column(cell) {
            _ if is_label => extras.before.push(*cell),
            _ if is_key && (has_name || id(*cell).is_some()) => extras.take_key(line, *cell, ledger),
            Some(Extra::Weight) if has_name => extras.take_weight(line, *cell, ledger),
            Some(Extra::Date) if has_name => extras.take_date(line, *cell, ledger),
            Some(Extra::None) if has_name => ledger.lose(line, cell.at, extra(*cell)),
            _ => extras.before.push(*cell),
        }
    }
    for cell in after {
        match column(cell).filter(|_| value != Some(cell.at)) {
            None => extras.after.push(*cell),
            Some(Extra::Weight) => extras.take_weight(line, *cell, ledger),
            Some(Extra::Date) => extras.take_date(line, *cell, ledger),
            Some(Extra::Key) => extras.take_key(line, *cell, ledger),
            Some(Extra::None) => ledger.lose(line, cell.at, extra(*cell)),
        }
    }
    extras
}

impl<'a> Extras<'a> {
    fn take_weight(&mut self, line: i32, cell: Cell<'a>, ledger: &mut Ledger) {
        match points(cell.text).filter(|_| self.weight.is_none()) {
            Some(weight) => self.weight = Some((cell.at, weight)),
            None => ledger.lose(line, cell.at, extra(cell)),
        }
    }

    fn take_date(&mut self, line: i32, cell: Cell<'a>, ledger: &mut Ledger) {
        match self.date {
            None => self.date = Some(cell),
            Some(_) => ledger.lose(line, cell.at, extra(cell)),
        }
    }

    fn take_key(&mut self, line: i32, cell: Cell<'a>, ledger: &mut Ledger) {
        match id(cell).filter(|_| self.key.is_none()) {
            Some(id) => self.key = Some((cell.at, id)),
            None => ledger.lose(line, cell.at, no_id(cell.text)),
        }
    }
}

fn id(cell: Cell<'_>) -> Option<IndicatorId> {
    key(cell.text).parse().ok()
}

fn no_id(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("\"{text}\" cannot be an indicator's id (1 to 32 of a-z, 0-9 and -); another was given");
    Finding::new(Code::KeyNotTaken, en, format!("“{text}”不能作为指标编号（1至32个a-z、0-9、-），已另行编号"))
}

/// A key that another row of the table has.
pub(super) fn taken_id(id: &IndicatorId) -> Finding {
    let id = id.as_str();
    let en = format!("an indicator above has the id {id} already; another was given");
    Finding::new(Code::KeyNotTaken, en, format!("前面已有编号为{id}的指标，已另行编号"))
}
