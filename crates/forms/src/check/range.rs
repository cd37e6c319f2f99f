//! Targets that nothing, or everything, that can be reported meets.

use jixiao_domain::{Indicator, Level2, NumericTarget, Sign, Target};

use super::names::{bare, is_change};
use super::units::{Kind, whole};
use super::{Column, Found, Subject};
use crate::text::excerpt;
use crate::{Code, Finding};

/// Before 率: shares that cannot pass the whole. Not among them are those that practice lets pass it, such as
/// 完成率, 到位率 and 参保率.
const PARTS: [&str; 38] = [
    "合格", "达标", "及格", "通过", "覆盖", "知晓", "参与", "出勤", "及时", "准时", "准确", "正常", "优良", "优秀",
    "成活", "存活", "就业", "接待", "响应", "办结", "结案", "完好", "公开", "发放", "回复", "受理", "处置", "参赛",
    "到岗", "好评", "好转", "治愈", "认可", "差错", "故障", "死亡", "失业", "绿化",
];
const HUNDRED_POINTS: i64 = 100_000_000;

/// What can be reported: from 0 to `most`, in millionths.
#[derive(Clone, Copy)]
struct Range {
    most: Option<i64>,
}

/// How a target stands to what can be reported.
#[derive(Clone, Copy)]
enum Fault {
    Unreachable,
    AlwaysMet,
}

/// Targets outside of what can be reported.
pub(super) fn targets(indicators: &[Indicator]) -> Found {
    let finding = |(index, indicator): (usize, &Indicator)| {
        let Target::Numeric(target) = &indicator.target else { return None };
        let unit = target.unit.as_ref()?.as_str();
        let range = Range::of(indicator, unit)?;
        let fault = range.fault(target)?;
        Some((Subject::Indicator(index, Column::Value), range.finding(fault, indicator, target, unit)))
    };
    indicators.iter().enumerate().filter_map(finding).collect()
}

impl Range {
    /// The range of an indicator in a unit, where it is sure to have one.
    fn of(indicator: &Indicator, unit: &str) -> Option<Self> {
        let name = bare(indicator.name.as_str());
        if is_change(&name) {
            return None;
        }
        let is_satisfaction = name.ends_with("满意度") || name.ends_with("满意率");
        let is_part = |name: &str| name.strip_suffix('率').is_some_and(|name| PARTS.iter().any(|p| name.ends_with(p)));
        match Kind::of(unit) {
            Kind::Rate if is_satisfaction || is_part(&name) => Some(Self { most: Some(whole(unit)?) }),
            Kind::Points if is_satisfaction && indicator.level2 == Level2::Satisfaction => {
                Some(Self { most: Some(HUNDRED_POINTS) })
            }
            Kind::Count | Kind::Times => Some(Self { most: None }),
            Kind::Rate | Kind::Points | Kind::Money | Kind::Time | Kind::Other => None,
        }
    }

    fn fault(self, target: &NumericTarget) -> Option<Fault> {
        let value = target.value.millionths();
        let is_above = self.most.is_some_and(|most| value > most);
        let is_most = self.most == Some(value);
        let (is_unreachable, is_always_met) = match target.sign {
            Sign::AtLeast => (is_above, value <= 0),
            Sign::MoreThan => (is_above || is_most, value < 0),
            Sign::Equal => (is_above || value < 0, false),
            Sign::LessThan => (value <= 0, is_above),
            Sign::AtMost => (value < 0, is_above || is_most),
        };
        match (is_unreachable, is_always_met) {
            (true, _) => Some(Fault::Unreachable),
            (false, true) => Some(Fault::AlwaysMet),
            (false, false) => None,
        }
    }

    fn finding(self, fault: Fault, indicator: &Indicator, target: &NumericTarget, unit: &str) -> Finding {
        let name = excerpt(indicator.name.as_str());
        let unit = excerpt(unit);
        let printed = format!("{}{}{unit}", target.sign.symbol(), target.value);
        let (range_en, range_zh) = match self.most.map(|most| most / 1_000_000) {
            Some(most) => (format!("0 to {most}{unit}"), format!("0至{most}{unit}")),
            None => ("0 or more".to_owned(), "不小于0".to_owned()),
        };
        let (en, zh) = match fault {
            Fault::Unreachable => ("cannot be reached", "无法达到"),
            Fault::AlwaysMet => ("is met whatever is done", "无论工作做得如何都能达到"),
        };
        let en = format!("the target {printed} {en}, as results are {range_en}: {name}");
        let zh = format!("指标值{printed}{zh}（实际值的范围：{range_zh}）：{name}");
        Finding::new(Code::TargetOutOfRange, en, zh)
    }
}
