//! Reading a form row by row.

mod furniture;
pub(crate) mod scored;

use std::collections::BTreeMap;

use jixiao_sheets::{Book, Line, Sheet};

use super::about::{About, is_about};
use super::amount::{self, Unit};
use super::column::{ActualsColumn, Heading};
use super::heads::{Columns, Heads, Purpose, Section, are_headings};
use super::notes::{Notes, Place, Said, said};
use super::part::Part;
use super::{ActualsCell, ActualsForm, ActualsRow, UnreadableActuals, find};
use crate::label::label;
use crate::source::Cell;
use crate::text::{self, excerpt};
use crate::{Code, SourceLine, money, number, remark};

/// Reads a form; sheets without its headings are told.
pub(super) fn read(book: Book) -> Result<ActualsForm, UnreadableActuals> {
    if !book.sheets.iter().any(|sheet| has_headings(Purpose::Actuals, sheet)) {
        return Err(UnreadableActuals::NoTable);
    }
    let (reader, lines) = read_rows(Purpose::Actuals, book);
    Ok(reader.finish(lines))
}

/// Reads all rows, for what they are read.
fn read_rows(purpose: Purpose, book: Book) -> (Reader, Vec<SourceLine>) {
    let has_sheets = book.sheets.len() > 1;
    let names = book.sheets.iter().filter(|_| has_sheets).map(|sheet| sheet.name.clone()).collect();
    let (mut reader, mut lines) = (Reader::of(purpose, Notes::of(names)), Vec::new());
    for (index, sheet) in book.sheets.into_iter().enumerate() {
        reader.take_sheet(index, &sheet);
        let Sheet { name, lines: of_sheet } = sheet;
        lines.extend(of_sheet.into_iter().map(|l| SourceLine { sheet: name.clone(), line: l.number, cells: l.cells }));
    }
    for remark in &book.remarks {
        reader.notes.add(remark::finding(remark, &lines, has_sheets));
    }
    (reader, lines)
}

/// The cells of a line that are not blank.
fn filled(line: &Line) -> Vec<Cell<'_>> {
    let cells = (1..).zip(&line.cells).map(|(at, text)| Cell { at, text });
    cells.filter(|cell| !text::is_blank(cell.text)).collect()
}

fn has_headings(purpose: Purpose, sheet: &Sheet) -> bool {
    let (mut heads, mut notes) = (Heads::of(purpose), Notes::default());
    sheet.lines.iter().any(|line| {
        let row = filled(line);
        if row.is_empty() || !are_headings(purpose, &row) {
            heads.close(&mut notes);
            return false;
        }
        heads.take(Place { sheet: 0, line: line.number, cell: 1 }, &row, &mut notes).is_some()
    })
}

/// What was read so far.
#[derive(Debug, Default)]
struct Reader {
    purpose: Purpose,
    about: About,
    heads: Heads,
    section: Option<Section>,
    columns: Columns,
    /// The unit of money said last.
    unit: Option<Unit>,
    unit_is_missing: Option<Place>,
    /// Whether 填报说明 stands above, with nothing but its items since.
    in_remarks: bool,
    /// What stood last under 绩效目标, for merged cells.
    goal: Option<String>,
    rows: Vec<ActualsRow>,
    execution: Vec<ActualsRow>,
    /// The first cell that is computed from others, and how many there are.
    computed: Option<(Place, usize)>,
    /// What only a scored sheet has.
    scored: scored::Taken,
    notes: Notes,
}

/// The cells of a row by what they are.
#[derive(Default)]
struct Sorted<'a> {
    cells: BTreeMap<ActualsColumn, ActualsCell>,
    computed: Vec<Cell<'a>>,
    /// Under no heading of a column.
    others: Vec<Cell<'a>>,
}

impl Reader {
    fn of(purpose: Purpose, notes: Notes) -> Self {
        Self { purpose, heads: Heads::of(purpose), notes, ..Self::default() }
    }

    fn take_sheet(&mut self, index: usize, sheet: &Sheet) {
        self.section = None;
        self.unit = None;
        self.goal = None;
        self.in_remarks = false;
        self.scored.begin_sheet();
        if !has_headings(self.purpose, sheet) {
            if let Some(line) = sheet.lines.first() {
                self.notes
                    .tell(Place { sheet: index, line: line.number, cell: 1 }, sheet_ignored(sheet.name.as_deref()));
            }
            return;
        }
        for line in &sheet.lines {
            let row = filled(line);
            if let Some(first) = row.first() {
                let place = Place { sheet: index, line: line.number, cell: first.at };
                self.take(place, sheet.name.as_deref(), &row);
            }
        }
        self.heads.close(&mut self.notes);
    }

