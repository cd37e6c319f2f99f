//! Texts of bounded length, as they stand.

use jixiao_domain::{Text, is_invisible};

use super::notes::{Notes, Said, said};
use super::{ActualsColumn, ActualsRow};
use crate::Code;
use crate::text::{excerpt, trim};

/// The text of a cell without the spaces around it. Characters that show nothing and may not be stored, such as
/// carriage returns, are dropped; whether any were.
pub(crate) fn textual<const MAX: usize>(cell: &str) -> Result<(Text<MAX>, bool), Said> {
    let printed = trim(cell);
    if let Ok(text) = Text::parse(printed) {
        return Ok((text, false));
    }
    let is_kept = |c: &char| !is_invisible(*c) || matches!(c, '\n' | '\t') || (c.is_whitespace() && !c.is_control());
    let cleaned: String = printed.chars().filter(is_kept).collect();
    let text = excerpt(&cleaned);
    Text::parse(cleaned).map(|text| (text, true)).map_err(|_| {
        let en = format!("the text has more than {MAX} characters, so its row was not taken: {text}");
        said(Code::TextTooLong, en, format!("文字超过{MAX}个字符，该行未采用：{text}"))
    })
}

/// The text of a column, if the row has one. `Err` where it was told to be too long.
pub(crate) fn column<const MAX: usize>(
    row: &ActualsRow,
    column: ActualsColumn,
    notes: &mut Notes,
) -> Result<Option<Text<MAX>>, ()> {
    let Some(cell) = row.text(column) else { return Ok(None) };
    match textual(cell) {
        Ok((text, was_cleaned)) => {
            if was_cleaned {
                notes.tell(row.place(column), dropped());
            }
            Ok(Some(text))
        }
        Err(why) => {
            notes.tell(row.place(column), why);
            Err(())
        }
    }
}

/// That invisible characters were dropped.
pub(crate) fn dropped() -> Said {
    said(Code::StraySpace, "characters that show nothing were removed from the text", "已去除文字中不可见的字符")
}
