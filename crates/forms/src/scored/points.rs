//! Points (分值, 得分) as printed.

use jixiao_domain::Points;

use crate::actuals::notes::{Notes, Said, said};
use crate::text::{excerpt, key};
use crate::{ActualsColumn, ActualsRow, Code, number};

/// The points in a column: `5`, `5.00`, `5分`, and of a weight `5%`. What is none is told.
pub(super) fn points(row: &ActualsRow, column: ActualsColumn, notes: &mut Notes) -> Option<Points> {
    let cell = row.text(column)?;
    let key = key(cell);
    let suffixes: &[char] = if column == ActualsColumn::Weight { &['分', '%'] } else { &['分'] };
    let bare = key.strip_suffix(suffixes).unwrap_or(&key);
    let points = number::decimal(bare).and_then(|value| value.to_string().parse().ok());
    if points.is_none() {
        notes.tell(row.place(column), unreadable(column, cell));
    }
    points
}

fn unreadable(column: ActualsColumn, cell: &str) -> Said {
    let (label, text) = (column.label(), excerpt(cell));
    let en = format!("{label} is no number from 0 to 100 with at most two decimals and was not taken: {text}");
    said(Code::CellUnplaced, en, format!("{label}不是0至100且至多两位小数的数，未采用：{text}"))
}
