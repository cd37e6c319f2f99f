//! .ods files (ISO/IEC 26300): the tables of `content.xml`.
//!
//! A number has the value stored with the cell, not the rounding that is shown; drawings, annotations and what the
//! file keeps of other files' tables are left out.

mod cell;
mod outline;
mod paragraphs;
mod table;

use outline::Outline;

use crate::archive::Archive;
use crate::book::Builder;
use crate::encoding;
use crate::xml::{Namespace, Piece, Xml};
use crate::{Book, Kind, RemarkKind, Unopenable};

const KNOWN: &[Namespace] = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"),
    ("http://www.w3.org/1999/xlink", "xlink"),
];

pub(crate) fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    let mut archive = Archive::open(bytes)?;
    if encrypted(&mut archive)? {
        return Err(Unopenable::Encrypted);
    }
    let mut builder = Builder::default();
    if archive.names().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/")) {
        builder.remark(RemarkKind::Macros);
    }
    let content = archive.part("content.xml")?.ok_or(Unopenable::Damaged)?;
    let content = encoding::decode(&content).map_err(|_| Unopenable::Damaged)?;
    let outline = Outline::of(&content)?;
    if !outline.spreadsheet {
        return Err(Unopenable::WrongKind);
    }
    if outline.external {
        builder.remark(RemarkKind::ExternalReference);
    }
    tables(&content, &outline, &mut builder)?;
    Ok(builder.finish(Kind::Ods))
}

/// The tables that stand in the body itself: not those inside cells, drawings, changes and links.
fn tables(content: &str, outline: &Outline, builder: &mut Builder) -> Result<(), Unopenable> {
    let mut xml = Xml::new(content, KNOWN);
    loop {
        match xml.next()? {
            Piece::Start(element) => match element.name() {
                ("office", "document-content" | "body" | "spreadsheet") => {}
                ("table", "table") => table::read(&mut xml, &element, outline, builder)?,
                _ => xml.skip()?,
            },
            Piece::End | Piece::Text(_) => {}
            Piece::Over => return Ok(()),
        }
    }
}

fn encrypted(archive: &mut Archive<'_>) -> Result<bool, Unopenable> {
    let Some(manifest) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    let manifest = encoding::decode(&manifest).map_err(|_| Unopenable::Damaged)?;
    let mut xml = Xml::new(&manifest, KNOWN);
    loop {
        match xml.next()? {
            Piece::Start(element) if element.name() == ("manifest", "encryption-data") => return Ok(true),
            Piece::Over => return Ok(false),
            Piece::Start(_) | Piece::End | Piece::Text(_) => {}
        }
    }
}
