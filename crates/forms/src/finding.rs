//! Findings: what a reader of a table should know.

use crate::source::Cell;
use crate::{Code, Severity};

/// Something a reader of the table should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is: that of its code.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// Name of the sheet, where the file has several.
    pub sheet: Option<String>,
    /// Line of the file or the sheet, from 1.
    pub line: Option<i32>,
    /// Cell of the line, from 1; a missing cell has the place where it should stand.
    pub cell: Option<i32>,
    /// In English.
    pub message: String,
    /// In Chinese.
    pub message_zh: String,
}

impl Finding {
    /// A finding about no line in particular.
    pub fn new(code: Code, message: impl Into<String>, message_zh: impl Into<String>) -> Self {
        let (message, message_zh) = (message.into(), message_zh.into());
        Self { severity: code.severity(), code, sheet: None, line: None, cell: None, message, message_zh }
    }

    /// The same about a cell.
    pub(crate) fn at(self, line: i32, cell: i32) -> Self {
        Self { line: Some(line), cell: Some(cell), ..self }
    }

    /// The same about a line, at its first cell that is not blank.
    pub(crate) fn at_row(self, line: i32, row: &[Cell<'_>]) -> Self {
        Self { line: Some(line), cell: row.first().map(|cell| cell.at), ..self }
    }
}
