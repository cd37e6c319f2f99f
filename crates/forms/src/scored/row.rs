//! The row of an indicator.

use jixiao_domain::Text;

use super::{ScoredRow, actual, points, target};
use crate::actuals::notes::{Notes, Said, said};
use crate::actuals::reader::scored::Leveled;
use crate::text::{excerpt, tidy};
use crate::{ActualsColumn, ActualsRow, Code};

pub(super) fn row(leveled: &Leveled, notes: &mut Notes) -> ScoredRow {
    let Leveled { row, levels, .. } = leveled;
    let name = text(row, ActualsColumn::Name, notes);
    let target = target::target(row, notes);
    let actual = actual::actual(row, target.as_ref(), notes);
    let weight = points::points(row, ActualsColumn::Weight, notes);
    let printed = points::points(row, ActualsColumn::Score, notes);
    if row.text(ActualsColumn::Actual).is_none() {
        notes.tell(row.place(ActualsColumn::Score), blank(target.is_none()));
    }
    ScoredRow {
        sheet: row.sheet.clone(),
        line: row.line,
        level1: levels.level1,
        level2: levels.level2,
        name,
        target,
        actual,
        weight,
        printed,
    }
}

/// The text of a column without stray spaces; one that is too long is told.
pub(super) fn text<const MAX: usize>(row: &ActualsRow, column: ActualsColumn, notes: &mut Notes) -> Option<Text<MAX>> {
    let cell = row.text(column)?;
    let text = Text::parse(tidy(cell)).ok();
    if text.is_none() {
        notes.tell(row.place(column), too_long(column, cell, MAX));
    }
    text
}

fn too_long(column: ActualsColumn, cell: &str, most: usize) -> Said {
    let (label, text) = (column.label(), excerpt(cell));
    let en = format!("{label} has more than {most} characters and was not taken: {text}");
    said(Code::TextTooLong, en, format!("{label}超过{most}个字符，未采用：{text}"))
}

fn blank(is_without_target: bool) -> Said {
    let (en, zh) = if is_without_target {
        (
            "the row has neither target nor actual; it was kept with its points",
            "该行没有指标值和实际完成值，保留其分值和得分",
        )
    } else {
        ("the row has no actual", "该行没有实际完成值")
    };
    said(Code::ActualBlank, en, zh)
}
