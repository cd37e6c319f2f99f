//! The least that any reader of a format must do.

use std::borrow::Cow;
use std::hint::black_box;
use std::io::{Cursor, Read};
use std::path::Path;

use html5gum::Tokenizer;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// Whether it says anything: a copy of an .xls file reads nothing of it.
pub(crate) fn compares(file: &Path) -> bool {
    extension(file) != "xls"
}

/// What it is called.
pub(crate) fn name(file: &Path) -> &'static str {
    match extension(file) {
        "txt" | "csv" => "split into lines and cells",
        "html" => "tokens of HTML",
        "xls" => "a copy of the file",
        _ => "inflate, tokens of XML",
    }
}

/// Does it.
pub(crate) fn pass(file: &Path, bytes: &[u8]) {
    match extension(file) {
        "txt" | "csv" => split(bytes),
        "html" => html(bytes),
        "xls" => drop(black_box(bytes.to_vec())),
        _ => archive(bytes),
    }
}

fn extension(file: &Path) -> &str {
    file.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// The text split by the standard library into cells of their own. It knows no GB18030: that is split as if it were
/// UTF-8.
fn split(bytes: &[u8]) {
    let text = match bytes.strip_prefix(b"\xFF\xFE") {
        Some(utf16) => {
            let units = utf16.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
            Cow::Owned(char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
        }
        None => String::from_utf8_lossy(bytes),
    };
    let separator = if text.contains('\t') { '\t' } else { ',' };
    let rows = text.lines().map(|line| line.split(separator).map(str::to_owned).collect());
    black_box(rows.collect::<Vec<Vec<String>>>());
}

fn html(bytes: &[u8]) {
    for token in Tokenizer::new(bytes) {
        drop(black_box(token));
    }
}

fn archive(bytes: &[u8]) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..zip.len() {
        let mut content = Vec::new();
        zip.by_index(index).unwrap().read_to_end(&mut content).unwrap();
        let Ok(text) = std::str::from_utf8(&content) else { continue };
        let mut reader = Reader::from_str(text);
        while !matches!(black_box(reader.read_event()), Ok(Event::Eof) | Err(_)) {}
    }
}
