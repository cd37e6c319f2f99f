//! Lights of monitoring (红黄绿蓝灯).

mod bounds;
mod pace;

pub use bounds::LightBounds;
pub use pace::Pace;

use crate::{ActualValue, Decimal, Fen, Level2, NumericTarget, Sign, Target, Tier};

/// The light of a row in monitoring, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// 红灯.
    Red,
    /// 黄灯.
    Yellow,
    /// 绿灯.
    Green,
    /// 蓝灯: far ahead.
    Blue,
}

/// What monitoring says of a row: a light, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// A light.
    Lit(Light),
    /// 无数据: nothing was reported that the target could be compared with.
    NoData,
    /// 无目标: there is nothing to compare with.
    NoTarget,
    /// 待评: a text that nobody judged yet.
    Unjudged,
    /// 不适用: reported as not applicable.
    NotApplicable,
}

/// How the reports of an indicator relate to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccumulationKind {
    /// It grows from January on: the target is due in twelfths.
    Cumulative,
    /// It is a state: the whole target is due at any time.
    Snapshot,
    /// It grows from 1 January on and begins anew each year: the target is due in twelfths.
    YearlyReset,
}

impl Light {
    /// All of them, the worst first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Yellow, Self::Green, Self::Blue];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Red => "红",
            Self::Yellow => "黄",
            Self::Green => "绿",
            Self::Blue => "蓝",
        }
    }

    /// The worst of several: what a roll-up shows. `None` where there is none.
    pub fn worst(lights: impl IntoIterator<Item = Self>) -> Option<Self> {
        lights.into_iter().min()
    }
}

impl Signal {
    /// All of them, lights first.
    pub const ALL: [Self; 8] = [
        Self::Lit(Light::Red),
        Self::Lit(Light::Yellow),
        Self::Lit(Light::Green),
        Self::Lit(Light::Blue),
        Self::NoData,
        Self::NoTarget,
        Self::Unjudged,
        Self::NotApplicable,
    ];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lit(light) => light.label(),
            Self::NoData => "无数据",
            Self::NoTarget => "无目标",
            Self::Unjudged => "待评",
            Self::NotApplicable => "不适用",
        }
    }

    /// The light, where there is one.
    pub const fn light(self) -> Option<Light> {
        match self {
            Self::Lit(light) => Some(light),
            Self::NoData | Self::NoTarget | Self::Unjudged | Self::NotApplicable => None,
        }
    }
}

impl AccumulationKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cumulative, Self::Snapshot, Self::YearlyReset];

    /// In words of the API.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cumulative => "cumulative",
            Self::Snapshot => "snapshot",
            Self::YearlyReset => "yearly_reset",
        }
    }

    /// Whether it is the year-to-date figure of something that only grows.
    pub const fn is_cumulative(self) -> bool {
        match self {
            Self::Cumulative | Self::YearlyReset => true,
            Self::Snapshot => false,
        }
    }

    /// The kind where nobody set one: 数量指标 are cumulative unless their unit is a rate, all else is a snapshot.
    pub fn by_default(level2: Level2, target: &Target) -> Self {
        let unit = match target {
            Target::Numeric(NumericTarget { unit, .. }) | Target::Unreadable { unit, .. } => unit.as_ref(),
            Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. } => None,
        };
        let is_rate = unit.is_some_and(|unit| is_rate(unit.as_str()));
        if level2 == Level2::Quantity && !is_rate { Self::Cumulative } else { Self::Snapshot }
    }
}

/// Whether a unit is that of a rate.
pub fn is_rate(unit: &str) -> bool {
    ["%", "％", "﹪", "‰", "百分", "千分", "比例", "比率"].iter().any(|word| unit.contains(word))
}

/// The light of the budget's pace at the end of a month, from 1 to 12; never blue. No budget is no target.
pub fn budget_light(bounds: &LightBounds, executed: Fen, budget: Fen, month: u8) -> Signal {
    Pace::of_budget(executed, budget, month).map_or(Signal::NoTarget, |pace| {
        Signal::Lit(match bounds.light(pace) {
            Light::Blue => Light::Green,
            light => light,
        })
    })
}

/// The light of an indicator at the end of a month, from 1 to 12. The tier is that of the judgement of this actual.
///
/// What is not applicable is so whatever the target. Else a sign whose number cannot be read is no target; a text
/// against a number is no data.
pub fn indicator_light(
    bounds: &LightBounds,
    kind: AccumulationKind,
    target: &Target,
    actual: Option<&ActualValue>,
    tier: Option<Tier>,
    month: u8,
) -> Signal {
    let met = |is_met: bool| Signal::Lit(if is_met { Light::Green } else { Light::Red });
    match (actual, target) {
        (Some(ActualValue::NotApplicable(_)), _) => Signal::NotApplicable,
        (_, Target::Unreadable { .. }) => Signal::NoTarget,
        (None, _) => Signal::NoData,
        (Some(ActualValue::Number(number)), Target::Numeric(target)) => {
            Signal::Lit(number_light(bounds, kind, target, *number, month))
        }
        (Some(ActualValue::Date(day)), Target::Deadline { date, .. }) => met(day <= date),
        (Some(ActualValue::Date(day)), Target::Window { first, last, .. }) => met((first..=last).contains(&day)),
        // A person's judgement comes before the unit's own view.
        (Some(ActualValue::Tiered { tier: own, .. }), Target::Qualitative { .. }) => {
            Signal::Lit(tier_light(tier.unwrap_or(*own)))
        }
        (Some(ActualValue::Text(_)), Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. }) => {
            tier.map_or(Signal::Unjudged, |tier| Signal::Lit(tier_light(tier)))
        }
        (
            Some(ActualValue::Number(_) | ActualValue::Date(_) | ActualValue::Text(_) | ActualValue::Tiered { .. }),
            _,
        ) => Signal::NoData,
    }
}

fn tier_light(tier: Tier) -> Light {
    match tier {
        Tier::Achieved => Light::Green,
        Tier::PartlyAchieved => Light::Yellow,
        Tier::NotAchieved => Light::Red,
    }
}

/// The light of its pace. Where it has none, it is met or not: `= 0` is met by nothing above it.
fn number_light(
    bounds: &LightBounds,
    kind: AccumulationKind,
    target: &NumericTarget,
    actual: Decimal,
    month: u8,
) -> Light {
    let is_met = match target.sign {
        Sign::AtMost | Sign::LessThan => actual <= target.value,
        Sign::Equal if target.value == Decimal::ZERO => actual <= Decimal::ZERO,
        Sign::AtLeast | Sign::MoreThan | Sign::Equal => actual >= target.value,
    };
    let unpaced = if is_met { Light::Green } else { Light::Red };
    Pace::of_indicator(kind, target, actual, month).map_or(unpaced, |pace| bounds.light(pace))
}

#[cfg(test)]
mod tests;
