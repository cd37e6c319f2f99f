//! Units against what the level 2 and the name of an indicator say.

use jixiao_domain::{Indicator, Level2, NumericTarget, Sign, Target};

use super::names::{bare, is_change, is_number, is_share};
use super::units::Kind;
use super::{Column, Found, Subject};
use crate::text::excerpt;
use crate::{Code, Finding};

/// What shows a quality although it is counted.
const QUALITIES: [&str; 21] = [
    "合格",
    "达标",
    "优秀",
    "优良",
    "优质",
    "高质量",
    "精品",
    "一流",
    "奖",
    "获",
    "通过",
    "验收",
    "先进",
    "示范",
    "等级",
    "星级",
    "高级",
    "省级",
    "国家级",
    "认证",
    "专利",
];
/// Shares that say how much there is of a thing.
const EXTENTS: [&str; 8] = ["覆盖", "比例", "占比", "比重", "参保", "普及", "入学", "入园"];

/// An indicator of a number that has a unit.
struct Measured<'a> {
    name: String,
    level2: Level2,
    target: &'a NumericTarget,
    unit: &'a str,
    kind: Kind,
}

/// Numbers filed as quality, shares filed as quantity, and other units that do not fit; the gravest for each
/// indicator.
pub(super) fn units(indicators: &[Indicator]) -> Found {
    let finding = |(index, indicator): (usize, &Indicator)| {
        let measured = Measured::of(indicator)?;
        let finding = measured.against_name().or_else(|| measured.against_level2())?;
        Some((Subject::Indicator(index, Column::Unit), finding))
    };
    indicators.iter().enumerate().filter_map(finding).collect()
}

impl<'a> Measured<'a> {
    fn of(indicator: &'a Indicator) -> Option<Self> {
        let Target::Numeric(target) = &indicator.target else { return None };
        let unit = target.unit.as_ref()?.as_str();
        let kind = Kind::of(unit);
        (kind != Kind::Other).then(|| Self {
            name: bare(indicator.name.as_str()),
            level2: indicator.level2,
            target,
            unit,
            kind,
        })
    }

    /// A share that is counted, or a number of things in percent.
    fn against_name(&self) -> Option<Finding> {
        let (name, unit) = (excerpt(&self.name), excerpt(self.unit));
        if is_share(&self.name) && !matches!(self.kind, Kind::Rate | Kind::Points) {
            let en = format!("the name says a share, but its unit is {unit}: {name}");
            return Some(misfit(en, format!("指标名称为比率，计量单位却是“{unit}”：{name}")));
        }
        let is_of_change = is_change(&self.name) || self.name.contains("完成");
        (self.kind == Kind::Rate && is_number(&self.name) && !is_of_change).then(|| {
            let en = format!("the name says a number, but its unit is {unit}: {name}");
            misfit(en, format!("指标名称为数量，计量单位却是“{unit}”：{name}"))
        })
    }

    fn against_level2(&self) -> Option<Finding> {
        let is_kind = |kinds: &[Kind]| kinds.contains(&self.kind);
        match self.level2 {
            Level2::Quality if self.kind.is_number_of_things() && !self.is_counted_quality() => Some(self.quantity()),
            Level2::Quantity if self.kind == Kind::Rate && !self.is_extent() => Some(self.rate()),
            Level2::Timeliness if is_kind(&[Kind::Money, Kind::Count]) => {
                Some(self.level2_misfit("time, a rate or how often", "时间、比率或次数"))
            }
            Level2::Cost | Level2::EconomicCost if self.kind.is_number_of_things() && self.is_cap() => {
                Some(self.level2_misfit("money or a rate", "金额或比率"))
            }
            Level2::Satisfaction
                if is_kind(&[Kind::Money, Kind::Time, Kind::Count, Kind::Times]) && !self.is_limit() =>
            {
                Some(self.level2_misfit("percent or points", "百分比或分"))
            }
            Level2::Quantity
            | Level2::Quality
            | Level2::Timeliness
            | Level2::Cost
            | Level2::EconomicCost
            | Level2::SocialCost
            | Level2::EcologicalCost
            | Level2::EconomicEffect
            | Level2::SocialEffect
            | Level2::EcologicalEffect
            | Level2::Sustainability
            | Level2::Satisfaction => None,
        }
    }

    fn is_cap(&self) -> bool {
        matches!(self.target.sign, Sign::AtMost | Sign::LessThan)
    }

    /// Whether it bounds something unwanted, such as complaints or accidents.
    fn is_limit(&self) -> bool {
        self.is_cap() || (self.target.sign == Sign::Equal && self.target.value.millionths() == 0)
    }

    /// Whether the number is one of defects, or of things known to be good.
    fn is_counted_quality(&self) -> bool {
        self.is_limit() || QUALITIES.iter().any(|quality| self.name.contains(quality))
    }

    /// Whether the share tells an extent, or the growth of one.
    fn is_extent(&self) -> bool {
        is_change(&self.name) || EXTENTS.iter().any(|extent| self.name.contains(extent))
    }

    fn quantity(&self) -> Finding {
        let (name, target) = (excerpt(&self.name), self.printed());
        let en =
            format!("{target} is a quantity and does not show quality; give a rate or file it as 数量指标: {name}");
        let zh = format!("“{target}”是数量，不能体现质量，建议改用比率或列为数量指标：{name}");
        Finding::new(Code::QuantityAsQuality, en, zh)
    }

    fn rate(&self) -> Finding {
        let (name, target) = (excerpt(&self.name), self.printed());
        let en = format!("{target} is a rate and does not say how much; give the quantity or choose a level: {name}");
        let zh = format!("“{target}”是比率，不能体现数量，建议改用具体数量或调整二级指标：{name}");
        Finding::new(Code::RateAsQuantity, en, zh)
    }

    fn level2_misfit(&self, en: &str, zh: &str) -> Finding {
        let (name, unit, level2) = (excerpt(&self.name), excerpt(self.unit), self.level2.label());
        let en = format!("the unit {unit} does not fit {level2}, which is measured in {en}: {name}");
        misfit(en, format!("计量单位“{unit}”不适合{level2}，应为{zh}：{name}"))
    }

    fn printed(&self) -> String {
        format!("{}{}{}", self.target.sign.symbol(), self.target.value, excerpt(self.unit))
    }
}

fn misfit(en: String, zh: String) -> Finding {
    Finding::new(Code::UnitDoesNotFit, en, zh)
}
