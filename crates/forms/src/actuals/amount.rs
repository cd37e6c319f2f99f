//! Amounts of money of the execution: exact fen, of any size that fits.

use crate::money::MoneyUnit;
use crate::text;

/// The unit that a heading gives to amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// 元 or 万元.
    Known(MoneyUnit),
    /// Another, such as 亿元: nothing is converted.
    Other,
    /// No money: %, of the column 执行率 on a scored sheet.
    Percent,
}

/// Units whose names end like those that are known.
const OTHERS: [&str; 8] = ["亿元", "千元", "百元", "十万元", "百万元", "千万元", "美元", "港元"];

/// The unit said by a heading or a title, such as `全年执行数（元）` or `一、预算执行（单位：万元）`.
pub(super) fn unit_said(cell: &str) -> Option<Unit> {
    let key = text::key(cell);
    if OTHERS.iter().any(|other| key.contains(other)) {
        Some(Unit::Other)
    } else if key.contains("万元") {
        Some(Unit::Known(MoneyUnit::Wan))
    } else if key.contains("(元)") || key.contains("单位:元") || key.ends_with(":元") {
        Some(Unit::Known(MoneyUnit::Yuan))
    } else {
        None
    }
}

/// Whether the cell could be meant as an amount.
pub(super) fn has_digit(cell: &str) -> bool {
    text::narrow(cell).contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_only_ends_like_a_known_one_is_another() {
        assert_eq!(unit_said("全年执行数（元）"), Some(Unit::Known(MoneyUnit::Yuan)));
        assert_eq!(unit_said("一、预算执行（单位：万 元）"), Some(Unit::Known(MoneyUnit::Wan)));
        assert_eq!(unit_said("单位：百万元"), Some(Unit::Other));
        assert_eq!(unit_said("单位：亿元"), Some(Unit::Other));
        assert_eq!(unit_said("三元里街道"), None);
    }
}
