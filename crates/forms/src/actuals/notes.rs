//! Findings with their places, in the order of the file.

use crate::{Code, Finding};

/// A cell of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Of the book's sheets, from 0.
    pub(crate) sheet: usize,
    /// From 1.
    pub(crate) line: i32,
    /// From 1.
    pub(crate) cell: i32,
}

/// A finding before it has a place: its code and what it says, in English and Chinese.
pub(crate) type Said = (Code, String, String);

/// Findings so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    notes: Vec<(Option<Place>, Finding)>,
    /// Names of the sheets, where there are several.
    sheets: Vec<Option<String>>,
}

impl Notes {
    /// Of a file with these sheets; none where it has only one.
    pub(crate) fn of(sheets: Vec<Option<String>>) -> Self {
        Self { notes: Vec::new(), sheets }
    }

    /// Takes a finding that names its place itself.
    pub(crate) fn add(&mut self, finding: Finding) {
        let sheet = self.sheets.iter().position(|name| *name == finding.sheet).unwrap_or_default();
        let place = finding.line.map(|line| Place { sheet, line, cell: finding.cell.unwrap_or(1) });
        self.notes.push((place, finding));
    }

    /// Tells something about a cell.
    pub(crate) fn tell(&mut self, place: Place, (code, en, zh): Said) {
        let sheet = self.sheets.get(place.sheet).cloned().flatten();
        let finding = Finding { sheet, ..Finding::new(code, en, zh) };
        self.notes.push((Some(place), finding.at(place.line, place.cell)));
    }

    /// Tells something about the form as a whole.
    pub(crate) fn tell_of_all(&mut self, (code, en, zh): Said) {
        self.notes.push((None, Finding::new(code, en, zh)));
    }

    /// All of them; those about no line come last.
    pub(crate) fn sorted(&self) -> Vec<Finding> {
        let mut notes: Vec<&(Option<Place>, Finding)> = self.notes.iter().collect();
        notes.sort_by_key(|(place, finding)| (place.is_none(), *place, finding.code));
        notes.into_iter().map(|(_, finding)| finding.clone()).collect()
    }
}

/// Puts together what a finding says.
pub(crate) fn said(code: Code, en: impl Into<String>, zh: impl Into<String>) -> Said {
    (code, en.into(), zh.into())
}
