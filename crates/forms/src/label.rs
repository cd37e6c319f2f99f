//! Labels that stand before the name of an indicator.

use jixiao_domain::{Level1, Level2};

use crate::{number, text};

/// A label of a goal or a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// 目标N.
    Goal(i32),
    /// A level 1 in both frames.
    Level1(Level1),
    /// A level 2.
    Level2(Level2),
    /// 成本指标: a level 2 in frame 2015 (财预〔2015〕88号), a level 1 in frame 2021 (财预〔2021〕101号).
    Cost,
}

/// Labels without 指标, which many tables leave out, and older or longer words for them.
const LEVELS: [(&str, Label); 21] = [
    ("产出", Label::Level1(Level1::Output)),
    ("效益", Label::Level1(Level1::Effect)),
    ("效果", Label::Level1(Level1::Effect)),
    ("满意度", Label::Level1(Level1::Satisfaction)),
    ("成本", Label::Cost),
    ("数量", Label::Level2(Level2::Quantity)),
    ("质量", Label::Level2(Level2::Quality)),
    ("时效", Label::Level2(Level2::Timeliness)),
    ("经济成本", Label::Level2(Level2::EconomicCost)),
    ("社会成本", Label::Level2(Level2::SocialCost)),
    ("生态环境成本", Label::Level2(Level2::EcologicalCost)),
    ("经济效益", Label::Level2(Level2::EconomicEffect)),
    ("经济效果", Label::Level2(Level2::EconomicEffect)),
    ("社会效益", Label::Level2(Level2::SocialEffect)),
    ("社会效果", Label::Level2(Level2::SocialEffect)),
    ("生态效益", Label::Level2(Level2::EcologicalEffect)),
    ("生态效果", Label::Level2(Level2::EcologicalEffect)),
    ("环境效益", Label::Level2(Level2::EcologicalEffect)),
    ("可持续影响", Label::Level2(Level2::Sustainability)),
    ("服务对象满意度", Label::Level2(Level2::Satisfaction)),
    ("社会公众或服务对象满意度", Label::Level2(Level2::Satisfaction)),
];

/// The label that is all of a cell.
pub(crate) fn label(cell: &str) -> Option<Label> {
    let key = text::key(cell);
    let key = key.trim_end_matches(':');
    let word = key.strip_suffix("指标").unwrap_or(key);
    let level = LEVELS.iter().find_map(|(known, label)| (*known == word).then_some(*label));
    level.or_else(|| goal_number(key).map(Label::Goal))
}

/// N of `目标N` or `绩效目标N`, in digits or Chinese numerals.
pub(crate) fn goal_number(key: &str) -> Option<i32> {
    let number = key.strip_prefix("绩效").unwrap_or(key).strip_prefix("目标")?;
    number::numbering(number)
}

impl Label {
    /// As the official form prints it.
    pub(crate) fn official(self) -> String {
        match self {
            Self::Goal(number) => format!("目标{number}"),
            Self::Level1(level) => level.label().to_owned(),
            Self::Level2(level) => level.label().to_owned(),
            Self::Cost => Level2::Cost.label().to_owned(),
        }
    }

    /// Whether the cell prints it as an official form does.
    pub(crate) fn is_printed_officially(self, cell: &str) -> bool {
        let printed = text::trim(cell);
        printed == self.official() || (self == Self::Level2(Level2::Satisfaction) && printed == "服务对象满意度")
    }

    /// Whether the cell can be nothing but a label: a goal, or a level with its 指标. 满意度 alone may be a name.
    pub(crate) fn is_unmistakable(self, cell: &str) -> bool {
        matches!(self, Self::Goal(_)) || text::key(cell).ends_with("指标")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_known_by_its_official_label() {
        for level in Level1::ALL {
            let expected = if level == Level1::Cost { Label::Cost } else { Label::Level1(level) };
            assert_eq!(label(level.label()), Some(expected));
        }
        for level in Level2::ALL {
            let expected = if level == Level2::Cost { Label::Cost } else { Label::Level2(level) };
            assert_eq!(label(level.label()), Some(expected));
            assert!(expected.is_printed_officially(level.label()));
        }
    }

    #[test]
    fn spaces_widths_suffixes_and_older_words_do_not_matter() {
        assert_eq!(label("产 出指标"), Some(Label::Level1(Level1::Output)));
        assert_eq!(label("效果指标"), Some(Label::Level1(Level1::Effect)));
        assert_eq!(label("服务对象\u{3000}满意度"), Some(Label::Level2(Level2::Satisfaction)));
        for text in ["目标3", "目 标３", "目标三", "绩效目标 3", "目标3："] {
            assert_eq!(label(text), Some(Label::Goal(3)), "{text}");
        }
        for text in ["目标", "绩效目标", "目标X", "其他指标", "指标", ""] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
