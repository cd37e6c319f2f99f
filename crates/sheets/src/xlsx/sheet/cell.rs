//! What a cell of a worksheet holds.

use quick_xml::events::BytesStart;

use super::position::Position;
use crate::book::Builder;
use crate::format::{Epoch, Format};
use crate::grid::Grid;
use crate::number::Decimal;
use crate::xlsx::strings;
use crate::xlsx::xml::{self, Item, Xml};
use crate::{RemarkKind, Unopenable};

/// What the cells of all sheets refer to.
#[derive(Debug)]
pub(in crate::xlsx) struct Context<'a> {
    pub(in crate::xlsx) strings: &'a [String],
    pub(in crate::xlsx) formats: &'a [Format],
    pub(in crate::xlsx) epoch: Epoch,
}

/// A cell as it is stored.
#[derive(Debug)]
pub(super) struct Cell {
    /// How the value is to be read.
    kind: String,
    style: Option<String>,
    value: Option<String>,
    /// Text in the cell itself.
    inline: Option<String>,
    formula: bool,
}

impl Cell {
    /// Reads the cell whose element was begun last.
    pub(super) fn read(element: &BytesStart<'_>, xml: &mut Xml<'_>) -> Result<Self, Unopenable> {
        let outside = xml.depth().saturating_sub(1);
        let kind = xml::attribute(element, "t")?.unwrap_or_default();
        let style = xml::attribute(element, "s")?;
        let mut cell = Self { kind, style, value: None, inline: None, formula: false };
        while xml.depth() > outside {
            let Item::Start(element) = xml.next()?.ok_or(Unopenable::Damaged)? else { continue };
            match element.local_name().as_ref() {
                "v" => cell.value = Some(xml.text()?),
                "is" => cell.inline = Some(strings::rich(xml)?),
                "f" => {
                    cell.formula = true;
                    xml.text()?;
                }
                _ => drop(xml.text()?),
            }
        }
        Ok(cell)
    }

    /// Puts the cell into the grid as a person reads it, with what is to be remarked.
    pub(super) fn put(
        self,
        at: Position,
        context: &Context<'_>,
        grid: &mut Grid,
        builder: &mut Builder,
    ) -> Result<(), Unopenable> {
        if self.formula {
            let stored = self.value.as_ref().is_some_and(|value| !value.is_empty() || self.kind == "str");
            let kind = if stored { RemarkKind::Formula } else { RemarkKind::FormulaWithoutValue };
            grid.remark(kind, at.row, at.column, builder);
        }
        let text = self.text(context)?;
        if self.kind == "e" && !text.is_empty() {
            grid.remark(RemarkKind::ErrorValue, at.row, at.column, builder);
        }
        grid.fill(at.row, at.column, text)
    }

    fn text(&self, context: &Context<'_>) -> Result<String, Unopenable> {
        let value = self.value.as_deref().unwrap_or_default();
        match (self.kind.as_str(), value.trim()) {
            ("inlineStr", _) => Ok(self.inline.clone().unwrap_or_default()),
            ("str", _) => Ok(strings::unescaped(value.to_owned())),
            (_, "") => Ok(String::new()),
            ("s", index) => {
                let index = index.parse::<usize>().map_err(|_| Unopenable::Damaged)?;
                context.strings.get(index).cloned().ok_or(Unopenable::Damaged)
            }
            ("b", "1" | "true") => Ok("TRUE".to_owned()),
            ("b", "0" | "false") => Ok("FALSE".to_owned()),
            ("e", error) => Ok(error.to_owned()),
            ("d", instant) => Ok(civil(instant)),
            ("" | "n", number) => self.number(number, context),
            _ => Err(Unopenable::Damaged),
        }
    }

    /// What should be a number and is none is text.
    fn number(&self, number: &str, context: &Context<'_>) -> Result<String, Unopenable> {
        let Some(decimal) = Decimal::parse(number) else {
            return Ok(number.to_owned());
        };
        let index = self.style.as_deref().unwrap_or("0").parse::<usize>().map_err(|_| Unopenable::Damaged)?;
        match context.formats.get(index) {
            Some(format) => Ok(format.show(decimal, context.epoch)),
            None if index == 0 => Ok(Format::Plain.show(decimal, context.epoch)),
            None => Err(Unopenable::Damaged),
        }
    }
}

/// `2024-03-01` of `2024-03-01T00:00:00`; a time other than midnight stays.
fn civil(instant: &str) -> String {
    let instant = instant.strip_suffix('Z').unwrap_or(instant);
    match instant.split_once('T') {
        Some((day, time)) if time.chars().all(|char| matches!(char, '0' | ':' | '.')) => day.to_owned(),
        Some((day, time)) => format!("{day} {time}"),
        None => instant.to_owned(),
    }
}
