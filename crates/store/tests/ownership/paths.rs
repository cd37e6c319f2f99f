//! Which parts of a crate a source names, without being a compiler: no macros are expanded.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// The first segments of all paths into `root`, in `use` trees and elsewhere, also by the names that
/// `use` and `extern crate` give it; `*` where everything is named.
pub(crate) fn first_segments(source: &str, root: &str) -> BTreeSet<String> {
    let tokens = tokens(source);
    let mut roots = vec![root.to_owned()];
    let mut found = BTreeSet::new();
    let mut known = 0;
    // A name that is given to the root makes more paths into it.
    while known < roots.len() {
        known = roots.len();
        for place in 0..tokens.len() {
            if roots.contains(&tokens[place]) {
                follow(&tokens, place + 1, &mut roots, &mut found);
            }
        }
    }
    found
}

/// Follows the path after a name of the root.
fn follow(tokens: &[String], place: usize, roots: &mut Vec<String>, found: &mut BTreeSet<String>) {
    let at = |place: usize| tokens.get(place).map_or("", String::as_str);
    let mut name_root = |name: &str| {
        if !roots.iter().any(|root| root == name) {
            roots.push(name.to_owned());
        }
    };
    match (at(place), at(place + 1)) {
        ("as", name) => name_root(name),
        ("::", "{") => {
            let mut depth = 0;
            let mut is_first = false;
            for next in place + 1..tokens.len() {
                match at(next) {
                    "{" => {
                        depth += 1;
                        is_first = depth == 1;
                    }
                    "}" => depth -= 1,
                    "," => is_first = depth == 1,
                    "self" if is_first && at(next + 1) == "as" => name_root(at(next + 2)),
                    "::" => {}
                    segment if is_first => {
                        found.insert(segment.to_owned());
                        is_first = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
        }
        ("::", segment) => {
            found.insert(segment.to_owned());
        }
        _ => {}
    }
}

/// Names, `::` and single signs; without comments, texts and the `r#` of raw names.
fn tokens(source: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('/', Some('/')) => skip_line(&mut chars),
            ('/', Some('*')) => skip_comment(&mut chars),
            ('"', _) => skip_text(&mut chars),
            (':', Some(':')) => {
                chars.next();
                tokens.push("::".to_owned());
            }
            _ if c.is_alphanumeric() || c == '_' => {
                let mut name = c.to_string();
                while let Some(more) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    name.push(more);
                }
                match (name.as_str(), chars.peek()) {
                    ("r" | "br" | "cr", Some('"' | '#')) => skip_raw(&mut chars),
                    _ => tokens.push(name),
                }
            }
            _ if c.is_whitespace() => {}
            // A sign in quotes is no sign of the source, whereas a lifetime is a name after a quote.
            ('\'', Some(quoted)) => {
                let mut ahead = chars.clone();
                ahead.next();
                if quoted == '\\' || ahead.peek() == Some(&'\'') {
                    chars.next();
                    chars.next();
                }
            }
            _ => tokens.push(c.to_string()),
        }
    }
    tokens
}

fn skip_line(chars: &mut Peekable<Chars<'_>>) {
    chars.by_ref().find(|c| *c == '\n');
}

fn skip_comment(chars: &mut Peekable<Chars<'_>>) {
    let (mut depth, mut last) = (1, ' ');
    chars.next();
    while depth > 0 {
        let Some(c) = chars.next() else { return };
        match (last, c) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                last = c;
                continue;
            }
        }
        last = ' ';
    }
}

fn skip_text(chars: &mut Peekable<Chars<'_>>) {
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => return,
            _ => {}
        }
    }
}

/// A raw text; of a raw name only its mark.
fn skip_raw(chars: &mut Peekable<Chars<'_>>) {
    let mut hashes = 0;
    while chars.next_if_eq(&'#').is_some() {
        hashes += 1;
    }
    if chars.next_if_eq(&'"').is_none() {
        return;
    }
    let mut seen = None;
    for c in chars.by_ref() {
        seen = match (c, seen) {
            ('"', _) => Some(0),
            ('#', Some(count)) => Some(count + 1),
            _ => None,
        };
        if seen == Some(hashes) {
            return;
        }
    }
}

#[test]
fn paths_are_found_however_they_are_written() {
    for source in [
        "use jixiao_store::planning::Planning;",
        "use jixiao_store::{planning::{Planning, StoredPlan}, Store};",
        "use jixiao_store::{Store, Write, planning};",
        "use jixiao_store::{results::{self, x}, planning as p};",
        "use jixiao_store\n    ::  /* here */ planning::Planning;",
        "use jixiao_store as store; fn f() { store::planning::x() }",
        "use jixiao_store::{self as s, Store}; type P = s::planning::Planning;",
        "use {std::fmt, jixiao_store::{Store, planning::Planning}};",
        "extern crate jixiao_store as db; use db::{planning::*};",
        "fn f(c: char) -> bool { c == '\"' } use ::jixiao_store::planning::X;",
        "fn f<'a>(x: &'a str) {} const C: char = '\\''; fn g() { jixiao_store::planning::x() }",
        "use r#jixiao_store::r#planning::X;",
        "const T: &str = r#\"a \" b\"#; use jixiao_store::planning;",
    ] {
        assert!(first_segments(source, "jixiao_store").contains("planning"), "{source}");
    }
    assert!(first_segments("use jixiao_store::*;", "jixiao_store").contains("*"));
    assert!(first_segments("use jixiao_store::{*};", "jixiao_store").contains("*"));
}

#[test]
fn what_is_no_path_is_not_found() {
    for source in [
        "// use jixiao_store::planning;",
        "/* /* nested */ use jixiao_store::planning; */",
        "const T: &str = \"jixiao_store::planning \\\" jixiao_store::planning\";",
        "const T: &str = r#\"use \" jixiao_store::planning;\"#;",
        "use jixiao_store::{Store, results::planning};",
        "use jixiao_planning::planning; mod planning; use crate::planning;",
        "use jixiao_store::Store; fn f() { planning::x() }",
    ] {
        assert!(!first_segments(source, "jixiao_store").contains("planning"), "{source}");
    }
}
