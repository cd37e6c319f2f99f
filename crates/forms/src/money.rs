//! Money as printed in tables and as said in messages.

use jixiao_domain::{Decimal, Fen};

use crate::{number, text};

/// The unit that a heading gives to amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元.
    Wan,
}

impl MoneyUnit {
    /// The unit said by a heading such as `预算资金（万元）` or `单位：元`.
    pub(crate) fn of_heading(cell: &str) -> Option<Self> {
        let key = text::key(cell);
        if key.contains("万元") {
            Some(Self::Wan)
        } else if key.contains("(元)") || key.ends_with(":元") {
            Some(Self::Yuan)
        } else {
            None
        }
    }

    /// The unit that is all of an indicator's unit cell.
    pub(crate) fn of_unit(unit: &str) -> Option<Self> {
        match text::key(unit).as_str() {
            "元" | "人民币元" => Some(Self::Yuan),
            "万元" | "人民币万元" => Some(Self::Wan),
            _ => None,
        }
    }

    /// The amount, where it is a whole number of fen.
    pub(crate) fn fen(self, value: Decimal) -> Option<Fen> {
        const MILLIONTHS_OF_A_YUAN_PER_FEN: i64 = 10_000;
        let millionths = value.millionths();
        match self {
            Self::Wan => Some(Fen::new(millionths)),
            Self::Yuan => (millionths % MILLIONTHS_OF_A_YUAN_PER_FEN == 0)
                .then_some(Fen::new(millionths / MILLIONTHS_OF_A_YUAN_PER_FEN)),
        }
    }

    /// Reads an amount that is not negative.
    pub(crate) fn amount(self, cell: &str) -> Option<Fen> {
        number::decimal(cell).filter(|value| *value >= Decimal::ZERO).and_then(|value| self.fen(value))
    }
}

/// Whether a cell of money says that there is none: blank or a dash.
pub(crate) fn is_none(cell: &str) -> bool {
    matches!(text::key(cell).as_str(), "" | "-" | "—" | "——" | "--" | "/" | "无")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_either_unit() {
        assert_eq!(MoneyUnit::Wan.amount("1,667.1"), Some(Fen::new(1_667_100_000)));
        assert_eq!(MoneyUnit::Yuan.amount("16,671,000.05"), Some(Fen::new(1_667_100_005)));
        assert_eq!(MoneyUnit::Yuan.amount("0.005"), None);
        assert_eq!(MoneyUnit::Wan.amount("-1"), None);
        assert_eq!(MoneyUnit::Wan.amount("任务1"), None);
    }

    #[test]
    fn the_heading_says_the_unit() {
        assert_eq!(MoneyUnit::of_heading("预算资金 （万 元）"), Some(MoneyUnit::Wan));
        assert_eq!(MoneyUnit::of_heading("预算资金(元)"), Some(MoneyUnit::Yuan));
        assert_eq!(MoneyUnit::of_heading("金额单位：元"), Some(MoneyUnit::Yuan));
        assert_eq!(MoneyUnit::of_heading("单位（文字描述）"), None);
    }
}
