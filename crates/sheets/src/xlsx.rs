//! .xlsx files.
//!
//! The parts are read here and not by a library for workbooks: numbers stay the decimal text that they are stored as,
//! a cell's value, format and formula are seen together, and a sheet never takes more memory than its filled cells.

mod relation;
mod sheet;
mod strings;
mod styles;
mod workbook;
mod xml;

use relation::Relation;
use sheet::Context;
use workbook::Workbook;

use crate::archive::Archive;
use crate::book::Builder;
use crate::grid::Grid;
use crate::{Book, Kind, RemarkKind, Unopenable};

pub(crate) fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let workbook = Workbook::read(&required(&mut archive, &main)?)?;
    let relations = Relation::all_of(&mut archive, &main)?;
    let mut builder = Builder::default();
    for kind in remarkable(&archive, &relations) {
        builder.remark(kind);
    }
    let strings = target(&mut archive, &relations, "sharedStrings")?.map(|part| strings::read(&part)).transpose()?;
    let formats = target(&mut archive, &relations, "styles")?.map(|part| styles::read(&part)).transpose()?;
    let (strings, formats) = (strings.unwrap_or_default(), formats.unwrap_or_default());
    let context = Context { strings: &strings, formats: &formats, epoch: workbook.epoch };
    for entry in workbook.sheets {
        let relation = relations.iter().find(|relation| relation.id == entry.relation).ok_or(Unopenable::Damaged)?;
        match relation.kind.as_str() {
            "worksheet" => {
                let mut grid = Grid::new(entry.name);
                sheet::read(&required(&mut archive, &relation.target)?, &context, &mut grid, &mut builder)?;
                grid.finish(entry.hidden, &mut builder)?;
            }
            "chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet" => {}
            _ => return Err(Unopenable::Damaged),
        }
    }
    Ok(builder.finish(Kind::Xlsx))
}

/// The workbook's part, as the file as a whole names it.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Unopenable> {
    let relations = Relation::all_of(archive, "")?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

/// A part that something names.
fn required(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, Unopenable> {
    archive.part(name)?.ok_or(Unopenable::Damaged)
}

/// The part that the workbook has for something all sheets share; without it, no cell may need it.
fn target(archive: &mut Archive<'_>, relations: &[Relation], kind: &str) -> Result<Option<Vec<u8>>, Unopenable> {
    match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => archive.part(&relation.target),
        None => Ok(None),
    }
}

/// What a reader should know of the file as a whole.
fn remarkable(archive: &Archive<'_>, relations: &[Relation]) -> impl Iterator<Item = RemarkKind> + use<> {
    let kind = |kinds: &[&str]| relations.iter().any(|relation| kinds.contains(&relation.kind.as_str()));
    let macros = kind(&["vbaProject", "xlMacrosheet", "xlIntlMacrosheet"])
        || archive.names().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
    let references = kind(&["externalLink", "connections"]);
    let macros = macros.then_some(RemarkKind::Macros);
    macros.into_iter().chain(references.then_some(RemarkKind::ExternalReference))
}
