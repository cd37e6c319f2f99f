//! Tasks (主要工作任务) and their money.

use std::collections::HashMap;

use jixiao_domain::{Fen, Task};

use super::ledger::Ledger;
use super::printed::printed;
use super::{Places, extra, unplaced};
use crate::check::Subject;
use crate::heading::{Fund, Heading};
use crate::money::{self, MoneyUnit};
use crate::source::Cell;
use crate::text::excerpt;
use crate::{Code, Fate, Finding, FurnitureKind, number};

/// The fund columns where no heading names any.
const USUAL: [Fund; 4] = [Fund::Total, Fund::Basic, Fund::Project, Fund::Other];

/// Tasks read so far.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    unit: Option<MoneyUnit>,
    /// Fund words of the headings, in the order they are printed.
    funds: Vec<Fund>,
    /// Where the first of them stands, in the official form.
    first: Option<i32>,
    tasks: Vec<Task>,
    places: HashMap<i32, (i32, i32)>,
}

/// The amounts of a row, by fund.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    pub(super) total: Option<(i32, Fen)>,
    pub(super) basic: Option<(i32, Fen)>,
    pub(super) project: Option<(i32, Fen)>,
    pub(super) other: Option<(i32, Fen)>,
}

impl Tasks {
    /// Takes the fund columns and the unit of money from a row of headings.
    pub(super) fn take_headings(&mut self, headings: &[(Cell<'_>, Heading)]) {
        for (cell, heading) in headings {
            self.unit = MoneyUnit::of_heading(cell.text).or(self.unit);
            if let Heading::Fund(fund) = heading
                && !self.funds.contains(fund)
            {
                self.funds.push(*fund);
            }
        }
    }

    /// Takes it that the fund columns begin there in every row.
    pub(super) fn begin_at(&mut self, column: i32) {
        self.first = Some(column);
    }

    /// Takes the unit of money from a row that is not all headings.
    pub(super) fn find_unit(&mut self, row: &[Cell<'_>]) {
        self.unit = row.iter().find_map(|cell| MoneyUnit::of_heading(cell.text)).or(self.unit);
    }

    /// A finding where there are tasks but no heading has said the unit of their money.
    pub(super) fn unit_is_missing(&self) -> Option<Finding> {
        (self.unit.is_none() && !self.tasks.is_empty()).then(|| {
            let en = "no heading says whether amounts are in 万元 or 元; they were read as 万元";
            Finding::new(Code::MoneyUnitMissing, en, "表头未注明金额单位，已按万元读取")
        })
    }

    /// Takes a row: number, name, amounts.
    pub(super) fn take(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let [number, name, money @ ..] = row else { return };
        let Some(number) = number::numbering(number.text) else {
            ledger.lose_row(
                line,
                row,
                unplaced(row, ("of tasks does not begin with a number", "位于工作任务部分但不以序号开头")),
            );
            return;
        };
        if self.places.contains_key(&number) {
            ledger.lose_row(
                line,
                row,
                unplaced(row, ("repeats the number of another task", "与另一项工作任务序号重复")),
            );
            return;
        }
        let Some(printed_name) = printed(line, *name, ledger) else { return ledger.rest(line, row, Fate::Finding) };
        let before = ledger.count();
        let amounts = self.amounts(line, name.at, money, ledger);
        let is_readable = !ledger.has_since(before, Code::AmountUnreadable);
        let fen = |amount: Option<(i32, Fen)>| amount.map(|(_, fen)| fen);
        let (basic, project, other) = (fen(amounts.basic), fen(amounts.project), fen(amounts.other));
        let total = fen(amounts.total).unwrap_or_else(|| {
            let sum = Fen::sum([basic, project, other].into_iter().flatten()).unwrap_or_default();
            if is_readable {
                ledger.tell(missing_total(number, sum).at(line, name.at.saturating_add(1)));
            }
            sum
        });
        let cell = amounts.total.map_or(name.at.saturating_add(1), |(cell, _)| cell);
        ledger.rest(line, row, Fate::Plan);
        self.places.insert(number, (line, cell));
        self.tasks.push(Task { number, name: printed_name, total, basic, project, other });
    }

    /// Reads the amounts after a name. A total is never blank, so where it is the first column, the first amount
    /// is it and the others stand relative to it, however far the row is shifted.
    pub(super) fn amounts(&self, line: i32, name: i32, cells: &[Cell<'_>], ledger: &mut Ledger) -> Amounts {
        let columns = columns(&self.funds);
        let first = cells.first().filter(|_| columns.first() == Some(&Fund::Total)).map(|cell| cell.at);
        let first = self.first.or(first).unwrap_or(name.saturating_add(1));
        let mut amounts = Amounts::default();
        for cell in cells {
            let column = usize::try_from(cell.at.saturating_sub(first)).ok().and_then(|at| columns.get(at));
            let place = match column {
                Some(Fund::Total) => &mut amounts.total,
                Some(Fund::Basic) => &mut amounts.basic,
                Some(Fund::Project) => &mut amounts.project,
                Some(Fund::Other) => &mut amounts.other,
                // One column for all of 财政拨款: the plan keeps only its parts.
                Some(Fund::Fiscal) | None => {
                    ledger.lose(line, cell.at, extra(*cell));
                    continue;
                }
            };
            if money::is_none(cell.text) {
                ledger.furnish(line, cell.at, FurnitureKind::NoValue);
                continue;
            }
            match self.unit.unwrap_or(MoneyUnit::Wan).amount(cell.text) {
                Some(fen) => *place = Some((cell.at, fen)),
                None => ledger.lose(line, cell.at, unreadable(cell.text)),
            }
        }
        amounts
    }

    /// The tasks in the order of their numbers.
    pub(super) fn finish(mut self, places: &mut Places) -> Vec<Task> {
        places.extend(self.places.into_iter().map(|(number, place)| (Subject::Task(number), place)));
        self.tasks.sort_by_key(|task| task.number);
        self.tasks
    }
}

/// The fund columns from left to right. 财政拨款 is printed a line above its parts, so they come after it in the
/// headings but stand in its place.
fn columns(funds: &[Fund]) -> Vec<Fund> {
    if funds.is_empty() {
        return USUAL.to_vec();
    }
    let is_part = |fund: &Fund| matches!(fund, Fund::Basic | Fund::Project);
    if !funds.contains(&Fund::Fiscal) || !funds.iter().any(is_part) {
        return funds.to_vec();
    }
    let parts: Vec<Fund> = funds.iter().copied().filter(is_part).collect();
    let groups = funds.iter().filter(|fund| !is_part(fund));
    groups.flat_map(|fund| if *fund == Fund::Fiscal { parts.clone() } else { vec![*fund] }).collect()
}

fn unreadable(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("\"{text}\" is no amount of money; it was left out");
    Finding::new(Code::AmountUnreadable, en, format!("“{text}”不是可识别的金额，未予读取"))
}

fn missing_total(number: i32, sum: Fen) -> Finding {
    let sum = sum.grouped();
    let en = format!("task {number} has no total; the sum of its fund sources, {sum} yuan, was taken");
    Finding::new(Code::AmountUnreadable, en, format!("任务{number}缺少总额，暂取各项资金之和{sum}元"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_group_stand_in_its_place() {
        assert_eq!(columns(&[]), USUAL);
        assert_eq!(columns(&[Fund::Total, Fund::Fiscal, Fund::Other, Fund::Basic, Fund::Project]), USUAL);
        let other_order = [Fund::Total, Fund::Project, Fund::Basic, Fund::Other];
        assert_eq!(columns(&other_order), other_order);
        assert_eq!(columns(&[Fund::Total, Fund::Fiscal]), [Fund::Total, Fund::Fiscal]);
    }
}