    fn take(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        if self.purpose == Purpose::Scored {
            return self.take_on_scored(place, sheet, row);
        }
        if are_headings(self.purpose, row) && !self.is_keyed(row) {
            self.find_unit(row);
            if let Some((section, columns)) = self.heads.take(place, row, &mut self.notes) {
                (self.section, self.columns) = (Some(section), columns);
            }
            return;
        }
        self.heads.close(&mut self.notes);
        if !self.take_beside(place, row) {
            match self.section {
                None => self.notes.tell(place, ignored(row)),
                Some(Section::Indicators) => self.take_indicator(place, sheet, row),
                Some(Section::Execution) => self.take_execution(place, sheet, row),
            }
        }
    }

    /// Takes a row that is of no part: what the form says of itself, titles, how to fill it in. Whether it was one.
    fn take_beside(&mut self, place: Place, row: &[Cell<'_>]) -> bool {
        if is_about(row) {
            let others = self.about.take(place, row, &mut self.notes);
            self.find_unit(&others);
            let lost: Vec<_> = others.into_iter().filter(|cell| !furniture::is_furniture(cell.text)).collect();
            self.tell_unplaced(place, &lost);
        } else if row.iter().all(|cell| furniture::is_furniture(cell.text)) {
            self.find_unit(row);
            self.in_remarks = row.iter().any(|cell| furniture::opens_remarks(cell.text));
        } else if !(self.in_remarks && furniture::is_remark(row)) {
            self.in_remarks = false;
            return false;
        }
        true
    }

    /// Whether the row has a key in the column of keys, so that it is no heading, whatever its other cells say.
    fn is_keyed(&self, row: &[Cell<'_>]) -> bool {
        let is_key =
            |cell: &&Cell<'_>| matches!(self.columns.of(cell.at), Some((Heading::Column(ActualsColumn::Key), _)));
        row.iter().find(is_key).is_some_and(|cell| find::id(cell.text).is_some() || Part::is_meant_by(cell.text))
    }

    fn find_unit(&mut self, row: &[Cell<'_>]) {
        self.unit = row.iter().find_map(|cell| amount::unit_said(cell.text)).or(self.unit);
    }

    fn sorted<'a>(&self, row: &[Cell<'a>], of_section: &[ActualsColumn]) -> Sorted<'a> {
        self.sorted_from(0, row, of_section)
    }

