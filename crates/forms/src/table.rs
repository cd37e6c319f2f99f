//! Reading a table row by row.

mod columns;
mod extras;
mod goals;
mod head;
mod indicators;
mod labels;
mod ledger;
mod official;
mod plans;
mod printed;
mod references;
mod target;
mod tasks;
mod totals;
mod weights;

use std::collections::HashMap;

use jixiao_sheets::Book;

use crate::check::{self, Content, Subject};
use crate::heading::{self, Heading, Section};
use crate::source::{self, Cell, SourceLine};
use crate::text::excerpt;
use crate::{Code, Fate, Finding, Form, FurnitureKind, Unreadable, remark, sign, text};

use goals::Goals;
use head::Head;
use indicators::Indicators;
use ledger::Ledger;
use plans::Plan;
use tasks::Tasks;
use totals::Totals;
use weights::Weights;

/// Where the subjects of findings stand: line and cell.
type Places = HashMap<Subject, (i32, i32)>;

/// Reads the tables of a file of any kind that `jixiao-sheets` opens: at least one, a form for each plan.
///
/// Any table gives a form; what is missing or wrong in it is a finding. Only what cannot be opened, or is no
/// table at all, is refused.
pub fn read(bytes: &[u8]) -> Result<Vec<Form>, Unreadable> {
    read_book(jixiao_sheets::open(bytes)?)
}

/// Reads the tables of a file that is open.
pub fn read_book(book: Book) -> Result<Vec<Form>, Unreadable> {
    let (mut lines, sheets) = source::stream(book.sheets);
    let plans = plans::plans(&lines, &sheets);
    let mut forms = Vec::new();
    // From the end, so that what is left is what comes before.
    for plan in plans.iter().rev() {
        forms.push(form(plan, lines.split_off(plan.start.min(lines.len())), sheets.len() > 1));
    }
    forms.reverse();
    remark::tell(&book.remarks, &mut forms, sheets.len() > 1);
    if forms.is_empty() { Err(Unreadable::NoTable) } else { Ok(forms) }
}

/// Reads the lines of a plan.
fn form(plan: &Plan, lines: Vec<SourceLine>, has_sheets: bool) -> Form {
    let mut table = Table { ledger: Ledger::new(&lines), ..Table::default() };
    if let Some(kinds) = official::rows(&lines) {
        table.tasks.begin_at(*official::MONEY.start());
        for ((line, source), kind) in (0..).zip(&lines).zip(kinds) {
            table.take_official(line, &source.filled(), kind);
        }
        return table.finish(lines, has_sheets);
    }
    for (line, source) in (0..).zip(&lines) {
        let row = source.filled();
        match plan.notes.iter().find(|notes| usize::try_from(line).is_ok_and(|line| notes.contains(&line))) {
            Some(notes) => table.take_note(line, &row, usize::try_from(line) == Ok(notes.start), source),
            None => table.take(line, &row),
        }
    }
    table.finish(lines, has_sheets)
}

/// What was read so far. Lines are indices into the lines of the plan.
#[derive(Debug, Default)]
struct Table {
    section: Section,
    head: Head,
    tasks: Tasks,
    totals: Totals,
    goals: Goals,
    indicators: Indicators,
    weights: Weights,
    ledger: Ledger,
}

