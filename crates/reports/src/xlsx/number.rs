//! Numbers that a workbook keeps exactly.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::layout::Content;

/// What spreadsheets keep of a number.
const SIGNIFICANT_DIGITS: usize = 15;

/// A decimal that is stored as a number, and how all its digits are shown.
pub(super) struct Stored<'a> {
    text: &'a str,
    is_grouped: bool,
}

/// `None` for what must be stored as text to stay exact.
pub(super) fn stored(content: &Content) -> Option<Stored<'_>> {
    let (text, is_grouped) = match content {
        Content::Number(text) => (text, false),
        Content::Money(text) => (text, true),
        Content::Blank | Content::Text(_) => return None,
    };
    is_exact(text).then_some(Stored { text, is_grouped })
}

fn is_exact(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    let digits = format!("{whole}{decimals}");
    is_digits(whole) && is_digits(decimals) && digits.trim_matches('0').len() <= SIGNIFICANT_DIGITS
}

impl Stored<'_> {
    /// A number format with as many decimals as the text has.
    pub(super) fn format(&self) -> String {
        let decimals = self.text.split_once('.').map_or(0, |(_, part)| part.len());
        let whole = if self.is_grouped { "#,##0" } else { "0" };
        if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(decimals)) }
    }

    /// The writer takes the nearest binary number; with at most 15 digits every reader gets the decimal back. What is no
    /// number after all is written as text: never as another number.
    pub(super) fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, format: &Format) -> Result<(), XlsxError> {
        let (number, is_number) = self.text.parse().map_or((0.0, false), |number| (number, true));
        if is_number {
            sheet.write_number_with_format(row, column, number, format)?;
        } else {
            sheet.write_string_with_format(row, column, self.text, format)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_stored_as_one_up_to_15_digits() {
        let is_number = |text: &str| stored(&Content::Number(text.to_owned())).is_some();
        assert!(
            is_number("999999999999.999")
                && is_number("-0.000001")
                && is_number("0")
                && is_number("100000000000000000")
        );
        assert!(!is_number("999999999999.9999") && !is_number("1234567890123456"));
        assert!(!is_number("") && !is_number("1e5") && !is_number("inf"));
        for text in ["2023-12-31", "1.2.3", "--5", "5-", "-", ".", "5.", ".5", "-.5", "1-2"] {
            assert!(!is_number(text), "{text}");
        }
        assert!(stored(&Content::Text("1".to_owned())).is_none());
    }

    #[test]
    fn what_does_not_parse_becomes_text_and_never_nought() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let odd = Stored { text: "1-2", is_grouped: false };
        odd.write(sheet, 0, 0, &Format::new()).unwrap();
        let number = Stored { text: "0", is_grouped: false };
        number.write(sheet, 1, 0, &Format::new()).unwrap();
        let file = workbook.save_to_buffer().unwrap();
        let cells = jixiao_sheets::open(&file).unwrap().sheets.swap_remove(0).lines;
        assert_eq!(cells.iter().map(|line| line.cells.concat()).collect::<Vec<_>>(), ["1-2", "0"]);
    }

    #[test]
    fn the_format_shows_every_digit() {
        let format = |content: Content| stored(&content).unwrap().format();
        assert_eq!(format(Content::Number("392.0".to_owned())), "0.0");
        assert_eq!(format(Content::Number("80".to_owned())), "0");
        assert_eq!(format(Content::Money("1884000.00".to_owned())), "#,##0.00");
    }
}
