//! The document as lines: paragraphs outside tables, and rows of tables.

use super::numbering::Numbering;
use super::{KNOWN, symbol};
use crate::book::Builder;
use crate::raised::raised;
use crate::row::Row;
use crate::xml::{Element, Piece, Xml};
use crate::{Limits, Unopenable};

/// Reads the main part of a document.
pub(super) fn read(document: &str, numbering: Numbering, builder: &mut Builder) -> Result<(), Unopenable> {
    let mut xml = Xml::new(document, KNOWN);
    let mut body = Body { builder, numbering, lines: 0, bytes: 0, open: Vec::new(), found: false };
    loop {
        match xml.next()? {
            Piece::Start(element) if body.left_out(&element) => xml.skip()?,
            Piece::Start(element) => body.start(&element)?,
            Piece::End => body.end()?,
            Piece::Text(text) => body.characters(&text),
            Piece::Over if body.found => return Ok(()),
            Piece::Over => return Err(Unopenable::Damaged),
        }
    }
}

struct Body<'b> {
    builder: &'b mut Builder,
    numbering: Numbering,
    lines: i32,
    /// Of all text written so far: it is counted before it stands in a line.
    bytes: usize,
    open: Vec<Open>,
    found: bool,
}

/// An element that has begun and not ended, and what is known of it so far.
#[derive(Debug)]
enum Open {
    /// Of no meaning here.
    Other,
    /// Of a table: how many columns its grid has.
    Table {
        columns: usize,
    },
    /// A table in a cell. Its paragraphs are read as those of the cell.
    TableInCell,
    Row {
        row: Row,
        deleted: bool,
    },
    RowProperties,
    Cell {
        text: Option<String>,
        span: usize,
        merged: bool,
    },
    Paragraph {
        text: String,
        list: Option<String>,
        level: usize,
    },
    ParagraphProperties,
    /// The list that a paragraph belongs to.
    ListProperties,
    Run {
        raised: bool,
    },
    Characters {
        text: String,
        preserved: bool,
    },
    /// Several ways to say the same; one of them is read.
    Alternatives {
        read: bool,
    },
}

