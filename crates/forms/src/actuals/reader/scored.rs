//! Rows of a scored sheet (绩效自评表): as those of a form, with their levels, points and sums.

mod shift;
mod sum;

use jixiao_sheets::Book;

use super::{Reader, Sorted, furniture, has_headings, ignored, new_row, read_rows};
use crate::actuals::column::{Heading, heading};
use crate::actuals::heads::{Heads, Purpose, Section, are_headings};
use crate::actuals::notes::{Notes, Place, said};
use crate::actuals::{ActualsColumn, ActualsRow};
use crate::label::{Label, label};
use crate::levels::Levels;
use crate::source::Cell;
use crate::text::{excerpt, key};
use crate::{Code, money};

pub(crate) use sum::SumKind;

use ActualsColumn as C;

/// A row of an indicator with the levels that hold in it.
#[derive(Debug)]
pub(crate) struct Leveled {
    pub(crate) row: ActualsRow,
    pub(crate) levels: Levels,
    /// Whether its labels say that it is the row 预算执行率.
    pub(crate) is_execution: bool,
}

/// A row of a total.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) kind: SumKind,
    /// Its weight and score, each in its column.
    pub(crate) row: ActualsRow,
}

/// What stands on a scored sheet.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) department: Option<jixiao_domain::Text<100>>,
    pub(crate) rows: Vec<Leveled>,
    pub(crate) execution: Vec<ActualsRow>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) notes: Notes,
}

/// What only a scored sheet has.
#[derive(Debug, Default)]
pub(super) struct Taken {
    rows: Vec<Leveled>,
    sums: Vec<Sum>,
    levels: Levels,
    /// The total whose points may stand in the line below it, as its label is merged over several.
    open: Option<SumKind>,
    /// The first sub-total, and how many there are.
    sub_totals: Option<(Place, usize)>,
}

impl Taken {
    pub(super) fn begin_sheet(&mut self) {
        (self.levels, self.open) = (Levels::default(), None);
    }
}

/// Reads a scored sheet; `None` where no sheet has headings with scores.
pub(crate) fn read(book: Book) -> Option<Read> {
    if !book.sheets.iter().any(has_scores) {
        return None;
    }
    let (mut reader, _) = read_rows(Purpose::Scored, book);
    reader.tell_unit_is_missing();
    reader.tell_sub_totals();
    let Reader { about, execution, scored: Taken { rows, sums, .. }, notes, .. } = reader;
    Some(Read { department: about.department, rows, execution, sums, notes })
}

fn has_scores(sheet: &jixiao_sheets::Sheet) -> bool {
    let (mut heads, mut notes) = (Heads::of(Purpose::Scored), Notes::default());
    has_headings(Purpose::Scored, sheet)
        && sheet.lines.iter().any(|line| {
            let row = super::filled(line);
            if row.is_empty() || !are_headings(Purpose::Scored, &row) {
                heads.close(&mut notes);
                return false;
            }
            let opened = heads.take(Place { sheet: 0, line: line.number, cell: 1 }, &row, &mut notes);
            opened.is_some_and(|(_, columns)| columns.place(ActualsColumn::Score).is_some())
        })
}

impl Reader {
    pub(super) fn take_on_scored(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        if !self.has_points(row) {
            if are_headings(Purpose::Scored, row) {
                return self.take_scored_headings(place, row);
            }
            self.end_headings();
            if opens_goals(row) {
                self.section = None;
            } else if self.take_beside(place, row) {
                return;
            }
        }
        self.end_headings();
        if self.take_sum(place, sheet, row) {
            return;
        }
        self.scored.open = None;
        match self.section {
            None => self.notes.tell(place, ignored(row)),
            Some(Section::Indicators) => self.take_scored(place, sheet, row),
            Some(Section::Execution) => self.take_scored_execution(place, sheet, row),
        }
    }

