//! The columns that headings give to indicators. Nothing is placed by them; they only tell which rows are shifted.

use crate::Finding;
use crate::code::Code;
use crate::heading::Heading;
use crate::label::Label;
use crate::source::Cell;

/// Where headings stand, from 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    goal: Option<i32>,
    level1: Option<i32>,
    level2: Option<i32>,
    name: Option<i32>,
    sign: Option<i32>,
}

impl Columns {
    /// Takes the places of headings; those of a new page replace those of the page before.
    pub(super) fn take_headings(&mut self, headings: &[(Cell<'_>, Heading)]) {
        for (cell, heading) in headings {
            match heading {
                Heading::GoalLabel => self.goal = Some(cell.at),
                Heading::Level1 => self.level1 = Some(cell.at),
                Heading::Level2 => self.level2 = Some(cell.at),
                Heading::Name => self.name = Some(cell.at),
                Heading::Sign => self.sign = Some(cell.at),
                _ => {}
            }
        }
    }

    /// A finding where a cell of the row does not stand under its heading.
    pub(super) fn check(
        &self,
        line: i32,
        labels: &[(Cell<'_>, Label)],
        name: Cell<'_>,
        sign: Cell<'_>,
    ) -> Option<Finding> {
        let mut cells = Vec::new();
        for (cell, label) in labels {
            let (column, heading) = self.of(*label, cell.at);
            cells.push((cell.at, column, heading));
        }
        cells.extend([(name.at, self.name, "三级指标"), (sign.at, self.sign, "符号")]);
        let shifted = |(at, column, heading): (i32, Option<i32>, _)| Some((at, column.filter(|c| *c != at)?, heading));
        let (at, column, heading) = cells.into_iter().find_map(shifted)?;
        let en = format!("the row is shifted: what belongs under {heading} (cell {column}) stands in cell {at}");
        let zh = format!("该行单元格错位：{heading}应在第{column}格，实际在第{at}格，已按内容识别");
        Some(Finding::new(Code::ColumnRepaired, en, zh).at(line, at))
    }

    fn of(&self, label: Label, at: i32) -> (Option<i32>, &'static str) {
        match label {
            Label::Goal(_) => (self.goal, "绩效目标"),
            Label::Level1(_) => (self.level1, "一级指标"),
            Label::Cost if self.level1 == Some(at) => (self.level1, "一级指标"),
            Label::Level2(_) | Label::Cost => (self.level2, "二级指标"),
        }
    }
}
