//! What is printed in columns: as a table, or as CSV.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

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
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Without rows yet.
    pub(crate) fn new(head: &'static [&'static str], numbers: &'static [usize]) -> Self {
        Self { head, numbers, rows: Vec::new() }
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

    /// Prints it as CSV: the headings, then the rows.
    pub(crate) fn print_csv(&self) -> Result<(), Error> {
        self.print_csv_head()?;
        self.rows.iter().try_for_each(|row| csv_line(row))
    }

    /// Prints the headings alone, for rows that come one by one.
    pub(crate) fn print_csv_head(&self) -> Result<(), Error> {
        csv_line(self.head)
    }
}

/// A line of CSV (RFC 4180, but for its end, which is that of the system's lines).
pub(crate) fn csv_line<C: AsRef<[u8]>>(cells: &[C]) -> Result<(), Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells).map_err(std::io::Error::other)?;
    let line = writer.into_inner().map_err(|error| std::io::Error::other(error.into_error()))?;
    Ok(output::bytes(&line)?)
}
