//! What several tests share.

use jixiao_forms::{Form, read, read_book};
use jixiao_sheets::{Book, Kind, Line, Remark, Sheet};

/// The published table, byte for byte.
pub(crate) const REAL: &[u8] =
    include_bytes!("../../../../tests/fixtures/tianjin-disabled-persons-federation-2023.txt");

/// The published table as read.
pub(crate) fn real() -> Form {
    one(REAL)
}

/// The only form of a file.
pub(crate) fn one(file: &[u8]) -> Form {
    let mut forms = read(file).unwrap();
    assert_eq!(forms.len(), 1);
    forms.remove(0)
}

/// A workbook of named sheets, each given as text with tabs between cells.
pub(crate) fn book(sheets: &[(&str, &str)], remarks: Vec<Remark>) -> Book {
    let line = |(number, line): (i32, &str)| Line { number, cells: line.split('\t').map(str::to_owned).collect() };
    let lines = |text: &str| (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(line).collect();
    let sheet = |(name, text): &(&str, &str)| Sheet { name: Some((*name).to_owned()), lines: lines(text) };
    Book { kind: Kind::Xlsx, sheets: sheets.iter().map(sheet).collect(), remarks }
}

/// The forms of such a workbook.
pub(crate) fn forms(sheets: &[(&str, &str)]) -> Vec<Form> {
    read_book(book(sheets, Vec::new())).unwrap()
}

/// A file of text with these cells, whatever they hold.
pub(crate) fn text_book(rows: &[Vec<String>]) -> Book {
    let is_filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    let lines = (1..).zip(rows).filter(|(_, row)| is_filled(row));
    let lines = lines.map(|(number, row)| Line { number, cells: row.clone() }).collect();
    Book { kind: Kind::Tsv, sheets: vec![Sheet { name: None, lines }], remarks: Vec::new() }
}
