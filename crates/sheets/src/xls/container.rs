//! The compound file that holds a workbook: streams cut into sectors (MS-CFB).

use super::bytes::{length_at, u16_at, u32_at};
use crate::Unopenable;

const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The greatest number of a sector; those above it are marks.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const NO_ENTRY: u32 = 0xFFFF_FFFF;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Bytes of a sector of the mini stream.
const MINI_SECTOR: usize = 64;

/// Whether a file begins like a compound file.
pub(crate) fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// A compound file. No stream is longer than the file, whatever its chains say.
#[derive(Debug)]
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    sector: usize,
    /// Streams below this length are in the mini stream.
    cutoff: usize,
    /// By sector, the next one of its chain.
    chains: Vec<u32>,
    directory: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream or folder directly in the root.
#[derive(Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    length: usize,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unopenable> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(Unopenable::Damaged),
        };
        let cutoff = length_at(bytes, 56)?;
        let mut container =
            Self { bytes, sector, cutoff, chains: Vec::new(), directory: Vec::new(), entries: Vec::new() };
        container.chains = container.read_chains()?;
        container.directory = container.chain(u32_at(bytes, 48)?)?;
        container.entries = children(&container.directory)?;
        Ok(container)
    }

    /// Whether the root has such a stream or folder.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The content of a stream of the root.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, Unopenable> {
        let entry = self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name));
        let entry = entry.ok_or(Unopenable::Damaged)?;
        let mut content =
            if entry.length < self.cutoff { self.mini_chain(entry.start)? } else { self.chain(entry.start)? };
        if content.len() < entry.length {
            return Err(Unopenable::Damaged);
        }
        content.truncate(entry.length);
        Ok(content)
    }

    /// The chains of sectors, which are in sectors themselves. The header has the numbers of the first 109 of these; a
    /// file has no more unless it is larger than [`Limits::BYTES`](crate::Limits::BYTES).
    fn read_chains(&self) -> Result<Vec<u32>, Unopenable> {
        let mut chains = Vec::new();
        for number in numbers(self.bytes.get(76..512).ok_or(Unopenable::Damaged)?) {
            if number <= LAST_SECTOR {
                chains.extend(numbers(self.sector(number).ok_or(Unopenable::Damaged)?));
            }
        }
        Ok(chains)
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Unopenable> {
        follow(start, &self.chains, self.bytes.len(), |number| self.sector(number))
    }

    /// A chain of the mini stream, which is the root's own.
    fn mini_chain(&self, start: u32) -> Result<Vec<u8>, Unopenable> {
        let chains = numbers(&self.chain(u32_at(self.bytes, 60)?)?);
        let stream = self.chain(u32_at(&self.directory, 116)?)?;
        follow(start, &chains, self.bytes.len(), |number| slice(&stream, number, MINI_SECTOR))
    }

    /// A sector; the first comes after the header. The last of the file may be cut short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        slice(self.bytes, number.checked_add(1)?, self.sector)
    }
}

/// The sector of a number; the last one may be cut short.
fn slice(bytes: &[u8], number: u32, length: usize) -> Option<&[u8]> {
    let start = usize::try_from(number).ok()?.checked_mul(length)?;
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// The sectors of a chain, one after the other. A chain with more bytes than the file has goes in a circle.
fn follow<'a>(
    start: u32,
    chains: &[u32],
    most: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, Unopenable> {
    let mut content = Vec::new();
    let mut next = start;
    while next <= LAST_SECTOR {
        content.extend_from_slice(sector(next).ok_or(Unopenable::Damaged)?);
        if content.len() > most {
            return Err(Unopenable::Damaged);
        }
        let index = usize::try_from(next).map_err(|_| Unopenable::Damaged)?;
        next = *chains.get(index).ok_or(Unopenable::Damaged)?;
    }
    Ok(content)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}

/// The streams and folders directly in the root: a tree of siblings.
fn children(directory: &[u8]) -> Result<Vec<Entry>, Unopenable> {
    let all: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let root = all.first().ok_or(Unopenable::Damaged)?;
    let mut open = vec![u32_at(root, 76)?];
    let mut found = Vec::new();
    while let Some(number) = open.pop() {
        if number == NO_ENTRY {
            continue;
        }
        let index = usize::try_from(number).map_err(|_| Unopenable::Damaged)?;
        let entry = all.get(index).ok_or(Unopenable::Damaged)?;
        // A tree that has more entries than the directory goes in a circle.
        if found.len() > all.len() {
            return Err(Unopenable::Damaged);
        }
        open.extend([u32_at(entry, 68)?, u32_at(entry, 72)?]);
        found.push(Entry {
            name: name(entry)?,
            is_stream: entry.get(66) == Some(&2),
            start: u32_at(entry, 116)?,
            length: length_at(entry, 120)?,
        });
    }
    Ok(found)
}

/// The name of an entry: UTF-16 with a zero at its end, which is counted.
fn name(entry: &[u8]) -> Result<String, Unopenable> {
    let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(64);
    let (units, _) = entry.get(..length).ok_or(Unopenable::Damaged)?.as_chunks();
    let units: Vec<u16> = units.iter().map(|&unit| u16::from_le_bytes(unit)).collect();
    Ok(String::from_utf16_lossy(&units))
}
