//! .xls files.
//!
//! The records are read here and not by a library for workbooks: every length and position in the file is checked,
//! numbers become decimal text without a float in between, and a sheet never takes more memory than its filled cells.

mod bytes;
mod container;
mod formula;
mod globals;
mod record;
mod sheet;
mod text;

use container::Container;
pub(crate) use container::is_container;
use globals::Globals;

use crate::book::Builder;
use crate::grid::Grid;
use crate::{Book, Kind, Limits, RemarkKind, Unopenable};

/// Streams with a workbook: of Excel 97 and later, and before.
const WORKBOOKS: [&str; 2] = ["Workbook", "Book"];

/// Whether a container holds a workbook that can be read.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Unopenable> {
    let container = Container::open(bytes)?;
    if container.has("EncryptedPackage") {
        return Err(Unopenable::Encrypted);
    }
    if WORKBOOKS.iter().any(|name| container.has(name)) { Ok(()) } else { Err(Unopenable::WrongKind) }
}

pub(crate) fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    let container = Container::open(bytes)?;
    let name = WORKBOOKS.into_iter().find(|name| container.has(name)).ok_or(Unopenable::WrongKind)?;
    let stream = container.stream(name)?;
    let globals = Globals::read(&stream)?;
    let mut builder = Builder::default();
    if container.has("_VBA_PROJECT_CUR") || globals.macros {
        builder.remark(RemarkKind::Macros);
    }
    if globals.references {
        builder.remark(RemarkKind::ExternalReference);
    }
    if globals.sheets.len() > Limits::PARTS {
        return Err(Unopenable::TooManySheets);
    }
    // No record belongs to two sheets, and none is shorter than its header.
    let mut records = stream.len() / 4;
    for entry in &globals.sheets {
        let mut grid = Grid::new(entry.name.clone());
        sheet::read(&stream, entry.offset, &globals, &mut grid, &mut builder, &mut records)?;
        grid.finish(entry.hidden, &mut builder)?;
    }
    Ok(builder.finish(Kind::Xls))
}
