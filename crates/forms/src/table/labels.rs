//! The labels of a row.

use crate::label::{Label, label};
use crate::source::Cell;
use crate::text::excerpt;
use crate::{Code, Finding};

/// Whether the row has nothing but labels.
pub(super) fn are_labels(row: &[Cell<'_>]) -> bool {
    row.iter().all(|cell| label(cell.text).is_some())
}

/// The labels of cells, with a finding for each cell that is none or is printed in another way.
pub(super) fn labels<'a>(line: i32, cells: &[Cell<'a>], findings: &mut Vec<Finding>) -> Vec<(Cell<'a>, Label)> {
    let mut labels: Vec<(Cell<'a>, Label)> = Vec::new();
    for cell in cells {
        let text = excerpt(cell.text);
        let Some(known) = label(cell.text) else {
            let en = format!("\"{text}\" is no known label; the row was read without it");
            let zh = format!("“{text}”不是已知的指标类别，读取时未采用");
            findings.push(Finding::new(Code::LabelUnknown, en, zh).at(line, cell.at));
            continue;
        };
        if !known.is_printed_officially(cell.text) {
            let official = known.official();
            let en = format!("the label \"{text}\" was read as {official}");
            findings
                .push(Finding::new(Code::LabelRepaired, en, format!("“{text}”按“{official}”识别")).at(line, cell.at));
        }
        if labels.iter().any(|(_, earlier)| contradict(*earlier, known)) {
            let en = format!("the row has another label of the same level before \"{text}\"; the last was taken");
            let zh = format!("该行在“{text}”之前已有同级类别，以最后一个为准");
            findings.push(Finding::new(Code::LabelUnknown, en, zh).at(line, cell.at));
        }
        labels.push((*cell, known));
    }
    labels
}

/// Whether two labels of a row cannot both hold. 成本指标 may be of either level.
fn contradict(one: Label, other: Label) -> bool {
    one != other && std::mem::discriminant(&one) == std::mem::discriminant(&other)
}
