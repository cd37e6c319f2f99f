//! Reading the tables that departments publish (整体支出绩效目标表), with findings.
//!
//! [`read`] takes a table as printed: tab-separated text in UTF-8. Where something stands follows
//! from the sign cell and from the vocabulary, never from a column number, because merged cells shift
//! rows and page breaks repeat headings. Nothing is lost: what cannot be placed is a [`Finding`] with
//! line and cell, and the cells as they stood are in [`Form::lines`].
//!
//! [`check`] finds what is wrong with the content of a plan, however it came.
//!
//! All codes are in `docs/findings.md`.

mod check;
mod code;
mod date;
mod finding;
mod form;
mod heading;
mod json;
mod label;
mod levels;
mod money;
mod number;
mod sign;
mod source;
mod table;
mod text;
mod unreadable;

pub use check::{check, check_in_year};
pub use code::{Code, Severity};
pub use date::{ProposedDate, proposed_date};
pub use finding::Finding;
pub use form::Form;
pub use source::{Limits, SourceLine};
pub use table::read;
pub use unreadable::Unreadable;
