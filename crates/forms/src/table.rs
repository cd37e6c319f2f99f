//! Reading a table row by row.

mod columns;
mod goals;
mod head;
mod indicators;
mod labels;
mod printed;
mod references;
mod target;
mod tasks;
mod totals;

use std::collections::HashMap;

use crate::check::{self, Content, Subject};
use crate::heading::{self, Heading, Section};
use crate::source::{self, Cell, SourceLine};
use crate::text::excerpt;
use crate::{Code, Finding, Form, Unreadable, sign, text};

use goals::Goals;
use head::Head;
use indicators::Indicators;
use tasks::Tasks;
use totals::Totals;

/// Where the subjects of findings stand: line and cell.
type Places = HashMap<Subject, (i32, i32)>;

/// Reads a table as printed: tab-separated UTF-8, with or without a byte order mark, lines ended by LF or CRLF.
///
/// Any table gives a form; what is missing or wrong in it is a finding. Only what is no table at all, or past
/// [`crate::Limits`], is refused.
pub fn read(bytes: &[u8]) -> Result<Form, Unreadable> {
    let lines = source::split(bytes)?;
    let mut table = Table::default();
    for line in &lines {
        table.take(line.line, &line.filled());
    }
    if table.section == Section::Preamble {
        return Err(Unreadable::NoTable);
    }
    Ok(table.finish(lines))
}

/// What was read so far.
#[derive(Debug, Default)]
struct Table {
    section: Section,
    head: Head,
    tasks: Tasks,
    totals: Totals,
    goals: Goals,
    indicators: Indicators,
    findings: Vec<Finding>,
}

impl Table {
    /// Takes a row into the part of the table it belongs to. What a row is follows from its words; only a row
    /// of a number and texts needs the headings above it.
    fn take(&mut self, line: i32, row: &[Cell<'_>]) {
        let findings = &mut self.findings;
        if self.section == Section::Preamble {
            self.head.find_year(row);
        }
        if let Some(at) = row.iter().position(|cell| sign::sign(cell.text).is_some()) {
            self.section = Section::Indicators;
            self.indicators.take(line, row, at, findings);
        } else if totals::is_totals(row) && self.section != Section::Indicators {
            self.totals.take(line, row, &self.tasks, findings);
        } else if let Some(headings) = headings(row) {
            self.take_headings(line, row, &headings);
        } else if head::is_department(row) {
            self.head.take_department(line, row, findings);
            self.tasks.find_unit(row);
        } else if matches!(self.section, Section::Preamble | Section::Indicators) && labels::are_labels(row) {
            self.indicators.take_labels(line, row, findings);
        } else if head::is_furniture(row) {
            // Title and year, also where a page repeats them.
        } else if row.len() < 2 || self.section == Section::Preamble {
            findings.push(ignored(line, row));
        } else {
            match self.section {
                Section::Tasks => self.tasks.take(line, row, findings),
                Section::Goals => self.goals.take(line, row, findings),
                Section::Preamble | Section::Indicators => findings.push(unplaced(
                    line,
                    row,
                    ("has cells of an indicator but no sign cell", "有指标内容但没有符号"),
                )),
            }
        }
    }

    fn take_headings(&mut self, line: i32, row: &[Cell<'_>], headings: &[(Cell<'_>, Heading)]) {
        let words: Vec<Heading> = headings.iter().map(|(_, heading)| *heading).collect();
        self.section = heading::section(&words).unwrap_or(self.section);
        match self.section {
            Section::Preamble | Section::Tasks => self.tasks.take_headings(headings),
            Section::Goals => {}
            Section::Indicators => self.indicators.take_headings(headings),
        }
        self.findings.extend(row.iter().filter_map(|cell| heading_finding(cell.text).map(|f| f.at(line, cell.at))));
    }

    /// The form, with the findings that need the whole table.
    fn finish(mut self, lines: Vec<SourceLine>) -> Form {
        let mut places = Places::new();
        let (department, fiscal_year) = self.head.finish(&mut self.findings);
        let unit_is_missing = self.tasks.unit_is_missing();
        let tasks = self.tasks.finish(&mut places);
        let goals = self.goals.finish(&mut places);
        let indicators = self.indicators.finish(&goals, &mut places, &mut self.findings);
        self.findings.extend(unit_is_missing);
        self.totals.compare(&tasks, &mut self.findings);

        let content = Content { year: fiscal_year, tasks: &tasks, goals: &goals, indicators: &indicators };
        self.findings.extend(check::find(content).into_iter().map(|(subject, finding)| match places.get(&subject) {
            Some((line, cell)) => finding.at(*line, *cell),
            None => finding,
        }));
        let mut findings = self.findings;
        findings.sort_by_key(|finding| (finding.line.is_none(), finding.line, finding.cell, finding.code));
        Form { department, fiscal_year, tasks, goals, indicators, findings, lines }
    }
}

/// The headings of a row that has nothing else, or of one where most cells are headings and some word is new.
fn headings<'a>(row: &[Cell<'a>]) -> Option<Vec<(Cell<'a>, Heading)>> {
    let known: Vec<_> = row.iter().filter_map(|cell| Some((*cell, heading::heading(cell.text)?))).collect();
    let unknown = row.len() - known.len();
    let is_heading_row = unknown == 0 || (known.len() >= 2 && known.len() > unknown);
    is_heading_row.then_some(known)
}

/// What is to be told of a cell in a row of headings.
fn heading_finding(cell: &str) -> Option<Finding> {
    if heading::heading(cell).is_none() {
        let text = excerpt(cell);
        let en = format!("\"{text}\" is no known heading; its column is not in the plan");
        return Some(Finding::new(Code::LabelUnknown, en, format!("“{text}”不是已知的表头，该栏未纳入绩效目标表")));
    }
    text::trim(cell).contains(text::is_space).then(|| {
        let read = excerpt(&text::key(cell));
        let en = format!("stray spaces were removed from the heading {read}");
        Finding::new(Code::LabelRepaired, en, format!("已去除表头“{read}”中多余的空格"))
    })
}

fn ignored(line: i32, row: &[Cell<'_>]) -> Finding {
    let text = said(row);
    let en = format!("the row is not part of the plan: {text}");
    Finding::new(Code::RowIgnored, en, format!("该行未纳入绩效目标表：{text}")).at_row(line, row)
}

/// A row that looks like data but cannot be placed, and why, in both languages.
fn unplaced(line: i32, row: &[Cell<'_>], (en, zh): (&str, &str)) -> Finding {
    let text = said(row);
    let message = format!("the row {en}, so it is not in the plan: {text}");
    Finding::new(Code::RowUnplaced, message, format!("该行{zh}，未纳入绩效目标表：{text}")).at_row(line, row)
}

fn extra(line: i32, cell: Cell<'_>) -> Finding {
    let text = excerpt(cell.text);
    let en = format!("the cell has no place in its row and is not in the plan: {text}");
    Finding::new(Code::CellUnplaced, en, format!("单元格在该行中没有对应的栏目，未纳入绩效目标表：{text}"))
        .at(line, cell.at)
}

/// The beginning of a row for a message.
fn said(row: &[Cell<'_>]) -> String {
    let cells: Vec<String> = row.iter().take(4).map(|cell| excerpt(cell.text)).collect();
    excerpt(&cells.join(" | "))
}
