//! What the sheets of a workbook have in common.

use std::collections::HashMap;

use super::bytes::{length_at, u16_at, u32_at};
use super::record::{self, Record, Records};
use super::text::{Alphabet, Source};
use crate::format::{Epoch, Format};
use crate::{Limits, Unopenable};

#[derive(Debug)]
pub(super) struct Globals {
    pub(super) alphabet: Alphabet,
    pub(super) epoch: Epoch,
    /// Number formats of cells, in the order by which cells refer to them.
    pub(super) formats: Vec<Format>,
    pub(super) strings: Vec<String>,
    pub(super) sheets: Vec<Entry>,
    /// Whether there is a sheet of macros.
    pub(super) macros: bool,
    /// Whether another workbook is named.
    pub(super) references: bool,
    ids: Vec<u16>,
    codes: HashMap<u16, Format>,
}

/// A worksheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Where it begins in the stream.
    pub(super) offset: usize,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, Unopenable> {
        let (mut records, begin) = Records::begin(stream, 0)?;
        let alphabet = match u16_at(begin.data, 0)? {
            0x0600 => Alphabet::Unicode,
            0x0500 => Alphabet::of_code_page(1252)?,
            _ => return Err(Unopenable::WrongKind),
        };
        let mut globals = Self {
            alphabet,
            epoch: Epoch::Year1900,
            formats: Vec::new(),
            strings: Vec::new(),
            sheets: Vec::new(),
            macros: false,
            references: false,
            ids: Vec::new(),
            codes: HashMap::new(),
        };
        loop {
            let record = records.next()?;
            if record.id == record::END {
                break;
            }
            globals.take(&record)?;
        }
        let format = |id: &u16| globals.codes.get(id).cloned().unwrap_or_else(|| Format::built_in(*id));
        globals.formats = globals.ids.iter().map(format).collect();
        Ok(globals)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Unopenable> {
        match record.id {
            record::FILE_PASS => return Err(Unopenable::Encrypted),
            record::CODE_PAGE if matches!(self.alphabet, Alphabet::Bytes(_)) => {
                self.alphabet = Alphabet::of_code_page(u16_at(record.data, 0)?)?;
            }
            record::DATE_MODE if u16_at(record.data, 0)? == 1 => self.epoch = Epoch::Year1904,
            record::EXTENDED_FORMAT => self.ids.push(u16_at(record.data, 2)?),
            record::FORMAT => {
                let mut source = Source::new(record, 2, self.alphabet)?;
                let code = match self.alphabet {
                    Alphabet::Unicode => source.long_text()?,
                    Alphabet::Bytes(_) => source.short_text()?,
                };
                self.codes.insert(u16_at(record.data, 0)?, Format::of_code(&code));
            }
            record::SHEET => self.sheet(record)?,
            record::SHARED_STRINGS => self.strings = strings(record)?,
            // The workbook itself and the functions of add-ins are named by marks instead of a path.
            record::SUPPORTING_BOOK => self.references |= !matches!(u16_at(record.data, 2)?, 0x0401 | 0x3A01),
            _ => {}
        }
        Ok(())
    }

    fn sheet(&mut self, record: &Record<'_>) -> Result<(), Unopenable> {
        let flags = u16_at(record.data, 4)?.to_le_bytes();
        let name = Source::new(record, 6, self.alphabet)?.short_text()?;
        match flags {
            [hidden, 0] => {
                let offset = length_at(record.data, 0)?;
                self.sheets.push(Entry { name, hidden: hidden & 3 != 0, offset });
            }
            [_, 1 | 6] => self.macros = true,
            [_, _] => {}
        }
        Ok(())
    }
}

/// The shared strings, in the order by which cells refer to them.
fn strings(record: &Record<'_>) -> Result<Vec<String>, Unopenable> {
    let count = u32_at(record.data, 4)?;
    let mut source = Source::new(record, 8, Alphabet::Unicode)?;
    let mut strings = Vec::new();
    for _ in 0..count {
        // More than all cells could have.
        if strings.len() >= Limits::LINES * Limits::CELLS {
            return Err(Unopenable::TooMuchText);
        }
        // A blank string leaves a cell blank; to copy it for each would take its length times their number.
        let string = source.long_text()?;
        strings.push(if string.trim().is_empty() { String::new() } else { string });
    }
    Ok(strings)
}
