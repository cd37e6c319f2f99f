//! The columns that headings give to indicators. What a row always has is found by its words; the columns only
//! tell which rows are shifted, and place what not every table has: weights, dates, keys.

use crate::Finding;
use crate::code::Code;
use crate::heading::Heading;
use crate::label::Label;
use crate::source::Cell;

/// A column that not every table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    /// 分值.
    Weight,
    /// 日期要求.
    Date,
    /// 编号.
    Key,
    /// One that the plan has no place for.
    None,
}

/// Where headings stand, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    goal: Option<i32>,
    level1: Option<i32>,
    level2: Option<i32>,
    name: Option<i32>,
    sign: Option<i32>,
    value: Option<i32>,
    target: Option<i32>,
    extras: Vec<(i32, Extra)>,
    /// The rows of headings since the last row of something else.
    block: Vec<Vec<(i32, Option<Heading>)>>,
}

impl Columns {
    /// Takes the places of headings, those of unknown ones too.
    pub(super) fn take_headings(&mut self, row: &[Cell<'_>], headings: &[(Cell<'_>, Heading)]) {
        let of =
            |cell: &Cell<'_>| headings.iter().find_map(|(known, heading)| (known.at == cell.at).then_some(*heading));
        self.block.push(row.iter().map(|cell| (cell.at, of(cell))).collect());
    }

    /// Ends a block of headings; those of a new page replace those of the page before.
    pub(super) fn close(&mut self) {
        if self.block.is_empty() {
            return;
        }
        let block = std::mem::take(&mut self.block);
        let is_whole = block.iter().flatten().any(|(_, heading)| matches!(heading, Some(Heading::Name)));
        if is_whole {
            *self = Self { goal: self.goal, level1: self.level1, level2: self.level2, ..Self::default() };
        }
        for row in block {
            self.take_row(&row);
        }
    }

    /// Takes a row of headings; what it has in another place than a row before, that one has no more.
    fn take_row(&mut self, row: &[(i32, Option<Heading>)]) {
        let kinds: Vec<Extra> = row.iter().filter_map(|(_, heading)| extra(*heading)).collect();
        let is_named_anew = |kind: &Extra| *kind != Extra::None && kinds.contains(kind);
        self.extras.retain(|(place, kind)| !is_named_anew(kind) && row.iter().all(|(at, _)| at != place));
        for (at, heading) in row {
            let place = match heading {
                Some(Heading::GoalLabel) => &mut self.goal,
                Some(Heading::Level1) => &mut self.level1,
                Some(Heading::Level2) => &mut self.level2,
                Some(Heading::Name) => &mut self.name,
                Some(Heading::Sign) => &mut self.sign,
                Some(Heading::Value) => &mut self.value,
                Some(Heading::Target) => &mut self.target,
                heading => {
                    self.extras.extend(extra(*heading).map(|kind| (*at, kind)));
                    continue;
                }
            };
            *place = Some(*at);
        }
    }

    /// How far a row whose sign stands there is shifted to the right.
    pub(super) fn shift(&self, sign: i32) -> i32 {
        self.sign.or(self.target).or(self.value).map_or(0, |column| sign.saturating_sub(column))
    }

    /// The column that not every table has, at a place of a row that is not shifted.
    pub(super) fn extra(&self, at: i32) -> Option<Extra> {
        self.extras.iter().find_map(|(place, extra)| (*place == at).then_some(*extra))
    }

    /// The column of signs.
    pub(super) fn sign(&self) -> Option<i32> {
        self.sign
    }

    /// Whether nothing stands in the column of signs.
    pub(super) fn is_blank_sign(&self, row: &[Cell<'_>]) -> bool {
        row.iter().all(|cell| Some(cell.at) != self.sign)
    }

    /// The column of weights.
    pub(super) fn weight(&self) -> Option<i32> {
        self.extras.iter().find_map(|(place, extra)| (*extra == Extra::Weight).then_some(*place))
    }

    /// Where targets stand in a row without a sign.
    pub(super) fn target(&self) -> Option<i32> {
        self.value.or(self.target)
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

/// The column that a heading gives, where not every table has it; an unknown heading is of none the plan has.
fn extra(heading: Option<Heading>) -> Option<Extra> {
    match heading {
        Some(Heading::Weight) => Some(Extra::Weight),
        Some(Heading::Date) => Some(Extra::Date),
        Some(Heading::Key) => Some(Extra::Key),
        Some(Heading::Remark) | None => Some(Extra::None),
        Some(_) => None,
    }
}
