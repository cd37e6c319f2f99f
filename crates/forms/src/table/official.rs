//! The official form, where a plan is printed exactly as the form is laid out: every line in its turn, every cell
//! under its heading.
//!
//! Then the columns say what a cell is, and a name may be any text: 产出指标, ≥90, 合计. Where a single line
//! stands otherwise, the whole plan is read by signs and vocabulary.

use std::slice::Iter;

use jixiao_domain::{Level1, Level2};

use crate::heading::{self, Heading};
use crate::label::{Label, goal_number, label};
use crate::number::numbering;
use crate::source::Cell;
use crate::text::key;
use crate::{SourceLine, sign};

/// What a line of the official form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Title or year.
    Title,
    Department,
    Scheme,
    Headings,
    Totals,
    Task,
    Goal,
    Indicator,
}

/// The cells of an indicator's row by their columns; further columns stand behind them.
pub(super) const GOAL: i32 = 1;
pub(super) const LEVEL1: i32 = 2;
pub(super) const LEVEL2: i32 = 3;
pub(super) const NAME: i32 = 4;
pub(super) const SIGN: i32 = 5;
pub(super) const VALUE: i32 = 6;
pub(super) const UNIT: i32 = 7;

/// The column of the name of a task or the text of a goal, and that of a goal's tasks.
const TEXT: i32 = 2;
const GOAL_TASKS: i32 = 7;

/// The columns of money.
pub(super) const MONEY: std::ops::RangeInclusive<i32> = 4..=7;

/// Headings, line by line: columns and words.
const TASK_HEADINGS: [&[(i32, &str)]; 2] = [
    &[(1, "序号"), (2, "主要工作任务"), (4, "总额"), (5, "财政拨款"), (7, "其他资金")],
    &[(5, "基本支出"), (6, "项目支出")],
];
const GOAL_HEADINGS: &[(i32, &str)] = &[(1, "序号"), (2, "年度绩效目标"), (7, "对应工作任务")];
const INDICATOR_HEADINGS: [&[(i32, &str)]; 3] = [
    &[(GOAL, "绩效目标"), (2, "年度绩效指标")],
    &[(LEVEL1, "一级指标"), (LEVEL2, "二级指标"), (NAME, "三级指标"), (SIGN, "指标值")],
    &[(SIGN, "符号"), (VALUE, "值"), (UNIT, "单位(文字描述)")],
];

/// What each line is, where all of them are those of the official form in their order.
pub(super) fn rows(lines: &[SourceLine]) -> Option<Vec<Row>> {
    let rows: Vec<Vec<Cell<'_>>> = lines.iter().map(SourceLine::filled).collect();
    let mut form = Form { left: rows.iter(), rows: Vec::new() };
    form.one(Row::Title, |row| is(row, &[(1, "整体支出绩效目标表")]))?;
    form.one(Row::Title, is_year)?;
    form.one(Row::Department, is_department)?;
    form.any(Row::Scheme, is_scheme);
    for headings in TASK_HEADINGS {
        form.one(Row::Headings, |row| is(row, headings))?;
    }
    form.one(Row::Totals, is_totals)?;
    form.any(Row::Task, is_task);
    form.one(Row::Headings, |row| is(row, GOAL_HEADINGS))?;
    form.any(Row::Goal, is_goal);
    let [over, names, below] = INDICATOR_HEADINGS;
    form.one(Row::Headings, |row| is(row, over))?;
    let last = form.left.as_slice().first().and_then(|row| further(row, names.len()))?;
    form.one(Row::Headings, |row| row.get(..names.len()).is_some_and(|row| is(row, names)))?;
    form.one(Row::Headings, |row| is(row, below))?;
    let mut is_first = true;
    form.any(Row::Indicator, |row| is_indicator(row, last, std::mem::take(&mut is_first)));
    form.left.as_slice().is_empty().then_some(form.rows)
}

/// The lines that are left, and what those before them are.
struct Form<'a> {
    left: Iter<'a, Vec<Cell<'a>>>,
    rows: Vec<Row>,
}

impl Form<'_> {
    /// Takes the next line, which must be such a one.
    fn one(&mut self, kind: Row, mut is_it: impl FnMut(&[Cell<'_>]) -> bool) -> Option<()> {
        self.left.next().filter(|row| is_it(row))?;
        self.rows.push(kind);
        Some(())
    }

    /// Takes the next lines as long as they are such ones.
    fn any(&mut self, kind: Row, mut is_it: impl FnMut(&[Cell<'_>]) -> bool) {
        while self.left.as_slice().first().is_some_and(|row| is_it(row)) {
            self.left.next();
            self.rows.push(kind);
        }
    }
}

/// The text of the cell in a column.
pub(super) fn cell<'a>(row: &[Cell<'a>], column: i32) -> Option<Cell<'a>> {
    row.iter().find(|cell| cell.at == column).copied()
}

