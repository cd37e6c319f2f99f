//! Kinds of files, told by their content.

use crate::archive::Archive;
use crate::{Unopenable, encoding, separated, xls};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text with tabs between cells.
    Tsv,
    /// Text with commas (RFC 4180) or semicolons between cells.
    Csv,
    /// Office Open XML workbook (ISO/IEC 29500), with or without macros.
    Xlsx,
    /// Excel 95-2003 workbook (BIFF).
    Xls,
    /// OpenDocument spreadsheet (ISO/IEC 26300).
    Ods,
    /// Office Open XML document (ISO/IEC 29500).
    Docx,
    /// HTML.
    Html,
}

/// How files begin that could pass for text, or that deserve a better answer than that they are none.
const OTHERS: [&[u8]; 12] = [
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"BM\0",
    b"II*\0",
    b"MM\0*",
    b"\x1F\x8B",
    b"7z\xBC\xAF",
    b"Rar!",
    b"{\\rtf",
    b"%!PS",
    b"MIME-Version:",
];

/// How HTML begins, after comments and the like.
const HTML: [&str; 12] =
    ["!doctype html", "html", "head", "body", "table", "meta", "title", "style", "script", "div", "center", "tr"];

impl Kind {
    /// The kind of a file.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, Unopenable> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::of_archive(bytes);
        }
        if xls::is_container(bytes) {
            return xls::check(bytes).map(|()| Self::Xls);
        }
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        if start.starts_with(b"%PDF") {
            return Err(Unopenable::Pdf);
        }
        if OTHERS.iter().any(|other| start.starts_with(other)) {
            return Err(Unopenable::WrongKind);
        }
        match encoding::decode(bytes) {
            Ok(text) => Self::of_text(&text),
            // It may name another encoding further on.
            Err(_) if begins_html(&String::from_utf8_lossy(start)) => Ok(Self::Html),
            Err(error) => Err(error),
        }
    }

    fn of_archive(bytes: &[u8]) -> Result<Self, Unopenable> {
        let mut archive = Archive::open(bytes)?;
        if let Some(media_type) = archive.part("mimetype")? {
            let spreadsheet = media_type.starts_with(b"application/vnd.oasis.opendocument.spreadsheet");
            return if spreadsheet { Ok(Self::Ods) } else { Err(Unopenable::WrongKind) };
        }
        let types = archive.part("[Content_Types].xml")?.unwrap_or_default();
        let types = String::from_utf8_lossy(&types);
        let named = |names: &[&str]| names.iter().any(|name| types.contains(name));
        let workbook = [
            "spreadsheetml.sheet.main",
            "spreadsheetml.template.main",
            "ms-excel.sheet.macroEnabled.main",
            "ms-excel.template.macroEnabled.main",
        ];
        let document =
            ["wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.macroEnabled.main"];
        if archive.has("xl/workbook.xml") || named(&workbook) {
            Ok(Self::Xlsx)
        } else if archive.has("word/document.xml") || named(&document) {
            Ok(Self::Docx)
        } else {
            Err(Unopenable::WrongKind)
        }
    }

    fn of_text(text: &str) -> Result<Self, Unopenable> {
        if begins_html(text) {
            return Ok(Self::Html);
        }
        if text.trim_start().starts_with("<?xml") || text.trim_start().starts_with("MIME-Version:") {
            return Err(Unopenable::WrongKind);
        }
        Ok(separated::kind(text))
    }
}

/// Whether the first element is one of HTML; white space, comments and processing instructions may come before it.
fn begins_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
    loop {
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            instruction.split_once('>')
        } else {
            break;
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    rest.strip_prefix('<').is_some_and(|tag| HTML.iter().any(|name| begins_tag(tag, name)))
}

fn begins_tag(tag: &str, name: &str) -> bool {
    tag.split_at_checked(name.len()).is_some_and(|(start, after)| {
        start.eq_ignore_ascii_case(name) && !after.starts_with(|char: char| char.is_ascii_alphanumeric())
    })
}
