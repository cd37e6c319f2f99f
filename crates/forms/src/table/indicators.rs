//! Indicators (绩效指标).

use std::collections::HashSet;

use jixiao_domain::{Goal, Indicator, IndicatorId, Level1, Level2, Points, SchemeRef, Target, Text};

use super::columns::Columns;
use super::extras::{Extras, take_out, taken_id};
use super::labels::{labels, not_taken};
use super::ledger::Ledger;
use super::official;
use super::printed::printed;
use super::target::{Placed, date_alone, official as official_target, target, with_date, without_sign};
use super::weights::{Weights, execution_weight};
use super::{Places, unplaced};
use crate::check::{Column, Subject};
use crate::heading::Heading;
use crate::label::{Label, label};
use crate::levels::Levels;
use crate::sign::{Mark, sign};
use crate::source::Cell;
use crate::words::worded;
use crate::{Code, Fate, Finding, FurnitureKind};

/// Indicators read so far, and the labels that merged cells carry down.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    columns: Columns,
    goal: Option<i32>,
    levels: Levels,
    rows: Vec<Row>,
    /// Labels of rows that have nothing else.
    bare_labels: Vec<(i32, i32, Label)>,
}

/// An indicator as read.
#[derive(Debug)]
struct Row {
    line: i32,
    /// `None` where no label 目标N came before it.
    goal: Option<i32>,
    level1: Level1,
    level2: Level2,
    name: Text<500>,
    target: Target,
    weight: Option<(i32, Points)>,
    key: Option<(i32, IndicatorId)>,
    cells: [(Column, i32); 5],
}

