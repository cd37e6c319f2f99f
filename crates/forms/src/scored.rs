//! Reading a published self-evaluation (绩效自评表) with the points and scores that its authority printed.
//!
//! Rows are found as in a form of actuals: by headings, whatever their order, through merged cells, repeated
//! headings and several sheets. Nothing is computed, rounded or converted here: what is printed is taken as it is, and
//! what cannot be read is a [`Finding`] with line, cell and the printed text. Reasons and measures beside a score are
//! not looked at.

mod actual;
mod execution;
mod points;
mod row;
mod target;
mod total;
mod unreadable;

use jixiao_domain::{ActualValue, Decimal, ExecutionAmounts, Level1, Level2, Points, Target, Text};
use jixiao_sheets::Book;

use crate::Finding;
use crate::actuals::reader::scored::{Read, read};

pub use unreadable::UnreadableScored;

/// A scored sheet as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredSheet {
    /// The department's title, where it is printed.
    pub department: Option<Text<100>>,
    /// Rows of indicators, in the order of the file.
    pub rows: Vec<ScoredRow>,
    /// The row 预算执行率 with the money it is made of, where there is one.
    pub execution: Option<ScoredExecution>,
    /// The row 总分, or without one the row 合计.
    pub total: Option<PrintedPoints>,
    /// By sheet, line and cell, those about no line last.
    pub findings: Vec<Finding>,
}

/// The row of an indicator. What is `None` is blank, or told by a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredRow {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1.
    pub line: i32,
    /// 一级指标, in it or in merged cells above it.
    pub level1: Option<Level1>,
    /// 二级指标, in it or in merged cells above it.
    pub level2: Option<Level2>,
    /// 三级指标.
    pub name: Option<Text<500>>,
    /// 指标值: a number with its sign and unit, else a text; a sign whose number cannot be read is kept as such.
    pub target: Option<Target>,
    /// 实际完成值: a number where it is wholly one, in the unit of its target; else a text.
    pub actual: Option<ActualValue>,
    /// 分值.
    pub weight: Option<Points>,
    /// 得分, as printed.
    pub printed: Option<Points>,
}

/// The row of the execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredExecution {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1.
    pub line: i32,
    /// The money; `None` where the sheet has none, or some that cannot be read.
    pub amounts: Option<ExecutionAmounts>,
    /// 分值.
    pub weight: Option<Points>,
    /// 得分, as printed.
    pub printed: Option<Points>,
    /// 执行率 as printed, in percent: 91.67 of 91.67%.
    pub printed_rate: Option<Decimal>,
}

/// The row of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPoints {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1.
    pub line: i32,
    /// 分值.
    pub weight: Option<Points>,
    /// 得分, as printed.
    pub printed: Option<Points>,
}

/// Reads a scored sheet from a file of any kind that [`jixiao_sheets::open`] opens.
///
/// Any such sheet is read; what is missing or wrong in it is a finding. Only what has no headings of scores (得分)
/// beside names of indicators or money of the execution is refused.
pub fn read_scored(bytes: &[u8]) -> Result<ScoredSheet, UnreadableScored> {
    read_scored_book(jixiao_sheets::open(bytes)?)
}

/// Reads a scored sheet from a file that was opened.
pub fn read_scored_book(book: Book) -> Result<ScoredSheet, UnreadableScored> {
    let Read { department, rows, execution, sums, mut notes } = read(book).ok_or(UnreadableScored::NoTable)?;
    let (of_execution, of_indicators): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_execution);
    let rows = of_indicators.iter().map(|row| row::row(row, &mut notes)).collect();
    let of_execution: Vec<_> = of_execution.into_iter().map(|row| row.row).collect();
    let execution = execution::execution(&execution, &of_execution, &mut notes);
    let total = total::total(&sums, &mut notes);
    Ok(ScoredSheet { department, rows, execution, total, findings: notes.sorted() })
}
