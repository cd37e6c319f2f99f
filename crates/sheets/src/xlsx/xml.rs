//! XML parts, read event by event. Nothing outside a part is ever looked up.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::{Limits, Unopenable, encoding};

/// What a part consists of, as far as it matters.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Start(BytesStart<'a>),
    End,
    Text(Cow<'a, str>),
}

/// Reads a part: well-formed, without a document type and so without entities of its own.
#[derive(Debug)]
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether there was any element.
    begun: bool,
}

/// A part as text.
pub(super) fn text(part: &[u8]) -> Result<Cow<'_, str>, Unopenable> {
    encoding::decode(part).map_err(|_| Unopenable::Damaged)
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, begun: false }
    }

    /// The next item; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Item<'a>>, Unopenable> {
        loop {
            return Ok(Some(match self.reader.read_event().map_err(|_| Unopenable::Damaged)? {
                Event::Start(element) => {
                    self.begun = true;
                    self.depth += 1;
                    if self.depth > Limits::DEPTH {
                        return Err(Unopenable::TooDeep);
                    }
                    Item::Start(element)
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Unopenable::Damaged)?;
                    Item::End
                }
                Event::Text(text) => Item::Text(text.xml10_content()),
                Event::CData(text) => Item::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Item::Text(resolved(&reference)?),
                Event::DocType(_) => return Err(Unopenable::Damaged),
                Event::Eof if self.depth > 0 || !self.begun => return Err(Unopenable::Damaged),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// All text up to the end of the element begun last.
    pub(super) fn text(&mut self) -> Result<String, Unopenable> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            if let Item::Text(part) = self.next()?.ok_or(Unopenable::Damaged)? {
                text.push_str(&part);
            }
        }
        Ok(text)
    }
}

/// A character reference, or one of the five entities that XML itself has.
fn resolved<'a>(reference: &BytesRef<'_>) -> Result<Cow<'a, str>, Unopenable> {
    let char = reference.resolve_char_ref().map_err(|_| Unopenable::Damaged)?;
    Ok(match (char, reference.as_ref()) {
        (Some(char), _) => Cow::Owned(char.to_string()),
        (None, "amp") => Cow::Borrowed("&"),
        (None, "lt") => Cow::Borrowed("<"),
        (None, "gt") => Cow::Borrowed(">"),
        (None, "quot") => Cow::Borrowed("\""),
        (None, "apos") => Cow::Borrowed("'"),
        (None, _) => return Err(Unopenable::Damaged),
    })
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unopenable> {
    // The check for a name given twice would take the square of their number.
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Unopenable::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Unopenable::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Whether an attribute says yes; `false` without it.
pub(super) fn flag(element: &BytesStart<'_>, name: &str) -> Result<bool, Unopenable> {
    Ok(attribute(element, name)?.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on")))
}
