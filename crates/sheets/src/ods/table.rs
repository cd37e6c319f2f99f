//! A table of a spreadsheet.

use super::cell::{self, Cell};
use super::outline::Outline;
use crate::book::Builder;
use crate::row::Row;
use crate::sheet_remarks::SheetRemarks;
use crate::xml::{Element, Piece, Xml};
use crate::{Limits, RemarkKind, Unopenable};

/// Reads a table to its end.
pub(super) fn read(
    xml: &mut Xml<'_>,
    element: &Element<'_>,
    outline: &Outline,
    builder: &mut Builder,
) -> Result<(), Unopenable> {
    let name = element.attribute("table", "name").unwrap_or_default();
    if kept_of_another_file(&name) {
        return xml.skip();
    }
    let mut sheet = SheetRemarks::new(name);
    builder.sheet(Some(sheet.name().to_owned()))?;
    if element.attribute("table", "style-name").is_some_and(|style| outline.hidden.contains(&style)) {
        sheet.whole(RemarkKind::HiddenSheet, builder);
    }
    rows(xml, &mut sheet, builder)
}

/// A spreadsheet keeps what it saw last of another file's table under a name no person can give to a table.
fn kept_of_another_file(name: &str) -> bool {
    name.starts_with('\'') && name.contains("'#")
}

fn rows(xml: &mut Xml<'_>, sheet: &mut SheetRemarks, builder: &mut Builder) -> Result<(), Unopenable> {
    let mut number: i32 = 1;
    let mut groups: usize = 0;
    loop {
        match xml.next()? {
            Piece::Start(element) => match element.name() {
                ("table", "table-row") => {
                    let count = repeated(&element, "number-rows-repeated");
                    let cells = row(xml, number, sheet, builder)?;
                    lines(&cells, number, count, builder)?;
                    number = number.saturating_add(i32::try_from(count).unwrap_or(i32::MAX));
                }
                ("table", "table-row-group" | "table-rows" | "table-header-rows") => groups = groups.saturating_add(1),
                _ => xml.skip()?,
            },
            Piece::End if groups == 0 => return Ok(()),
            Piece::End => groups = groups.saturating_sub(1),
            Piece::Text(_) => {}
            Piece::Over => return Err(Unopenable::Damaged),
        }
    }
}

/// The same line as often as it is repeated; the builder stops what goes past the limits.
fn lines(cells: &[String], number: i32, count: usize, builder: &mut Builder) -> Result<(), Unopenable> {
    if cells.is_empty() {
        return Ok(());
    }
    let last = i32::try_from(count.saturating_sub(1)).ok().and_then(|more| number.checked_add(more));
    if count > Limits::LINES || last.is_none_or(|last| last > Limits::LAST_ROW) {
        return Err(Unopenable::TooManyLines);
    }
    for (number, _) in (number..).zip(0..count) {
        builder.line(number, cells.to_vec())?;
    }
    Ok(())
}

fn row(
    xml: &mut Xml<'_>,
    number: i32,
    sheet: &mut SheetRemarks,
    builder: &mut Builder,
) -> Result<Vec<String>, Unopenable> {
    let mut row = Row::new(number);
    loop {
        match xml.next()? {
            Piece::Start(element) => match element.name() {
                ("table", "table-cell") => {
                    let count = repeated(&element, "number-columns-repeated");
                    let cell = cell::read(xml, &element, builder)?;
                    remarks(&cell, &row, sheet, builder);
                    row.cells(&cell.text, count)?;
                }
                ("table", "covered-table-cell") => {
                    row.blanks(repeated(&element, "number-columns-repeated"));
                    xml.skip()?;
                }
                _ => xml.skip()?,
            },
            Piece::End => return Ok(row.finish()),
            Piece::Text(_) => {}
            Piece::Over => return Err(Unopenable::Damaged),
        }
    }
}

fn remarks(cell: &Cell, row: &Row, sheet: &mut SheetRemarks, builder: &mut Builder) {
    for kind in &cell.remarks {
        sheet.cell(*kind, row.number(), Some(row.column()), builder);
    }
}

/// How often an element stands for itself; what is no number or nought is once.
fn repeated(element: &Element<'_>, name: &str) -> usize {
    let written = element.attribute("table", name);
    written
        .and_then(|it| it.trim().parse::<u64>().ok())
        .map_or(1, |it| usize::try_from(it.max(1)).unwrap_or(usize::MAX))
}
