//! The points that a tier allows.

use super::Tier;
use crate::{Fraction, Points, Profile, Rounding};

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
            exact.map_or(Points::ZERO, |exact| exact.round(Rounding::HalfUp))
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
