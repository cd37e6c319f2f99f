//! Which part names which (ISO/IEC 29500-2, relationships).

use super::xml::{self, Item, Xml};
use crate::archive::Archive;
use crate::{Limits, Unopenable};

/// A part that another part names.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type, which the strict and the transitional form have in common.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) target: String,
}

impl Relation {
    /// The relations of a part, or with `""` those of the file.
    pub(super) fn all_of(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Self>, Unopenable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let Some(bytes) = archive.part(&format!("{folder}{separator}_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let text = xml::text(&bytes)?;
        let mut xml = Xml::new(&text);
        let mut relations = Vec::new();
        while let Some(item) = xml.next()? {
            if let Item::Start(element) = item
                && element.local_name().as_ref() == "Relationship"
            {
                let attribute = |name| xml::attribute(&element, name)?.ok_or(Unopenable::Damaged);
                let kind = attribute("Type")?;
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Self { id: attribute("Id")?, kind, target: resolved(folder, &attribute("Target")?) });
            }
            // The workbook names each of its sheets, and a few parts beside them.
            if relations.len() > Limits::PARTS {
                return Err(Unopenable::TooLargeUnpacked);
            }
        }
        Ok(relations)
    }
}

/// A target, which may be relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    let mut names = Vec::new();
    let relative = !target.starts_with('/');
    for name in folder.split('/').filter(|_| relative).chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_target_is_relative_to_its_folder_unless_it_begins_at_the_root() {
        for (target, expected) in [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("./a/../b.xml", "xl/b.xml"),
            ("../../../b.xml", "b.xml"),
            ("", "xl"),
        ] {
            assert_eq!(resolved("xl", target), expected);
        }
    }
}
