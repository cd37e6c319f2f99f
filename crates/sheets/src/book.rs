//! What a file holds.

use crate::{Kind, Limits, Remark, RemarkKind, Unopenable};

/// A file as lines of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// What kind of file it was.
    pub kind: Kind,
    /// In the order of the file, those without a filled cell left out.
    pub sheets: Vec<Sheet>,
    /// What a reader should know, in the order it was met.
    pub remarks: Vec<Remark>,
}

/// A sheet, or all of a file that has no sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As the workbook names it, up to [`Limits::NAME`] characters; `None` in a file without sheets (text, .docx, HTML).
    pub name: Option<String>,
    /// The lines that have a filled cell, by number.
    pub lines: Vec<Line>,
}

/// A line with at least one filled cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1, counting blank lines too: what a spreadsheet prints beside its row. In .docx and HTML every
    /// paragraph outside a table and every row of a table is a line.
    pub number: i32,
    /// From the first column to the last filled one.
    pub cells: Vec<String>,
}

/// Collects lines and keeps to the limits, over all sheets of a file.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    sheets: Vec<Sheet>,
    remarks: Vec<Remark>,
    lines: usize,
    bytes: usize,
    generated: usize,
}

impl Builder {
    /// Begins a sheet.
    pub(crate) fn sheet(&mut self, name: Option<String>) -> Result<(), Unopenable> {
        if self.sheets.len() >= Limits::SHEETS {
            return Err(Unopenable::TooManySheets);
        }
        self.sheets.push(Sheet { name, lines: Vec::new() });
        Ok(())
    }

    /// Adds a line to the sheet begun last; blank cells at its end and blank lines are dropped.
    pub(crate) fn line(&mut self, number: i32, mut cells: Vec<String>) -> Result<(), Unopenable> {
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > Limits::CELLS {
            return Err(Unopenable::TooManyCells { line: number });
        }
        self.lines += 1;
        self.bytes += cells.iter().map(String::len).sum::<usize>();
        if self.lines > Limits::LINES {
            return Err(Unopenable::TooManyLines);
        }
        if self.bytes > Limits::TEXT {
            return Err(Unopenable::TooMuchText);
        }
        if self.sheets.is_empty() {
            self.sheet(None)?;
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.push(Line { number, cells });
        }
        Ok(())
    }

    /// Counts text that the file did not hold as such but asked for, before it is written and wherever it goes.
    pub(crate) fn generated(&mut self, bytes: usize) -> Result<(), Unopenable> {
        self.generated = self.generated.saturating_add(bytes);
        if self.generated > Limits::TEXT { Err(Unopenable::TooMuchText) } else { Ok(()) }
    }

    /// Adds a remark about the file as a whole.
    pub(crate) fn remark(&mut self, kind: RemarkKind) {
        self.remark_with(|| Remark { kind, place: None });
    }

    /// Adds a remark; one past [`Limits::REMARKS`] is not even made.
    pub(crate) fn remark_with(&mut self, make: impl FnOnce() -> Remark) {
        if self.remarks.len() < Limits::REMARKS {
            self.remarks.push(make());
        }
    }

    /// The book.
    pub(crate) fn finish(mut self, kind: Kind) -> Book {
        self.sheets.retain(|sheet| !sheet.lines.is_empty());
        Book { kind, sheets: self.sheets, remarks: self.remarks }
    }
}
