//! Rows of a form, as they stand.

use std::collections::BTreeMap;

use super::ActualsColumn;
use super::amount::Unit;
use super::notes::Place;
use crate::text;

/// A filled cell of a row that was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualsCell {
    /// Its place in the line, from 1.
    pub at: i32,
    /// As it stood.
    pub text: String,
    /// The unit that headings give to money.
    pub(crate) unit: Option<Unit>,
}

/// A row that answers for an indicator, or for a part of the execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualsRow {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1.
    pub line: i32,
    /// Its filled cells by column.
    pub cells: BTreeMap<ActualsColumn, ActualsCell>,
    /// What stands under 绩效目标 in it or, in merged cells, above it.
    pub goal: Option<String>,
    pub(crate) sheet_index: usize,
}

impl ActualsRow {
    /// The text of a cell without the spaces around it.
    pub(crate) fn text(&self, column: ActualsColumn) -> Option<&str> {
        self.cells.get(&column).map(|cell| text::trim(&cell.text))
    }

    /// The place of a filled cell, else that of the first filled one.
    pub(crate) fn place(&self, column: ActualsColumn) -> Place {
        let own = self.cells.get(&column).map(|cell| cell.at);
        let cell = own.or_else(|| self.cells.values().map(|cell| cell.at).min()).unwrap_or(1);
        Place { sheet: self.sheet_index, line: self.line, cell }
    }
}
