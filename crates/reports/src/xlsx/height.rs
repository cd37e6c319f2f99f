//! Heights of rows. Spreadsheets do not fit the height of merged cells, so that every height is set here.

use super::format::{DENSE_SIZE, SIZE};
use crate::layout::{Content, Layout, Placed, Style};

/// The tallest row there is, in points.
const TALLEST: u32 = 409;
/// Height of a row with one line.
const LOWEST: u32 = 22;
/// Space above and below the text.
const PADDING: u32 = 7;

/// In points, from the top.
pub(super) fn of_rows(layout: &Layout, placed: &[Placed<'_>]) -> Vec<u16> {
    let mut heights = vec![LOWEST; layout.rows.len()];
    let (tall, low): (Vec<&Placed<'_>>, Vec<&Placed<'_>>) = placed.iter().partition(|placed| placed.cell.rows > 1);
    for placed in low.into_iter().chain(tall) {
        let needed = needed(layout, *placed, is_dense(layout, *placed));
        let rows = span(placed, &mut heights);
        let there: u32 = rows.iter().sum();
        if let Some(last) = rows.last_mut() {
            *last += needed.saturating_sub(there);
        }
    }
    heights.into_iter().map(|height| u16::try_from(height.min(TALLEST)).unwrap_or(u16::MAX)).collect()
}

/// The rows that a cell covers.
fn span<'a>(placed: &Placed<'_>, heights: &'a mut [u32]) -> &'a mut [u32] {
    let first = usize::try_from(placed.row).unwrap_or(usize::MAX);
    let count = usize::try_from(placed.cell.rows).unwrap_or(usize::MAX);
    let last = first.saturating_add(count).min(heights.len());
    heights.get_mut(first..last).unwrap_or_default()
}

/// Whether the text only fits in small letters.
pub(super) fn is_dense(layout: &Layout, placed: Placed<'_>) -> bool {
    placed.cell.rows == 1 && needed(layout, placed, false) > TALLEST
}

fn needed(layout: &Layout, placed: Placed<'_>, is_dense: bool) -> u32 {
    let size = if is_dense { DENSE_SIZE } else { size(placed.cell.style) };
    let Content::Text(text) = &placed.cell.content else { return LOWEST };
    let columns = layout.widths.iter().skip(placed.column.into()).take(placed.cell.columns.into());
    let width: u32 = columns.map(|width| u32::from(*width)).sum();
    let lines = lines(text, width, size);
    lines.saturating_mul(size + size.div_ceil(3)).saturating_add(PADDING).max(LOWEST)
}

fn size(style: Style) -> u32 {
    match style {
        Style::Title => 18,
        Style::Key => 9,
        Style::Remark => 10,
        Style::Subtitle
        | Style::Section
        | Style::Heading
        | Style::Label
        | Style::Text
        | Style::Number
        | Style::Sum
        | Style::Light(_) => SIZE,
    }
}

/// Lines of a text in a column of that width. A column's unit is a digit of the body; some of the last is lost,
/// and a line ends early where a word does not fit.
fn lines(text: &str, width: u32, size: u32) -> u32 {
    const TENTHS_OF_WIDE: u32 = 22;
    const TENTHS_OF_NARROW: u32 = 12;
    let room = (width.saturating_sub(1) * 10 * SIZE / size).max(TENTHS_OF_WIDE);
    let of_character = |c: char| if c.is_ascii() { TENTHS_OF_NARROW } else { TENTHS_OF_WIDE };
    let of_line = |line: &str| line.chars().map(of_character).fold(0, u32::saturating_add).div_ceil(room).max(1);
    text.split('\n').map(of_line).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Cell, Row};

    fn cell(text: &str) -> Cell {
        Cell::text(text)
    }

    fn layout(rows: Vec<Row>) -> Layout {
        let widths = vec![11, 11];
        Layout { title: "表", widths, rows, landscape: false, repeated: None, filtered: None, protected: false }
    }

    fn heights(rows: Vec<Row>) -> Vec<u16> {
        let layout = layout(rows);
        of_rows(&layout, &layout.placed())
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let rows = |text: &str| heights(vec![Row::new([cell("短"), cell(text)])]);
        assert_eq!(rows("四个汉字"), [22]);
        assert!(rows("这里一共有十个汉字啊") > rows("四个汉字"));
        assert!(rows("一\n二\n三") > rows("一\n二"));
    }

    #[test]
    fn a_merged_cell_gets_its_height_from_the_rows_it_covers() {
        let long = cell(&"字".repeat(16)).over_rows(2);
        let heights = heights(vec![Row::new([long, cell("一")]), Row::new([cell("二")])]);
        let alone = super::tests::heights(vec![Row::new([cell(&"字".repeat(16)), cell("一")])]);
        assert_eq!(heights.iter().sum::<u16>(), alone.iter().sum::<u16>());
    }

    #[test]
    fn what_the_tallest_row_cannot_hold_is_set_small() {
        let text = |count| layout(vec![Row::new([cell(&"字".repeat(count)), cell("一")])]);
        let is_small = |layout: &Layout| layout.placed().iter().any(|placed| is_dense(layout, *placed));
        assert!(is_small(&text(200)) && !is_small(&text(50)));
    }
}
