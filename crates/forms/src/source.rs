//! The lines and cells of a file as they stand.

use std::ops::Range;

use jixiao_sheets::Sheet;

use crate::text;

pub use jixiao_sheets::Limits;

/// A line of the file that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1, in its sheet.
    pub line: i32,
    /// From the first cell to the last, as they stood.
    pub cells: Vec<String>,
}

/// A cell that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell<'a> {
    /// Its place in the line, from 1.
    pub(crate) at: i32,
    /// As it stood.
    pub(crate) text: &'a str,
}

impl SourceLine {
    /// The cells that are not blank.
    pub(crate) fn filled(&self) -> Vec<Cell<'_>> {
        (1..).zip(&self.cells).map(|(at, text)| Cell { at, text }).filter(|cell| !text::is_blank(cell.text)).collect()
    }
}

/// The lines of all sheets, one after the other, and which of them are a sheet.
pub(crate) fn stream(sheets: Vec<Sheet>) -> (Vec<SourceLine>, Vec<Range<usize>>) {
    let mut lines = Vec::new();
    let mut ranges = Vec::new();
    for sheet in sheets {
        let start = lines.len();
        let Sheet { name, lines: of_sheet } = sheet;
        lines.extend(of_sheet.into_iter().map(|line| SourceLine {
            sheet: name.clone(),
            line: line.number,
            cells: line.cells,
        }));
        if lines.len() > start {
            ranges.push(start..lines.len());
        }
    }
    (lines, ranges)
}
