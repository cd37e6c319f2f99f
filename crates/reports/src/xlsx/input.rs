//! What may be typed into a cell. Nothing is refused: a text may be what a unit has to say.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, XlsxError};

use crate::layout::Input;

/// Most characters of a list, with the commas between its items.
const LIST: usize = 255;

/// `None` where anything may be typed.
pub(super) fn validation(input: &Input) -> Result<Option<DataValidation>, XlsxError> {
    let hint = |validation: DataValidation, message: &str| {
        validation
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_title("请核对")?
            .set_error_message(message)
            .map(Some)
    };
    match input {
        Input::Text => Ok(None),
        Input::Number => {
            let rule = DataValidationRule::Between(-999_999_999_999.0, 999_999_999_999.0);
            hint(DataValidation::new().allow_decimal_number(rule), "此处一般填写数值，不写单位。")
        }
        Input::Date => {
            let (first, last) = (ExcelDateTime::from_ymd(1990, 1, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
            let rule = DataValidationRule::Between(first, last);
            hint(DataValidation::new().allow_date(rule), "此处一般填写日期，如2023-12-31。")
        }
        Input::Choice(items) => choice(items),
    }
}

/// What a list cannot hold is not offered.
fn choice(items: &[String]) -> Result<Option<DataValidation>, XlsxError> {
    let length = items.iter().map(|item| item.encode_utf16().count() + 1).sum::<usize>();
    if length > LIST || items.iter().any(|item| item.contains([',', '"'])) {
        return Ok(None);
    }
    Ok(Some(DataValidation::new().allow_list_strings(items)?.show_error_message(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_no_workbook_can_hold_is_not_offered() {
        let offered = |items: &[&str]| {
            let items = items.iter().map(|item| (*item).to_owned()).collect();
            validation(&Input::Choice(items)).unwrap().is_some()
        };
        assert!(offered(&["达成", &"长".repeat(251)]));
        assert!(!offered(&["达成", &"长".repeat(252)]));
        assert!(!offered(&["一,二"]));
    }
}
