//! The styles of a workbook, as far as they say what a number means.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::xml::{self, Item, Xml};
use crate::Unopenable;
use crate::format::Format;

/// The number formats of cells, in the order by which cells refer to them.
pub(super) fn read(part: &[u8]) -> Result<Vec<Format>, Unopenable> {
    let text = xml::text(part)?;
    let mut xml = Xml::new(&text);
    let mut codes = HashMap::new();
    let mut formats = Vec::new();
    // Other lists of the part have elements of the same names.
    let mut list = String::new();
    while let Some(item) = xml.next()? {
        let Item::Start(element) = item else { continue };
        match (list.as_str(), element.local_name().as_ref()) {
            ("numFmts", "numFmt") => {
                let code = xml::attribute(&element, "formatCode")?.ok_or(Unopenable::Damaged)?;
                codes.insert(id(&element)?, Format::of_code(&code));
            }
            ("cellXfs", "xf") => formats.push(id(&element)?),
            (_, name) if xml.depth() == 2 => list = name.to_owned(),
            _ => {}
        }
    }
    let format = |id| codes.get(&id).cloned().unwrap_or_else(|| Format::built_in(id));
    Ok(formats.into_iter().map(format).collect())
}

fn id(element: &BytesStart<'_>) -> Result<u16, Unopenable> {
    match xml::attribute(element, "numFmtId")? {
        Some(id) => id.parse().map_err(|_| Unopenable::Damaged),
        None => Ok(0),
    }
}
