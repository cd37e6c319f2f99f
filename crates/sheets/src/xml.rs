//! XML as a flat stream of pieces.
//!
//! A document type is passed over. Beside the five predefined entities and characters by number, an entity stays as
//! it is written; so nothing in a file can grow by being read.

use std::borrow::Cow;
use std::rc::Rc;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use crate::{Limits, Unopenable};

/// A namespace and the prefix that the code here knows it by.
pub(crate) type Namespace = (&'static str, &'static str);

/// Reads pieces one after the other.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    known: &'static [Namespace],
    prefixes: Rc<Prefixes>,
    depth: usize,
    begun: bool,
}

/// What the first element of a document calls the known namespaces. Declarations further inside do not count: those
/// who write such files put them all in front.
type Prefixes = Vec<(String, &'static str)>;

/// A piece of XML.
pub(crate) enum Piece<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element begun last ends.
    End,
    /// Characters.
    Text(Cow<'a, str>),
    /// No more.
    Over,
}

/// The beginning of an element.
pub(crate) struct Element<'a> {
    start: BytesStart<'a>,
    prefixes: Rc<Prefixes>,
}

impl<'a> Xml<'a> {
    /// Begins to read. Names will have the prefixes of `known`, whatever the document declares for them.
    pub(crate) fn new(text: &'a str, known: &'static [Namespace]) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, known, prefixes: Rc::default(), depth: 0, begun: false }
    }

    /// The next piece.
    pub(crate) fn next(&mut self) -> Result<Piece<'a>, Unopenable> {
        loop {
            match self.reader.read_event().map_err(|_| Unopenable::Damaged)? {
                Event::Start(start) | Event::Empty(start) => return self.start(start).map(Piece::Start),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::End);
                }
                Event::Text(text) => return Ok(Piece::Text(text.xml10_content())),
                Event::CData(data) => return Ok(Piece::Text(data.xml10_content())),
                Event::GeneralRef(name) => return Ok(Piece::Text(Cow::Owned(entity(&name)))),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof if self.depth == 0 && self.begun => return Ok(Piece::Over),
                Event::Eof => return Err(Unopenable::Damaged),
            }
        }
    }

    /// Passes over the rest of the element begun last, its end included.
    pub(crate) fn skip(&mut self) -> Result<(), Unopenable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    fn start(&mut self, start: BytesStart<'a>) -> Result<Element<'a>, Unopenable> {
        if self.depth >= Limits::DEPTH {
            return Err(Unopenable::TooDeep);
        }
        self.depth += 1;
        if !self.begun {
            self.begun = true;
            self.prefixes = Rc::new(declared(&start, self.known));
        }
        Ok(Element { start, prefixes: Rc::clone(&self.prefixes) })
    }
}

impl Element<'_> {
    /// Its prefix and its name.
    pub(crate) fn name(&self) -> (&str, &str) {
        let (local, prefix) = self.start.name().decompose();
        (self.known(prefix.map_or("", |prefix| prefix.into_inner())), local.into_inner())
    }

    /// The value of an attribute, by prefix and name.
    pub(crate) fn attribute(&self, prefix: &str, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| {
            let (local, written) = attribute.key.decompose();
            let written = written.map_or("", |written| self.known(written.into_inner()));
            local.into_inner() == name && written == prefix
        })?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    fn known<'s>(&'s self, written: &'s str) -> &'s str {
        self.prefixes.iter().find(|(declared, _)| declared == written).map_or(written, |(_, known)| known)
    }
}

/// The prefixes that an element declares for known namespaces.
fn declared(start: &BytesStart<'_>, known: &'static [Namespace]) -> Prefixes {
    let mut prefixes = Prefixes::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let Some(declared) = attribute.key.into_inner().strip_prefix("xmlns") else { continue };
        let found = known.iter().find(|(uri, _)| *uri == attribute.value);
        if let Some((_, prefix)) = found
            && prefixes.len() < known.len()
        {
            prefixes.push((declared.trim_start_matches(':').to_owned(), prefix));
        }
    }
    prefixes
}

/// The character that a reference stands for, or the reference as it is written.
fn entity(name: &BytesRef<'_>) -> String {
    let character = name.resolve_char_ref().ok().flatten().map(String::from);
    let predefined = || escape::resolve_predefined_entity(name).map(str::to_owned);
    character.or_else(predefined).unwrap_or_else(|| format!("&{};", &**name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Namespace] = &[("urn:a", "a")];

    fn text(xml: &str) -> Result<String, Unopenable> {
        let mut xml = Xml::new(xml, KNOWN);
        let mut all = String::new();
        loop {
            match xml.next()? {
                Piece::Start(element) => {
                    let (prefix, name) = element.name();
                    all.push_str(&format!("<{prefix}:{name}"));
                    if let Some(value) = element.attribute("a", "v") {
                        all.push_str(&format!(" {value}"));
                    }
                    all.push('>');
                }
                Piece::End => all.push_str("</>"),
                Piece::Text(text) => all.push_str(&text),
                Piece::Over => return Ok(all),
            }
        }
    }

    #[test]
    fn names_have_the_prefix_known_here_whatever_the_document_declares() {
        let xml = "<x:r xmlns:x='urn:a' xmlns:a2='urn:b' x:v='&lt;1&#x2265;'><a2:b v='no'/></x:r>";
        assert_eq!(text(xml).unwrap(), "<a:r <1≥><a2:b></></>");
        assert_eq!(text("<r xmlns='urn:a' v='no'/>").unwrap(), "<a:r></>");
    }

    #[test]
    fn no_entity_of_a_document_type_is_expanded() {
        let xml = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>\
                   <r v='&b;'>&b;&f;&amp;&#20803;&#0;</r>";
        assert_eq!(text(xml).unwrap(), "<:r>&b;&f;&元&#0;</>");
    }

    #[test]
    fn what_is_not_closed_is_damaged() {
        for xml in ["", "  ", "<r>", "<r", "<r></s>", "<r>&", "<!DOCTYPE r [", "<r><![CDATA[", "</r>", "<r/><s>"] {
            assert_eq!(text(xml), Err(Unopenable::Damaged), "{xml}");
        }
    }

    #[test]
    fn elements_in_elements_are_refused_past_the_limit() {
        let nested = |depth| format!("{}{}", "<r>".repeat(depth), "</r>".repeat(depth));
        assert!(text(&nested(Limits::DEPTH)).is_ok());
        assert_eq!(text(&nested(Limits::DEPTH + 1)), Err(Unopenable::TooDeep));
        assert_eq!(text(&"<r>".repeat(1_000_000)), Err(Unopenable::TooDeep));
    }

    #[test]
    fn an_element_is_passed_over_with_all_in_it() {
        let mut xml = Xml::new("<r><s><s/>x</s>y</r>", KNOWN);
        assert!(matches!(xml.next(), Ok(Piece::Start(_))));
        assert!(matches!(xml.next(), Ok(Piece::Start(_))));
        xml.skip().unwrap();
        assert!(matches!(xml.next(), Ok(Piece::Text(text)) if text == "y"));
    }
}
