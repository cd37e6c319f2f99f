//! A form as a grid of cells, before it becomes a workbook or a page.
//!
//! Each form is laid out once; [`crate::Format`] decides only how the grid is printed. So a workbook and a page
//! of the same form have the same cells in the same places.

use std::collections::BTreeMap;

use jixiao_domain::Signal;

/// A form on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Name of the sheet, at most 31 characters.
    pub(crate) title: &'static str,
    /// Widths of the columns in characters; a Chinese one counts two. Their number is that of the columns.
    pub(crate) widths: Vec<u16>,
    /// From the top.
    pub(crate) rows: Vec<Row>,
    /// A4 across.
    pub(crate) landscape: bool,
    /// Rows that every printed page repeats: first and last, from 0.
    pub(crate) repeated: Option<(usize, usize)>,
    /// Rows that a reader may filter: that of the headings and the last, from 0.
    pub(crate) filtered: Option<(usize, usize)>,
    /// Whether only the cells with an [`Input`] can be changed.
    pub(crate) protected: bool,
}

/// A row of the grid. Cells stand from left to right; columns that a cell from above covers are skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Whether it has the headings of the rows that follow; several such rows are one head.
    pub(crate) is_head: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What it shows.
    pub(crate) content: Content,
    /// How many columns it covers, from 1.
    pub(crate) columns: u16,
    /// How many rows it covers, from 1.
    pub(crate) rows: u32,
    /// How it looks.
    pub(crate) style: Style,
    /// What may be typed into it, if anything.
    pub(crate) input: Option<Input>,
    /// Said on demand: a note of the workbook's cell, unfolded on the page.
    pub(crate) detail: Option<String>,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing.
    Blank,
    /// Text; never taken for a formula, whatever it begins with.
    Text(String),
    /// A decimal as text; the workbook stores a number wherever that is exact.
    Number(String),
    /// The same with thousands set apart.
    Money(String),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// The heading of the form: large, centred, without a border.
    Title,
    /// Below the heading: centred, without a border.
    Subtitle,
    /// A heading of a part of the form: bold, to the left, without a border.
    Section,
    /// A heading of columns: bold, centred.
    Heading,
    /// A label of a row: centred.
    Label,
    /// Text: to the left.
    Text,
    /// A number: to the right.
    Number,
    /// A sum or a total: bold.
    Sum,
    /// The key of a row: small and pale.
    Key,
    /// A remark below the table: small, without a border.
    Remark,
    /// A light of monitoring.
    Light(Signal),
}

/// What may be typed into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Anything.
    Text,
    /// A decimal.
    Number,
    /// A date.
    Date,
    /// One of these is offered; any other text may be typed.
    Choice(Vec<String>),
}

impl Row {
    pub(crate) fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), is_head: false }
    }

    /// Headings of the rows that follow.
    pub(crate) fn head(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { is_head: true, ..Self::new(cells) }
    }

    /// The one cell of a row without a border, which is no part of a table.
    pub(crate) fn outside(&self) -> Option<&Cell> {
        self.cells.first().filter(|cell| !cell.style.has_border())
    }
}

impl Style {
    /// Whether it is a part of a table; all else fills its row.
    pub(crate) fn has_border(self) -> bool {
        !matches!(self, Self::Title | Self::Subtitle | Self::Section | Self::Remark)
    }
}

impl Cell {
    fn new(style: Style, content: Content) -> Self {
        Self { content, columns: 1, rows: 1, style, input: None, detail: None }
    }

    /// A cell with text; without any it is blank.
    pub(crate) fn of(style: Style, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(style, if text.is_empty() { Content::Blank } else { Content::Text(text) })
    }

    pub(crate) fn heading(text: &str) -> Self {
        Self::of(Style::Heading, text)
    }

    pub(crate) fn label(text: impl Into<String>) -> Self {
        Self::of(Style::Label, text)
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::of(Style::Text, text)
    }

    pub(crate) fn blank(style: Style) -> Self {
        Self::new(style, Content::Blank)
    }

    pub(crate) fn number(number: impl Copy + ToString) -> Self {
        Self::new(Style::Number, Content::Number(number.to_string()))
    }

    /// An amount with thousands set apart.
    pub(crate) fn money(amount: impl Copy + ToString) -> Self {
        Self::new(Style::Number, Content::Money(amount.to_string()))
    }

    /// What monitoring says.
    pub(crate) fn light(signal: Signal) -> Self {
        Self::of(Style::Light(signal), signal.label())
    }

    pub(crate) fn over_columns(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    pub(crate) fn over_rows(mut self, rows: usize) -> Self {
        self.rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self
    }

    pub(crate) fn styled(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    pub(crate) fn input(mut self, input: Input) -> Self {
        self.input = Some(input);
        self
    }

    pub(crate) fn detail(mut self, detail: String) -> Self {
        self.detail = Some(detail).filter(|text| !text.is_empty());
        self
    }
}

/// A cell and where its upper left corner is, from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) row: u32,
    pub(crate) column: u16,
    pub(crate) cell: &'a Cell,
}

impl Layout {
    /// How many columns there are.
    pub(crate) fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }

    /// A cell across the whole form.
    pub(crate) fn across(&mut self, style: Style, text: impl Into<String>) {
        let columns = self.columns();
        self.rows.push(Row::new([Cell::of(style, text).over_columns(columns)]));
    }

    /// The cells with their places, row by row.
    pub(crate) fn placed(&self) -> Vec<Placed<'_>> {
        let mut covered = Covered::default();
        let mut placed = Vec::new();
        for (row, number) in self.rows.iter().zip(0u32..) {
            let mut column = covered.next_free(0);
            for cell in &row.cells {
                placed.push(Placed { row: number, column, cell });
                covered.cover(column, cell);
                column = covered.next_free(column.saturating_add(cell.columns));
            }
            covered.go_down();
        }
        placed
    }
}

/// The columns that cells from above cover, each with the number of rows that are left.
#[derive(Default)]
struct Covered(BTreeMap<u16, u32>);

impl Covered {
    fn next_free(&self, from: u16) -> u16 {
        (from..u16::MAX).find(|column| !self.0.contains_key(column)).unwrap_or(u16::MAX)
    }

    fn cover(&mut self, column: u16, cell: &Cell) {
        for covered in column..column.saturating_add(cell.columns) {
            self.0.insert(covered, cell.rows);
        }
    }

    fn go_down(&mut self) {
        for rows in self.0.values_mut() {
            *rows = rows.saturating_sub(1);
        }
        self.0.retain(|_, rows| *rows > 0);
    }
}
