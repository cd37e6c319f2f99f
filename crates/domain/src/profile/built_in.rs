//! The profiles that are always there.

use std::borrow::Cow;

use super::{CapRule, EqualRule, Grade, NotApplicableRule, OverAchievement, Overrider, Profile};
use crate::{Effective, LightBounds, Points, Rounding};

use std::sync::LazyLock;

static ALL: LazyLock<[Profile; 3]> = LazyLock::new(|| {
    [
        cn_2020(),
        Profile { id: Cow::Borrowed("cn-2021-cost"), source: Cow::Borrowed("财预〔2021〕101号"), ..cn_2020() },
        Profile {
            id: Cow::Borrowed("hubei"),
            source: Cow::Borrowed("湖北省"),
            execution_weight: hundredths(2000),
            cap: CapRule::Ratio,
            partly_achieved_from: hundredths(50),
            ..cn_2020()
        },
    ]
});

pub(super) fn all() -> &'static [Profile] {
    ALL.as_slice()
}

pub(super) fn default_rules() -> &'static Profile {
    let [default, ..] = &*ALL;
    default
}

const fn hundredths(points: u32) -> Points {
    Points::from_hundredths(points)
}

fn cn_2020() -> Profile {
    Profile {
        region: None,
        id: Cow::Borrowed(Profile::DEFAULT),
        version: 1,
        source: Cow::Borrowed("财预〔2020〕10号"),
        effective: Effective::ALWAYS,
        execution_weight: hundredths(1000),
        equal: EqualRule::AtLeast,
        cap: CapRule::Linear,
        strict: false,
        rules: Vec::new(),
        over_achievement: hundredths(20),
        over_achieved: OverAchievement::ReasonOwed,
        achieved_from: hundredths(80),
        partly_achieved_from: hundredths(60),
        not_applicable: NotApplicableRule::Rescale,
        rounding: Rounding::HalfUp,
        grades: [
            (Grade::Excellent, hundredths(9000)),
            (Grade::Good, hundredths(8000)),
            (Grade::Fair, hundredths(6000)),
        ],
        lights: LightBounds::DEFAULT,
        plausible_excess: hundredths(5),
        overriders: Overrider::ALL.to_vec(),
    }
}
