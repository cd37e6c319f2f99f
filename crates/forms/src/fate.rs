//! What became of each cell of a table.

/// What became of a cell. Every cell that is not blank has one fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is in the plan.
    Plan,
    /// It is not in the plan; a finding at the cell or about its row, its column or its sheet says so.
    Finding,
    /// It says nothing that a plan holds.
    Furniture(FurnitureKind),
}

/// Why a cell says nothing that a plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FurnitureKind {
    /// A title or a year.
    Title,
    /// A heading, or a label such as 部门名称 beside a value.
    Heading,
    /// A label of a goal or a level with no indicator under it: one that is repeated, mostly.
    Label,
    /// The label 合计, or a total that is the sum.
    Total,
    /// The department, or another value of the whole table, once more.
    Repeated,
    /// A dash or another mark for no amount.
    NoValue,
    /// A cell of a sheet that has no table; `SHEET_IGNORED` names the sheet.
    Notes,
}

/// The fate of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFate {
    /// Index of its line in [`crate::Form::lines`].
    pub line: usize,
    /// From 1.
    pub cell: i32,
    /// What became of it.
    pub fate: Fate,
}

/// A cell that says nothing that a plan holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Name of its sheet; `None` in a file without sheets.
    pub sheet: Option<String>,
    /// Line of its sheet, from 1.
    pub line: i32,
    /// Cell of the line, from 1.
    pub cell: i32,
    /// Why.
    pub kind: FurnitureKind,
}
