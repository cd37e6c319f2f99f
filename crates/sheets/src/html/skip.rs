//! Elements that are passed over.

use super::tags::{is_unseen, rank};

/// An element that is passed over until it ends.
#[derive(Debug)]
pub(super) struct Skip {
    name: Vec<u8>,
    /// Elements of the same name that have begun in it.
    same: usize,
    /// Tables that have begun in it.
    tables: usize,
    /// Whether only its own end ends it.
    sealed: bool,
}

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// It is passed over.
    Inside,
    /// It ends the element, and no more.
    Last,
    /// It stands after the element.
    After,
}

impl Skip {
    /// Whether an element is passed over: one that is never seen, or one of those that may be marked and is.
    pub(super) fn begin(name: &[u8], marked: bool) -> Option<Self> {
        let sealed = is_unseen(name);
        let skipped = sealed || (marked && matches!(name, b"details" | b"section"));
        skipped.then(|| Self { name: name.to_vec(), same: 0, tables: 0, sealed })
    }

    /// An element begins. A part of a table ends what was left open in the part before it.
    pub(super) fn start(&mut self, name: &[u8]) -> Tag {
        if !self.sealed && self.tables == 0 && (1..4).contains(&rank(name)) {
            return Tag::After;
        }
        if name == self.name {
            self.same = self.same.saturating_add(1);
        } else if name == b"table" {
            self.tables = self.tables.saturating_add(1);
        }
        Tag::Inside
    }

    /// An element ends. What is left open ends with the part of a table that it is in.
    pub(super) fn end(&mut self, name: &[u8]) -> Tag {
        if name == self.name {
            let last = self.same == 0;
            self.same = self.same.saturating_sub(1);
            return if last { Tag::Last } else { Tag::Inside };
        }
        if !self.sealed && self.tables == 0 && rank(name) > 0 {
            return Tag::After;
        }
        if name == b"table" {
            self.tables = self.tables.saturating_sub(1);
        }
        Tag::Inside
    }
}
