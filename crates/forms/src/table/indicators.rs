//! Indicators (绩效指标).

use jixiao_domain::{Goal, Indicator, IndicatorId, Level1, Level2, Target, Text};

use super::columns::Columns;
use super::labels::labels;
use super::printed::printed;
use super::target::{Placed, target};
use super::{Places, unplaced};
use crate::check::{Column, Subject};
use crate::heading::Heading;
use crate::label::{Label, label};
use crate::levels::Levels;
use crate::sign::sign;
use crate::source::Cell;
use crate::{Code, Finding};

/// Indicators read so far, and the labels that merged cells carry down.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    columns: Columns,
    goal: Option<i32>,
    levels: Levels,
    rows: Vec<Row>,
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
    cells: [(Column, i32); 5],
}

impl Indicators {
    /// Takes the places of a row of headings. Labels stay: a goal may go on after a page break.
    pub(super) fn take_headings(&mut self, headings: &[(Cell<'_>, Heading)]) {
        self.columns.take_headings(headings);
    }

    /// Takes a row that has only labels.
    pub(super) fn take_labels(&mut self, line: i32, row: &[Cell<'_>], findings: &mut Vec<Finding>) {
        let labels = labels(line, row, findings);
        let derived = self.carry(&labels);
        findings.extend(derived.map(|label| derived_label(label).at_row(line, row)));
    }

    /// Takes the row of an indicator, whose sign is its cell `at`, counting from 0 and only cells that are not
    /// blank: labels, name, sign, target.
    pub(super) fn take(&mut self, line: i32, row: &[Cell<'_>], at: usize, findings: &mut Vec<Finding>) {
        let Some((before, [sign_cell, after @ ..])) = row.split_at_checked(at) else { return };
        let Some((mark, joined)) = sign(sign_cell.text) else { return };
        let name = before.split_last().filter(|(name, _)| !is_unmistakable(name.text));
        let labels = labels(line, name.map_or(before, |(_, labels)| labels), findings);
        let derived = self.carry(&labels);
        let Some((name, _)) = name else {
            findings.push(unplaced(line, row, ("has a sign but no name before it", "有符号但之前没有指标名称")));
            return;
        };
        let (Some(level1), Some(level2)) = (self.levels.level1, self.levels.level2) else {
            findings.push(unplaced(line, row, ("has no level 2 in it or above it", "本行及以上没有二级指标")));
            return;
        };
        findings.extend(self.columns.check(line, &labels, *name, *sign_cell));
        findings.extend(derived.map(|label| derived_label(label).at(line, name.at)));
        let printed_name = printed(line, *name, findings);
        let target = target(line, mark, *sign_cell, &joined, after, findings);
        let (Some(printed_name), Some(Placed { target, value, unit })) = (printed_name, target) else { return };
        let cell_of = |is_kind: fn(&Label) -> bool| labels.iter().rev().find(|(_, label)| is_kind(label));
        let goal_at = cell_of(|label| matches!(label, Label::Goal(_))).map_or(name.at, |(cell, _)| cell.at);
        let level2_at =
            cell_of(|label| matches!(label, Label::Level2(_) | Label::Cost)).map_or(name.at, |(cell, _)| cell.at);
        self.rows.push(Row {
            line,
            goal: self.goal,
            level1,
            level2,
            name: printed_name,
            target,
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
    fn carry(&mut self, labels: &[(Cell<'_>, Label)]) -> Option<&'static str> {
        let labels: Vec<Label> = labels.iter().map(|(_, label)| *label).collect();
        let goal = labels.iter().rev().find_map(|label| if let Label::Goal(n) = label { Some(*n) } else { None });
        if goal.is_some() && goal != self.goal {
            self.goal = goal;
            self.levels = Levels::default();
        }
        let above = self.levels;
        let printed = above.printed(&labels);
        self.levels = above.below(&labels);
        let is_derived1 = printed.level1.is_none() && self.levels.level1 != above.level1;
        let is_derived2 = printed.level2.is_none() && self.levels.level2 != above.level2;
        let level1 = self.levels.level1.filter(|_| is_derived1).map(Level1::label);
        level1.or_else(|| self.levels.level2.filter(|_| is_derived2).map(Level2::label))
    }

    /// The indicators in plan order: by goal, then as printed. Without any label of a goal, they belong to the
    /// only goal, if there is only one.
    pub(super) fn finish(self, goals: &[Goal], places: &mut Places, findings: &mut Vec<Finding>) -> Vec<Indicator> {
        let only_goal = if let [goal] = goals { Some(goal.number) } else { None };
        let mut rows = Vec::new();
        for row in self.rows {
            match row.goal.or(only_goal) {
                Some(goal) => rows.push((goal, row)),
                None => findings.push(without_goal(&row)),
            }
        }
        rows.sort_by_key(|(goal, _)| *goal);
        let mut indicators = Vec::new();
        for (index, (goal, row)) in rows.into_iter().enumerate() {
            places.extend(row.cells.map(|(column, cell)| (Subject::Indicator(index, column), (row.line, cell))));
            indicators.push(Indicator {
                id: IndicatorId::numbered(index.saturating_add(1)),
                goal,
                level1: row.level1,
                level2: row.level2,
                name: row.name,
                target: row.target,
                weight: None,
                line: Some(row.line),
            });
        }
        indicators
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
