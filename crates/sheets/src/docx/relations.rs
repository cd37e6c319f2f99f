//! What the parts of a document refer to.

use crate::archive::Archive;
use crate::xml::{Element, Piece, Xml};
use crate::{Unopenable, encoding};

/// What is to be known of all references.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// The part that holds the document.
    pub(super) main: Option<String>,
    /// Whether other files are named. A link that a person may click is not meant.
    pub(super) external: bool,
}

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Relations, Unopenable> {
    let names: Vec<String> = archive.names().filter(|name| name.ends_with(".rels")).map(str::to_owned).collect();
    let mut relations = Relations::default();
    for name in names {
        let Some(part) = archive.part(&name)? else { continue };
        let part = encoding::decode(&part).map_err(|_| Unopenable::Damaged)?;
        let mut xml = Xml::new(&part, &[]);
        loop {
            match xml.next()? {
                Piece::Start(element) => relations.take(&element, name == "_rels/.rels"),
                Piece::End | Piece::Text(_) => {}
                Piece::Over => break,
            }
        }
    }
    Ok(relations)
}

impl Relations {
    fn take(&mut self, element: &Element<'_>, of_package: bool) {
        if element.name().1 != "Relationship" {
            return;
        }
        let kind = element.attribute("", "Type").unwrap_or_default();
        if element.attribute("", "TargetMode").as_deref() == Some("External") {
            self.external |= !kind.ends_with("/hyperlink");
        } else if of_package && kind.ends_with("/officeDocument") {
            let target = element.attribute("", "Target");
            self.main = target.map(|target| target.trim_start_matches('/').to_owned());
        }
    }
}
