//! Remarks about a sheet.

use crate::book::Builder;
use crate::{Limits, Place, Remark, RemarkKind};

/// A sheet by its name, for those who remark on it. Every sheet with a name begins here.
#[derive(Debug)]
pub(crate) struct SheetRemarks {
    name: String,
    /// Whether it was remarked that the sheet has formulas.
    formulas: bool,
}

impl SheetRemarks {
    /// Each remark has the name, so no more than [`Limits::NAME`] characters of it are kept.
    pub(crate) fn new(mut name: String) -> Self {
        if let Some((end, _)) = name.char_indices().nth(Limits::NAME) {
            name.truncate(end);
            name.shrink_to_fit();
        }
        Self { name, formulas: false }
    }

    /// The name as far as it is kept.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Remarks on the sheet as a whole.
    pub(crate) fn whole(&self, kind: RemarkKind, builder: &mut Builder) {
        builder.remark_with(|| self.remark(kind, None, None));
    }

    /// Remarks on a cell; on formulas only once.
    pub(crate) fn cell(&mut self, kind: RemarkKind, line: i32, cell: Option<i32>, builder: &mut Builder) {
        if kind == RemarkKind::Formula && std::mem::replace(&mut self.formulas, true) {
            return;
        }
        builder.remark_with(|| self.remark(kind, Some(line), cell));
    }

    fn remark(&self, kind: RemarkKind, line: Option<i32>, cell: Option<i32>) -> Remark {
        Remark { kind, place: Some(Place { sheet: Some(self.name.clone()), line, cell }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(SheetRemarks::new("甲".repeat(Limits::NAME)).name().chars().count(), Limits::NAME);
        let long = SheetRemarks::new("甲".repeat(Limits::NAME + 1));
        assert_eq!(long.name(), "甲".repeat(Limits::NAME));
        assert!(long.name.capacity() < 2 * long.name.len());
    }
}
