//! Oddities of a file that a reader should know and that stop nothing.

/// Something a reader of the file should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub kind: RemarkKind,
    /// Where; `None` for the file as a whole.
    pub place: Option<Place>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The sheet's name, up to [`crate::Limits::NAME`] characters; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// From 1; `None` for the sheet as a whole.
    pub line: Option<i32>,
    /// From 1; `None` for the line as a whole.
    pub cell: Option<i32>,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// The file has macros; they were not looked at.
    Macros,
    /// The file names other files; they were not opened.
    ExternalReference,
    /// The cell has a formula; the value stored with it was taken, nothing was computed. Remarked once for each sheet,
    /// at the first such cell in the file: many sheets have little else, and remarks that matter more need the room.
    Formula,
    /// The cell has a formula and no stored value; it was taken as blank.
    FormulaWithoutValue,
    /// The cell holds an error such as `#REF!`; that text was taken.
    ErrorValue,
    /// The sheet is hidden; it was read all the same.
    HiddenSheet,
}
