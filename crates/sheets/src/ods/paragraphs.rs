//! The text of a cell.

use crate::book::Builder;
use crate::xml::{Element, Piece, Xml};
use crate::{Limits, Unopenable};

/// Most spaces that one `text:s` stands for; the others are dropped.
const SPACES: usize = 1_024;

/// Paragraphs one below the other, spaces as OpenDocument means them: those in the file collapse, those of `text:s`
/// stay.
#[derive(Debug, Default)]
struct Paragraphs {
    text: String,
    begun: bool,
    /// The next space collapses into what stands before it.
    collapse: bool,
}

/// Reads what is left of the element begun last and gives the text of its paragraphs.
pub(super) fn read(xml: &mut Xml<'_>, builder: &mut Builder) -> Result<String, Unopenable> {
    let mut paragraphs = Paragraphs::default();
    let mut inside: usize = 0;
    let mut depth: usize = 0;
    loop {
        match xml.next()? {
            Piece::Start(element) if left_out(element.name()) => xml.skip()?,
            Piece::Start(element) => {
                depth = depth.saturating_add(1);
                if matches!(element.name(), ("text", "p" | "h")) {
                    inside = depth;
                    paragraphs.begin();
                }
                paragraphs.sign(&element, builder)?;
            }
            Piece::End if depth == 0 => return Ok(paragraphs.text),
            Piece::End => {
                if depth == inside {
                    paragraphs.end();
                    inside = 0;
                }
                depth = depth.saturating_sub(1);
            }
            Piece::Text(text) if inside > 0 => paragraphs.characters(&text)?,
            Piece::Text(_) => {}
            Piece::Over => return Err(Unopenable::Damaged),
        }
    }
}

/// What is not text of the cell.
fn left_out(name: (&str, &str)) -> bool {
    matches!(
        name,
        ("office", "annotation" | "annotation-end")
            | ("draw" | "dr3d" | "table", _)
            | ("text", "note" | "ruby-text" | "script" | "tracked-changes")
    )
}

impl Paragraphs {
    fn begin(&mut self) {
        if self.begun {
            self.text.push('\n');
        }
        self.begun = true;
        self.collapse = true;
    }

    fn end(&mut self) {
        if self.collapse && self.text.ends_with(' ') {
            self.text.pop();
        }
    }

    fn sign(&mut self, element: &Element<'_>, builder: &mut Builder) -> Result<(), Unopenable> {
        match element.name() {
            ("text", "s") => {
                let count = element.attribute("text", "c").and_then(|it| it.parse::<usize>().ok());
                let count = count.unwrap_or(1).min(SPACES);
                self.room(count)?;
                builder.generated(count)?;
                self.text.extend(std::iter::repeat_n(' ', count));
            }
            ("text", "tab") => self.text.push('\t'),
            ("text", "line-break") => self.text.push('\n'),
            _ => return Ok(()),
        }
        self.collapse = false;
        Ok(())
    }

    fn characters(&mut self, text: &str) -> Result<(), Unopenable> {
        self.room(text.len())?;
        for character in text.chars() {
            let space = matches!(character, ' ' | '\t' | '\r' | '\n');
            if !space {
                self.text.push(character);
            } else if !self.collapse {
                self.text.push(' ');
            }
            self.collapse = space;
        }
        Ok(())
    }

    fn room(&self, more: usize) -> Result<(), Unopenable> {
        let full = self.text.len().saturating_add(more) > Limits::TEXT;
        if full { Err(Unopenable::TooMuchText) } else { Ok(()) }
    }
}
