//! Positions of cells, such as `AB12`.

use crate::Unopenable;

/// From 1; column 0 is before the first cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) row: i32,
    pub(super) column: usize,
}

impl Position {
    /// Reads such as `AB12` or `$AB$12`.
    pub(super) fn parse(text: &str) -> Result<Self, Unopenable> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let end = text.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(text.len());
        let (letters, digits) = text.split_at_checked(end).ok_or(Unopenable::Damaged)?;
        let digits = digits.strip_prefix('$').unwrap_or(digits);
        if !(1..=3).contains(&letters.len()) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Unopenable::Damaged);
        }
        let column = letters
            .bytes()
            .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1);
        let row = digits.parse().map_err(|_| Unopenable::Damaged)?;
        Self { row, column }.checked()
    }

    /// Only what a sheet can have: 1,048,576 rows of 16,384 cells.
    pub(super) fn checked(self) -> Result<Self, Unopenable> {
        if (1..=1_048_576).contains(&self.row) && self.column <= 16_384 { Ok(self) } else { Err(Unopenable::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::Position;
    use crate::Unopenable;

    #[test]
    fn letters_count_columns() {
        for (text, row, column) in
            [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("xfd1048576", 1_048_576, 16_384), ("$B$2", 2, 2)]
        {
            assert_eq!(Position::parse(text), Ok(Position { row, column }));
        }
    }

    #[test]
    fn a_position_outside_a_sheet_is_damage() {
        for text in ["", "A", "1", "A0", "A-1", "A+1", "XFE1", "A1048577", "AAAA1", "A99999999999", "甲1", "A1B"] {
            assert_eq!(Position::parse(text), Err(Unopenable::Damaged), "{text}");
        }
    }
}
