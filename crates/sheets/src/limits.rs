//! How much a file may hold.

/// How much a file may hold. What is past a limit is refused before it is read into memory.
#[derive(Debug)]
pub struct Limits;

impl Limits {
    /// Most bytes of a file: 3 MiB.
    pub const BYTES: usize = 3 * 1024 * 1024;
    /// Most bytes of what is compressed in a file, all its parts together: 64 MiB.
    pub const INFLATED: u64 = 64 * 1024 * 1024;
    /// Most parts of a compressed file.
    pub const PARTS: usize = 2_000;
    /// Most sheets with a filled cell.
    pub const SHEETS: usize = 200;
    /// Most characters of a sheet's name; the others are dropped.
    pub const NAME: usize = 255;
    /// Last row that may have a filled cell; no spreadsheet has more.
    pub const LAST_ROW: i32 = 1_048_576;
    /// Most lines with a filled cell, all sheets together.
    pub const LINES: usize = 20_000;
    /// Most cells of a line, up to its last filled one.
    pub const CELLS: usize = 64;
    /// Most bytes of text in all cells together: 8 MiB.
    pub const TEXT: usize = 8 * 1024 * 1024;
    /// How deep tables in tables and elements in elements may go.
    pub const DEPTH: usize = 256;
    /// Most remarks that are kept.
    pub const REMARKS: usize = 1_000;
}
