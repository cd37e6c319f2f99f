//! Compound files with a workbook's stream, made record by record.

const FREE: u32 = 0xFFFF_FFFF;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const CHAINS: u32 = 0xFFFF_FFFD;

/// A compound file under construction: sectors and their chains.
#[derive(Default)]
struct Sectors {
    content: Vec<u8>,
    chains: Vec<u32>,
}

impl Sectors {
    /// Adds content and gives its first sector.
    fn place(&mut self, content: &[u8]) -> u32 {
        let start = self.chains.len() as u32;
        let count = content.len().div_ceil(512).max(1) as u32;
        self.chains.extend((start + 1..start + count).chain([END_OF_CHAIN]));
        self.content.extend(content);
        self.content.resize(self.chains.len() * 512, 0);
        start
    }
}

/// A compound file with these streams in its root; one without content is a folder.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut sectors = Sectors::default();
    let (mut mini, mut mini_chains) = (Vec::new(), Vec::new());
    let mut directory = Vec::new();
    for (number, (name, content)) in (1_u32..).zip(streams) {
        let start = if content.is_empty() {
            0
        } else if content.len() < 4_096 {
            let first = (mini.len() / 64) as u32;
            mini.extend_from_slice(content);
            mini.resize(mini.len().next_multiple_of(64), 0);
            let after = (mini.len() / 64) as u32;
            mini_chains.extend((first + 1..after).chain([END_OF_CHAIN]));
            first
        } else {
            sectors.place(content)
        };
        let next = if (number as usize) < streams.len() { number + 1 } else { FREE };
        let kind = if content.is_empty() { 1 } else { 2 };
        directory.extend(entry(name, kind, [FREE, next, FREE], start, content.len() as u32));
    }
    let mini_start = sectors.place(&mini);
    let mini_chains: Vec<u8> = mini_chains.iter().flat_map(|next| next.to_le_bytes()).collect();
    let mini_chains_start = sectors.place(&mini_chains);
    let root = entry("Root Entry", 5, [FREE, FREE, 1], mini_start, mini.len() as u32);
    let directory_start = sectors.place(&[root, directory].concat());
    let used = sectors.chains.len();
    let count = (1..).find(|count| count * 128 >= used + count).unwrap();
    sectors.chains.resize(used + count, CHAINS);
    sectors.chains.resize(count * 128, FREE);
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(512, 0);
    for (at, number) in [
        (24, 0x0003_003E),
        (28, 0x0009_FFFE),
        (32, 6),
        (44, count as u32),
        (48, directory_start),
        (56, 4_096),
        (60, mini_chains_start),
        (64, 1),
        (68, END_OF_CHAIN),
    ] {
        file[at..at + 4].copy_from_slice(&u32::to_le_bytes(number));
    }
    for place in 0..109 {
        let number = if place < count { (used + place) as u32 } else { FREE };
        file[76 + place * 4..80 + place * 4].copy_from_slice(&number.to_le_bytes());
    }
    file.extend(sectors.content);
    file.extend(sectors.chains.iter().flat_map(|next| next.to_le_bytes()));
    file
}

fn entry(name: &str, kind: u8, tree: [u32; 3], start: u32, length: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name_length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(name_length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(tree.iter().flat_map(|number| number.to_le_bytes()));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(length.to_le_bytes());
    entry.resize(128, 0);
    entry
}

pub(crate) fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// The stream of a workbook with one sheet `S`, of these records.
pub(crate) fn stream(version: u16, globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[version.to_le_bytes(), kind.to_le_bytes(), [0; 2], [0; 2]].concat());
    let name: &[u8] = if version == 0x0600 { &[1, 0, b'S'] } else { &[1, b'S'] };
    let before = [begin(5), globals.concat()].concat();
    let end = record(0x000A, &[]);
    let sheet_length = 4 + 6 + name.len();
    let offset = (before.len() + sheet_length + end.len()) as u32;
    let sheet = record(0x0085, &[&offset.to_le_bytes()[..], &[0, 0], name].concat());
    [before, sheet, end.clone(), begin(0x10), cells.concat(), end].concat()
}

/// A workbook of Excel 97 with one format, `General`, and one sheet of these records.
pub(crate) fn workbook(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let general = record(0x00E0, &[0; 20]);
    compound(&[("Workbook", &stream(0x0600, &[&[general], globals].concat(), cells))])
}

/// The data of a record of a cell in row and column from 0, of format 0.
pub(crate) fn cell(row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat()
}
