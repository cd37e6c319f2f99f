//! A sheet whose cells come one by one, in any order.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::book::Builder;
use crate::sheet_remarks::SheetRemarks;
use crate::{Limits, RemarkKind, Unopenable};

/// The filled cells of a sheet; positions are from 1. Holds no more than the limits allow, whatever comes.
#[derive(Debug)]
pub(crate) struct Grid {
    remarks: SheetRemarks,
    rows: BTreeMap<i32, Vec<String>>,
    bytes: usize,
    visits: usize,
}

impl Grid {
    /// A sheet without cells.
    pub(crate) fn new(name: String) -> Self {
        Self { remarks: SheetRemarks::new(name), rows: BTreeMap::new(), bytes: 0, visits: 0 }
    }

    /// Fills a cell; blank text leaves it as it is. A cell that is filled twice makes no sense.
    pub(crate) fn fill(&mut self, row: i32, column: usize, text: String) -> Result<(), Unopenable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if column > Limits::CELLS {
            return Err(Unopenable::TooManyCells { line: row });
        }
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > Limits::TEXT {
            return Err(Unopenable::TooMuchText);
        }
        if self.rows.len() >= Limits::LINES && !self.rows.contains_key(&row) {
            return Err(Unopenable::TooManyLines);
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() < column {
            cells.resize(column, String::new());
        }
        let cell = column.checked_sub(1).and_then(|index| cells.get_mut(index)).ok_or(Unopenable::Damaged)?;
        if !cell.is_empty() {
            return Err(Unopenable::Damaged);
        }
        *cell = text;
        Ok(())
    }

    /// Blanks what a merged cell covers, all but its first cell. Merged cells that overlap make no sense.
    pub(crate) fn merge(
        &mut self,
        rows: &RangeInclusive<i32>,
        columns: &RangeInclusive<usize>,
    ) -> Result<(), Unopenable> {
        if rows.is_empty() || columns.is_empty() || *columns.start() == 0 {
            return Err(Unopenable::Damaged);
        }
        if *columns.start() > Limits::CELLS {
            return Ok(());
        }
        for (&row, cells) in self.rows.range_mut(rows.clone()) {
            self.visits += 1;
            let covered = cells.iter_mut().take(*columns.end()).skip(*columns.start() - 1);
            covered.skip(usize::from(row == *rows.start())).for_each(String::clear);
        }
        // What does not overlap meets a row at most once for each column.
        if self.visits > Limits::LINES * Limits::CELLS { Err(Unopenable::Damaged) } else { Ok(()) }
    }

    /// Remarks on a cell of the sheet.
    pub(crate) fn remark(&mut self, kind: RemarkKind, row: i32, column: usize, builder: &mut Builder) {
        self.remarks.cell(kind, row, i32::try_from(column).ok(), builder);
    }

    /// Gives the sheet to the book, unless it has no filled cell.
    pub(crate) fn finish(self, hidden: bool, builder: &mut Builder) -> Result<(), Unopenable> {
        if self.rows.values().flatten().all(String::is_empty) {
            return Ok(());
        }
        if hidden {
            self.remarks.whole(RemarkKind::HiddenSheet, builder);
        }
        builder.sheet(Some(self.remarks.name().to_owned()))?;
        self.rows.into_iter().try_for_each(|(row, cells)| builder.line(row, cells))
    }
}
