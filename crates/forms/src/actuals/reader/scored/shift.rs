//! Rows that merged cells have pushed to the left or right of their headings.

use super::{ActualsColumn as C, Reader, level_label, sum};
use crate::Code;
use crate::actuals::column::Heading;
use crate::actuals::notes::{Place, said};
use crate::sign::sign;
use crate::source::Cell;

/// How far a row may be shifted.
const FARTHEST: i32 = 3;

impl Reader {
    /// How far the row stands to the right of its headings, by its only sign; nought unless all its cells fit there and
    /// do not where they stand.
    pub(super) fn shift(&mut self, place: Place, row: &[Cell<'_>]) -> i32 {
        let mut signs = row.iter().filter(|cell| sign(cell.text).is_some());
        let column = self.columns.place(C::Sign).or_else(|| self.columns.place(C::Value));
        let (Some(anchor), None, Some(column)) = (signs.next(), signs.next(), column) else { return 0 };
        let shift = anchor.at.saturating_sub(column);
        if shift == 0 || shift.saturating_abs() > FARTHEST || self.fits(row, 0) || !self.fits(row, shift) {
            return 0;
        }
        let en = format!("the row is shifted: its sign stands in cell {}, its heading in cell {column}", anchor.at);
        let zh = format!("该行单元格错位：指标值应在第{column}格，实际在第{}格，已按内容识别", anchor.at);
        self.notes.tell(Place { cell: anchor.at, ..place }, said(Code::ColumnRepaired, en, zh));
        shift
    }

    /// Whether every cell of the row fits the column it stands in when it is moved back so far.
    fn fits(&self, row: &[Cell<'_>], shift: i32) -> bool {
        let column = |cell: &Cell<'_>| self.columns.of(cell.at.saturating_sub(shift)).map(|(heading, _)| heading);
        let is_fit = |cell: &Cell<'_>| match column(cell) {
            Some(Heading::Column(C::Weight | C::Score)) => sum::is_plain(cell.text),
            Some(Heading::Column(C::Level1 | C::Level2)) => level_label(cell.text).is_some(),
            Some(Heading::Column(C::Sign)) => sign(cell.text).is_some(),
            Some(Heading::Column(C::Name)) => {
                sign(cell.text).is_none()
                    && !level_label(cell.text).is_some_and(|(it, _)| it.is_unmistakable(cell.text))
            }
            Some(_) => true,
            None => false,
        };
        let has = |asked| row.iter().any(|cell| column(cell) == Some(Heading::Column(asked)));
        row.iter().all(is_fit) && has(C::Name) && (has(C::Weight) || has(C::Score))
    }
}
