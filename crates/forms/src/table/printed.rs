//! Texts of cells.

use jixiao_domain::Text;

use super::ledger::Ledger;
use crate::source::Cell;
use crate::{Code, Finding, text};

/// The text of a cell without stray spaces; `None`, with a finding, where it is too long.
pub(super) fn printed<const MAX: usize>(line: i32, cell: Cell<'_>, ledger: &mut Ledger) -> Option<Text<MAX>> {
    let tidied = text::tidy(cell.text);
    if tidied != text::trim(cell.text) {
        let text = text::excerpt(&tidied);
        let en = format!("stray spaces were removed: {text}");
        ledger.tell(Finding::new(Code::StraySpace, en, format!("已去除文字中多余的空格：{text}")).at(line, cell.at));
    }
    let text = Text::parse(tidied.as_str()).ok();
    if text.is_none() {
        let excerpt = text::excerpt(&tidied);
        let en = format!("the text has more than {MAX} characters, so it is not in the plan: {excerpt}");
        let zh = format!("文字超过{MAX}个字符，未纳入绩效目标表：{excerpt}");
        ledger.lose(line, cell.at, Finding::new(Code::TextTooLong, en, zh));
    }
    text
}
