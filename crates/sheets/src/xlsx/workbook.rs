//! The workbook's own part: its sheets in order.

use super::xml::{self, Item, Xml};
use crate::format::Epoch;
use crate::{Limits, Unopenable};

#[derive(Debug)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Entry>,
    pub(super) epoch: Epoch,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Of the relation that names its part.
    pub(super) relation: String,
    pub(super) hidden: bool,
}

impl Workbook {
    pub(super) fn read(part: &[u8]) -> Result<Self, Unopenable> {
        let text = xml::text(part)?;
        let mut xml = Xml::new(&text);
        let mut workbook = Self { sheets: Vec::new(), epoch: Epoch::Year1900 };
        while let Some(item) = xml.next()? {
            let Item::Start(element) = item else { continue };
            match element.local_name().as_ref() {
                "workbookPr" if xml::flag(&element, "date1904")? => workbook.epoch = Epoch::Year1904,
                "sheet" => {
                    let attribute = |name| xml::attribute(&element, name)?.ok_or(Unopenable::Damaged);
                    let hidden = xml::attribute(&element, "state")?.is_some_and(|state| state != "visible");
                    workbook.sheets.push(Entry { name: attribute("name")?, relation: attribute("id")?, hidden });
                }
                _ => {}
            }
            // Each has a part of its own.
            if workbook.sheets.len() > Limits::PARTS {
                return Err(Unopenable::TooManySheets);
            }
        }
        if workbook.sheets.is_empty() { Err(Unopenable::Damaged) } else { Ok(workbook) }
    }
}
