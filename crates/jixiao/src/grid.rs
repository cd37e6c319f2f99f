//! What is printed in columns: as a table, or as CSV.

use std::borrow::Cow;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use jixiao_domain::Decimal;

use crate::error::Error;
use crate::output;

/// As wide as a common terminal in full screen; a terminal that is narrower folds the cells further.
pub(crate) const WIDTH: u16 = 150;

/// Rows under a heading.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    head: &'static [&'static str],
    /// Columns of numbers, which end at the right.
    numbers: &'static [usize],
    /// What a program calls the columns; as the heading where it is empty.
    names: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Without rows yet.
    pub(crate) fn new(head: &'static [&'static str], numbers: &'static [usize]) -> Self {
        Self { head, numbers, names: &[], rows: Vec::new() }
    }

    /// With names of the columns for CSV, which programs read.
    pub(crate) fn named(self, names: &'static [&'static str]) -> Self {
        Self { names, ..self }
    }

    /// Adds a row, with a cell for each heading.
    pub(crate) fn add(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Adds rows.
    pub(crate) fn with<R: IntoIterator<Item = String>>(mut self, rows: impl IntoIterator<Item = R>) -> Self {
        rows.into_iter().for_each(|row| self.add(row));
        self
    }

    /// Prints it as a table; nothing where it has no rows.
    pub(crate) fn print(&self) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
        table.set_header(self.head).add_rows(&self.rows);
        for column in self.numbers {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        Ok(output::line(table.to_string())?)
    }

    /// Prints it as CSV: the names of the columns, then the rows.
    pub(crate) fn print_csv(&self) -> Result<(), Error> {
        csv_line(if self.names.is_empty() { self.head } else { self.names })?;
        self.rows.iter().try_for_each(|row| csv_line(row))
    }
}

/// Prints a line of CSV (RFC 4180, but for its end, which is that of the system's lines).
pub(crate) fn csv_line<C: AsRef<str>>(cells: &[C]) -> Result<(), Error> {
    Ok(output::bytes(&as_csv(cells)?)?)
}

fn as_csv<C: AsRef<str>>(cells: &[C]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
    writer.write_record(cells.map(Cow::into_owned)).map_err(std::io::Error::other)?;
    Ok(writer.into_inner().map_err(|error| std::io::Error::other(error.into_error()))?)
}

/// No text of a user is taken for a formula by a spreadsheet: one that looks like it gets an apostrophe. Numbers and
/// a sign alone are left.
fn harmless(cell: &str) -> Cow<'_, str> {
    let looks_like_it = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_plain = cell.chars().nth(1).is_none() || cell.parse::<Decimal>().is_ok();
    if looks_like_it && !is_plain { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        String::from_utf8(as_csv(cells).unwrap()).unwrap()
    }

    #[test]
    fn a_cell_with_a_comma_a_quote_or_a_line_feed_is_quoted() {
        assert_eq!(line(&["a,b", "他说\"好\"", "一\n二", ""]), "\"a,b\",\"他说\"\"好\"\"\",\"一\n二\",\n");
    }

    #[test]
    fn no_text_is_taken_for_a_formula() {
        assert_eq!(line(&["=HYPERLINK(1)", "+1-2", "-x", "@a", "= 80 人"]), "'=HYPERLINK(1),'+1-2,'-x,'@a,'= 80 人\n");
    }

    #[test]
    fn numbers_and_signs_are_left_as_they_are() {
        assert_eq!(line(&["-0.50", "=", "≥", "80", "–"]), "-0.50,=,≥,80,–\n");
    }
}
