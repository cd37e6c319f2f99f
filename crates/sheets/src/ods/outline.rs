//! What the reader of the cells must know before it meets them.

use std::collections::HashSet;

use super::KNOWN;
use crate::Unopenable;
use crate::xml::{Element, Piece, Xml};

/// A first look over the whole content.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Whether it is a spreadsheet, not a text or a drawing.
    pub(super) spreadsheet: bool,
    /// Whether other files are named: linked tables, DDE, pictures that are not in the file.
    pub(super) external: bool,
    /// The styles of tables that are not displayed.
    pub(super) hidden: HashSet<String>,
}

impl Outline {
    pub(super) fn of(content: &str) -> Result<Self, Unopenable> {
        let mut outline = Self::default();
        let mut style = None;
        let mut xml = Xml::new(content, KNOWN);
        loop {
            match xml.next()? {
                Piece::Start(element) => outline.take(&element, &mut style),
                Piece::Over => return Ok(outline),
                Piece::End | Piece::Text(_) => {}
            }
        }
    }

    fn take(&mut self, element: &Element<'_>, style: &mut Option<String>) {
        match element.name() {
            ("style", "style") => *style = element.attribute("style", "name"),
            ("style", "table-properties") if element.attribute("table", "display").as_deref() == Some("false") => {
                self.hidden.extend(style.take());
            }
            ("office", "spreadsheet") => self.spreadsheet = true,
            ("table", "table-source" | "cell-range-source" | "dde-link") | ("office", "dde-source") => {
                self.external = true;
            }
            ("draw", _) if element.attribute("xlink", "href").is_some_and(|href| outside(&href)) => {
                self.external = true;
            }
            _ => {}
        }
    }
}

/// Whether a reference leads out of the file: it has a scheme or climbs out of the package.
fn outside(href: &str) -> bool {
    let before_path = href.split(['/', '#', '?']).next().unwrap_or_default();
    before_path.contains(':') || href.starts_with("../") || href.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_leads_out_with_a_scheme_or_upwards() {
        for href in ["http://x/y.png", "file:///c/y.png", "../y.png", "/y.png", "C:\\y.png"] {
            assert!(outside(href), "{href}");
        }
        for href in ["Pictures/y.png", "./Object 1", "#Sheet1.A1", "", "a/b:c"] {
            assert!(!outside(href), "{href}");
        }
    }
}
