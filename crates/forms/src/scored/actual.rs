//! The actual (实际完成值) of a row.

use jixiao_domain::{ActualValue, Target, Text};

use super::target::is_dash;
use crate::actuals::notes::{Notes, Said, said};
use crate::actuals::textual::{dropped, textual};
use crate::actuals::value;
use crate::text::excerpt;
use crate::{ActualsColumn, ActualsRow, Code};

/// A number against a number in its unit; everything else as text, with a finding where the target is a number.
pub(super) fn actual(row: &ActualsRow, target: Option<&Target>, notes: &mut Notes) -> Option<ActualValue> {
    let (cell, place) = (row.text(ActualsColumn::Actual)?, row.place(ActualsColumn::Actual));
    if is_dash(cell) {
        notes.tell(place, dash(cell));
        return None;
    }
    let of_number = target.filter(|target| matches!(target, Target::Numeric(_) | Target::Unreadable { .. }));
    match of_number.map(|target| value::value(cell, target, None, None)) {
        Some(Ok((ActualValue::Number(number), told))) => {
            told.into_iter().for_each(|told| notes.tell(place, told));
            Some(ActualValue::Number(number))
        }
        Some(Ok(_)) => {
            notes.tell(place, as_text(Code::ActualNotANumber, cell));
            text(row, cell, notes)
        }
        Some(Err((code, ..))) => {
            notes.tell(place, as_text(code, cell));
            text(row, cell, notes)
        }
        None => text(row, cell, notes),
    }
}

fn text(row: &ActualsRow, cell: &str, notes: &mut Notes) -> Option<ActualValue> {
    let place = row.place(ActualsColumn::Actual);
    let read: Result<(Text<2000>, bool), Said> = textual(cell);
    match read {
        Ok((text, was_cleaned)) => {
            if was_cleaned {
                notes.tell(place, dropped());
            }
            Some(ActualValue::Text(text))
        }
        Err((code, ..)) => {
            let printed = excerpt(cell);
            let en = format!("the actual has more than 2000 characters and was not taken: {printed}");
            notes.tell(place, said(code, en, format!("实际完成值超过2000个字符，未采用：{printed}")));
            None
        }
    }
}

fn as_text(code: Code, cell: &str) -> Said {
    let text = excerpt(cell);
    let (en, zh) = match code {
        Code::ActualUnitDiffers => ("is in another unit than its target", "单位与指标值不同"),
        Code::ActualUnreadable => {
            ("is no decimal of at most 12 digits before and 6 after the point", "不是小数点前至多12位、后至多6位的数")
        }
        _ => ("is no number, and its target is one", "不是数值，而指标值为数值"),
    };
    said(code, format!("the actual {en}; it was kept as text: {text}"), format!("实际完成值{zh}，按文字保留：{text}"))
}

fn dash(cell: &str) -> Said {
    let text = excerpt(cell);
    said(
        Code::ActualBlank,
        format!("the row has no actual but a dash: {text}"),
        format!("该行没有实际完成值，仅填“{text}”"),
    )
}
