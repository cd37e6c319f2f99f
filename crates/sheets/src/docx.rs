//! .docx files (ISO/IEC 29500): the paragraphs and tables of the document itself.
//!
//! Left out: headers, footers, notes and comments, which are no part of a table; text that a tracked change deletes;
//! codes of fields.

mod body;
mod numbering;
mod relations;
mod symbol;

use numbering::Numbering;

use crate::archive::Archive;
use crate::book::Builder;
use crate::encoding;
use crate::xml::Namespace;
use crate::{Book, Kind, RemarkKind, Unopenable};

const KNOWN: &[Namespace] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
];

pub(crate) fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    let mut archive = Archive::open(bytes)?;
    let mut builder = Builder::default();
    if archive.names().any(|name| name.ends_with("vbaProject.bin")) {
        builder.remark(RemarkKind::Macros);
    }
    let relations = relations::read(&mut archive)?;
    if relations.external {
        builder.remark(RemarkKind::ExternalReference);
    }
    let main = relations.main.as_deref().unwrap_or("word/document.xml");
    let document = archive.part(main)?.ok_or(Unopenable::Damaged)?;
    let document = encoding::decode(&document).map_err(|_| Unopenable::Damaged)?;
    let lists = archive.part("word/numbering.xml")?;
    let numbering = match &lists {
        Some(part) => Numbering::read(&encoding::decode(part).map_err(|_| Unopenable::Damaged)?)?,
        None => Numbering::default(),
    };
    body::read(&document, numbering, &mut builder)?;
    Ok(builder.finish(Kind::Docx))
}
