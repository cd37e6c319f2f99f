//! Money as printed in tables and as said in messages.

use jixiao_domain::{Decimal, Fen};

use crate::text;

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

    /// How many decimals a whole number of fen has at most, and what may stand behind it.
    const fn decimals(self) -> (usize, &'static str) {
        match self {
            Self::Yuan => (2, "元"),
            Self::Wan => (6, "万元"),
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

    /// Reads an amount of any size that is not negative and a whole number of fen; thousands may be grouped by
    /// commas, and the unit may stand behind it.
    pub(crate) fn amount(self, cell: &str) -> Option<Fen> {
        let (places, suffix) = self.decimals();
        let narrow = text::narrow(text::trim(cell));
        let bare = narrow.strip_prefix(['¥', '￥']).unwrap_or(&narrow);
        let bare = text::trim(bare.strip_suffix(suffix).unwrap_or(bare));
        let (whole, part) = bare.split_once('.').unwrap_or((bare, "0"));
        let part = if is_digits(part) { part.trim_end_matches('0') } else { return None };
        let whole = ungrouped(whole)?;
        if part.len() > places {
            return None;
        }
        format!("{whole}{part:0<places$}").parse().ok().map(Fen::new)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits without the commas of thousands; `None` where the groups are not of three.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| is_digits(first))?;
    let is_grouped = groups.clone().next().is_some();
    let are_thousands = first.len() <= 3 && groups.all(|group| group.len() == 3 && is_digits(group));
    (!is_grouped || are_thousands).then(|| whole.replace(',', ""))
}

/// Whether a cell of money says that there is none: blank or a dash.
pub(crate) fn is_none(cell: &str) -> bool {
    matches!(text::key(cell).as_str(), "" | "-" | "—" | "——" | "--" | "/" | "无")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_exact_or_none() {
        let yuan = |cell| MoneyUnit::Yuan.amount(cell).map(Fen::get);
        assert_eq!(yuan("1,234.5"), Some(123_450));
        assert_eq!(yuan("￥１，２３４．５０元"), Some(123_450));
        assert_eq!(yuan("1.2300"), Some(123));
        for cell in ["1.234", "-1", "1,23", "1234,567", "1 2", "", ".5", "1.", "1e3", "1万元", "1..2", "约1"] {
            assert_eq!(yuan(cell), None, "{cell}");
        }
        let wan = |cell| MoneyUnit::Wan.amount(cell).map(Fen::get);
        assert_eq!(wan("0.000001"), Some(1));
        assert_eq!(wan("12.5万元"), Some(12_500_000));
        assert_eq!((wan("0.0000001"), wan("12.5元")), (None, None));
    }

    #[test]
    fn the_heading_says_the_unit() {
        assert_eq!(MoneyUnit::of_heading("预算资金 （万 元）"), Some(MoneyUnit::Wan));
        assert_eq!(MoneyUnit::of_heading("预算资金(元)"), Some(MoneyUnit::Yuan));
        assert_eq!(MoneyUnit::of_heading("金额单位：元"), Some(MoneyUnit::Yuan));
        assert_eq!(MoneyUnit::of_heading("单位（文字描述）"), None);
    }

    proptest! {
        #[test]
        fn any_amount_reads_back_in_either_unit(fen in 0..=i64::MAX) {
            let (whole, part) = (fen / 1_000_000, fen % 1_000_000);
            prop_assert_eq!(MoneyUnit::Wan.amount(&format!("{whole}.{part:06}")), Some(Fen::new(fen)));
            prop_assert_eq!(MoneyUnit::Yuan.amount(&Fen::new(fen).to_string()), Some(Fen::new(fen)));
            prop_assert_eq!(MoneyUnit::Yuan.amount(&Fen::new(fen).grouped()), Some(Fen::new(fen)));
        }
    }
}
