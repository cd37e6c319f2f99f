//! Judgements of what a number cannot say.

use std::collections::BTreeMap;

use crate::{Fraction, IndicatorId, Instant, Period, Points, Profile, Text};

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

/// The points a tier allows; both bounds are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least.
    pub lowest: Points,
    /// The most.
    pub highest: Points,
}

impl Band {
    /// The band of a tier for an indicator of that weight. Bounds are rounded to 0.01 first; `None`
    /// where nothing is left between them, so that the tier cannot be picked.
    pub fn of(tier: Tier, weight: Points, profile: &Profile) -> Option<Self> {
        let bound = |share: Points| {
            let exact = Fraction::of(weight, i128::from(share.hundredths()), 100);
            exact.map_or(Points::ZERO, Fraction::round)
        };
        let (achieved, partly) = (bound(profile.achieved_from), bound(profile.partly_achieved_from));
        let below = |bound: Points| bound.checked_sub(Points::from_hundredths(1));
        let (lowest, highest) = match tier {
            Tier::Achieved => (achieved, weight),
            Tier::PartlyAchieved => (partly, below(achieved)?),
            Tier::NotAchieved => (Points::ZERO, below(partly)?),
        };
        (lowest <= highest).then_some(Self { lowest, highest })
    }

    /// Whether the points lie inside.
    pub fn contains(&self, score: Points) -> bool {
        (self.lowest..=self.highest).contains(&score)
    }
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The tier.
    pub tier: Tier,
    /// Points inside its band.
    pub score: Points,
    /// Why.
    pub grounds: Text<2000>,
    /// Who.
    pub judge: Text<100>,
}

/// A judgement as it was recorded. It holds for the report it judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What was decided.
    pub verdict: Verdict,
    /// Period of the actual that was judged.
    pub actual_period: Period,
    /// Revision of the actual that was judged.
    pub actual_revision: i64,
    /// Number of the judgement in its plan, from 1.
    pub revision: i64,
    /// When it was recorded.
    pub time: Instant,
}

/// The judgements of a plan that hold: the newest of each indicator and judged report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// The newest revision; 0 where nothing was judged.
    pub revision: i64,
    /// By indicator and revision of the judged actual.
    pub held: BTreeMap<(IndicatorId, i64), Judgement>,
}

impl Judgements {
    /// Takes a judgement in; a newer one takes the place of an older one.
    pub fn take(&mut self, judgement: Judgement) {
        self.revision = self.revision.max(judgement.revision);
        let key = (judgement.indicator.clone(), judgement.actual_revision);
        if self.held.get(&key).is_none_or(|j| j.revision <= judgement.revision) {
            self.held.insert(key, judgement);
        }
    }

    /// The judgement of that report of that indicator.
    pub fn of(&self, indicator: &IndicatorId, actual_revision: i64) -> Option<&Judgement> {
        self.held.get(&(indicator.clone(), actual_revision))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(tier: Tier, weight: &str) -> Option<(String, String)> {
        let band = Band::of(tier, weight.parse().unwrap(), &Profile::built_in()[0])?;
        Some((band.lowest.to_string(), band.highest.to_string()))
    }

    #[test]
    fn bands_meet_without_gap_or_overlap() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(band(Tier::Achieved, "5"), pair("4.00", "5.00"));
        assert_eq!(band(Tier::PartlyAchieved, "5"), pair("3.00", "3.99"));
        assert_eq!(band(Tier::NotAchieved, "5"), pair("0.00", "2.99"));
        assert_eq!(band(Tier::Achieved, "1.58"), pair("1.26", "1.58"));
    }

    #[test]
    fn a_band_that_is_empty_after_rounding_cannot_be_picked() {
        assert_eq!(band(Tier::PartlyAchieved, "0.01"), None);
        assert!(band(Tier::NotAchieved, "0.01").is_some());
        assert_eq!(band(Tier::NotAchieved, "0"), None);
        assert!(band(Tier::Achieved, "0").is_some());
    }

    #[test]
    fn every_score_up_to_the_weight_lies_in_exactly_one_band() {
        let profile = &Profile::built_in()[0];
        for weight in (0..=600).map(Points::from_hundredths) {
            for score in (0..=weight.hundredths()).map(Points::from_hundredths) {
                let bands = Tier::ALL.iter().filter_map(|t| Band::of(*t, weight, profile));
                assert_eq!(bands.filter(|b| b.contains(score)).count(), 1, "{score} of {weight}");
            }
        }
    }
}
