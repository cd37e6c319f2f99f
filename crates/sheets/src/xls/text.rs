//! Text in records.

use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};

use super::record::Record;
use crate::Unopenable;

/// How a workbook writes text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Alphabet {
    /// Excel 97 and later.
    Unicode,
    /// Before: bytes of a code page.
    Bytes(&'static Encoding),
}

impl Alphabet {
    /// The alphabet of a code page's number.
    pub(super) fn of_code_page(number: u16) -> Result<Self, Unopenable> {
        Ok(match number {
            936 => Self::Bytes(GB18030),
            950 => Self::Bytes(BIG5),
            367 | 1252 | 0x8001 => Self::Bytes(WINDOWS_1252),
            _ => return Err(Unopenable::Damaged),
        })
    }
}

/// The content of a record and of those that continue it, read from its start.
#[derive(Debug)]
pub(super) struct Source<'a> {
    current: &'a [u8],
    continued: std::vec::IntoIter<&'a [u8]>,
    alphabet: Alphabet,
}

impl<'a> Source<'a> {
    /// The content from an offset of the record's own data on.
    pub(super) fn new(record: &Record<'a>, offset: usize, alphabet: Alphabet) -> Result<Self, Unopenable> {
        let current = record.data.get(offset..).ok_or(Unopenable::Damaged)?;
        Ok(Self { current, continued: record.continued.clone().into_iter(), alphabet })
    }

    pub(super) fn byte(&mut self) -> Result<u8, Unopenable> {
        while self.current.is_empty() {
            self.current = self.continued.next().ok_or(Unopenable::Damaged)?;
        }
        let (&byte, rest) = self.current.split_first().ok_or(Unopenable::Damaged)?;
        self.current = rest;
        Ok(byte)
    }

    pub(super) fn number(&mut self) -> Result<u16, Unopenable> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// Text whose length takes two bytes.
    pub(super) fn long_text(&mut self) -> Result<String, Unopenable> {
        let length = self.number()?;
        self.text(length)
    }

    /// Text whose length takes one byte.
    pub(super) fn short_text(&mut self) -> Result<String, Unopenable> {
        let length = self.byte()?;
        self.text(u16::from(length))
    }

    /// Text of so many characters, then what says how its runs look and how they are pronounced.
    fn text(&mut self, length: u16) -> Result<String, Unopenable> {
        let encoding = match self.alphabet {
            Alphabet::Unicode => return self.unicode(length),
            Alphabet::Bytes(encoding) => encoding,
        };
        let bytes = (0..length).map(|_| self.byte()).collect::<Result<Vec<u8>, Unopenable>>()?;
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes).ok_or(Unopenable::Damaged)?;
        Ok(text.into_owned())
    }

    fn unicode(&mut self, length: u16) -> Result<String, Unopenable> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { u32::from(self.number()?) * 4 };
        let extension = if flags & 4 == 0 { 0 } else { u32::from(self.number()?) | u32::from(self.number()?) << 16 };
        let mut wide = flags & 1 == 1;
        let mut units = Vec::with_capacity(usize::from(length));
        for _ in 0..length {
            // A record that continues characters says anew how wide they are.
            if self.current.is_empty() {
                wide = self.byte()? & 1 == 1;
            }
            units.push(if wide { self.number()? } else { u16::from(self.byte()?) });
        }
        for _ in 0..u64::from(runs) + u64::from(extension) {
            self.byte()?;
        }
        String::from_utf16(&units).map_err(|_| Unopenable::Damaged)
    }
}