impl Table {
    /// Takes a row into the part of the table it belongs to. What a row is follows from its words; only a row
    /// of a number and texts needs the headings above it.
    fn take(&mut self, line: i32, row: &[Cell<'_>]) {
        if self.section == Section::Preamble {
            self.head.find_year(row);
        }
        if let Some(at) = row.iter().position(|cell| sign::sign(cell.text).is_some()) {
            self.section = Section::Indicators;
            match self.indicators.execution_weight(row, Some(at)) {
                Some(weight) => self.weights.take_execution(line, row, weight, &mut self.ledger),
                None => self.indicators.take(line, row, at, &mut self.ledger),
            }
        } else if weights::is_scheme(row) {
            self.weights.take_scheme(line, row, &mut self.ledger);
        } else if totals::is_totals(row) && self.section != Section::Indicators {
            self.totals.take(line, row, &self.tasks, &mut self.ledger);
        } else if let Some(headings) = headings(row) {
            self.take_headings(line, row, &headings);
        } else if totals::is_totals(row) {
            self.weights.take_total(line, row, &mut self.ledger);
        } else if head::is_department(row) {
            self.tasks.find_unit(row);
            self.head.take_department(line, row, &mut self.ledger);
            self.ledger.rest(line, row, Fate::Plan);
        } else if matches!(self.section, Section::Preamble | Section::Indicators) && labels::are_labels(row) {
            self.indicators.take_labels(line, row, &mut self.ledger);
        } else if head::is_furniture(row) {
            // Title and year, also where a page repeats them.
            head::furnish(line, row, &mut self.ledger);
        } else if row.len() < 2 || self.section == Section::Preamble {
            self.ledger.lose_row(line, row, ignored(row));
        } else {
            self.take_data(line, row);
        }
    }

    /// Takes a row of which the layout of the whole form says what it is.
    fn take_official(&mut self, line: i32, row: &[Cell<'_>], kind: official::Row) {
        let ledger = &mut self.ledger;
        match kind {
            official::Row::Title => {
                self.head.find_year(row);
                head::furnish(line, row, ledger);
            }
            official::Row::Department => {
                self.tasks.find_unit(row.get(2..).unwrap_or_default());
                self.head.take_named(line, row, ledger);
                ledger.rest(line, row, Fate::Plan);
            }
            official::Row::Scheme => self.weights.take_scheme(line, row, ledger),
            official::Row::Headings => {
                let headings = headings(row).unwrap_or_default();
                self.take_headings(line, row, &headings);
            }
            official::Row::Totals => self.totals.take(line, row, &self.tasks, ledger),
            official::Row::Task => self.tasks.take(line, row, ledger),
            official::Row::Goal => self.goals.take(line, row, ledger),
            official::Row::Indicator => self.indicators.take_official(line, row, ledger),
        }
    }

    /// Takes a row that only the headings above it explain.
    fn take_data(&mut self, line: i32, row: &[Cell<'_>]) {
        let ledger = &mut self.ledger;
        match self.section {
            Section::Tasks => self.tasks.take(line, row, ledger),
            Section::Goals => self.goals.take(line, row, ledger),
            Section::Preamble | Section::Indicators => {
                if let Some(weight) = self.indicators.execution_weight(row, None) {
                    self.weights.take_execution(line, row, weight, ledger);
                } else if !self.indicators.take_without_sign(line, row, ledger) {
                    let why = ("has cells of an indicator but no sign cell", "有指标内容但没有符号");
                    ledger.lose_row(line, row, unplaced(row, why));
                }
            }
        }
    }

    /// Takes a row of a sheet that has no table.
    fn take_note(&mut self, line: i32, row: &[Cell<'_>], is_first: bool, source: &SourceLine) {
        self.ledger.rest(line, row, Fate::Furniture(FurnitureKind::Notes));
        if is_first {
            let name = source.sheet.as_deref().map(excerpt).unwrap_or_default();
            let en = format!("the sheet {name} has no table, so nothing of it is in the plan");
            let zh = format!("工作表“{name}”中没有绩效目标表，其内容未纳入");
            self.ledger.tell(Finding::new(Code::SheetIgnored, en, zh).at_row(line, row));
        }
    }

    fn take_headings(&mut self, line: i32, row: &[Cell<'_>], headings: &[(Cell<'_>, Heading)]) {
        let words: Vec<Heading> = headings.iter().map(|(_, heading)| *heading).collect();
        self.section = heading::section(&words).unwrap_or(self.section);
        match self.section {
            Section::Preamble | Section::Tasks => self.tasks.take_headings(headings),
            Section::Goals => {}
            Section::Indicators => self.indicators.take_headings(row, headings),
        }
        for cell in row {
            match heading_finding(cell.text) {
                Some(finding) if finding.code == Code::LabelUnknown => self.ledger.lose(line, cell.at, finding),
                Some(finding) => self.ledger.tell(finding.at(line, cell.at)),
                None => {}
            }
        }
        self.ledger.rest(line, row, Fate::Furniture(FurnitureKind::Heading));
    }

    /// The form, with the findings that need the whole table.
    fn finish(self, lines: Vec<SourceLine>, has_sheets: bool) -> Form {
        let Self { head, tasks, totals, goals, indicators, weights, mut ledger, .. } = self;
        let mut places = Places::new();
        let (department, fiscal_year) = head.finish(&mut ledger);
        let unit_is_missing = tasks.unit_is_missing();
        let tasks = tasks.finish(&mut places);
        let goals = goals.finish(&mut places);
        let (indicators, scheme) = indicators.finish(&goals, weights, &mut places, &mut ledger);
        unit_is_missing.into_iter().for_each(|finding| ledger.tell(finding));
        totals.compare(&tasks, &mut ledger);

        let content = Content { year: fiscal_year, tasks: &tasks, goals: &goals, indicators: &indicators };
        for (subject, finding) in check::find(content) {
            ledger.tell(match places.get(&subject) {
                Some((line, cell)) => finding.at(*line, *cell),
                None => finding,
            });
        }
        let (findings, fates) = ledger.finish(&lines, has_sheets);
        let first = fates.iter().find(|fate| fate.fate != Fate::Furniture(FurnitureKind::Notes));
        let sheet = first.and_then(|fate| lines.get(fate.line)).and_then(|line| line.sheet.clone());
        Form { sheet, department, fiscal_year, scheme, tasks, goals, indicators, findings, lines, fates }
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

fn ignored(row: &[Cell<'_>]) -> Finding {
    let text = said(row);
    let en = format!("the row is not part of the plan: {text}");
    Finding::new(Code::RowIgnored, en, format!("该行未纳入绩效目标表：{text}"))
}

/// A row that looks like data but cannot be placed, and why, in both languages.
fn unplaced(row: &[Cell<'_>], (en, zh): (&str, &str)) -> Finding {
    let text = said(row);
    let message = format!("the row {en}, so it is not in the plan: {text}");
    Finding::new(Code::RowUnplaced, message, format!("该行{zh}，未纳入绩效目标表：{text}"))
}

fn extra(cell: Cell<'_>) -> Finding {
    let text = excerpt(cell.text);
    let en = format!("the cell has no place in its row and is not in the plan: {text}");
    Finding::new(Code::CellUnplaced, en, format!("单元格在该行中没有对应的栏目，未纳入绩效目标表：{text}"))
}

/// The beginning of a row for a message.
fn said(row: &[Cell<'_>]) -> String {
    let cells: Vec<String> = row.iter().take(4).map(|cell| excerpt(cell.text)).collect();
    excerpt(&cells.join(" | "))
}
