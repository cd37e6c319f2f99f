//! Where the cells of a table stand.

use crate::{Limits, Unopenable};

/// Most rows that a browser lets a cell span.
const ROWS: u32 = 65_534;

/// The columns of a table. Those past [`Limits::CELLS`] are not kept: a filled cell there is refused anyway.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// For each column, in how many rows to come it is covered from above.
    covered: Vec<u32>,
    row: Option<Row>,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<String>,
    /// The columns that are covered in this row.
    covered: Vec<bool>,
    /// The column after the cell placed last.
    next: usize,
}

impl Grid {
    /// Whether a row has begun.
    pub(super) fn in_row(&self) -> bool {
        self.row.is_some()
    }

    /// Begins a row.
    pub(super) fn begin(&mut self) {
        let covered = self.covered.iter().map(|rows| *rows > 0).collect();
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
        self.row = Some(Row { cells: Vec::new(), covered, next: 0 });
    }

    /// Places a cell in the next free column and gives that column, from 0.
    pub(super) fn place(&mut self, columns: usize, rows: u32) -> usize {
        let row = self.row.get_or_insert_default();
        while row.covered.get(row.next) == Some(&true) {
            row.next = row.next.saturating_add(1);
        }
        let first = row.next;
        row.next = first.saturating_add(columns);
        let last = row.next.min(Limits::CELLS);
        if rows > 1 && self.covered.len() < last {
            self.covered.resize(last, 0);
        }
        for covered in self.covered.iter_mut().take(last).skip(first) {
            *covered = (*covered).max(rows.saturating_sub(1));
        }
        first
    }

    /// Writes the text of a cell that was placed.
    pub(super) fn fill(&mut self, column: usize, text: String, line: i32) -> Result<(), Unopenable> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= Limits::CELLS {
            return Err(Unopenable::TooManyCells { line });
        }
        let row = self.row.get_or_insert_default();
        if row.cells.len() <= column {
            row.cells.resize(column.saturating_add(1), String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    /// The cells of the row so far; their columns stay taken.
    pub(super) fn take(&mut self) -> Vec<String> {
        self.row.as_mut().map(|row| std::mem::take(&mut row.cells)).unwrap_or_default()
    }

    /// Ends the row.
    pub(super) fn end(&mut self) -> Option<Vec<String>> {
        self.row.take().map(|row| row.cells)
    }

    /// Ends a group of rows, out of which no cell reaches.
    pub(super) fn end_group(&mut self) {
        self.covered.clear();
    }
}

/// How many columns a cell spans, by its attribute: 1 to 1000, as in a browser.
pub(super) fn columns(attribute: &str) -> usize {
    number(attribute).map_or(1, |number| usize::try_from(number.clamp(1, 1_000)).unwrap_or(1))
}

/// How many rows a cell spans, by its attribute; 0 is all to the end of the group.
pub(super) fn rows(attribute: &str) -> u32 {
    match number(attribute) {
        Some(0) => u32::MAX,
        Some(number) => number.min(ROWS),
        None => 1,
    }
}

/// The number that an attribute begins with.
fn number(attribute: &str) -> Option<u32> {
    let text = attribute.trim_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let digits = text.get(..end).filter(|digits| !digits.is_empty())?;
    Some(digits.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_browsers_read_them() {
        assert_eq!(
            ["2", " +3px", "0", "x", "", "-2", "1000000000", "99999999999999"].map(columns),
            [2, 3, 1, 1, 1, 1, 1000, 1000]
        );
        assert_eq!(["2", "0", "", "70000", "99999999999999"].map(rows), [2, u32::MAX, 1, ROWS, ROWS]);
    }

    #[test]
    fn a_cell_from_above_pushes_cells_to_the_right() {
        let mut grid = Grid::default();
        grid.begin();
        assert_eq!((grid.place(1, 3), grid.place(2, 2), grid.place(1, 1)), (0, 1, 3));
        grid.begin();
        assert_eq!((grid.place(1, 1), grid.place(1, 1)), (3, 4));
        grid.begin();
        assert_eq!((grid.place(1, 1), grid.place(1, 1)), (1, 2));
        grid.begin();
        assert_eq!(grid.place(1, 1), 0);
    }

    #[test]
    fn no_cell_reaches_out_of_its_group() {
        let mut grid = Grid::default();
        grid.begin();
        grid.place(1, u32::MAX);
        grid.begin();
        assert_eq!(grid.place(1, 1), 1);
        grid.end_group();
        grid.begin();
        assert_eq!(grid.place(1, 1), 0);
    }

    #[test]
    fn a_filled_cell_past_the_last_column_is_refused() {
        let mut grid = Grid::default();
        grid.begin();
        let column = grid.place(usize::MAX, 1).max(grid.place(usize::MAX, u32::MAX));
        assert_eq!(grid.fill(column, String::new(), 7), Ok(()));
        assert_eq!(grid.fill(column, "甲".to_owned(), 7), Err(Unopenable::TooManyCells { line: 7 }));
    }
}
