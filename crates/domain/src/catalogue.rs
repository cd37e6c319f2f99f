//! The indicator catalogue in its two frames: 2015 (财预〔2015〕88号) and 2021 (财预〔2021〕101号).

/// Level 1 (一级指标).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level1 {
    /// 成本指标, a level 1 in frame 2021 only.
    Cost,
    /// 产出指标.
    Output,
    /// 效益指标, in older tables 效果指标.
    Effect,
    /// 满意度指标.
    Satisfaction,
}

/// Level 2 (二级指标).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level2 {
    /// 数量指标.
    Quantity,
    /// 质量指标.
    Quality,
    /// 时效指标.
    Timeliness,
    /// 成本指标 under 产出指标, frame 2015.
    Cost,
    /// 经济成本指标, frame 2021.
    EconomicCost,
    /// 社会成本指标, frame 2021.
    SocialCost,
    /// 生态环境成本指标, frame 2021.
    EcologicalCost,
    /// 经济效益指标.
    EconomicEffect,
    /// 社会效益指标.
    SocialEffect,
    /// 生态效益指标.
    EcologicalEffect,
    /// 可持续影响指标, frame 2015.
    Sustainability,
    /// 服务对象满意度指标.
    Satisfaction,
}

/// What a weight scheme gives a share to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// 产出.
    Output,
    /// 效益.
    Effect,
    /// 满意度.
    Satisfaction,
    /// 成本.
    Cost,
}

/// A frame of the catalogue: which level 2 stands under which level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// 财预〔2015〕88号.
    Cn2015,
    /// 财预〔2021〕101号.
    Cn2021,
}

impl Frame {
    /// All of them, by year.
    pub const ALL: [Self; 2] = [Self::Cn2015, Self::Cn2021];

    /// The document it follows.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Cn2015 => "财预〔2015〕88号",
            Self::Cn2021 => "财预〔2021〕101号",
        }
    }

    /// Whether it has that pair.
    pub fn has(self, level1: Level1, level2: Level2) -> bool {
        let is_of_other = match self {
            Self::Cn2015 => matches!(level2, Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost),
            Self::Cn2021 => matches!(level2, Level2::Cost | Level2::Sustainability),
        };
        level2.level1() == level1 && !is_of_other
    }

    /// Its pairs, in the order of the catalogue.
    pub fn pairs(self) -> impl Iterator<Item = (Level1, Level2)> {
        Level2::ALL.into_iter().map(|level2| (level2.level1(), level2)).filter(move |(one, two)| self.has(*one, *two))
    }
}

impl Level1 {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cost, Self::Output, Self::Effect, Self::Satisfaction];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cost => "成本指标",
            Self::Output => "产出指标",
            Self::Effect => "效益指标",
            Self::Satisfaction => "满意度指标",
        }
    }
}

impl Level2 {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Quantity,
        Self::Quality,
        Self::Timeliness,
        Self::Cost,
        Self::EconomicCost,
        Self::SocialCost,
        Self::EcologicalCost,
        Self::EconomicEffect,
        Self::SocialEffect,
        Self::EcologicalEffect,
        Self::Sustainability,
        Self::Satisfaction,
    ];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quantity => "数量指标",
            Self::Quality => "质量指标",
            Self::Timeliness => "时效指标",
            Self::Cost => "成本指标",
            Self::EconomicCost => "经济成本指标",
            Self::SocialCost => "社会成本指标",
            Self::EcologicalCost => "生态环境成本指标",
            Self::EconomicEffect => "经济效益指标",
            Self::SocialEffect => "社会效益指标",
            Self::EcologicalEffect => "生态效益指标",
            Self::Sustainability => "可持续影响指标",
            Self::Satisfaction => "服务对象满意度指标",
        }
    }

    /// The level 1 it stands under; for 成本指标 that of frame 2015.
    pub const fn level1(self) -> Level1 {
        match self {
            Self::Quantity | Self::Quality | Self::Timeliness | Self::Cost => Level1::Output,
            Self::EconomicCost | Self::SocialCost | Self::EcologicalCost => Level1::Cost,
            Self::EconomicEffect | Self::SocialEffect | Self::EcologicalEffect | Self::Sustainability => Level1::Effect,
            Self::Satisfaction => Level1::Satisfaction,
        }
    }
}

impl Family {
    /// The family of an indicator. A cost indicator of either frame is cost; a scheme without a cost
    /// share counts it as output.
    pub const fn of(level1: Level1, level2: Level2) -> Self {
        match (level1, level2) {
            (Level1::Cost, _) | (Level1::Output, Level2::Cost) => Self::Cost,
            (Level1::Output, _) => Self::Output,
            (Level1::Effect, _) => Self::Effect,
            (Level1::Satisfaction, _) => Self::Satisfaction,
        }
    }
}

/// Whether one of the frames has that pair. A pair outside is a finding, not a refusal: real tables mix frames.
pub fn is_in_a_frame(level1: Level1, level2: Level2) -> bool {
    level2.level1() == level1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_in_a_frame_exactly_where_one_of_them_has_it() {
        for (level1, level2) in Level1::ALL.into_iter().flat_map(|one| Level2::ALL.map(|two| (one, two))) {
            let has = Frame::ALL.iter().any(|frame| frame.has(level1, level2));
            assert_eq!(is_in_a_frame(level1, level2), has, "{level1:?} {level2:?}");
        }
    }

    #[test]
    fn cost_is_a_level_1_in_frame_2021_only() {
        let is_cost = |(level1, _): &(Level1, Level2)| *level1 == Level1::Cost;
        assert_eq!((Frame::Cn2015.pairs().count(), Frame::Cn2021.pairs().count()), (9, 10));
        assert_eq!(Frame::Cn2015.pairs().filter(is_cost).count(), 0);
        assert_eq!(Frame::Cn2021.pairs().filter(is_cost).count(), 3);
    }
}
