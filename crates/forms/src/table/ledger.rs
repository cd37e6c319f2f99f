//! The book of what became of each cell.

use crate::source::{Cell, SourceLine};
use crate::{CellFate, Code, Fate, Finding, FurnitureKind};

/// Findings and fates of cells. Lines are indices into the lines of the form until the end.
///
/// Whoever takes a cell says its fate; the first word counts, except for what is only known at the end.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    findings: Vec<Finding>,
    fates: Vec<Vec<Option<Fate>>>,
    /// The lines as the file counts them.
    numbers: Vec<i32>,
}

impl Ledger {
    pub(super) fn new(lines: &[SourceLine]) -> Self {
        Self {
            findings: Vec::new(),
            fates: lines.iter().map(|line| vec![None; line.cells.len()]).collect(),
            numbers: lines.iter().map(|line| line.line).collect(),
        }
    }

    /// The number that the file gives to a line.
    pub(super) fn line_of_file(&self, line: i32) -> Option<i32> {
        self.numbers.get(usize::try_from(line).ok()?).copied()
    }

    /// Adds a finding that decides nobody's fate.
    pub(super) fn tell(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a finding at a cell that is therefore not in the plan.
    pub(super) fn lose(&mut self, line: i32, cell: i32, finding: Finding) {
        self.decide(line, cell, Fate::Finding);
        self.findings.push(finding.at(line, cell));
    }

    /// Notes that a cell is not in the plan, which a finding elsewhere says.
    pub(super) fn lost(&mut self, line: i32, cell: i32) {
        self.set(line, cell, Fate::Finding);
    }

    /// Adds a finding about a row that is therefore not in the plan.
    pub(super) fn lose_row(&mut self, line: i32, row: &[Cell<'_>], finding: Finding) {
        self.rest(line, row, Fate::Finding);
        self.findings.push(finding.at_row(line, row));
    }

    /// Notes that a cell says nothing that the plan holds, unless it is lost.
    pub(super) fn unuse(&mut self, line: i32, cell: i32, kind: FurnitureKind) {
        if let Some(fate) = self.place(line, cell)
            && *fate == Some(Fate::Plan)
        {
            *fate = Some(Fate::Furniture(kind));
        }
    }

    /// Notes that a whole line is not in the plan after all.
    pub(super) fn lose_line(&mut self, line: i32) {
        let Some(fates) = usize::try_from(line).ok().and_then(|line| self.fates.get_mut(line)) else { return };
        fates.iter_mut().filter(|fate| **fate == Some(Fate::Plan)).for_each(|fate| *fate = Some(Fate::Finding));
    }

    /// Notes that a cell says nothing that a plan holds.
    pub(super) fn furnish(&mut self, line: i32, cell: i32, kind: FurnitureKind) {
        self.decide(line, cell, Fate::Furniture(kind));
    }

    /// Decides about the cells of a row about which nobody has.
    pub(super) fn rest(&mut self, line: i32, row: &[Cell<'_>], fate: Fate) {
        row.iter().for_each(|cell| self.decide(line, cell.at, fate));
    }

    /// Decides again.
    pub(super) fn set(&mut self, line: i32, cell: i32, fate: Fate) {
        if let Some(place) = self.place(line, cell) {
            *place = Some(fate);
        }
    }

    fn decide(&mut self, line: i32, cell: i32, fate: Fate) {
        if let Some(place) = self.place(line, cell) {
            place.get_or_insert(fate);
        }
    }

    fn place(&mut self, line: i32, cell: i32) -> Option<&mut Option<Fate>> {
        let (line, cell) = (usize::try_from(line).ok()?, usize::try_from(cell).ok()?.checked_sub(1)?);
        self.fates.get_mut(line)?.get_mut(cell)
    }

    /// How many findings there are.
    pub(super) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Whether a finding of that code came after so many others.
    pub(super) fn has_since(&self, count: usize, code: Code) -> bool {
        self.findings.iter().skip(count).any(|finding| finding.code == code)
    }

    /// The findings in the order of the file, with lines as the file counts them, and the fates.
    pub(super) fn finish(mut self, lines: &[SourceLine], names_sheets: bool) -> (Vec<Finding>, Vec<CellFate>) {
        self.findings.sort_by_key(|finding| (finding.line.is_none(), finding.line, finding.cell, finding.code));
        for finding in &mut self.findings {
            let line = finding.line.and_then(|line| usize::try_from(line).ok()).and_then(|line| lines.get(line));
            if let Some(line) = line {
                finding.line = Some(line.line);
                finding.sheet = line.sheet.clone().filter(|_| names_sheets);
            }
        }
        let of_line = |(line, fates): (usize, Vec<Option<Fate>>)| {
            (1..).zip(fates).filter_map(move |(cell, fate)| Some(CellFate { line, cell, fate: fate? }))
        };
        (self.findings, self.fates.into_iter().enumerate().flat_map(of_line).collect())
    }
}
