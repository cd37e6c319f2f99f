//! Profiles.

use jixiao_domain::{Grade, Points, Profile};

use super::EnumField;
use crate::scoring::v1 as wire;

impl From<&Profile> for wire::Profile {
    fn from(profile: &Profile) -> Self {
        let bound = |(grade, lowest): (Grade, Points)| wire::GradeBound {
            grade: grade.number(),
            lowest_total: lowest.to_string(),
        };
        Self {
            id: profile.id.to_owned(),
            version: profile.version,
            source: profile.source.to_owned(),
            execution_weight: profile.execution_weight.to_string(),
            equal_rule: profile.equal.number(),
            cap_rule: profile.cap.number(),
            strict: profile.strict,
            over_achievement: profile.over_achievement.to_string(),
            achieved_from: profile.achieved_from.to_string(),
            partly_achieved_from: profile.partly_achieved_from.to_string(),
            grades: profile.grades.into_iter().chain([(Grade::Poor, Points::ZERO)]).map(bound).collect(),
        }
    }
}