/// Whether the row has exactly these words in these columns.
fn is(row: &[Cell<'_>], words: &[(i32, &str)]) -> bool {
    row.len() == words.len()
        && row.iter().zip(words).all(|(cell, (at, word))| cell.at == *at && key(cell.text) == *word)
}

fn has_only(row: &[Cell<'_>], mut is_column: impl FnMut(i32) -> bool) -> bool {
    row.iter().all(|cell| is_column(cell.at))
}

fn is_word(row: &[Cell<'_>], column: i32, word: &str) -> bool {
    cell(row, column).is_some_and(|cell| key(cell.text) == word)
}

fn is_number(row: &[Cell<'_>]) -> bool {
    cell(row, 1).is_some_and(|cell| numbering(cell.text).is_some())
}

fn is_year(row: &[Cell<'_>]) -> bool {
    let [cell] = row else { return false };
    let key = key(cell.text);
    let year = key.strip_prefix('(').and_then(|rest| rest.strip_suffix("年度)"));
    cell.at == 1 && year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

fn is_department(row: &[Cell<'_>]) -> bool {
    let words = is_word(row, 1, "部门名称") && is_word(row, 4, "预算资金(万元)");
    words && row.len() == 3 && cell(row, TEXT).is_some()
}

fn is_scheme(row: &[Cell<'_>]) -> bool {
    let words = is_word(row, 1, "分值方案") && is_word(row, 4, "预算执行率分值");
    words && row.len() == 4 && cell(row, TEXT).is_some() && cell(row, 5).is_some()
}

fn is_totals(row: &[Cell<'_>]) -> bool {
    is_word(row, 1, "合计") && has_only(row, |at| at == 1 || MONEY.contains(&at))
}

fn is_task(row: &[Cell<'_>]) -> bool {
    let is_named = cell(row, TEXT).is_some() && cell(row, *MONEY.start()).is_some();
    is_number(row) && is_named && has_only(row, |at| at <= TEXT || MONEY.contains(&at))
}

fn is_goal(row: &[Cell<'_>]) -> bool {
    is_number(row) && cell(row, TEXT).is_some() && has_only(row, |at| at <= TEXT || at == GOAL_TASKS)
}

/// The last column that headings give, where those behind the usual ones are known and leave no gap.
fn further(row: &[Cell<'_>], usual: usize) -> Option<i32> {
    let known =
        |cell: &Cell<'_>| matches!(heading::heading(cell.text), Some(Heading::Date | Heading::Weight | Heading::Key));
    let mut last = UNIT;
    for cell in row.get(usual..)? {
        last = last.saturating_add(1);
        if cell.at != last || !known(cell) {
            return None;
        }
    }
    Some(last)
}

/// A row of labels where they change, a name, a sign and its target. The first has all labels; a label stands only
/// beside those below it.
fn is_indicator(row: &[Cell<'_>], last: i32, is_first: bool) -> bool {
    let text = |column| cell(row, column).map(|cell| cell.text);
    let goal = text(GOAL).map(|text| goal_number(&key(text)).is_some());
    let level1 = text(LEVEL1).map(|text| official_label(LEVEL1, text).is_some());
    let level2 = text(LEVEL2).map(|text| official_label(LEVEL2, text).is_some());
    let labels = [goal, level1, level2];
    let is_whole = if is_first { !labels.contains(&None) } else { labels.is_sorted_by_key(Option::is_some) };
    let (is_text, is_sign) = match text(SIGN).and_then(sign::sign) {
        Some((mark, joined)) => (mark == sign::Mark::Text, joined.is_empty()),
        None => (false, false),
    };
    let is_target = is_sign && !(is_text && text(UNIT).is_some());
    is_whole && !labels.contains(&Some(false)) && text(NAME).is_some() && is_target && has_only(row, |at| at <= last)
}

/// The label that stands in a column; the column tells which level 成本指标 is.
pub(super) fn official_label(column: i32, text: &str) -> Option<Label> {
    match (column, label(text)?) {
        (GOAL, goal @ Label::Goal(_)) => Some(goal),
        (LEVEL1, Label::Cost) => Some(Label::Level1(Level1::Cost)),
        (LEVEL1, level @ Label::Level1(_)) => Some(level),
        (LEVEL2, Label::Cost) => Some(Label::Level2(Level2::Cost)),
        (LEVEL2, level @ Label::Level2(_)) => Some(level),
        _ => None,
    }
}