/// By what a row is known as an indicator.
enum Anchor<'a> {
    /// The sign: what it is, its cell, and what follows it there.
    Sign(Mark, Cell<'a>, String),
    /// The cell under the heading of targets.
    Target(Cell<'a>),
    /// The sign, and the cells of value and unit, each under its heading.
    Official(Mark, Cell<'a>, Option<Cell<'a>>, Option<Cell<'a>>),
}

impl Indicators {
    /// Takes the places of a row of headings. Labels stay: a goal may go on after a page break.
    pub(super) fn take_headings(&mut self, row: &[Cell<'_>], headings: &[(Cell<'_>, Heading)]) {
        self.columns.take_headings(row, headings);
    }

    /// Takes a row that has only labels.
    pub(super) fn take_labels(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        self.columns.close();
        let labels = labels(line, row, ledger);
        let derived = self.carry(line, &labels, ledger);
        if let Some(label) = derived {
            ledger.tell(derived_label(label).at_row(line, row));
        }
        self.bare_labels.extend(labels.iter().map(|(cell, label)| (line, cell.at, *label)));
        ledger.rest(line, row, Fate::Plan);
    }

    /// The cell of the weight, where the row is that of the budget execution; `sign` is where a sign stands.
    pub(super) fn execution_weight(&mut self, row: &[Cell<'_>], sign: Option<usize>) -> Option<i32> {
        self.columns.close();
        let shift = sign.and_then(|at| row.get(at)).map_or(0, |cell| self.columns.shift(cell.at));
        execution_weight(row, self.columns.weight().map(|column| column.saturating_add(shift)), sign)
    }

    /// Takes the row of an indicator, whose sign is its cell `at`, counting from 0 and only cells that are not
    /// blank: labels, name, sign, target.
    pub(super) fn take(&mut self, line: i32, row: &[Cell<'_>], at: usize, ledger: &mut Ledger) {
        self.columns.close();
        let Some((before, [sign_cell, after @ ..])) = row.split_at_checked(at) else { return };
        let Some((mark, joined)) = sign(sign_cell.text) else { return };
        let value = joined.is_empty().then_some(sign_cell.at.saturating_add(1));
        let extras = take_out(&self.columns, self.columns.shift(sign_cell.at), line, (before, after), value, ledger);
        self.place_named(line, row, &Anchor::Sign(mark, *sign_cell, joined), extras, ledger);
    }

    /// Takes the row of an indicator without a sign: its target stands under the heading of targets. Where the
    /// table has a column of signs, words must say the sign. Says whether it was such a row.
    pub(super) fn take_without_sign(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) -> bool {
        self.columns.close();
        let Some(column) = self.columns.target() else { return false };
        let Some(at) = row.iter().position(|cell| cell.at == column) else { return false };
        let Some((before, [cell, after @ ..])) = row.split_at_checked(at) else { return false };
        let is_said = || worded(cell.text).is_some_and(|worded| worded.is_said);
        if before.is_empty() || (self.columns.sign().is_some() && !(self.columns.is_blank_sign(row) && is_said())) {
            return false;
        }
        let extras = take_out(&self.columns, 0, line, (before, after), None, ledger);
        self.place_named(line, row, &Anchor::Target(*cell), extras, ledger);
        true
    }

    /// Takes a row of the official form, where each cell stands under its heading.
    pub(super) fn take_official(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        self.columns.close();
        let cell = |column| official::cell(row, column);
        let Some((sign_cell, (mark, _))) = cell(official::SIGN).and_then(|cell| Some((cell, sign(cell.text)?))) else {
            return;
        };
        let before: Vec<Cell<'_>> = row.iter().filter(|cell| cell.at < official::NAME).copied().collect();
        let mut labels = labels(line, &before, ledger);
        for (cell, label) in &mut labels {
            *label = official::official_label(cell.at, cell.text).unwrap_or(*label);
        }
        let further: Vec<Cell<'_>> = row.iter().filter(|cell| cell.at > official::UNIT).copied().collect();
        let extras = take_out(&self.columns, 0, line, (&[], &further), None, ledger);
        let anchor = Anchor::Official(mark, sign_cell, cell(official::VALUE), cell(official::UNIT));
        self.place(line, row, &anchor, (&labels, cell(official::NAME)), extras, ledger);
    }

    /// Places a row by what stands before its sign: labels, and the name as the last.
    fn place_named(
        &mut self,
        line: i32,
        row: &[Cell<'_>],
        anchor: &Anchor<'_>,
        extras: Extras<'_>,
        ledger: &mut Ledger,
    ) {
        let before = extras.before.as_slice();
        let name = before.split_last().filter(|(name, _)| !is_unmistakable(name.text));
        let labels = labels(line, name.map_or(before, |(_, labels)| labels), ledger);
        self.place(line, row, anchor, (&labels, name.map(|(name, _)| *name)), extras, ledger);
    }

    fn place(
        &mut self,
        line: i32,
        row: &[Cell<'_>],
        anchor: &Anchor<'_>,
        (labels, name): (&[(Cell<'_>, Label)], Option<Cell<'_>>),
        extras: Extras<'_>,
        ledger: &mut Ledger,
    ) {
        let Extras { after, weight, date, key, .. } = extras;
        let derived = self.carry(line, labels, ledger);
        let Some(name) = name else {
            let why = ("has a sign but no name before it", "有符号但之前没有指标名称");
            return ledger.lose_row(line, row, unplaced(row, why));
        };
        let (Some(level1), Some(level2)) = (self.levels.level1, self.levels.level2) else {
            let why = ("has no level 2 in it or above it", "本行及以上没有二级指标");
            return ledger.lose_row(line, row, unplaced(row, why));
        };
        if let Anchor::Sign(_, sign, _) = anchor
            && let Some(shifted) = self.columns.check(line, labels, name, *sign)
        {
            ledger.tell(shifted);
        }
        if let Some(label) = derived {
            ledger.tell(derived_label(label).at(line, name.at));
        }
        let printed_name = printed(line, name, ledger);
        let target = anchor.target(line, &after, date, ledger);
        let (Some(printed_name), Some(Placed { target, value, unit })) = (printed_name, target) else {
            return ledger.rest(line, row, Fate::Finding);
        };
        let cell_of = |is_kind: fn(&Label) -> bool| labels.iter().rev().find(|(_, label)| is_kind(label));
        let goal_at = cell_of(|label| matches!(label, Label::Goal(_))).map_or(name.at, |(cell, _)| cell.at);
        let level2_at =
            cell_of(|label| matches!(label, Label::Level2(_) | Label::Cost)).map_or(name.at, |(cell, _)| cell.at);
        ledger.rest(line, row, Fate::Plan);
        self.rows.push(Row {
            line,
            goal: self.goal,
            level1,
            level2,
            name: printed_name,
            target,
            weight,
            key,
            cells: [
                (Column::Goal, goal_at),
                (Column::Level2, level2_at),
                (Column::Name, name.at),
                (Column::Value, value),
                (Column::Unit, unit),
            ],
        });
    }

    /// Carries the labels of a row down; tells the label that was derived, not printed. A new goal begins
    /// without levels.
    fn carry(&mut self, line: i32, cells: &[(Cell<'_>, Label)], ledger: &mut Ledger) -> Option<&'static str> {
        let labels: Vec<Label> = cells.iter().map(|(_, label)| *label).collect();
        let goal = labels.iter().rev().find_map(|label| if let Label::Goal(n) = label { Some(*n) } else { None });
        if goal.is_some() && goal != self.goal {
            self.goal = goal;
            self.levels = Levels::default();
        }
        let above = self.levels;
        let printed = above.printed(&labels);
        self.levels = above.below(&labels);
        for (cell, _) in cells.iter().filter(|(_, label)| !self.holds(*label)) {
            ledger.lose(line, cell.at, not_taken(cell.text));
        }
        let is_derived1 = printed.level1.is_none() && self.levels.level1 != above.level1;
        let is_derived2 = printed.level2.is_none() && self.levels.level2 != above.level2;
        let level1 = self.levels.level1.filter(|_| is_derived1).map(Level1::label);
        level1.or_else(|| self.levels.level2.filter(|_| is_derived2).map(Level2::label))
    }

    /// Whether a label is one of those that hold now.
    fn holds(&self, label: Label) -> bool {
        match label {
            Label::Goal(_) => self.goal.is_some_and(|goal| is_of(label, goal, self.levels.level1, self.levels.level2)),
            _ => is_of(label, 0, self.levels.level1, self.levels.level2),
        }
    }

    /// The indicators in plan order: by goal, then as printed. Without any label of a goal, they belong to the
    /// only goal, if there is only one.
    pub(super) fn finish(
        self,
        goals: &[Goal],
        weights: Weights,
        places: &mut Places,
        ledger: &mut Ledger,
    ) -> (Vec<Indicator>, Option<SchemeRef>) {
        let only_goal = if let [goal] = goals { Some(goal.number) } else { None };
        let mut rows = Vec::new();
        for row in self.rows {
            match row.goal.or(only_goal) {
                Some(goal) => rows.push((goal, row)),
                None => {
                    ledger.lose_line(row.line);
                    ledger.tell(without_goal(&row));
                }
            }
        }
        rows.sort_by_key(|(goal, _)| *goal);
        let ids = ids(&rows, ledger);
        let mut indicators = Vec::new();
        let mut printed = Vec::new();
        for (index, ((goal, row), id)) in rows.into_iter().zip(ids).enumerate() {
            places.extend(row.cells.map(|(column, cell)| (Subject::Indicator(index, column), (row.line, cell))));
            printed.push((row.line, row.weight));
            indicators.push(Indicator {
                id,
                goal,
                level1: row.level1,
                level2: row.level2,
                name: row.name,
                target: row.target,
                weight: None,
                line: ledger.line_of_file(row.line),
                accumulation: None,
                library: None,
                method: None,
            });
        }
        for (line, cell, label) in self.bare_labels {
            let is_used = |i: &Indicator| is_of(label, i.goal, Some(i.level1), Some(i.level2));
            if !indicators.iter().any(is_used) {
                ledger.unuse(line, cell, FurnitureKind::Label);
            }
        }
        let scheme = weights.settle(&mut indicators, &printed, ledger);
        (indicators, scheme)
    }
}

impl Anchor<'_> {
    fn target(&self, line: i32, after: &[Cell<'_>], date: Option<Cell<'_>>, ledger: &mut Ledger) -> Option<Placed> {
        let placed = match self {
            Self::Sign(Mark::Text, cell, _) | Self::Official(Mark::Text, cell, None, _) if after.is_empty() => {
                if let Some(placed) = date.and_then(|date| date_alone(*cell, date)) {
                    return Some(placed);
                }
                target(line, Mark::Text, *cell, "", after, ledger)?
            }
            Self::Sign(mark, cell, joined) => target(line, *mark, *cell, joined, after, ledger)?,
            Self::Target(cell) => without_sign(line, *cell, after, ledger)?,
            Self::Official(mark, cell, value, unit) => official_target(line, *mark, *cell, (*value, *unit), ledger)?,
        };
        Some(match date {
            Some(date) => with_date(line, placed, date, ledger),
            None => placed,
        })
    }
}

/// The ids of indicators: those printed, each once; the others by their place, past those that are printed.
fn ids(rows: &[(i32, Row)], ledger: &mut Ledger) -> Vec<IndicatorId> {
    let mut used: HashSet<IndicatorId> = HashSet::new();
    let mut printed = Vec::new();
    for (_, row) in rows {
        let key = row.key.as_ref().and_then(|(cell, id)| {
            let is_new = used.insert(id.clone());
            if !is_new {
                ledger.lost(row.line, *cell);
                ledger.tell(taken_id(id).at(row.line, *cell));
            }
            is_new.then(|| id.clone())
        });
        printed.push(key);
    }
    let mut past = rows.len();
    let numbered = |(index, id): (usize, Option<IndicatorId>)| {
        id.unwrap_or_else(|| {
            let mut id = IndicatorId::numbered(index.saturating_add(1));
            while !used.insert(id.clone()) {
                past = past.saturating_add(1);
                id = IndicatorId::numbered(past);
            }
            id
        })
    };
    printed.into_iter().enumerate().map(numbered).collect()
}

/// Whether a label says a goal or a level of these.
fn is_of(label: Label, goal: i32, level1: Option<Level1>, level2: Option<Level2>) -> bool {
    match label {
        Label::Goal(number) => number == goal,
        Label::Level1(level) => {
            level1 == Some(level) || (level == Level1::Satisfaction && level2 == Some(Level2::Satisfaction))
        }
        Label::Level2(level) => level2 == Some(level),
        Label::Cost => level1 == Some(Level1::Cost) || level2 == Some(Level2::Cost),
    }
}

fn is_unmistakable(cell: &str) -> bool {
    label(cell).is_some_and(|label| label.is_unmistakable(cell))
}

fn derived_label(label: &str) -> Finding {
    let en = format!("{label} is not printed; it follows from the other label of the row");
    Finding::new(Code::LabelRepaired, en, format!("未填{label}，已由同行的类别推定"))
}

fn without_goal(row: &Row) -> Finding {
    let name = crate::text::excerpt(row.name.as_str());
    let en = format!("no label 目标N stands in the row or above it, so the indicator is not in the plan: {name}");
    let zh = format!("本行及以上没有“目标N”，该指标未纳入绩效目标表：{name}");
    let cell = row.cells.iter().find_map(|(column, cell)| (*column == Column::Name).then_some(*cell)).unwrap_or(1);
    Finding::new(Code::GoalUnknown, en, zh).at(row.line, cell)
}
