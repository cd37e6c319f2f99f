//! Rows of totals and sub-totals: they are no indicators.

use super::{ActualsColumn as C, Reader, Sorted, Sum, level_label};
use crate::actuals::heads::Section;
use crate::actuals::notes::{Place, said};
use crate::actuals::reader::new_row;
use crate::source::Cell;
use crate::text::key;
use crate::{ActualsCell, Code, number};

/// What a row sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SumKind {
    /// 小计 of a goal or a level, 已得分, 等级: nothing that is compared.
    Part,
    /// 合计, where there is no 总分.
    Sum,
    /// 总分.
    Total,
}

/// The word of a total in a cell, whatever follows it in brackets or after a colon.
fn kind(cell: &str) -> Option<SumKind> {
    let key = key(cell);
    let word = key.split(['(', ':']).next().unwrap_or_default();
    match word {
        "总分" | "总得分" | "自评总分" | "自评总得分" | "综合得分" | "最终得分" | "总评分" | "评价总分" => {
            Some(SumKind::Total)
        }
        "合计" | "总计" | "得分合计" | "自评得分" => Some(SumKind::Sum),
        "已得分" | "等级" | "自评等级" | "评价等级" => Some(SumKind::Part),
        // 合计（适用分值） stands above the total that is made of it.
        _ => word.ends_with("小计").then_some(SumKind::Part),
    }
}

/// The cell of a row that has the word of a total, the gravest first.
pub(super) fn word<'a>(row: &[Cell<'a>]) -> Option<(Cell<'a>, SumKind)> {
    let words = || row.iter().filter_map(|cell| Some((*cell, kind(cell.text)?)));
    [SumKind::Total, SumKind::Sum, SumKind::Part].into_iter().find_map(|kind| words().find(|(_, it)| *it == kind))
}

/// Whether the cell is a number that may be points: no rate.
pub(super) fn is_plain(cell: &str) -> bool {
    let key = key(cell);
    number::decimal(key.strip_suffix('分').unwrap_or(&key)).is_some()
}

impl Reader {
    /// Takes a row of a total, wherever its word stands; whether it was one.
    pub(super) fn take_sum(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) -> bool {
        let Some((word, kind)) = word(row) else { return self.take_below_total(place, sheet, row) };
        let columns = if self.section.is_some() { &C::OF_SCORED[..] } else { &[] };
        let Sorted { mut cells, mut others, .. } = self.sorted(row, columns);
        let is_beside = |at: i32| {
            cells.iter().any(|(column, cell)| {
                cell.at == at
                    && matches!(column, C::Weight | C::Score | C::Reason | C::Measure | C::Source | C::NotApplicable)
            })
        };
        let says_only_sums = row.iter().all(|cell| {
            is_beside(cell.at)
                || self::kind(cell.text).is_some()
                || is_plain(cell.text)
                || level_label(cell.text).is_some()
        });
        let is_indicator = cells.contains_key(&C::Value) && cells.contains_key(&C::Actual);
        // 合计 is what the whole execution is called too.
        let is_of_execution = self.section == Some(Section::Execution) && kind != SumKind::Total;
        if is_beside(word.at) || !says_only_sums || is_indicator || is_of_execution {
            return false;
        }
        self.scored.open = None;
        if kind == SumKind::Part {
            let (first, count) = self.scored.sub_totals.unwrap_or((place, 0));
            self.scored.sub_totals = Some((first, count.saturating_add(1)));
            return true;
        }
        let has_points = cells.contains_key(&C::Weight) || cells.contains_key(&C::Score);
        let mut plain = row.iter().filter(|cell| is_plain(cell.text));
        if !has_points && let (Some(only), None) = (plain.next(), plain.next()) {
            // The only number of the row is the score, in whatever merged cell.
            cells.insert(C::Score, ActualsCell { at: only.at, text: only.text.to_owned(), unit: None });
        } else if !has_points && let Some(value) = after_colon(word.text) {
            cells.insert(C::Score, ActualsCell { at: word.at, text: value, unit: None });
        }
        cells.retain(|column, _| matches!(column, C::Weight | C::Score | C::Reason));
        let is_taken = |at: i32| cells.iter().any(|(column, cell)| cell.at == at && *column != C::Reason);
        others.clear();
        others.extend(row.iter().filter(|cell| !is_taken(cell.at) && self::kind(cell.text).is_none()));
        cells.remove(&C::Reason);
        self.tell_unplaced(place, &others);
        if cells.is_empty() {
            self.scored.open = Some(kind);
        }
        self.scored.sums.push(Sum { kind, row: new_row(place, sheet, cells, None) });
        true
    }

    /// Takes the points below the word of a total that is merged over several lines.
    fn take_below_total(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) -> bool {
        let Some(kind) = self.scored.open.take() else { return false };
        let Sorted { cells, others, .. } = self.sorted(row, &C::OF_SCORED);
        let is_of_points = others.is_empty() && cells.keys().all(|column| matches!(column, C::Weight | C::Score));
        if is_of_points && !cells.is_empty() {
            self.scored.sums.push(Sum { kind, row: new_row(place, sheet, cells, None) });
        }
        is_of_points
    }

    /// That sub-totals are not taken; they can be computed.
    pub(super) fn tell_sub_totals(&mut self) {
        if let Some((place, count)) = self.scored.sub_totals {
            let en = format!("sub-totals are computed, not taken: {count} rows, here the first");
            let zh = format!("小计行由系统计算，未采用：共{count}行，此处为第一行");
            self.notes.tell(place, said(Code::ScoresIgnored, en, zh));
        }
    }
}

/// What stands behind the colon: 总分：95.5.
fn after_colon(cell: &str) -> Option<String> {
    let (_, value) = cell.split_once([':', '：'])?;
    let value = crate::text::trim(value);
    (!value.is_empty()).then(|| value.to_owned())
}
