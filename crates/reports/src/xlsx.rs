//! Prints a document as a workbook.

mod format;
mod height;
mod input;
mod number;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Note, ObjectMovement, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::document::Document;
use crate::layout::{Content, Layout, Placed};

const A4: u8 = 9;

/// Heads that begin further down stay where they are when a reader scrolls, or they would fill the screen.
const MOST_FROZEN_ROWS: usize = 7;

/// Equal documents give equal bytes.
pub(crate) fn print(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_title(&document.title).set_author("").set_creation_datetime(&created),
    );
    for layout in std::iter::once(&document.form).chain(&document.further) {
        add_sheet(workbook.add_worksheet(), layout)?;
    }
    workbook.save_to_buffer()
}

fn add_sheet(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    sheet.set_name(layout.title)?;
    set_page(sheet, layout)?;
    for (width, column) in layout.widths.iter().zip(0u16..) {
        sheet.set_column_width(column, *width)?;
    }
    let placed = layout.placed();
    for (height, row) in height::of_rows(layout, &placed).into_iter().zip(0u32..) {
        sheet.set_row_height(row, height)?;
    }
    for cell in placed {
        add_cell(sheet, cell, height::is_dense(layout, cell))?;
    }
    if layout.protected {
        let options = ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        };
        sheet.protect_with_options(&options);
    }
    Ok(())
}

fn set_page(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4);
    if layout.landscape {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页 共 &N 页");
    let row = |number| u32::try_from(number).unwrap_or(u32::MAX);
    if let Some((first, last)) = layout.repeated {
        sheet.set_repeat_rows(row(first), row(last))?;
        if last < MOST_FROZEN_ROWS {
            sheet.set_freeze_panes(row(last + 1), 0)?;
        }
    }
    if let Some((head, last)) = layout.filtered.filter(|(head, last)| head < last) {
        sheet.autofilter(row(head), 0, row(last), layout.columns().saturating_sub(1))?;
    }
    Ok(())
}

fn add_cell(sheet: &mut Worksheet, placed: Placed<'_>, is_dense: bool) -> Result<(), XlsxError> {
    let Placed { row, column, cell } = placed;
    let stored = number::stored(&cell.content);
    let format = format::of(cell, stored.as_ref(), is_dense);
    let last_row = row.saturating_add(cell.rows.saturating_sub(1));
    let last_column = column.saturating_add(cell.columns.saturating_sub(1));
    if (last_row, last_column) == (row, column) {
        sheet.write_blank(row, column, &format)?;
    } else {
        sheet.merge_range(row, column, last_row, last_column, "", &format)?;
    }
    match (&cell.content, stored) {
        (Content::Blank, _) => {}
        (_, Some(number)) => number.write(sheet, row, column, &format)?,
        (Content::Text(text) | Content::Number(text) | Content::Money(text), None) => {
            sheet.write_string_with_format(row, column, writable(text), &format)?;
        }
    }
    if let Some(detail) = &cell.detail {
        sheet.insert_note(row, column, &note(detail))?;
    }
    if let Some(validation) = cell.input.as_ref().map(input::validation).transpose()?.flatten() {
        sheet.add_data_validation(row, column, last_row, last_column, &validation)?;
    }
    Ok(())
}

fn note(detail: &str) -> Note {
    const WIDTH: u32 = 340;
    const CHARACTERS_OF_A_LINE: usize = 22;
    let lines = detail.lines().map(|line| 1 + line.chars().count() / CHARACTERS_OF_A_LINE).sum::<usize>();
    let height = u32::try_from(lines.clamp(3, 30)).unwrap_or(30) * 18;
    Note::new(writable(detail))
        .set_author("")
        .add_author_prefix(false)
        .set_font_name("SimSun")
        .set_font_size(10)
        .set_width(WIDTH)
        .set_height(height)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
}

/// XML has no way to say the two characters that are none.
fn writable(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::writable;

    #[test]
    fn characters_that_are_none_are_replaced() {
        assert_eq!(writable("一\u{FFFE}二\u{FFFF}"), "一\u{FFFD}二\u{FFFD}");
    }
}
