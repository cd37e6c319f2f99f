//! What holds for every layout.

use std::collections::BTreeSet;

use crate::layout::Layout;

/// Every place of the grid is covered by exactly one cell, none lies outside, and none reaches from the head of a
/// table into its body.
pub(super) fn assert_consistent(layout: &Layout) {
    let mut covered = BTreeSet::new();
    for placed in layout.placed() {
        for row in placed.row..placed.row + placed.cell.rows {
            for column in placed.column..placed.column + placed.cell.columns {
                assert!(covered.insert((row, column)), "{row},{column} is covered twice");
            }
        }
    }
    let is_head = |row: u32| layout.rows.get(usize::try_from(row).unwrap()).unwrap().is_head;
    for placed in layout.placed() {
        let last = placed.row + placed.cell.rows - 1;
        let is_same = (placed.row..=last).all(|row| is_head(row) == is_head(placed.row));
        assert!(is_same, "{},{} reaches from a head into other rows", placed.row, placed.column);
    }
    let rows = u32::try_from(layout.rows.len()).unwrap();
    let grid = (0..rows).flat_map(|row| (0..layout.columns()).map(move |column| (row, column)));
    assert_eq!(covered, grid.collect());
    assert!(layout.title.encode_utf16().count() <= 31);
    for (first, last) in layout.repeated.into_iter().chain(layout.filtered) {
        assert!(first <= last && last < layout.rows.len());
    }
}
