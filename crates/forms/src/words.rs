//! Targets in words (90%以上, 不少于20人), where a table has no sign (符号).

use jixiao_domain::{Decimal, FiscalYear, Sign};

use crate::date::proposed_date;
use crate::number::{decimal, decimal_with_unit};
use crate::text;

/// What a text says of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worded {
    pub(crate) sign: Sign,
    pub(crate) value: Decimal,
    /// As it follows the number.
    pub(crate) unit: Option<String>,
    /// Whether a word gave the sign; a number alone is `=`.
    pub(crate) is_said: bool,
}

/// Words before a number, the longer before their beginnings.
const BEFORE: [(&str, Sign); 21] = [
    ("大于或等于", Sign::AtLeast),
    ("大于等于", Sign::AtLeast),
    ("不低于", Sign::AtLeast),
    ("不少于", Sign::AtLeast),
    ("不小于", Sign::AtLeast),
    ("至少", Sign::AtLeast),
    ("小于或等于", Sign::AtMost),
    ("小于等于", Sign::AtMost),
    ("不超过", Sign::AtMost),
    ("不高于", Sign::AtMost),
    ("不多于", Sign::AtMost),
    ("不大于", Sign::AtMost),
    ("控制在", Sign::AtMost),
    ("大于", Sign::MoreThan),
    ("高于", Sign::MoreThan),
    ("超过", Sign::MoreThan),
    ("多于", Sign::MoreThan),
    ("小于", Sign::LessThan),
    ("低于", Sign::LessThan),
    ("少于", Sign::LessThan),
    ("等于", Sign::Equal),
];

/// Words after a number and its unit, the longer before their ends.
const AFTER: [(&str, Sign); 8] = [
    ("(含)以上", Sign::AtLeast),
    ("及以上", Sign::AtLeast),
    ("以上", Sign::AtLeast),
    ("(含)以下", Sign::AtMost),
    ("及以下", Sign::AtMost),
    ("以下", Sign::AtMost),
    ("以内", Sign::AtMost),
    ("之内", Sign::AtMost),
];

/// Reads a text that is a number, its unit, and words for the sign, and nothing else; none that names a time.
pub(crate) fn worded(cell: &str) -> Option<Worded> {
    let key = text::key(cell);
    let before = BEFORE.iter().find_map(|(word, sign)| Some((*word, *sign, key.strip_prefix(word)?)));
    let start = before.map_or(key.as_str(), |(_, _, rest)| rest);
    let after = AFTER.iter().find_map(|(word, sign)| Some((*sign, start.strip_suffix(word)?)));
    let number = after.map_or(start, |(_, number)| number);
    let sign = match (before, after) {
        (None, None) => Sign::Equal,
        // 控制在 says nothing by itself.
        (Some(("控制在", ..)), None) => return None,
        (Some((_, sign, _)), None) | (None, Some((sign, _))) => sign,
        (Some((_, one, _)), Some((other, _))) => Some(one).filter(|one| *one == other)?,
    };
    let (value, unit) = match decimal(number) {
        Some(value) => (value, None),
        None => decimal_with_unit(number).map(|(value, unit)| (value, Some(unit)))?,
    };
    if unit.is_some_and(|unit| !is_unit(unit)) || names_a_time(number) {
        return None;
    }
    Some(Worded { sign, value, unit: unit.map(str::to_owned), is_said: before.is_some() || after.is_some() })
}

/// Whether what follows a number is short enough to be a unit.
pub(crate) fn is_unit(text: &str) -> bool {
    const MOST: usize = 6;
    text.chars().count() <= MOST && !text.contains(['前', '后', '底', '末', '。', '，', ',', ';'])
}

fn names_a_time(number: &str) -> bool {
    proposed_date(number, FiscalYear::new(2000)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cell: &str) -> Option<String> {
        worded(cell).map(|w| format!("{}{}{}", w.sign.symbol(), w.value, w.unit.unwrap_or_default()))
    }

    #[test]
    fn words_give_the_sign() {
        for (cell, expected) in [
            ("90%以上", "≥90%"),
            ("９０％ 及以上", "≥90%"),
            ("90%(含)以上", "≥90%"),
            ("不低于90%", "≥90%"),
            ("不少于 20 人", "≥20人"),
            ("至少1,000人次", "≥1000人次"),
            ("大于等于5", "≥5"),
            ("5%以下", "≤5%"),
            ("100万元以内", "≤100万元"),
            ("不超过3天", "≤3天"),
            ("不高于5", "≤5"),
            ("不多于5个", "≤5个"),
            ("控制在100万元以内", "≤100万元"),
            ("控制在5%以下", "≤5%"),
            ("大于0", ">0"),
            ("高于80分", ">80分"),
            ("超过20场次", ">20场次"),
            ("小于1%", "<1%"),
            ("低于-1.5", "<-1.5"),
            ("少于3次", "<3次"),
            ("等于100%", "=100%"),
            ("100%", "=100%"),
            ("20人", "=20人"),
            ("20", "=20"),
            ("12个月", "=12个月"),
        ] {
            assert_eq!(said(cell).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn what_says_more_or_less_is_left_to_a_person() {
        for cell in [
            "",
            "提高",
            "显著提高90%",
            "控制在5%",
            "90%左右",
            "不低于90%以下",
            "5月",
            "5月底前",
            "2023年",
            "不超过9月",
            "2023-12-31",
            "1至5人",
            "3项重点工作全部完成",
            "以上",
            "≥90%",
        ] {
            assert_eq!(said(cell), None, "{cell}");
        }
    }
}