impl Body<'_> {
    /// Whether an element is passed over with all in it.
    fn left_out(&mut self, element: &Element<'_>) -> bool {
        match (element.name(), self.open.last_mut()) {
            (("w", "del"), Some(Open::RowProperties)) => false,
            (name, Some(Open::ParagraphProperties)) => name != ("w", "numPr"),
            // What an element was before a tracked change.
            (("w", name), _) if name.ends_with("PrChange") || name == "tblGridChange" => true,
            (("w", "del" | "moveFrom" | "tblPr" | "sectPr" | "sdtPr" | "rt"), _) => true,
            (("mc", "Choice" | "Fallback"), Some(Open::Alternatives { read })) => std::mem::replace(read, true),
            _ => false,
        }
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), Unopenable> {
        let open = match element.name() {
            ("w", "body") => {
                self.found = true;
                Open::Other
            }
            ("w", "tbl") => self.table()?,
            ("w", "tr") if matches!(self.around(), Some(Open::Table { .. })) => {
                Open::Row { row: Row::new(self.lines.saturating_add(1)), deleted: false }
            }
            ("w", "tc") if matches!(self.around(), Some(Open::Row { .. })) => {
                Open::Cell { text: None, span: 1, merged: false }
            }
            ("w", "trPr") => Open::RowProperties,
            ("w", "p") => Open::Paragraph { text: String::new(), list: None, level: 0 },
            ("w", "pPr") => Open::ParagraphProperties,
            ("w", "numPr") => Open::ListProperties,
            ("w", "numId" | "ilvl") => {
                self.list(element);
                Open::Other
            }
            ("w" | "m", "r") => Open::Run { raised: false },
            ("m", "sup") => Open::Run { raised: true },
            ("w" | "m", "t") => {
                let preserved = element.attribute("xml", "space").as_deref() == Some("preserve");
                Open::Characters { text: String::new(), preserved }
            }
            ("mc", "AlternateContent") => Open::Alternatives { read: false },
            _ => {
                self.property(element);
                self.sign(element)?;
                Open::Other
            }
        };
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Unopenable> {
        match self.open.pop() {
            Some(Open::Characters { text, preserved }) => {
                let text = if preserved { text.as_str() } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                let is_raised = self.open.iter().any(|open| matches!(open, Open::Run { raised: true }));
                if is_raised { self.write(&raised(text)) } else { self.write(text) }
            }
            Some(Open::Paragraph { text, list, level }) => {
                let mark = list.and_then(|list| self.numbering.next(&list, level));
                self.charge(mark.as_ref().map_or(0, String::len))?;
                match mark {
                    Some(mark) if text.is_empty() => self.paragraph(&mark),
                    Some(mark) => self.paragraph(&format!("{mark} {text}")),
                    None => self.paragraph(&text),
                }
            }
            Some(Open::Cell { text, span, merged }) => {
                let text = text.filter(|_| !merged).unwrap_or_default();
                match self.around_mut() {
                    Some(Open::Row { row, .. }) => row.cell(text.trim_matches('\n').to_owned(), span),
                    _ => Ok(()),
                }
            }
            Some(Open::Row { row, deleted: false }) => self.line(row.finish()),
            _ => Ok(()),
        }
    }

    fn characters(&mut self, more: &str) {
        if let Some(Open::Characters { text, .. }) = self.open.last_mut() {
            text.push_str(more);
        }
    }

    /// A table in a cell belongs to the cell, unless the table around it has a single column: that one only frames
    /// what is in it.
    fn table(&mut self) -> Result<Open, Unopenable> {
        let mut around = self.open.iter().rev();
        let inside = around.any(|open| matches!(open, Open::Cell { .. } | Open::TableInCell));
        let frame = around.find(|open| matches!(open, Open::Table { .. }));
        if inside && !matches!(frame, Some(Open::Table { columns: 1 })) {
            return Ok(Open::TableInCell);
        }
        if let Some(Open::Cell { text, .. }) = self.cell()
            && let Some(text) = text.take()
        {
            self.line(vec![text])?;
        }
        Ok(Open::Table { columns: 0 })
    }

    /// Properties of the table, row, cell or run that is open.
    fn property(&mut self, element: &Element<'_>) {
        let value = element.attribute("w", "val");
        let number = || value.as_deref().and_then(|it| it.trim().parse::<usize>().ok());
        let in_row_properties = matches!(self.open.last(), Some(Open::RowProperties));
        match (element.name(), self.around_mut()) {
            (("w", "gridCol"), Some(Open::Table { columns })) => *columns = columns.saturating_add(1),
            (("w", "gridBefore"), Some(Open::Row { row, .. })) => row.blanks(number().unwrap_or(0)),
            (("w", "del"), Some(Open::Row { deleted, .. })) if in_row_properties => *deleted = true,
            (("w", "gridSpan"), Some(Open::Cell { span, .. })) => *span = number().unwrap_or(1).max(1),
            (("w", "vMerge" | "hMerge"), Some(Open::Cell { merged, .. })) => {
                *merged |= value.as_deref() != Some("restart");
            }
            (("w", "vertAlign"), _) if value.as_deref() == Some("superscript") => {
                let run = self.open.iter_mut().rev().find(|open| matches!(open, Open::Run { .. }));
                if let Some(Open::Run { raised }) = run {
                    *raised = true;
                }
            }
            _ => {}
        }
    }

    /// The list and the level of the paragraph that is open.
    fn list(&mut self, element: &Element<'_>) {
        if !matches!(self.open.last(), Some(Open::ListProperties)) {
            return;
        }
        let value = element.attribute("w", "val").unwrap_or_default();
        let paragraph = self.open.iter_mut().rev().find(|open| matches!(open, Open::Paragraph { .. }));
        if let Some(Open::Paragraph { list, level, .. }) = paragraph {
            match element.name() {
                (_, "numId") => *list = Some(value),
                _ => *level = value.parse().unwrap_or(usize::MAX),
            }
        }
    }

    /// Elements that stand for characters.
    fn sign(&mut self, element: &Element<'_>) -> Result<(), Unopenable> {
        match element.name() {
            ("w", "tab" | "ptab") => self.write("\t"),
            ("w", "br" | "cr") => self.write("\n"),
            ("w", "noBreakHyphen") => self.write("-"),
            ("w", "sym") => symbol::character(element).map_or(Ok(()), |it| self.write(it.encode_utf8(&mut [0; 4]))),
            _ => Ok(()),
        }
    }

    /// Adds to the paragraph that is open; text outside every paragraph is one.
    fn write(&mut self, more: &str) -> Result<(), Unopenable> {
        self.charge(more.len())?;
        match self.open.iter_mut().rev().find(|open| matches!(open, Open::Paragraph { .. })) {
            Some(Open::Paragraph { text, .. }) => text.push_str(more),
            _ => return self.paragraph(more),
        }
        Ok(())
    }

    fn charge(&mut self, bytes: usize) -> Result<(), Unopenable> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > Limits::TEXT { Err(Unopenable::TooMuchText) } else { Ok(()) }
    }

    /// A paragraph goes to the cell it is in. Outside tables it is a line whose cells are parted by tabs.
    fn paragraph(&mut self, paragraph: &str) -> Result<(), Unopenable> {
        if let Some(Open::Cell { text, .. }) = self.cell() {
            match text {
                Some(text) => {
                    text.push('\n');
                    text.push_str(paragraph);
                }
                None => *text = Some(paragraph.to_owned()),
            }
            return Ok(());
        }
        let mut row = Row::new(self.lines.saturating_add(1));
        for cell in paragraph.split('\t') {
            row.cell(cell.to_owned(), 1)?;
        }
        self.line(row.finish())
    }

    fn line(&mut self, cells: Vec<String>) -> Result<(), Unopenable> {
        self.lines = self.lines.saturating_add(1);
        self.builder.line(self.lines, cells)
    }

    /// The innermost cell.
    fn cell(&mut self) -> Option<&mut Open> {
        self.open.iter_mut().rev().find(|open| matches!(open, Open::Cell { .. }))
    }

    /// The innermost part of a table.
    fn around(&self) -> Option<&Open> {
        self.open.iter().rev().find(|open| open.is_of_a_table())
    }

    fn around_mut(&mut self) -> Option<&mut Open> {
        self.open.iter_mut().rev().find(|open| open.is_of_a_table())
    }
}

impl Open {
    fn is_of_a_table(&self) -> bool {
        matches!(self, Self::Table { .. } | Self::TableInCell | Self::Row { .. } | Self::Cell { .. })
    }
}
