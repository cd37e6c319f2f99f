//! Reading the tables that departments publish (整体支出绩效目标表), with findings.
//!
//! [`read`] takes any file that `jixiao-sheets` opens, with one plan in it or several. Where something stands
//! follows from the sign cell and from the vocabulary, never from a column number alone, because merged cells
//! shift rows and page breaks repeat headings. Only where every line of a plan stands exactly as the official form
//! is laid out do the columns decide, so that what `jixiao-reports` prints is read back whatever its texts say.
//! Nothing is lost: every cell is in the plan, or in a [`Finding`] with line and cell, or furniture such as a heading
//! ([`Form::fates`]), and the cells as they stood are in [`Form::lines`].
//!
//! [`check`] finds what is wrong with the content of a plan, however it came.
//!
//! All codes are in `docs/findings.md`.

mod actuals;
mod check;
mod code;
mod date;
mod fate;
mod finding;
mod form;
mod heading;
mod json;
mod label;
mod levels;
mod money;
mod number;
mod remark;
mod scored;
mod sign;
mod source;
mod table;
mod text;
mod unreadable;
mod words;

pub use actuals::{
    ActualsCell, ActualsColumn, ActualsForm, ActualsRow, Matched, UnreadableActuals, read_actuals, read_actuals_book,
};
pub use check::{check, check_in_year};
pub use code::{Code, Severity};
pub use date::{ProposedDate, proposed_date};
pub use fate::{CellFate, Fate, Furniture, FurnitureKind};
pub use finding::Finding;
pub use form::Form;
pub use scored::{
    PrintedPoints, ScoredExecution, ScoredRow, ScoredSheet, UnreadableScored, read_scored, read_scored_book,
};
pub use source::{Limits, SourceLine};
pub use table::{read, read_book};
pub use unreadable::Unreadable;
