//! The sign cell (符号), by which a row of an indicator is known.

use jixiao_domain::Sign;

use crate::text;

/// What kind of target follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A number.
    Number(Sign),
    /// 定性: a text.
    Text,
}

/// Printed forms, the longer before their beginnings. Full-width forms have become ASCII before.
const PRINTED: [(&str, Sign); 18] = [
    (">=", Sign::AtLeast),
    ("=>", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    ("≧", Sign::AtLeast),
    ("⩾", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("=<", Sign::AtMost),
    ("≤", Sign::AtMost),
    ("≦", Sign::AtMost),
    ("⩽", Sign::AtMost),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
    ("═", Sign::Equal),
    ("﹦", Sign::Equal),
    (">", Sign::MoreThan),
    ("﹥", Sign::MoreThan),
    ("<", Sign::LessThan),
    ("﹤", Sign::LessThan),
];

/// The sign of a cell and what follows it in the cell: nothing, or a number (`≥90%`).
pub(crate) fn sign(cell: &str) -> Option<(Mark, String)> {
    let key = text::key(cell);
    if key == "定性" {
        return Some((Mark::Text, String::new()));
    }
    let (sign, rest) = PRINTED.iter().find_map(|(printed, sign)| Some((*sign, key.strip_prefix(printed)?)))?;
    let is_number = rest.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    (rest.is_empty() || is_number).then(|| (Mark::Number(sign), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_form_is_known_by_itself_and_before_a_number() {
        let forms = [(" ≥ ", Sign::AtLeast), ("＞ ＝", Sign::AtLeast), ("＝", Sign::Equal), ("＜", Sign::LessThan)];
        for (printed, expected) in PRINTED.into_iter().chain(forms) {
            assert_eq!(sign(printed), Some((Mark::Number(expected), String::new())), "{printed}");
            assert_eq!(sign(&format!("{printed}90%")), Some((Mark::Number(expected), "90%".to_owned())), "{printed}");
        }
        assert_eq!(sign("定 性"), Some((Mark::Text, String::new())));
    }

    #[test]
    fn texts_are_no_signs() {
        for text in ["", "定性指标", "≥≥", "=甲", "90", "值>5", "-"] {
            assert_eq!(sign(text), None, "{text}");
        }
    }
}
