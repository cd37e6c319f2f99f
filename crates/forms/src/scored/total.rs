//! The row of the total.

use jixiao_domain::Points;

use super::PrintedPoints;
use super::points::points;
use crate::actuals::notes::{Notes, Said, said};
use crate::actuals::reader::scored::{Sum, SumKind};
use crate::{ActualsColumn, Code};

/// The total: of rows 总分, without them of rows 合计. Where they say different things there is none.
pub(super) fn total(sums: &[Sum], notes: &mut Notes) -> Option<PrintedPoints> {
    let read: Vec<(&Sum, PrintedPoints)> = sums.iter().map(|sum| (sum, printed(sum, notes))).collect();
    let is_filled = |(_, it): &&(&Sum, PrintedPoints)| it.weight.is_some() || it.printed.is_some();
    let has_total = read.iter().filter(is_filled).any(|(sum, _)| sum.kind == SumKind::Total);
    let asked = if has_total { SumKind::Total } else { SumKind::Sum };
    let mut of_kind = read.iter().filter(|(sum, _)| sum.kind == asked).filter(is_filled);
    let (_, first) = of_kind.next()?;
    let (sum, other) = of_kind
        .find(|(_, other)| (other.weight, other.printed) != (first.weight, first.printed))
        .map_or((None, None), |(sum, other)| (Some(sum), Some(other)));
    if let (Some(sum), Some(other)) = (sum, other) {
        notes.tell(sum.row.place(ActualsColumn::Score), differs(first, other));
        return None;
    }
    for (sum, other) in read.iter().filter(is_filled).filter(|(sum, _)| sum.kind != asked) {
        notes.tell(sum.row.place(ActualsColumn::Weight), beside_total(other));
    }
    Some(first.clone())
}

/// Weight and score of a row.
fn both(of: &PrintedPoints) -> String {
    let text = |points: Option<Points>| points.map_or_else(|| "-".to_owned(), |it| it.to_string());
    format!("{} / {}", text(of.weight), text(of.printed))
}

fn beside_total(other: &PrintedPoints) -> Said {
    let text = both(other);
    let en = format!("the sum stands beside a total and was not taken: {text}");
    said(Code::ScoresIgnored, en, format!("另有总分行，该合计行未采用：{text}"))
}

fn printed(sum: &Sum, notes: &mut Notes) -> PrintedPoints {
    let Sum { row, .. } = sum;
    let weight = points(row, ActualsColumn::Weight, notes);
    let printed = points(row, ActualsColumn::Score, notes);
    PrintedPoints { sheet: row.sheet.clone(), line: row.line, weight, printed }
}

fn differs(first: &PrintedPoints, other: &PrintedPoints) -> Said {
    let (line, one, two) = (first.line, both(first), both(other));
    let en = format!("line {line} has another total, so none was taken: {one}, here {two}");
    said(Code::CellUnplaced, en, format!("第{line}行的总分与此不同，均未采用：{one}，此处{two}"))
}