    fn take_scored_headings(&mut self, place: Place, row: &[Cell<'_>]) {
        self.find_unit(row);
        if let Some((section, columns)) = self.heads.take(place, row, &mut self.notes) {
            (self.section, self.columns) = (Some(section), columns);
        }
    }

    /// Headings that name indicators and open no part end the one above: another table follows.
    fn end_headings(&mut self) {
        if self.heads.are_of_others() {
            self.section = None;
        }
        self.heads.close(&mut self.notes);
    }

    /// Whether the row has a number in the column of weights or of scores, so that it is data, whatever its other
    /// cells say.
    fn has_points(&self, row: &[Cell<'_>]) -> bool {
        let is_points = |cell: &Cell<'_>| self.is_of_points(cell.at) && sum::is_plain(cell.text);
        self.section.is_some() && row.iter().any(is_points)
    }

    fn is_of_points(&self, at: i32) -> bool {
        [ActualsColumn::Weight, ActualsColumn::Score].into_iter().any(|column| self.columns.place(column) == Some(at))
    }

    fn take_scored(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        let shift = self.shift(place, row);
        let Sorted { cells, others, .. } = self.sorted_from(shift, row, &ActualsColumn::OF_SCORED);
        let is_data = |column: &ActualsColumn| !matches!(column, C::Key | C::Goal | C::Level1 | C::Level2);
        let is_of_labels = !cells.keys().any(is_data);
        if is_of_labels && !row.iter().all(|cell| level_label(cell.text).is_some() || is_execution_word(cell.text)) {
            self.notes.tell(place, ignored(row));
            return;
        }
        // What stands under words over several columns may be a label too.
        let beside: Vec<Label> = self.neutral(shift, row).filter_map(|cell| Some(level_label(cell.text)?.0)).collect();
        let row = new_row(place, sheet, cells, None);
        let is_execution = is_execution(&row, self.scored.levels);
        self.scored.levels = if is_execution { Levels::default() } else { self.levels_of(beside, &row) };
        // 绩效指标 beside the rows, merged over all of them, is a heading.
        let is_heading = |cell: &Cell<'_>| heading(cell.text) == Some(Heading::Neutral);
        let lost: Vec<Cell<'_>> = others.into_iter().filter(|cell| !is_heading(cell)).collect();
        self.tell_unplaced(place, &lost);
        if !is_of_labels {
            self.scored.rows.push(Leveled { row, levels: self.scored.levels, is_execution });
        }
    }

    fn neutral<'a>(&self, shift: i32, row: &[Cell<'a>]) -> impl Iterator<Item = Cell<'a>> {
        row.iter()
            .filter(move |cell| matches!(self.columns.of(cell.at.saturating_sub(shift)), Some((Heading::Neutral, _))))
            .copied()
    }

    /// The levels that hold in a row. A label that is not known holds too: the levels above it end.
    fn levels_of(&mut self, mut labels: Vec<Label>, row: &ActualsRow) -> Levels {
        let mut unknown = Vec::new();
        for column in [C::Goal, C::Level1, C::Level2] {
            let Some(cell) = row.text(column) else { continue };
            match level_label(cell) {
                Some((label, is_whole)) => {
                    if !is_whole {
                        self.notes.tell(row.place(column), label_repaired(label, cell));
                    }
                    labels.push(label);
                }
                None if column == C::Goal => {}
                None => {
                    self.notes.tell(row.place(column), label_unknown(cell));
                    unknown.push(column);
                }
            }
        }
        let above = if unknown.contains(&C::Level1) { Levels::default() } else { self.scored.levels };
        let levels = above.below(&labels);
        Levels {
            level1: levels.level1.filter(|_| !unknown.contains(&C::Level1)),
            level2: levels.level2.filter(|_| !unknown.contains(&C::Level2)),
        }
    }

    /// The row of the whole execution; what breaks it down is told.
    fn take_scored_execution(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        let Sorted { mut cells, mut others, .. } = self.sorted(row, &ActualsColumn::OF_SCORED_EXECUTION);
        if !cells.get(&C::Label).is_some_and(|cell| is_whole(&cell.text))
            && let Some(index) = others.iter().position(|cell| is_whole(cell.text))
        {
            let Cell { at, text } = others.remove(index);
            cells.insert(C::Label, crate::ActualsCell { at, text: text.to_owned(), unit: None });
        }
        let has_label = cells.get(&C::Label).is_some_and(|cell| is_whole(&cell.text));
        let is_breakdown = row.iter().any(|cell| furniture::is_breakdown(cell.text));
        let has_figures = cells.keys().any(|column| !matches!(column, C::Key | C::Label));
        if !has_figures || !has_label || is_breakdown {
            self.notes.tell(place, ignored(row));
            return;
        }
        let mut amounts = C::AMOUNTS.iter().filter_map(|column| cells.get(column));
        if amounts.any(|cell| cell.unit.is_none() && !money::is_none(&cell.text)) {
            self.unit_is_missing = self.unit_is_missing.or(Some(place));
        }
        self.tell_unplaced(place, &others);
        self.execution.push(new_row(place, sheet, cells, None));
    }
}

/// Whether a row of headings opens the goals, between money and indicators.
fn opens_goals(row: &[Cell<'_>]) -> bool {
    let is_of_goals = |cell: &Cell<'_>| {
        matches!(key(cell.text).as_str(), "预期目标" | "年初设定目标" | "年度总体目标" | "年初总体目标")
    };
    row.iter().any(is_of_goals)
}

/// The label of a goal or a level, and whether it is all of the cell: 产出指标（50分） says a weight too.
fn level_label(cell: &str) -> Option<(Label, bool)> {
    let whole = label(cell).map(|label| (label, true));
    let key = key(cell);
    let before = || key.split_once('(').filter(|(_, rest)| rest.contains('分')).and_then(|(word, _)| label(word));
    whole.or_else(|| Some((before()?, false)))
}

fn is_execution_word(cell: &str) -> bool {
    key(cell).starts_with("预算执行")
}

/// Whether it is what the row of the whole execution is called, in more words than a form has.
fn is_whole(cell: &str) -> bool {
    furniture::is_total(cell) || is_execution_word(cell) || key(cell).starts_with("部门整体支出")
}

/// Whether labels and name say nothing but 预算执行率. One of these words alone is the name of an indicator where
/// levels hold above it.
fn is_execution(row: &ActualsRow, above: Levels) -> bool {
    let words: Vec<&str> = [C::Goal, C::Level1, C::Level2, C::Name].into_iter().filter_map(|c| row.text(c)).collect();
    let is_apart = words.len() >= 2 || row.text(C::Name).is_none() || above == Levels::default();
    !words.is_empty() && is_apart && words.into_iter().all(is_execution_word)
}

fn label_repaired(label: Label, cell: &str) -> crate::actuals::notes::Said {
    let (label, text) = (label.official(), excerpt(cell));
    let en = format!("read as {label}; what stands behind it was not taken: {text}");
    said(Code::LabelRepaired, en, format!("按“{label}”识别，其后的内容未采用：{text}"))
}

fn label_unknown(cell: &str) -> crate::actuals::notes::Said {
    let text = excerpt(cell);
    let en = format!("\"{text}\" is no known level; the row has none there");
    said(Code::LabelUnknown, en, format!("“{text}”不是已知的指标级别，该行相应级别为空"))
}
