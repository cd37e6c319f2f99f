//! The lines and cells of a file as they stand.

use crate::{Unreadable, text};

/// How much a file may hold.
#[derive(Debug)]
pub struct Limits;

impl Limits {
    /// Most bytes of a file: 3 MiB.
    pub const BYTES: usize = 3 * 1024 * 1024;
    /// Most lines of a file.
    pub const LINES: usize = 20_000;
    /// Most cells of a line.
    pub const CELLS: usize = 64;
}

/// A line of the file that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// From 1.
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

/// Splits a file into the lines that are not blank. Line ends are LF or CRLF; a byte order mark is skipped.
pub(crate) fn split(bytes: &[u8]) -> Result<Vec<SourceLine>, Unreadable> {
    if bytes.len() > Limits::BYTES {
        return Err(Unreadable::TooLarge);
    }
    let content = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    let content = content.strip_prefix('\u{FEFF}').unwrap_or(content);
    let mut lines = Vec::new();
    for (at, line) in content.lines().enumerate() {
        let number = i32::try_from(at).map_or(i32::MAX, |at| at.saturating_add(1));
        if at >= Limits::LINES {
            return Err(Unreadable::TooManyLines);
        }
        if line.split('\t').count() > Limits::CELLS {
            return Err(Unreadable::TooManyCells { line: number });
        }
        if !line.trim().is_empty() {
            lines.push(SourceLine { line: number, cells: line.split('\t').map(str::to_owned).collect() });
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_and_either_line_end_do_not_matter() {
        let expected = vec![
            SourceLine { line: 1, cells: vec!["甲".to_owned(), " 乙".to_owned(), String::new()] },
            SourceLine { line: 3, cells: vec!["丙".to_owned()] },
        ];
        assert_eq!(split("甲\t 乙\t\n\n丙".as_bytes()), Ok(expected.clone()));
        assert_eq!(split("\u{FEFF}甲\t 乙\t\r\n\t \r\n丙\r\n".as_bytes()), Ok(expected));
    }

    #[test]
    fn a_file_past_a_limit_is_refused_and_one_at_the_limit_is_not() {
        assert_eq!(split(&vec![b' '; Limits::BYTES]).unwrap(), []);
        assert_eq!(split(&vec![b' '; Limits::BYTES + 1]), Err(Unreadable::TooLarge));
        assert!(split("a\n".repeat(Limits::LINES).as_bytes()).is_ok());
        assert_eq!(split("a\n".repeat(Limits::LINES + 1).as_bytes()), Err(Unreadable::TooManyLines));
        assert!(split("\t".repeat(Limits::CELLS - 1).as_bytes()).is_ok());
        let wide = format!("a\n{}", "\t".repeat(Limits::CELLS));
        assert_eq!(split(wide.as_bytes()), Err(Unreadable::TooManyCells { line: 2 }));
        assert_eq!(split(&[0xB2, 0xBF]), Err(Unreadable::NotUtf8));
    }
}
