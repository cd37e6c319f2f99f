//! A page while it is read.
//!
//! Tags need not be closed: a cell ends with the next one, a row with the next row, a table with the page.

use html5gum::StartTag;

use super::grid::{self, Grid};
use super::skip::{Skip, Tag};
use super::tags::{is_block, is_preformatted};
use super::text::Text;
use crate::book::Builder;
use crate::{Limits, RemarkKind, Unopenable};

/// Turns tags and characters into lines.
pub(super) struct Page<'b> {
    builder: &'b mut Builder,
    lines: i32,
    external: bool,
    skip: Option<Skip>,
    /// Text outside cells.
    text: Text,
    /// From the outermost to the innermost.
    tables: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    grid: Grid,
    cell: Option<Cell>,
}

#[derive(Debug)]
struct Cell {
    column: usize,
    text: Text,
}

impl<'b> Page<'b> {
    pub(super) fn new(builder: &'b mut Builder) -> Self {
        Self { builder, lines: 0, external: false, skip: None, text: Text::default(), tables: Vec::new() }
    }

    /// A tag that begins an element.
    pub(super) fn start(&mut self, tag: &StartTag<()>) -> Result<(), Unopenable> {
        let name: &[u8] = &tag.name;
        if let Some(skip) = &mut self.skip {
            if skip.start(name) == Tag::Inside {
                return Ok(());
            }
            self.skip = None;
        }
        self.refers(tag);
        let marked = tag.attributes.contains_key(b"data-jixiao-detail".as_slice());
        self.skip = Skip::begin(name, marked);
        if self.skip.is_some() {
            return Ok(());
        }
        match name {
            b"table" => self.begin_table(),
            b"thead" | b"tbody" | b"tfoot" => self.end_group(),
            b"tr" => self.begin_row(),
            b"td" | b"th" => self.begin_cell(tag),
            b"caption" => self.end_row(),
            b"br" => {
                self.text().line_break();
                Ok(())
            }
            b"sup" => {
                self.text().raise();
                Ok(())
            }
            b"input" => {
                self.field(tag);
                Ok(())
            }
            _ if is_block(name) => {
                self.boundary()?;
                if is_preformatted(name) {
                    self.text().preformatted();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A tag that ends an element.
    pub(super) fn end(&mut self, name: &[u8]) -> Result<(), Unopenable> {
        if let Some(skip) = &mut self.skip {
            match skip.end(name) {
                Tag::Inside => return Ok(()),
                Tag::Last => {
                    self.skip = None;
                    return Ok(());
                }
                Tag::After => self.skip = None,
            }
        }
        match name {
            b"table" => self.end_table(),
            b"thead" | b"tbody" | b"tfoot" => self.end_group(),
            b"tr" => self.end_row(),
            b"td" | b"th" => self.end_cell(),
            b"br" => {
                self.text().line_break();
                Ok(())
            }
            b"sup" => {
                self.text().lower();
                Ok(())
            }
            _ if is_block(name) => {
                if is_preformatted(name) {
                    self.text().formatted();
                }
                self.boundary()
            }
            _ => Ok(()),
        }
    }

    /// Characters.
    pub(super) fn characters(&mut self, text: &str) {
        if self.skip.is_none() {
            self.text().characters(text);
        }
    }

    /// The page ends, and all that is open.
    pub(super) fn finish(&mut self) -> Result<(), Unopenable> {
        self.skip = None;
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.flush()
    }

    /// A table that begins in a cell parts the row of the cell: what stands before it comes first.
    fn begin_table(&mut self) -> Result<(), Unopenable> {
        self.flush()?;
        if self.tables.len() >= Limits::DEPTH {
            return Err(Unopenable::TooDeep);
        }
        let next = self.lines.saturating_add(1);
        match self.tables.last_mut() {
            Some(Table { grid, cell: Some(cell) }) => {
                grid.fill(cell.column, cell.text.take(), next)?;
                let cells = grid.take();
                if !cells.is_empty() {
                    self.line(cells)?;
                }
            }
            Some(_) => self.end_table()?,
            None => {}
        }
        self.tables.push(Table::default());
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Unopenable> {
        self.end_row()?;
        self.tables.pop();
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), Unopenable> {
        self.end_row()?;
        if let Some(table) = self.tables.last_mut() {
            table.grid.end_group();
        }
        Ok(())
    }

    /// A row outside every table begins one.
    fn begin_row(&mut self) -> Result<(), Unopenable> {
        self.end_row()?;
        if self.tables.is_empty() {
            self.tables.push(Table::default());
        }
        if let Some(table) = self.tables.last_mut() {
            table.grid.begin();
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unopenable> {
        self.end_cell()?;
        self.flush()?;
        match self.tables.last_mut().and_then(|table| table.grid.end()) {
            Some(cells) => self.line(cells),
            None => Ok(()),
        }
    }

    fn begin_cell(&mut self, tag: &StartTag<()>) -> Result<(), Unopenable> {
        self.end_cell()?;
        if !self.tables.last().is_some_and(|table| table.grid.in_row()) {
            self.begin_row()?;
        }
        let columns = attribute(tag, "colspan").map_or(1, |value| grid::columns(&value));
        let rows = attribute(tag, "rowspan").map_or(1, |value| grid::rows(&value));
        if let Some(table) = self.tables.last_mut() {
            let column = table.grid.place(columns, rows);
            table.cell = Some(Cell { column, text: Text::default() });
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Unopenable> {
        let next = self.lines.saturating_add(1);
        match self.tables.last_mut() {
            Some(table) => match table.cell.take() {
                Some(mut cell) => table.grid.fill(cell.column, cell.text.take(), next),
                None => Ok(()),
            },
            None => self.flush(),
        }
    }

    /// The text that characters go to now: that of the innermost cell, if the innermost table has one open.
    fn text(&mut self) -> &mut Text {
        match self.tables.last_mut() {
            Some(Table { cell: Some(cell), .. }) => &mut cell.text,
            _ => &mut self.text,
        }
    }

    fn boundary(&mut self) -> Result<(), Unopenable> {
        match self.tables.last_mut() {
            Some(Table { cell: Some(cell), .. }) => {
                cell.text.boundary();
                Ok(())
            }
            _ => self.flush(),
        }
    }

    /// Writes the text outside cells as a line.
    fn flush(&mut self) -> Result<(), Unopenable> {
        match self.text.take() {
            text if text.is_empty() => Ok(()),
            text => self.line(vec![text]),
        }
    }

    fn line(&mut self, cells: Vec<String>) -> Result<(), Unopenable> {
        self.lines = self.lines.saturating_add(1);
        self.builder.line(self.lines, cells)
    }

    /// What stands in a field to be filled in is seen like text.
    fn field(&mut self, tag: &StartTag<()>) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        let shown = !matches!(
            kind.as_str(),
            "hidden" | "password" | "checkbox" | "radio" | "file" | "submit" | "reset" | "button" | "image"
        );
        if let Some(value) = attribute(tag, "value").filter(|_| shown) {
            self.text().characters(&value);
        }
    }

    /// Remarks, once, that the page would show other pages.
    fn refers(&mut self, tag: &StartTag<()>) {
        let refers = match &**tag.name {
            b"iframe" | b"frame" | b"object" | b"embed" => true,
            b"link" => attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("import")),
            _ => false,
        };
        if refers && !self.external {
            self.external = true;
            self.builder.remark(RemarkKind::ExternalReference);
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}