    /// The cells of a row that stands so far to the right of its headings.
    fn sorted_from<'a>(&self, shift: i32, row: &[Cell<'a>], of_section: &[ActualsColumn]) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        for cell in row {
            match self.columns.of(cell.at.saturating_sub(shift)) {
                Some((Heading::Column(column), unit)) if of_section.contains(&column) => {
                    let unit = unit.or(self.unit);
                    sorted.cells.insert(column, ActualsCell { at: cell.at, text: cell.text.to_owned(), unit });
                }
                Some((Heading::Computed, _)) => sorted.computed.push(*cell),
                Some((Heading::Neutral, _)) if number::ordinal(cell.text).is_some() || label(cell.text).is_some() => {}
                Some((Heading::Column(_) | Heading::Neutral, _)) | None => sorted.others.push(*cell),
            }
        }
        sorted
    }

    /// A row that names an indicator or answers for one; another one only carries labels, or is ignored.
    fn take_indicator(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        let Sorted { cells, computed, others } = self.sorted(row, &ActualsColumn::OF_INDICATORS);
        let has = |column| cells.contains_key(&column);
        let is_sum = row.first().is_some_and(furniture::is_sum) && !has(ActualsColumn::Actual);
        let is_answer = !is_sum && ActualsColumn::ANSWERS.into_iter().any(has);
        let is_named = !is_sum && has(ActualsColumn::Name);
        let is_keyed = cells.get(&ActualsColumn::Key).is_some_and(|key| find::id(&key.text).is_some());
        if !(is_answer || is_named || is_keyed) {
            if row.iter().all(|cell| label(cell.text).is_some()) {
                self.carry_goal(&cells);
            } else {
                self.notes.tell(place, ignored(row));
            }
            return;
        }
        self.carry_goal(&cells);
        self.take_computed(place, &computed);
        self.tell_unplaced(place, &others);
        self.rows.push(new_row(place, sheet, cells, self.goal.clone()));
    }

    fn carry_goal(&mut self, cells: &BTreeMap<ActualsColumn, ActualsCell>) {
        if let Some(cell) = cells.get(&ActualsColumn::Goal) {
            self.goal = Some(cell.text.clone());
        }
    }

    fn take_execution(&mut self, place: Place, sheet: Option<&str>, row: &[Cell<'_>]) {
        let Sorted { mut cells, computed, mut others } = self.sorted(row, &ActualsColumn::OF_EXECUTION);
        let key = cells.get(&ActualsColumn::Key);
        let (has_key, is_keyed) = (key.is_some(), key.is_some_and(|key| Part::is_meant_by(&key.text)));
        let mut amounts = ActualsColumn::AMOUNTS.iter().filter_map(|column| cells.get(column));
        if !is_keyed && !amounts.any(|cell| amount::has_digit(&cell.text)) {
            self.notes.tell(place, ignored(row));
            return;
        }
        if !cells.contains_key(&ActualsColumn::Label)
            && let Some(index) = others.iter().position(|cell| furniture::is_total(cell.text))
        {
            let Cell { at, text } = others.remove(index);
            cells.insert(ActualsColumn::Label, ActualsCell { at, text: text.to_owned(), unit: None });
        }
        let label = cells.get(&ActualsColumn::Label).map_or("", |cell| cell.text.as_str());
        if !has_key && !furniture::is_total(label) {
            let is_breakdown = row.iter().any(|cell| furniture::is_breakdown(cell.text));
            self.notes.tell(place, if is_breakdown { ignored(row) } else { unplaced(row) });
            return;
        }
        let mut amounts = ActualsColumn::AMOUNTS.iter().filter_map(|column| cells.get(column));
        if amounts.any(|cell| cell.unit.is_none() && !money::is_none(&cell.text)) {
            self.unit_is_missing = self.unit_is_missing.or(Some(place));
        }
        self.take_computed(place, &computed);
        self.tell_unplaced(place, &others);
        self.execution.push(new_row(place, sheet, cells, None));
    }

    fn take_computed(&mut self, place: Place, cells: &[Cell<'_>]) {
        if let Some(first) = cells.first() {
            let (place, count) = self.computed.unwrap_or((Place { cell: first.at, ..place }, 0));
            self.computed = Some((place, count.saturating_add(cells.len())));
        }
    }

    fn tell_unplaced(&mut self, place: Place, cells: &[Cell<'_>]) {
        for cell in cells {
            let text = excerpt(cell.text);
            let en = format!("the cell stands under no heading of the form and was not taken: {text}");
            let zh = format!("单元格没有对应的栏目，未采用：{text}");
            self.notes.tell(Place { cell: cell.at, ..place }, said(Code::CellUnplaced, en, zh));
        }
    }

    fn tell_unit_is_missing(&mut self) {
        if let Some(place) = self.unit_is_missing {
            let en = "no heading says 万元 or 元; amounts were read as 万元";
            self.notes.tell(place, said(Code::MoneyUnitMissing, en, "表头没有注明万元或元，金额按万元读取"));
        }
    }

    fn finish(mut self, lines: Vec<SourceLine>) -> ActualsForm {
        if let Some((place, count)) = self.computed {
            let en = format!("points, scores and rates are computed, not taken: {count} cells, here the first");
            self.notes.tell(
                place,
                said(
                    Code::ScoresIgnored,
                    en,
                    format!("分值、得分和执行率由系统计算，未采用：共{count}格，此处为第一格"),
                ),
            );
        }
        self.tell_unit_is_missing();
        let About { department, plan, period, revision } = self.about;
        let findings = self.notes.sorted();
        let (rows, execution, notes) = (self.rows, self.execution, self.notes);
        ActualsForm { department, plan, period, revision, rows, execution, findings, lines, notes }
    }
}

fn new_row(
    place: Place,
    sheet: Option<&str>,
    cells: BTreeMap<ActualsColumn, ActualsCell>,
    goal: Option<String>,
) -> ActualsRow {
    ActualsRow { sheet: sheet.map(str::to_owned), line: place.line, cells, goal, sheet_index: place.sheet }
}

fn ignored(row: &[Cell<'_>]) -> Said {
    let text = beginning(row);
    said(
        Code::RowIgnored,
        format!("the row is not part of the form and was not taken: {text}"),
        format!("该行不是填报内容，未采用：{text}"),
    )
}

fn unplaced(row: &[Cell<'_>]) -> Said {
    let text = beginning(row);
    let en = format!("the row has amounts but no key (编号) to know their task and fund source by: {text}");
    said(Code::RowUnplaced, en, format!("该行有金额但没有编号，无法确定任务和资金来源：{text}"))
}

fn sheet_ignored(name: Option<&str>) -> Said {
    let name = excerpt(name.unwrap_or_default());
    let en = format!("the sheet has no headings of a form and was not read: {name}");
    said(Code::SheetIgnored, en, format!("工作表“{name}”没有填报表的表头，未读取"))
}

/// The beginning of a row for a message.
fn beginning(row: &[Cell<'_>]) -> String {
    let cells: Vec<String> = row.iter().take(4).map(|cell| excerpt(cell.text)).collect();
    excerpt(&cells.join(" | "))
}
