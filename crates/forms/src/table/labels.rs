//! The labels of a row.

use super::ledger::Ledger;
use crate::label::{Label, label};
use crate::source::Cell;
use crate::text::excerpt;
use crate::{Code, Finding};

/// Whether the row has nothing but labels.
pub(super) fn are_labels(row: &[Cell<'_>]) -> bool {
    row.iter().all(|cell| label(cell.text).is_some())
}

/// The labels of cells, with a finding for each cell that is none or is printed in another way.
pub(super) fn labels<'a>(line: i32, cells: &[Cell<'a>], ledger: &mut Ledger) -> Vec<(Cell<'a>, Label)> {
    let mut labels: Vec<(Cell<'a>, Label)> = Vec::new();
    for cell in cells {
        let text = excerpt(cell.text);
        let Some(known) = label(cell.text) else {
            let en = format!("\"{text}\" is no known label; the row was read without it");
            let zh = format!("“{text}”不是已知的指标类别，读取时未采用");
            ledger.lose(line, cell.at, Finding::new(Code::LabelUnknown, en, zh));
            continue;
        };
        if !known.is_printed_officially(cell.text) {
            let official = known.official();
            let en = format!("the label \"{text}\" was read as {official}");
            let zh = format!("“{text}”按“{official}”识别");
            ledger.tell(Finding::new(Code::LabelRepaired, en, zh).at(line, cell.at));
        }
        labels.push((*cell, known));
    }
    labels
}

/// A label that another of the row took the place of.
pub(super) fn not_taken(cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("the row has another label of the same level after \"{text}\"; the last was taken");
    Finding::new(Code::LabelUnknown, en, format!("该行在“{text}”之后另有同级类别，以最后一个为准"))
}
