//! What must hold.

use std::collections::HashSet;

use jixiao_domain::{PlanContent, is_invisible};
use jixiao_forms::{ActualsForm, Code, Fate, Finding, Form, SourceLine};
use jixiao_sheets::{Book, Kind, Limits};

/// Findings about all cells of a row.
const OF_ROWS: [Code; 5] =
    [Code::RowUnplaced, Code::RowIgnored, Code::TextTooLong, Code::GoalUnknown, Code::ValueUnreadable];

fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// A refusal has a stable name, and words in both languages.
pub(crate) fn of_refusal(name: &str, en: &str, zh: &str) {
    assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_'), "{name}");
    assert!(en.starts_with(|c: char| c.is_ascii_lowercase()), "{en}");
    assert!(!zh.is_ascii(), "{zh}");
}

/// A book is within the limits, its lines are in order, and nothing in it is blank that need not be.
pub(crate) fn of_book(book: &Book) {
    assert!(book.sheets.len() <= Limits::SHEETS && book.remarks.len() <= Limits::REMARKS);
    let lines = || book.sheets.iter().flat_map(|sheet| &sheet.lines);
    assert!(lines().count() <= Limits::LINES);
    assert!(lines().flat_map(|line| &line.cells).map(String::len).sum::<usize>() <= Limits::TEXT);
    for sheet in &book.sheets {
        assert!(!sheet.lines.is_empty(), "an empty sheet: {:?}", sheet.name);
        let has_sheets = matches!(book.kind, Kind::Xlsx | Kind::Xls | Kind::Ods);
        assert_eq!(sheet.name.is_some(), has_sheets, "{:?}", sheet.name);
        let mut last = 0;
        for line in &sheet.lines {
            assert!(line.number > last, "line {} after {last}", line.number);
            last = line.number;
            assert!(line.cells.len() <= Limits::CELLS, "line {}", line.number);
            assert!(line.cells.last().is_some_and(|cell| !cell.trim().is_empty()), "a blank end: {line:?}");
        }
    }
    for place in book.remarks.iter().filter_map(|remark| remark.place.as_ref()) {
        assert!(place.line.is_none_or(|line| line > 0) && place.cell.is_none_or(|cell| cell > 0), "{place:?}");
    }
}

/// The forms of a book have all its lines, each filled cell has one fate, and each finding is well made.
pub(crate) fn of_forms(book: &Book, forms: &[Form]) {
    assert!(!forms.is_empty());
    assert_lines(book, forms.iter().flat_map(|form| &form.lines));
    for form in forms {
        of_fates(form);
        of_findings(&form.findings, &form.lines);
        let lines: HashSet<i32> = form.lines.iter().map(|line| line.line).collect();
        assert!(form.indicators.iter().all(|indicator| indicator.line.is_some_and(|line| lines.contains(&line))));
        let json = form.to_json();
        for (key, count) in [
            ("tasks", form.tasks.len()),
            ("goals", form.goals.len()),
            ("indicators", form.indicators.len()),
            ("findings", form.findings.len()),
        ] {
            assert_eq!(json.get(key).and_then(|list| list.as_array()).map(Vec::len), Some(count), "{key}");
        }
        if let Err(violations) = form.plan_content() {
            assert!(!violations.is_empty());
        }
        let furniture = form.fates.iter().filter(|fate| matches!(fate.fate, Fate::Furniture(_))).count();
        assert_eq!(form.furniture().len(), furniture);
    }
}

/// All lines of all sheets, in order.
fn assert_lines<'a>(book: &Book, mut kept: impl Iterator<Item = &'a SourceLine>) {
    for sheet in &book.sheets {
        for line in &sheet.lines {
            let kept = kept.next().map(|kept| (&kept.sheet, kept.line, &kept.cells));
            assert_eq!(kept, Some((&sheet.name, line.number, &line.cells)));
        }
    }
    assert_eq!(kept.next(), None);
}

fn of_fates(form: &Form) {
    let mut fates = form.fates.iter();
    for (index, line) in form.lines.iter().enumerate() {
        for (cell, text) in (1..).zip(&line.cells).filter(|(_, text)| !is_blank(text)) {
            let fate = fates.next();
            assert_eq!(fate.map(|fate| (fate.line, fate.cell)), Some((index, cell)), "{text:?} of {line:?}");
            if fate.is_some_and(|fate| fate.fate == Fate::Finding) {
                let is_told = form.findings.iter().any(|finding| covers(finding, line, cell));
                assert!(is_told, "nothing tells of {text:?}, cell {cell} of {line:?}: {:?}", form.findings);
            }
        }
    }
    assert_eq!(fates.next(), None);
}

/// Whether a finding says that a cell is not in the plan.
fn covers(finding: &Finding, line: &SourceLine, cell: i32) -> bool {
    let is_sheet = finding.sheet.is_none() || finding.sheet == line.sheet;
    let is_row = finding.line == Some(line.line) && is_sheet;
    (is_row && (finding.cell == Some(cell) || OF_ROWS.contains(&finding.code))) || finding.code == Code::WeightsDoNotSum
}

/// Findings have the severity of their code, words, and a place that is filled; they are in order.
fn of_findings(findings: &[Finding], lines: &[SourceLine]) {
    let places: HashSet<(Option<&str>, i32, i32)> = lines.iter().flat_map(filled).collect();
    let anywhere: HashSet<(i32, i32)> = places.iter().map(|(_, line, cell)| (*line, *cell)).collect();
    for finding in findings {
        assert_eq!(finding.severity, finding.code.severity(), "{finding:?}");
        assert!(!finding.message.is_empty() && !finding.message_zh.is_empty(), "{finding:?}");
        assert_eq!(finding.line.is_none(), finding.cell.is_none(), "{finding:?}");
        if let Some((line, cell)) = finding.line.zip(finding.cell) {
            // What is missing has the place where it should stand.
            let is_line = lines.iter().any(|l| l.line == line && (finding.sheet.is_none() || l.sheet == finding.sheet));
            assert!(is_line && cell > 0, "{finding:?}");
            let is_filled = match &finding.sheet {
                Some(sheet) => places.contains(&(Some(sheet), line, cell)),
                None => anywhere.contains(&(line, cell)),
            };
            assert!(is_filled || MISSING.contains(&finding.code), "nothing stands there: {finding:?}");
        }
    }
}

/// What is told of a cell that is blank.
const MISSING: [Code; 5] =
    [Code::AmountUnreadable, Code::FormulaWithoutValue, Code::TaskUnknown, Code::UnitMissing, Code::ValueUnreadable];

fn filled(line: &SourceLine) -> impl Iterator<Item = (Option<&str>, i32, i32)> {
    let cells = (1..).zip(&line.cells).filter(|(_, text)| !is_blank(text));
    cells.map(|(cell, _)| (line.sheet.as_deref(), line.line, cell))
}

/// A form of actuals has all lines of the book; what it gives to a plan answers the plan's indicators, each once.
pub(crate) fn of_actuals(book: &Book, form: &ActualsForm, plan: &PlanContent) {
    assert_lines(book, form.lines.iter());
    let matched = form.against(plan);
    of_findings(&matched.findings, &form.lines);
    assert!(form.findings.iter().all(|finding| matched.findings.contains(finding)));
    let mut indicators = plan.indicators().iter();
    for actual in &matched.actuals {
        let indicator = indicators.find(|indicator| indicator.id == actual.indicator);
        let indicator = indicator.unwrap_or_else(|| panic!("twice, not in order or unknown: {actual:?}"));
        assert!(actual.fits(&indicator.target).is_ok(), "{actual:?} does not answer {indicator:?}");
    }
}
