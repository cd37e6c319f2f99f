//! Cells of one line of text.

use super::Separator;

/// The cells of the first line, and how many bytes it takes with its line feed.
pub(super) fn line(text: &str, separator: Separator) -> (Vec<String>, usize) {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = match separator {
            Separator::Tab => pasted(rest).unwrap_or_else(|| bare(rest, separator)),
            Separator::Comma | Separator::Semicolon => quoted(rest, separator).unwrap_or_else(|| bare(rest, separator)),
        };
        cells.push(cell);
        match after.strip_prefix(separator.char()) {
            Some(next) => rest = next,
            None => return (cells, text.len() - after.strip_prefix('\n').unwrap_or(after).len()),
        }
    }
}

/// A cell as it stands, up to a separator or line feed.
fn bare(text: &str, separator: Separator) -> (String, &str) {
    let end = text.find([separator.char(), '\n']).unwrap_or(text.len());
    let (cell, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (cell.to_owned(), after)
}

/// A cell in quotes (RFC 4180), with a quote doubled inside; `None` if it does not end before a separator, a line
/// feed or the end of the text.
fn quoted(text: &str, separator: Separator) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(doubled) => {
                cell.push('"');
                rest = doubled;
            }
            None => return (after.is_empty() || after.starts_with([separator.char(), '\n'])).then_some((cell, after)),
        }
    }
}

/// A cell in quotes between tabs, as spreadsheets write it. They quote only what needs it: a cell with a line break, a
/// comma or a quote. Other quotes are text, and so are quotes around a tab, because they rather stand in two cells.
fn pasted(text: &str) -> Option<(String, &str)> {
    quoted(text, Separator::Tab)
        .filter(|(cell, _)| cell.contains(['\n', ',', '"']) && !cell.contains(Separator::Tab.char()))
}
