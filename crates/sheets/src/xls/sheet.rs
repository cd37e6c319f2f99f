//! The cells of a worksheet.

use super::bytes::{u16_at, u32_at, u64_at};
use super::formula::{Stored, error, truth};
use super::globals::Globals;
use super::record::{self, Record, Records};
use super::text::Source;
use crate::book::Builder;
use crate::grid::Grid;
use crate::number::Decimal;
use crate::{RemarkKind, Unopenable};

/// Reads the cells into the grid. `records` is how many may still be read from the file.
pub(super) fn read(
    stream: &[u8],
    offset: usize,
    globals: &Globals,
    grid: &mut Grid,
    builder: &mut Builder,
    records: &mut usize,
) -> Result<(), Unopenable> {
    let (mut source, _) = Records::begin(stream, offset)?;
    let mut sheet = Sheet { globals, grid, builder, awaited: None };
    // Charts in the sheet have records of their own.
    let mut depth = 1_usize;
    while depth > 0 {
        let record = source.next()?;
        *records = records.checked_sub(1 + record.continued.len()).ok_or(Unopenable::Damaged)?;
        match record.id {
            record::BEGIN => depth += 1,
            record::END => depth -= 1,
            _ if depth == 1 => sheet.take(&record)?,
            _ => {}
        }
    }
    sheet.end_formula();
    Ok(())
}

#[derive(Debug)]
struct Sheet<'a> {
    globals: &'a Globals,
    grid: &'a mut Grid,
    builder: &'a mut Builder,
    /// The cell of a formula whose text is yet to come.
    awaited: Option<(i32, usize)>,
}

impl Sheet<'_> {
    fn take(&mut self, record: &Record<'_>) -> Result<(), Unopenable> {
        let data = record.data;
        match record.id {
            record::NUMBER => {
                let number = Decimal::of_bits(u64_at(data, 6)?).ok_or(Unopenable::Damaged)?;
                self.number(position(data, 0)?, u16_at(data, 4)?, number)
            }
            record::RK_NUMBER => self.number(position(data, 0)?, u16_at(data, 4)?, rk(u32_at(data, 6)?)?),
            record::RK_NUMBERS => self.numbers(data),
            record::SHARED_LABEL => {
                let index = usize::try_from(u32_at(data, 6)?).map_err(|_| Unopenable::Damaged)?;
                let text = self.globals.strings.get(index).cloned().ok_or(Unopenable::Damaged)?;
                self.fill(position(data, 0)?, text)
            }
            record::LABEL | record::RICH_LABEL => {
                let text = Source::new(record, 6, self.globals.alphabet)?.long_text()?;
                self.fill(position(data, 0)?, text)
            }
            record::BOOLEAN_OR_ERROR => match u16_at(data, 6)?.to_le_bytes() {
                [value, 0] => self.fill(position(data, 0)?, truth(value)),
                [code, _] => self.error(position(data, 0)?, code),
            },
            record::FORMULA => self.formula(data),
            record::STRING => match self.awaited.take() {
                Some(at) => {
                    let text = Source::new(record, 0, self.globals.alphabet)?.long_text()?;
                    self.remark(RemarkKind::Formula, at);
                    self.fill(at, text)
                }
                None => Ok(()),
            },
            record::MERGED_CELLS => self.merge(data),
            _ => Ok(()),
        }
    }

    fn fill(&mut self, (row, column): (i32, usize), text: String) -> Result<(), Unopenable> {
        self.grid.fill(row, column, text)
    }

    fn remark(&mut self, kind: RemarkKind, (row, column): (i32, usize)) {
        self.grid.remark(kind, row, column, self.builder);
    }

    fn error(&mut self, at: (i32, usize), code: u8) -> Result<(), Unopenable> {
        self.remark(RemarkKind::ErrorValue, at);
        self.fill(at, error(code)?.to_owned())
    }

    fn number(&mut self, at: (i32, usize), format: u16, number: Decimal) -> Result<(), Unopenable> {
        let format = self.globals.formats.get(usize::from(format)).ok_or(Unopenable::Damaged)?;
        self.fill(at, format.show(number, self.globals.epoch))
    }

    /// Numbers of neighbouring cells, each with its format; then the last column.
    fn numbers(&mut self, data: &[u8]) -> Result<(), Unopenable> {
        let (row, first) = position(data, 0)?;
        let cells = data.get(4..data.len().saturating_sub(2)).ok_or(Unopenable::Damaged)?;
        for (column, cell) in (first..).zip(cells.chunks(6)) {
            self.number((row, column), u16_at(cell, 0)?, rk(u32_at(cell, 2)?)?)?;
        }
        Ok(())
    }

    fn formula(&mut self, data: &[u8]) -> Result<(), Unopenable> {
        self.end_formula();
        let at = position(data, 0)?;
        let stored = Stored::read(u64_at(data, 6)?)?;
        match stored {
            Stored::Text => {
                self.awaited = Some(at);
                return Ok(());
            }
            Stored::Nothing => self.remark(RemarkKind::FormulaWithoutValue, at),
            Stored::Number(_) | Stored::Truth(_) | Stored::Error(_) => self.remark(RemarkKind::Formula, at),
        }
        match stored {
            Stored::Number(number) => self.number(at, u16_at(data, 4)?, number),
            Stored::Truth(value) => self.fill(at, truth(value)),
            Stored::Error(code) => self.error(at, code),
            Stored::Text | Stored::Nothing => Ok(()),
        }
    }

    /// A formula whose text never came.
    fn end_formula(&mut self) {
        if let Some(at) = self.awaited.take() {
            self.remark(RemarkKind::FormulaWithoutValue, at);
        }
    }

    /// Ranges of merged cells: first row, last row, first column, last column.
    fn merge(&mut self, data: &[u8]) -> Result<(), Unopenable> {
        let ranges = data.get(2..).ok_or(Unopenable::Damaged)?;
        for range in ranges.chunks(8).take(usize::from(u16_at(data, 0)?)) {
            let row = |at| Ok::<i32, Unopenable>(i32::from(u16_at(range, at)?) + 1);
            let column = |at| Ok::<usize, Unopenable>(usize::from(u16_at(range, at)?) + 1);
            self.grid.merge(&(row(0)?..=row(2)?), &(column(4)?..=column(6)?))?;
        }
        Ok(())
    }
}

/// Row and column from 1. A sheet has 65,536 rows of 256 cells.
fn position(data: &[u8], at: usize) -> Result<(i32, usize), Unopenable> {
    let (row, column) = (u16_at(data, at)?, u16_at(data, at + 2)?);
    if column > 255 { Err(Unopenable::Damaged) } else { Ok((i32::from(row) + 1, usize::from(column) + 1)) }
}

/// A number in four bytes: an integer or the upper half of a double, perhaps in hundredths.
fn rk(number: u32) -> Result<Decimal, Unopenable> {
    let value = if number & 2 == 0 {
        Decimal::of_bits(u64::from(number & !3) << 32).ok_or(Unopenable::Damaged)?
    } else {
        Decimal::of_integer(number.cast_signed() >> 2)
    };
    Ok(if number & 1 == 0 { value } else { value.shifted(-2) })
}
