//! The cells of a worksheet's part.

mod cell;
mod position;

use cell::Cell;
pub(super) use cell::Context;
use position::Position;
use quick_xml::events::BytesStart;

use super::xml::{self, Item, Xml};
use crate::Unopenable;
use crate::book::Builder;
use crate::grid::Grid;

/// Reads the cells into the grid.
pub(super) fn read(
    part: &[u8],
    context: &Context<'_>,
    grid: &mut Grid,
    builder: &mut Builder,
) -> Result<(), Unopenable> {
    let text = xml::text(part)?;
    let mut xml = Xml::new(&text);
    while let Some(item) = xml.next()? {
        let Item::Start(element) = item else { continue };
        match (xml.depth(), element.local_name().as_ref()) {
            (1, "worksheet") => {}
            (1, _) => return Err(Unopenable::Damaged),
            (2, "sheetData") => rows(&mut xml, context, grid, builder)?,
            (3, "mergeCell") => merge(&element, grid)?,
            _ => {}
        }
    }
    Ok(())
}

/// A row or cell without a position follows the one before it.
fn rows(xml: &mut Xml<'_>, context: &Context<'_>, grid: &mut Grid, builder: &mut Builder) -> Result<(), Unopenable> {
    let outside = xml.depth().saturating_sub(1);
    let mut at = Position { row: 0, column: 0 };
    while xml.depth() > outside {
        let Item::Start(element) = xml.next()?.ok_or(Unopenable::Damaged)? else { continue };
        match element.local_name().as_ref() {
            "row" => {
                let row = match xml::attribute(&element, "r")? {
                    Some(row) => row.parse().map_err(|_| Unopenable::Damaged)?,
                    None => at.row + 1,
                };
                at = Position { row, column: 0 }.checked()?;
            }
            "c" => {
                at = match xml::attribute(&element, "r")? {
                    Some(position) => Position::parse(&position)?,
                    None => Position { column: at.column + 1, ..at }.checked()?,
                };
                Cell::read(&element, xml)?.put(at, context, grid, builder)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn merge(element: &BytesStart<'_>, grid: &mut Grid) -> Result<(), Unopenable> {
    let range = xml::attribute(element, "ref")?.ok_or(Unopenable::Damaged)?;
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    let (first, last) = (Position::parse(first)?, Position::parse(last)?);
    grid.merge(&(first.row..=last.row), &(first.column..=last.column))
}
