//! Reading a filled form of actuals (实际完成值填报表), and matching it with a plan.
//!
//! Columns are found by their headings, rows by their key or by goal and name, so that rows and columns may
//! stand in any order. Targets of the form are compared with the plan's and never taken. Nothing is lost: what
//! cannot be placed is a [`Finding`].

mod about;
pub(crate) mod amount;
mod column;
mod day;
mod differs;
pub(crate) mod execution;
mod find;
mod heads;
mod matching;
pub(crate) mod notes;
mod part;
mod period;
pub(crate) mod reader;
mod row;
mod since;
pub(crate) mod textual;
mod unreadable;
pub(crate) mod value;

use jixiao_domain::{Actual, ExecutionReport, Period, Text, VersionName};
use jixiao_sheets::Book;

use crate::{Finding, SourceLine};
use notes::Notes;

pub use column::ActualsColumn;
pub use row::{ActualsCell, ActualsRow};
pub use unreadable::UnreadableActuals;

/// A form of actuals as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualsForm {
    /// The department's title, where it is printed.
    pub department: Option<Text<100>>,
    /// The plan version it was made for, where it is printed.
    pub plan: Option<VersionName>,
    /// The month up to which its figures count, where it is printed.
    pub period: Option<Period>,
    /// The revision of the plan's actuals when the form was handed out, where it is printed.
    pub revision: Option<i64>,
    /// Rows of indicators, as printed.
    pub rows: Vec<ActualsRow>,
    /// Rows of the execution, as printed.
    pub execution: Vec<ActualsRow>,
    /// Those of reading; by sheet, line and cell, those about no line last.
    pub findings: Vec<Finding>,
    /// The lines that are not blank, as they stood.
    pub lines: Vec<SourceLine>,
    notes: Notes,
}

/// A form matched with a plan. Where a finding is an error, what it is about is not in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// In plan order, at most one of each indicator, each of a kind that answers its target.
    pub actuals: Vec<Actual>,
    /// Where the form has one without errors.
    pub execution: Option<ExecutionReport>,
    /// Those of reading and of matching; by sheet, line and cell, those about no line last.
    pub findings: Vec<Finding>,
}

/// Reads a filled form from a file of any kind that [`jixiao_sheets::open`] opens.
///
/// Any form is read; what is missing or wrong in it is a finding. Only what is no form at all is refused.
pub fn read_actuals(bytes: &[u8]) -> Result<ActualsForm, UnreadableActuals> {
    read_actuals_book(jixiao_sheets::open(bytes)?)
}

/// Reads a filled form from a file that was opened.
pub fn read_actuals_book(book: Book) -> Result<ActualsForm, UnreadableActuals> {
    reader::read(book)
}
