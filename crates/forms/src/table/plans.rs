//! Which lines of a file belong to which plan.

use std::ops::Range;

use jixiao_domain::FiscalYear;

use super::head::{self, Years};
use super::headings;
use crate::heading::{self, Heading};
use crate::sign::sign;
use crate::source::{Cell, SourceLine};
use crate::text::key;

/// The lines of a plan: from one line of the file to where the next plan begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) start: usize,
    /// Sheets without a table, counted from the start.
    pub(super) notes: Vec<Range<usize>>,
}

/// What a line is, as far as the borders of plans depend on it.
#[derive(Debug)]
enum Kind {
    /// A heading that opens a part of a table, or a row with a sign.
    Content,
    /// Whose table it is, by key.
    Department(String),
    /// Titles, years and other headings.
    Title,
    Other,
}

/// Lines that may be a plan.
#[derive(Debug, Default)]
struct Stretch {
    start: usize,
    department: Option<String>,
    years: Years,
    has_content: bool,
    /// Begins with titles, so it cannot be the foot of the plan before.
    is_titled: bool,
}

/// The plans of a file, in order. A new one begins where a row names another department, or where another year
/// stands in the titles above the same one, or above a sheet; stretches without content join a plan beside them.
pub(super) fn plans(lines: &[SourceLine], sheets: &[Range<usize>]) -> Vec<Plan> {
    let rows: Vec<Vec<Cell<'_>>> = lines.iter().map(SourceLine::filled).collect();
    let mut kinds: Vec<Kind> = rows.iter().map(|row| kind(row)).collect();
    let notes = notes(&kinds, sheets);
    for notes in &notes {
        kinds.get_mut(notes.clone()).unwrap_or_default().fill_with(|| Kind::Other);
    }
    let starts = join(&Reader { rows: &rows, kinds: &kinds, sheets }.stretches());
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let plan = |(start, end): (&usize, usize)| {
        let inside = notes.iter().filter(|notes| (*start..end).contains(&notes.start));
        let notes = inside.map(|notes| notes.start.saturating_sub(*start)..notes.end.saturating_sub(*start)).collect();
        Plan { start: *start, notes }
    };
    starts.iter().zip(ends).map(plan).collect()
}

fn kind(row: &[Cell<'_>]) -> Kind {
    if row.iter().any(|cell| sign(cell.text).is_some()) {
        return Kind::Content;
    }
    if let Some(headings) = headings(row) {
        let words: Vec<Heading> = headings.iter().map(|(_, heading)| *heading).collect();
        return if heading::section(&words).is_some() { Kind::Content } else { Kind::Title };
    }
    if head::is_department(row) {
        return head::name(row).map_or(Kind::Other, |name| Kind::Department(key(name.text)));
    }
    if head::is_furniture(row) { Kind::Title } else { Kind::Other }
}

/// The sheets that have no table, where some have. A cover stays: a sheet of titles alone, or one that names the
/// department for the next sheet, which does not.
fn notes(kinds: &[Kind], sheets: &[Range<usize>]) -> Vec<Range<usize>> {
    let of = |sheet: &Range<usize>| kinds.get(sheet.clone()).unwrap_or_default();
    let has_content = |sheet: &Range<usize>| of(sheet).iter().any(|kind| matches!(kind, Kind::Content));
    let has_department = |sheet: &Range<usize>| of(sheet).iter().any(|kind| matches!(kind, Kind::Department(_)));
    let mut notes = Vec::new();
    // From the end, to know the next sheet with a table.
    let mut next_needs_department = false;
    for sheet in sheets.iter().rev() {
        if has_content(sheet) {
            next_needs_department = !has_department(sheet);
        } else if next_needs_department && has_department(sheet) {
            next_needs_department = false;
        } else if !of(sheet).iter().all(|kind| matches!(kind, Kind::Title)) {
            notes.push(sheet.clone());
        }
    }
    notes.reverse();
    notes
}

/// Finds stretches.
struct Reader<'a> {
    rows: &'a [Vec<Cell<'a>>],
    kinds: &'a [Kind],
    sheets: &'a [Range<usize>],
}

impl Reader<'_> {
    fn stretches(&self) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut current = Stretch::default();
        let mut sheet = 0;
        for (line, kind) in self.kinds.iter().enumerate() {
            if self.sheets.iter().any(|range| range.start == line) {
                sheet = line;
                if let Some(next) = self.titled_sheet(line, &current) {
                    stretches.push(std::mem::replace(&mut current, next));
                }
            }
            match kind {
                Kind::Content => current.has_content = true,
                Kind::Title if !current.has_content => {
                    self.rows.get(line).into_iter().for_each(|r| current.years.take(r))
                }
                Kind::Department(name) => {
                    let next = self.department(line, sheet, name);
                    match current.department {
                        None => {
                            current.department = next.department;
                            self.rows.get(line).into_iter().for_each(|row| current.years.take(row));
                        }
                        Some(_) if is_same(&current, &next) => {}
                        Some(_)
                            if !current.has_content && stretches.last().is_some_and(|last| is_same(last, &next)) =>
                        {
                            // The stretch was a foot of the plan that goes on here.
                            current = stretches.pop().unwrap_or_default();
                        }
                        Some(_) => stretches.push(std::mem::replace(&mut current, next)),
                    }
                }
                Kind::Title | Kind::Other => {}
            }
        }
        stretches.push(current);
        stretches
    }

    /// The stretch that a row with a department would begin, with the titles above it in its sheet.
    fn department(&self, line: usize, sheet: usize, name: &str) -> Stretch {
        let above = self.kinds.get(sheet..line).unwrap_or_default();
        let has_table = above.iter().any(|kind| matches!(kind, Kind::Content | Kind::Department(_)));
        let is_title = |kind: &&Kind| matches!(kind, Kind::Title);
        let titles = if has_table { above.iter().rev().take_while(is_title).count() } else { above.len() };
        let start = line.saturating_sub(titles);
        let mut years = Years::default();
        self.rows.get(start..=line).unwrap_or_default().iter().for_each(|row| years.take(row));
        Stretch { start, department: Some(name.to_owned()), years, has_content: false, is_titled: titles > 0 }
    }

    /// The stretch that a sheet begins whose titles name another year, but nobody.
    fn titled_sheet(&self, line: usize, current: &Stretch) -> Option<Stretch> {
        let rest = self.kinds.get(line..)?;
        let titles = rest.iter().take_while(|kind| matches!(kind, Kind::Title)).count();
        let is_table = matches!(rest.get(titles), Some(Kind::Content));
        let mut years = Years::default();
        self.rows.iter().skip(line).take(titles).for_each(|row| years.take(row));
        let differs = years.get().zip(current.years.get()).is_some_and(|(one, other)| one != other);
        let next = Stretch { start: line, years, is_titled: true, ..Stretch::default() };
        (current.has_content && is_table && differs).then_some(next)
    }
}

/// Whether the department is the same, and no other year is named.
fn is_same(one: &Stretch, other: &Stretch) -> bool {
    let differs = |one: FiscalYear, other: FiscalYear| one != other;
    let years_differ = one.years.get().zip(other.years.get()).is_some_and(|(one, other)| differs(one, other));
    one.department == other.department && !years_differ
}

/// Where the plans begin: at the stretches with content. One without joins the plan before, as a foot, unless
/// titles show it to be the head of the next.
fn join(stretches: &[Stretch]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut head = None;
    for stretch in stretches {
        if stretch.has_content {
            starts.push(head.take().unwrap_or(stretch.start));
        } else if starts.is_empty() || stretch.is_titled {
            head = head.or(Some(stretch.start));
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    starts
}
