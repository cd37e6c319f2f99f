//! HTML as a browser lays it out: text outside tables, a line for each block, and the rows of tables.
//!
//! A `<details>` or `<section>` with the attribute `data-jixiao-detail` is left out: pages of this system mark with it
//! what explains a cell and is no part of the table. Text that is only hidden is read. Nothing is fetched or run.

mod charset;
mod grid;
mod page;
mod skip;
mod tags;
mod text;

use html5gum::{State, Token, Tokenizer};

use crate::book::Builder;
use crate::{Book, Kind, Unopenable};

pub(crate) fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    let content = charset::decode(bytes)?;
    let mut builder = Builder::default();
    let mut page = page::Page::new(&mut builder);
    let mut tokenizer = Tokenizer::new(content.as_ref());
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                if let Some(state) = state_after(&tag.name) {
                    tokenizer.set_state(state);
                }
                page.start(&tag)?;
            }
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(text) => page.characters(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()?;
    Ok(builder.finish(Kind::Html))
}

/// How the content of an element is to be read if it is not HTML.
fn state_after(name: &[u8]) -> Option<State> {
    match name {
        b"textarea" | b"title" => Some(State::RcData),
        b"script" => Some(State::ScriptData),
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Some(State::RawText),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}
