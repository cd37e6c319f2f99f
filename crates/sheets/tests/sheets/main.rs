//! Files of every kind that is read, good and bad, through `jixiao_sheets::open`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod archive;
mod blank_strings;
mod compound;
mod hostile_workbook;
mod parts;
mod text;
mod xls;
mod xlsx;

use jixiao_sheets::{Book, Place, Remark, RemarkKind};

/// The lines of all sheets: number and cells.
fn lines(book: &Book) -> Vec<(i32, Vec<&str>)> {
    let lines = book.sheets.iter().flat_map(|sheet| &sheet.lines);
    lines.map(|line| (line.number, line.cells.iter().map(String::as_str).collect())).collect()
}

/// The cells of all sheets, without the blank ones.
fn filled(book: &Book) -> Vec<&str> {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.lines).flat_map(|line| &line.cells);
    cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect()
}

/// A remark about a cell.
fn remark(kind: RemarkKind, sheet: &str, line: i32, cell: i32) -> Remark {
    Remark { kind, place: Some(Place { sheet: Some(sheet.to_owned()), line: Some(line), cell: Some(cell) }) }
}
