//! The totals row (合计) of the tasks.

use jixiao_domain::{Fen, Task};

use super::ledger::Ledger;
use super::tasks::{Amounts, Tasks};
use crate::source::Cell;
use crate::{Code, Finding, FurnitureKind, heading, text};

/// Totals rows read so far.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// The last that has no amounts.
    blank: Option<(i32, i32)>,
    rows: Vec<(i32, Amounts)>,
}

/// Whether a row is the totals row: it begins with 合计, and no heading stands beside it.
pub(super) fn is_totals(row: &[Cell<'_>]) -> bool {
    let Some((first, rest)) = row.split_first() else { return false };
    let is_total = matches!(text::key(first.text).as_str(), "合计" | "总计");
    is_total && rest.iter().all(|cell| heading::heading(cell.text).is_none())
}

impl Totals {
    /// Takes a totals row.
    pub(super) fn take(&mut self, line: i32, row: &[Cell<'_>], tasks: &Tasks, ledger: &mut Ledger) {
        if let Some(label) = row.first() {
            ledger.furnish(line, label.at, FurnitureKind::Total);
        }
        match row {
            [] => {}
            [label] => self.blank = Some((line, label.at)),
            [label, amounts @ ..] => self.rows.push((line, tasks.amounts(line, label.at, amounts, ledger))),
        }
    }

    /// Compares the totals rows with the sums of the tasks.
    pub(super) fn compare(&self, tasks: &[Task], ledger: &mut Ledger) {
        let total = Fen::sum(tasks.iter().map(|task| task.total));
        if self.rows.iter().all(|(_, amounts)| amounts.total.is_none()) && !tasks.is_empty() {
            ledger.tell(self.missing(tasks.len(), total));
        }
        let sum = |of: fn(&Task) -> Option<Fen>| Fen::sum(tasks.iter().filter_map(of));
        for (line, amounts) in &self.rows {
            let columns = [
                (amounts.total, total, "total", "总额"),
                (amounts.basic, sum(|task| task.basic), "basic expenditure", "基本支出"),
                (amounts.project, sum(|task| task.project), "project expenditure", "项目支出"),
                (amounts.other, sum(|task| task.other), "other funds", "其他资金"),
            ];
            for (printed, sum, en, zh) in columns {
                match printed {
                    Some((cell, printed)) if sum != Some(printed) => {
                        ledger.lose(*line, cell, differing(printed, sum, en, zh));
                    }
                    Some((cell, _)) => ledger.furnish(*line, cell, FurnitureKind::Total),
                    None => {}
                }
            }
        }
    }

    fn missing(&self, count: usize, total: Option<Fen>) -> Finding {
        let total = said(total);
        let en = format!("there is no totals row with an amount; the {count} tasks add up to {total} yuan");
        let zh = format!("没有填列金额的合计行；{count}项任务总额合计{total}元");
        let finding = Finding::new(Code::NoTotalsRow, en, zh);
        match self.blank {
            Some((line, cell)) => finding.at(line, cell),
            None => finding,
        }
    }
}

fn differing(printed: Fen, sum: Option<Fen>, en: &str, zh: &str) -> Finding {
    let (printed, sum) = (printed.grouped(), said(sum));
    Finding::new(
        Code::TotalsDiffer,
        format!("the totals row says {printed} yuan of {en}, the tasks add up to {sum} yuan"),
        format!("合计行{zh}为{printed}元，各项任务合计{sum}元"),
    )
}

fn said(amount: Option<Fen>) -> String {
    amount.map_or_else(|| "?".to_owned(), Fen::grouped)
}
