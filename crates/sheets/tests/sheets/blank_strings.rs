//! Blank strings that many cells share.

use std::time::{Duration, Instant};

use jixiao_sheets::open;

use crate::compound::{cell, record, workbook};
use crate::lines;
use crate::parts::Parts;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_long_blank_string_in_many_cells_takes_no_product_of_both() {
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(10_000);
    let rows = format!(r#"{}<row r="9"><c t="s"><v>1</v></c></row>"#, format!("<row>{cells}</row>").repeat(8));
    let blank = " ".repeat(1_000_000);
    let strings = format!("<si><t xml:space=\"preserve\">{blank}</t></si><si><t>甲</t></si>");
    let file = Parts::rows(&rows).with_strings(&strings).zip();
    let start = Instant::now();

    let book = open(&file).unwrap();

    assert_eq!(lines(&book), [(9, vec!["甲"])]);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn a_long_blank_string_in_many_cells_of_an_old_workbook_takes_no_product_of_both() {
    // Of 65,000 characters, in a record and eight that continue it.
    let first = [&2_u32.to_le_bytes()[..], &2_u32.to_le_bytes(), &65_000_u16.to_le_bytes(), &[0], &[b' '; 8_000]];
    let middle = [&[0][..], &[b' '; 8_000]].concat();
    let last = [&[0][..], &[b' '; 1_000], &[1, 0, 0, b'x']].concat();
    let continued = [record(0x003C, &middle).repeat(7), record(0x003C, &last)];
    let strings = [record(0x00FC, &first.concat()), continued.concat()].concat();
    let label = |row: u16, column: u16, string: u32| record(0x00FD, &cell(row, column, &string.to_le_bytes()));
    let mut cells: Vec<Vec<u8>> = (0..100_000).map(|at: u32| label((at / 256) as u16, (at % 256) as u16, 0)).collect();
    cells.push(label(999, 0, 1));
    let file = workbook(&[strings], &cells);
    let start = Instant::now();

    let book = open(&file).unwrap();

    assert_eq!(lines(&book), [(1_000, vec!["x"])]);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}
