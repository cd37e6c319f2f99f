//! Records of a workbook's stream (MS-XLS).

use super::bytes::u16_at;
use crate::Unopenable;

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const END: u16 = 0x000A;
pub(super) const DATE_MODE: u16 = 0x0022;
pub(super) const FILE_PASS: u16 = 0x002F;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const CODE_PAGE: u16 = 0x0042;
pub(super) const SHEET: u16 = 0x0085;
pub(super) const RK_NUMBERS: u16 = 0x00BD;
pub(super) const RICH_LABEL: u16 = 0x00D6;
pub(super) const EXTENDED_FORMAT: u16 = 0x00E0;
pub(super) const MERGED_CELLS: u16 = 0x00E5;
pub(super) const SHARED_STRINGS: u16 = 0x00FC;
pub(super) const SHARED_LABEL: u16 = 0x00FD;
pub(super) const SUPPORTING_BOOK: u16 = 0x01AE;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const BOOLEAN_OR_ERROR: u16 = 0x0205;
pub(super) const STRING: u16 = 0x0207;
pub(super) const RK_NUMBER: u16 = 0x027E;
pub(super) const FORMAT: u16 = 0x041E;
pub(super) const BEGIN: u16 = 0x0809;

/// A record with those that continue it.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
    pub(super) continued: Vec<&'a [u8]>,
}

/// The records from some place on.
#[derive(Debug)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// From an offset, where a part of the workbook must begin.
    pub(super) fn begin(stream: &'a [u8], offset: usize) -> Result<(Self, Record<'a>), Unopenable> {
        let mut records = Self { rest: stream.get(offset..).ok_or(Unopenable::Damaged)? };
        let record = records.next()?;
        if record.id == BEGIN { Ok((records, record)) } else { Err(Unopenable::Damaged) }
    }

    /// The next record. A stream has an [`END`] before it ends.
    pub(super) fn next(&mut self) -> Result<Record<'a>, Unopenable> {
        let (id, data) = self.one()?;
        let mut continued = Vec::new();
        while u16_at(self.rest, 0) == Ok(CONTINUE) {
            continued.push(self.one()?.1);
        }
        Ok(Record { id, data, continued })
    }

    fn one(&mut self) -> Result<(u16, &'a [u8]), Unopenable> {
        let id = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let content = self.rest.get(4..).ok_or(Unopenable::Damaged)?;
        let (data, rest) = content.split_at_checked(length).ok_or(Unopenable::Damaged)?;
        self.rest = rest;
        Ok((id, data))
    }
}
