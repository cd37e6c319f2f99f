//! A line while it is read.

use crate::{Limits, Unopenable};

/// The cells of a line. Blank ones cost nothing until a filled one follows them.
#[derive(Debug)]
pub(crate) struct Row {
    number: i32,
    cells: Vec<String>,
    blanks: usize,
    bytes: usize,
}

impl Row {
    /// A line without cells, by its number from 1.
    pub(crate) fn new(number: i32) -> Self {
        Self { number, cells: Vec::new(), blanks: 0, bytes: 0 }
    }

    /// Its number, from 1.
    pub(crate) fn number(&self) -> i32 {
        self.number
    }

    /// The column that comes next, from 1.
    pub(crate) fn column(&self) -> i32 {
        let before = self.cells.len().saturating_add(self.blanks);
        i32::try_from(before.saturating_add(1)).unwrap_or(i32::MAX)
    }

    /// Adds blank cells.
    pub(crate) fn blanks(&mut self, count: usize) {
        self.blanks = self.blanks.saturating_add(count);
    }

    /// Adds a cell with a text, over as many columns as it spans: the others are blank.
    pub(crate) fn cell(&mut self, text: String, span: usize) -> Result<(), Unopenable> {
        if text.trim().is_empty() {
            self.blanks(span);
            return Ok(());
        }
        self.room(1)?;
        self.charge(text.len())?;
        self.cells.push(text);
        self.blanks = span.saturating_sub(1);
        Ok(())
    }

    /// Adds as many cells with the same text.
    pub(crate) fn cells(&mut self, text: &str, count: usize) -> Result<(), Unopenable> {
        if text.trim().is_empty() {
            self.blanks(count);
            return Ok(());
        }
        self.room(count)?;
        self.charge(text.len().saturating_mul(count))?;
        self.cells.extend(std::iter::repeat_n(text, count).map(str::to_owned));
        Ok(())
    }

    /// The cells, up to the last filled one.
    pub(crate) fn finish(self) -> Vec<String> {
        self.cells
    }

    /// Counts text before it is written: one line may hold no more than all lines together.
    fn charge(&mut self, bytes: usize) -> Result<(), Unopenable> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > Limits::TEXT { Err(Unopenable::TooMuchText) } else { Ok(()) }
    }

    /// Writes out the blank cells if as many filled ones find room after them.
    fn room(&mut self, count: usize) -> Result<(), Unopenable> {
        let blank = self.cells.len().saturating_add(self.blanks);
        if blank.saturating_add(count) > Limits::CELLS {
            return Err(Unopenable::TooManyCells { line: self.number });
        }
        self.cells.resize(blank, String::new());
        self.blanks = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stand_between_filled_cells_and_not_after_the_last() {
        let mut row = Row::new(1);
        row.blanks(1);
        row.cell("甲".to_owned(), 3).unwrap();
        assert_eq!(row.column(), 5);
        row.cells("乙", 2).unwrap();
        row.blanks(usize::MAX);
        row.blanks(usize::MAX);
        assert_eq!(row.finish(), ["", "甲", "", "", "乙", "乙"]);
    }

    #[test]
    fn a_filled_cell_past_the_last_column_is_refused_before_the_blanks_are_written() {
        let mut row = Row::new(7);
        row.blanks(usize::MAX);
        assert_eq!(row.cell("甲".to_owned(), 1), Err(Unopenable::TooManyCells { line: 7 }));
        assert_eq!(Row::new(8).cells("甲", usize::MAX), Err(Unopenable::TooManyCells { line: 8 }));
        assert_eq!(Row::new(9).cells("甲", Limits::CELLS), Ok(()));
    }

    #[test]
    fn a_long_text_is_not_repeated_past_the_limit() {
        let text = "x".repeat(Limits::TEXT / 4);
        assert_eq!(Row::new(1).cells(&text, 4), Ok(()));
        assert_eq!(Row::new(1).cells(&text, 5), Err(Unopenable::TooMuchText));
    }

    #[test]
    fn long_texts_in_several_cells_are_refused_as_soon_as_they_are_past_the_limit() {
        let text = "x".repeat(Limits::TEXT / 4);
        let mut row = Row::new(1);
        assert_eq!(row.cells(&text, 2), Ok(()));
        assert_eq!(row.cell(text.clone(), 1), Ok(()));
        assert_eq!(row.cells(&text, 1), Ok(()));
        assert_eq!(row.cells("x", 1), Err(Unopenable::TooMuchText));
        assert_eq!(row.cell("x".to_owned(), 1), Err(Unopenable::TooMuchText));
    }
}
