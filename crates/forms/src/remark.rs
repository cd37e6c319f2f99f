//! Oddities of a file (macros, formulas, hidden sheets) as findings.

use std::collections::HashMap;

use jixiao_sheets::{Place, Remark, RemarkKind};

use crate::text::excerpt;
use crate::{Code, Finding, Form, SourceLine};

/// Tells each form what concerns it: what has a place where the form has lines, and what has none.
pub(crate) fn tell(remarks: &[Remark], forms: &mut [Form], has_sheets: bool) {
    for remark in remarks {
        let owner = remark.place.as_ref().and_then(|place| owner(place, forms));
        for (index, form) in forms.iter_mut().enumerate() {
            if owner.is_none_or(|owner| owner == index) {
                let finding = finding(remark, &form.lines, has_sheets);
                form.findings.push(finding);
            }
        }
    }
    if !remarks.is_empty() {
        forms.iter_mut().for_each(sort);
    }
}

/// Sorts the findings by their place in the file again.
fn sort(form: &mut Form) {
    let mut indices: HashMap<(Option<&str>, i32), usize> = HashMap::new();
    for (index, line) in form.lines.iter().enumerate() {
        // Findings of a file with one sheet do not name it.
        indices.insert((line.sheet.as_deref(), line.line), index);
        indices.entry((None, line.line)).or_insert(index);
    }
    let index = |finding: &Finding| indices.get(&(finding.sheet.as_deref(), finding.line?)).copied();
    form.findings.sort_by_key(|f| (f.line.is_none(), index(f), f.cell, f.code));
}

/// The form that has the line, else the one that has the lines before it, else the first with lines of the sheet.
fn owner(place: &Place, forms: &[Form]) -> Option<usize> {
    let of_sheet = |line: &&SourceLine| line.sheet == place.sheet;
    let before = |line: &SourceLine| place.line.is_some_and(|number| line.line <= number);
    let holds = |form: &Form| form.lines.iter().filter(of_sheet).any(before);
    let touches = |form: &Form| form.lines.iter().any(|line| of_sheet(&line));
    let last = forms.iter().rposition(holds);
    last.or_else(|| forms.iter().position(touches))
}

/// A remark as a finding; lines are those of the file.
pub(crate) fn finding(remark: &Remark, lines: &[SourceLine], has_sheets: bool) -> Finding {
    let place = remark.place.as_ref();
    let sheet = place.and_then(|place| place.sheet.clone());
    let text = place.map(|place| text(place, lines)).unwrap_or_default();
    let (code, en, zh) = said(remark.kind, &text, sheet.as_deref().unwrap_or_default());
    let line = place.and_then(|place| place.line);
    let cell = place.and_then(|place| place.cell).or(line.map(|_| 1));
    Finding { sheet: sheet.filter(|_| has_sheets), line, cell, ..Finding::new(code, en, zh) }
}

/// The text of the cell at a place.
fn text(place: &Place, lines: &[SourceLine]) -> String {
    let line = lines.iter().find(|line| line.sheet == place.sheet && Some(line.line) == place.line);
    let cell = place.cell.and_then(|cell| usize::try_from(cell).ok()?.checked_sub(1));
    line.zip(cell).and_then(|(line, cell)| line.cells.get(cell)).map(|text| excerpt(text)).unwrap_or_default()
}

fn said(kind: RemarkKind, text: &str, sheet: &str) -> (Code, String, String) {
    let (code, en, zh) = match kind {
        RemarkKind::Macros => {
            (Code::MacrosIgnored, "the file has macros; they were not looked at", "文件含有宏，未予读取")
        }
        RemarkKind::ExternalReference => (
            Code::ExternalReferenceIgnored,
            "the file refers to another file, which was not opened",
            "文件引用了其他文件，未予打开",
        ),
        RemarkKind::FormulaWithoutValue => (
            Code::FormulaWithoutValue,
            "the cell has a formula without a stored value; it was taken as blank",
            "单元格的公式没有保存计算结果，按空白处理",
        ),
        RemarkKind::Formula => {
            let en = format!("the cell has a formula; its stored value was taken: {text}");
            return (Code::FormulaNotComputed, en, format!("单元格为公式，采用已保存的结果：{text}"));
        }
        RemarkKind::ErrorValue => {
            let en = format!("the cell holds an error: {text}");
            return (Code::CellError, en, format!("单元格为错误值：{text}"));
        }
        RemarkKind::HiddenSheet => {
            let en = format!("the sheet {sheet} is hidden; it was read all the same");
            return (Code::HiddenSheet, en, format!("工作表“{sheet}”为隐藏状态，已照常读取"));
        }
    };
    (code, en.to_owned(), zh.to_owned())
}
