//! Profiles: the rules of scoring as data. Weights are the plan's.

use crate::{Points, SchemeId};

/// How `=` is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EqualRule {
    /// As ≥.
    AtLeast,
    /// By the distance to the target, on either side.
    Exact,
}

/// How an exceeded cap (≤, <) is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapRule {
    /// w·(1-(A-T)/T), nothing from 2T on.
    Linear,
    /// w·T/A.
    Ratio,
}

/// The grade of a total (等级).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 优.
    Excellent,
    /// 良.
    Good,
    /// 中.
    Fair,
    /// 差.
    Poor,
}

/// The rules of scoring. A published version is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: &'static str,
    /// From 1.
    pub version: i32,
    /// The document it follows.
    pub source: &'static str,
    /// Points of the execution row; must be the plan's.
    pub execution_weight: Points,
    /// How `=` is scored.
    pub equal: EqualRule,
    /// How an exceeded cap is scored.
    pub cap: CapRule,
    /// Whether an actual equal to the target of `>` or `<` counts as not met.
    pub strict: bool,
    /// Over-achievement is flagged from this share above the target.
    pub over_achievement: Points,
    /// Lower bound of 达成, as a share of the weight; inclusive.
    pub achieved_from: Points,
    /// Lower bound of 部分达成并具有一定效果, as a share of the weight; inclusive.
    pub partly_achieved_from: Points,
    /// Lowest totals of 优, 良 and 中; inclusive. Below the last it is 差.
    pub grades: [(Grade, Points); 3],
}

const fn hundredths(points: u32) -> Points {
    Points::from_hundredths(points)
}

const CN_2020: Profile = Profile {
    id: "cn-2020",
    version: 1,
    source: "财预〔2020〕10号",
    execution_weight: hundredths(1000),
    equal: EqualRule::AtLeast,
    cap: CapRule::Linear,
    strict: false,
    over_achievement: hundredths(20),
    achieved_from: hundredths(80),
    partly_achieved_from: hundredths(60),
    grades: [(Grade::Excellent, hundredths(9000)), (Grade::Good, hundredths(8000)), (Grade::Fair, hundredths(6000))],
};

const BUILT_IN: [Profile; 3] = [
    CN_2020,
    Profile { id: "cn-2021-cost", source: "财预〔2021〕101号", ..CN_2020 },
    Profile {
        id: "hubei",
        source: "湖北省",
        execution_weight: hundredths(2000),
        cap: CapRule::Ratio,
        partly_achieved_from: hundredths(50),
        ..CN_2020
    },
];

impl Profile {
    /// The profile of calls that name none.
    pub const DEFAULT: &'static str = "cn-2020";

    /// The profile of that id.
    pub(crate) const fn default_rules() -> &'static Self {
        &CN_2020
    }

    /// The built-in profiles, by id.
    pub const fn built_in() -> &'static [Profile] {
        &BUILT_IN
    }

    /// The built-in profile with that id.
    pub fn find(id: &SchemeId) -> Option<&'static Profile> {
        BUILT_IN.iter().find(|p| p.id == id.as_str())
    }

    /// The grade of a total.
    pub fn grade(&self, total: Points) -> Grade {
        let reached = self.grades.iter().find(|(_, lowest)| total >= *lowest);
        reached.map_or(Grade::Poor, |(grade, _)| *grade)
    }
}

impl Grade {
    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Excellent => "优",
            Self::Good => "良",
            Self::Fair => "中",
            Self::Poor => "差",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_scheme_can_be_scored_under_some_profile() {
        for scheme in crate::WeightScheme::built_in() {
            let fits = |profile: &&Profile| profile.execution_weight == scheme.execution;
            assert!(Profile::built_in().iter().any(|profile| fits(&profile)), "{}", scheme.id);
        }
    }

    #[test]
    fn lower_bounds_of_grades_are_inclusive() {
        let profile = &Profile::built_in()[0];
        let grade = |text: &str| profile.grade(text.parse().unwrap());
        assert_eq!(grade("100"), Grade::Excellent);
        assert_eq!((grade("90.00"), grade("89.99")), (Grade::Excellent, Grade::Good));
        assert_eq!((grade("80.00"), grade("79.99")), (Grade::Good, Grade::Fair));
        assert_eq!((grade("60.00"), grade("59.99")), (Grade::Fair, Grade::Poor));
        assert_eq!(grade("0"), Grade::Poor);
    }
}
