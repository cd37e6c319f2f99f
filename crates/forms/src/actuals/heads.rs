//! Heading rows, which say what stands in the columns below them.

use std::collections::{BTreeMap, HashSet};

use super::amount::{Unit, unit_said};
use super::column::{ActualsColumn, Heading, heading, scored_heading};
use super::notes::{Notes, Place, said};
use crate::Code;
use crate::source::Cell;
use crate::text::excerpt;

/// What a file is read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The actuals that a unit reports: points and scores are computed, never taken.
    #[default]
    Actuals,
    /// A published sheet with its points and scores as printed.
    Scored,
}

impl Purpose {
    fn heading(self, cell: &str) -> Option<Heading> {
        match self {
            Self::Actuals => heading(cell),
            Self::Scored => scored_heading(cell),
        }
    }
}

/// A part of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// 绩效指标.
    Indicators,
    /// 预算执行.
    Execution,
}

/// A heading where it stands.
#[derive(Clone, Copy, Debug)]
struct Head {
    heading: Heading,
    unit: Option<Unit>,
    place: Place,
}

/// Headings of rows that follow each other: a heading may be split over several rows, where cells are merged.
#[derive(Debug, Default)]
pub(super) struct Heads {
    purpose: Purpose,
    open: BTreeMap<i32, Head>,
}

/// The columns that hold until the next headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    by_cell: BTreeMap<i32, (Heading, Option<Unit>)>,
}

/// Whether a row has nothing but headings, or mostly, or those that open a part of the form.
pub(super) fn are_headings(purpose: Purpose, row: &[Cell<'_>]) -> bool {
    let known: Vec<Heading> = row.iter().filter_map(|cell| purpose.heading(cell.text)).collect();
    let unknown = row.len() - known.len();
    let has = |column| known.contains(&Heading::Column(column));
    let has_budget = has(ActualsColumn::Initial) || has(ActualsColumn::Adjusted);
    unknown == 0
        || (known.len() >= 3 && known.len() > unknown)
        || are_of_indicators(purpose, has)
        || (has(ActualsColumn::Executed) && has_budget)
}

/// Whether these headings are those of actuals: they need a column to know their indicator by.
fn are_of_indicators(purpose: Purpose, has: impl Fn(ActualsColumn) -> bool) -> bool {
    match purpose {
        Purpose::Actuals => has(ActualsColumn::Actual) && (has(ActualsColumn::Key) || has(ActualsColumn::Name)),
        Purpose::Scored => {
            has(ActualsColumn::Score)
                && has(ActualsColumn::Name)
                && (has(ActualsColumn::Value) || has(ActualsColumn::Actual))
        }
    }
}

impl Heads {
    /// None yet.
    pub(super) fn of(purpose: Purpose) -> Self {
        Self { purpose, ..Self::default() }
    }

    /// Whether the headings since the last other row are those of names, and open no part that is read.
    pub(super) fn are_of_others(&self) -> bool {
        let is_named = |head: &Head| head.heading == Heading::Column(ActualsColumn::Name);
        section(self.purpose, &self.open).is_none() && self.open.values().any(is_named)
    }

    /// Takes a row of headings: the section and columns they open, if any.
    pub(super) fn take(&mut self, place: Place, row: &[Cell<'_>], notes: &mut Notes) -> Option<(Section, Columns)> {
        let mut heads = BTreeMap::new();
        for cell in row {
            let place = Place { cell: cell.at, ..place };
            match self.purpose.heading(cell.text) {
                Some(heading) => {
                    heads.insert(cell.at, Head { heading, unit: unit_of(heading, cell.text), place });
                }
                None => notes.tell(place, unknown(cell.text)),
            }
        }
        if section(self.purpose, &heads).is_some() && section(self.purpose, &self.open).is_some() {
            self.close(notes);
        }
        self.open.append(&mut heads);
        Some((section(self.purpose, &self.open)?, self.columns()))
    }

    /// Ends the headings at another row; of two columns with one heading, the second is told.
    pub(super) fn close(&mut self, notes: &mut Notes) {
        let open = std::mem::take(&mut self.open);
        if section(self.purpose, &open).is_none() {
            return;
        }
        let mut seen = HashSet::new();
        for head in open.values() {
            if let Heading::Column(column) = head.heading
                && !seen.insert(column)
            {
                let label = column.label();
                let en = format!("{label} is there twice; the first column was taken");
                notes.tell(head.place, said(Code::LabelUnknown, en, format!("“{label}”栏重复，以第一栏为准")));
            }
        }
    }

    fn columns(&self) -> Columns {
        let mut seen = HashSet::new();
        let mut is_first = |head: &Head| match head.heading {
            Heading::Column(column) => seen.insert(column),
            Heading::Computed | Heading::Neutral => true,
        };
        let heads = self.open.iter().filter(|(_, head)| is_first(head));
        Columns { by_cell: heads.map(|(at, head)| (*at, (head.heading, head.unit))).collect() }
    }
}

impl Columns {
    /// Where a column stands.
    pub(super) fn place(&self, column: ActualsColumn) -> Option<i32> {
        self.by_cell.iter().find_map(|(at, (heading, _))| (*heading == Heading::Column(column)).then_some(*at))
    }

    /// What stands in that cell, and the unit that its heading gives to money.
    pub(super) fn of(&self, at: i32) -> Option<(Heading, Option<Unit>)> {
        self.by_cell.get(&at).copied()
    }
}

/// The unit that a heading gives; 执行率（%） says that its bare numbers are percent.
fn unit_of(heading: Heading, cell: &str) -> Option<Unit> {
    let is_percent = heading == Heading::Column(ActualsColumn::Rate) && crate::text::key(cell).contains('%');
    if is_percent { Some(Unit::Percent) } else { unit_said(cell) }
}

/// The section that headings open.
fn section(purpose: Purpose, heads: &BTreeMap<i32, Head>) -> Option<Section> {
    let has = |column| heads.values().any(|head| head.heading == Heading::Column(column));
    if are_of_indicators(purpose, has) {
        Some(Section::Indicators)
    } else {
        has(ActualsColumn::Executed).then_some(Section::Execution)
    }
}

fn unknown(cell: &str) -> super::notes::Said {
    let text = excerpt(cell);
    let en = format!("\"{text}\" is no known heading; its column was not read");
    said(Code::LabelUnknown, en, format!("“{text}”不是已知的表头，该栏未读取"))
}
