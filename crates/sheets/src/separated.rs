//! Text with a separator between cells.
//!
//! A quoted cell may have line breaks; a line has the number of the physical line on which it begins.

mod cells;
mod separator;

use std::borrow::Cow;

use separator::Separator;

use crate::book::Builder;
use crate::{Book, Kind, Unopenable, encoding};

pub(crate) fn open(bytes: &[u8], kind: Kind) -> Result<Book, Unopenable> {
    let content = encoding::decode(bytes)?;
    let content = with_line_feeds(&content);
    let mut builder = Builder::default();
    let mut rest: &str = &content;
    let mut number = 1;
    let separator = Separator::of(&content);
    while !rest.is_empty() {
        let (cells, length) = cells::line(rest, separator);
        builder.line(number, cells)?;
        let (line, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let breaks = line.bytes().filter(|&byte| byte == b'\n').count();
        number += i32::try_from(breaks).unwrap_or(0);
        rest = after;
    }
    Ok(builder.finish(kind))
}

/// Which kind of separated text it is.
pub(crate) fn kind(text: &str) -> Kind {
    match Separator::of(&with_line_feeds(text)) {
        Separator::Tab => Kind::Tsv,
        Separator::Comma | Separator::Semicolon => Kind::Csv,
    }
}

/// With one LF for each line break, which may be LF, CRLF, or CR in a file without any LF.
fn with_line_feeds(content: &str) -> Cow<'_, str> {
    if content.contains("\r\n") {
        Cow::Owned(content.replace("\r\n", "\n"))
    } else if content.contains('\r') && !content.contains('\n') {
        Cow::Owned(content.replace('\r', "\n"))
    } else {
        Cow::Borrowed(content)
    }
}
