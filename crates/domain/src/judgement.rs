//! What persons decide: judgements of what a number cannot say, and points of their own in the place of a row's.

mod band;

use std::collections::BTreeMap;

use crate::{IndicatorId, Instant, Overrider, Period, Points, ProfileRef, Text};

pub use band::Band;

/// How well a qualitative target was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// 达成.
    Achieved,
    /// 部分达成并具有一定效果.
    PartlyAchieved,
    /// 未达成且效果较差.
    NotAchieved,
}

impl Tier {
    /// All of them, from the best.
    pub const ALL: [Self; 3] = [Self::Achieved, Self::PartlyAchieved, Self::NotAchieved];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Achieved => "达成",
            Self::PartlyAchieved => "部分达成并具有一定效果",
            Self::NotAchieved => "未达成且效果较差",
        }
    }
}

/// Whose view a judgement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The unit's of itself (自评): shown beside the reviewer's, and counts for nothing but the unit's own column.
    Unit,
    /// A reviewer's (复核): it counts.
    Reviewer,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Unit, Self::Reviewer];
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// A tier, and points inside its band.
    Tier {
        /// Whose view it is.
        side: Side,
        /// The tier.
        tier: Tier,
        /// Inside its band.
        score: Points,
    },
    /// Items of a checklist that are there.
    Checklist {
        /// Whose view it is.
        side: Side,
        /// Numbers of the items from 1, rising.
        met: Vec<u32>,
    },
    /// Points for an indicator that is scored by hand.
    Manual {
        /// Whose view it is.
        side: Side,
        /// From nought to the weight.
        score: Points,
    },
    /// Points that take the place of those of the row.
    Override {
        /// As what the person decided.
        overrider: Overrider,
        /// From nought to the weight; `None` where an override no longer holds.
        score: Option<Points>,
        /// What the row had without it.
        computed: Option<Points>,
    },
}

/// What stands beside each other for one report: of each slot the newest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The unit's judgement.
    Unit,
    /// The reviewer's judgement.
    Reviewer,
    /// The override.
    Override,
}

impl Ruling {
    /// Where it stands.
    pub const fn slot(&self) -> Slot {
        match self {
            Self::Tier { side, .. } | Self::Checklist { side, .. } | Self::Manual { side, .. } => match side {
                Side::Unit => Slot::Unit,
                Side::Reviewer => Slot::Reviewer,
            },
            Self::Override { .. } => Slot::Override,
        }
    }

    /// The tier, where one was picked.
    pub const fn tier(&self) -> Option<Tier> {
        match self {
            Self::Tier { tier, .. } => Some(*tier),
            Self::Checklist { .. } | Self::Manual { .. } | Self::Override { .. } => None,
        }
    }
}

/// A judgement as it was recorded. It holds for the report it judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What was decided.
    pub ruling: Ruling,
    /// Why.
    pub grounds: Text<2000>,
    /// Who.
    pub judge: Text<100>,
    /// The profile that it was decided under, with its version.
    pub profile: ProfileRef,
    /// Period of the actual that was judged; `None` where none was reported.
    pub actual_period: Option<Period>,
    /// Revision of the actual that was judged; 0 where none was reported.
    pub actual_revision: i64,
    /// Number of the judgement in its plan, from 1.
    pub revision: i64,
    /// When it was recorded.
    pub time: Instant,
}

/// The judgements of a plan that hold: of each indicator, judged report and slot the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// The newest revision; 0 where nothing was judged.
    pub revision: i64,
    /// By indicator, revision of the judged actual and slot.
    pub held: BTreeMap<(IndicatorId, i64, Slot), Judgement>,
}

/// Those of one report of one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged<'a> {
    /// The unit's.
    pub unit: Option<&'a Judgement>,
    /// The reviewer's.
    pub reviewer: Option<&'a Judgement>,
    /// The override.
    pub overridden: Option<&'a Judgement>,
}

impl Judgements {
    /// Takes a judgement in; a newer one takes the place of an older one.
    pub fn take(&mut self, judgement: Judgement) {
        self.revision = self.revision.max(judgement.revision);
        let key = (judgement.indicator.clone(), judgement.actual_revision, judgement.ruling.slot());
        if self.held.get(&key).is_none_or(|j| j.revision <= judgement.revision) {
            self.held.insert(key, judgement);
        }
    }

    /// Those of that report of that indicator; revision 0 is that none was reported.
    pub fn of(&self, indicator: &IndicatorId, actual_revision: i64) -> Judged<'_> {
        let held = |slot| self.held.get(&(indicator.clone(), actual_revision, slot));
        Judged { unit: held(Slot::Unit), reviewer: held(Slot::Reviewer), overridden: held(Slot::Override) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement(revision: i64, ruling: Ruling) -> Judgement {
        Judgement {
            indicator: IndicatorId::numbered(1),
            ruling,
            grounds: Text::parse("见台账").unwrap(),
            judge: Text::parse("评审组").unwrap(),
            profile: "profiles/cn-2020/versions/1".parse().unwrap(),
            actual_period: None,
            actual_revision: 3,
            revision,
            time: Instant::from_micros(revision),
        }
    }

    #[test]
    fn views_stand_beside_each_other_and_the_newest_of_each_holds() {
        let tier = |side, score: &str| Ruling::Tier { side, tier: Tier::Achieved, score: score.parse().unwrap() };
        let over = Ruling::Override { overrider: Overrider::Finance, score: None, computed: None };
        let all = [
            judgement(1, tier(Side::Unit, "5")),
            judgement(2, tier(Side::Reviewer, "4.5")),
            judgement(3, over),
            judgement(4, tier(Side::Reviewer, "4.2")),
        ];
        let mut judgements = Judgements::default();
        all.iter().rev().cloned().for_each(|judgement| judgements.take(judgement));
        let held = judgements.of(&IndicatorId::numbered(1), 3);
        assert_eq!((held.unit, held.reviewer, held.overridden), (Some(&all[0]), Some(&all[3]), Some(&all[2])));
        assert_eq!(judgements.revision, 4);
        assert_eq!(judgements.of(&IndicatorId::numbered(1), 2), Judged::default());
    }
}
