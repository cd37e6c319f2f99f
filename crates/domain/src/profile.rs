//! Profiles: the rules of scoring as data. Weights are the plan's.

mod built_in;
mod check;
mod rule;

use std::borrow::Cow;

use crate::{Effective, LightBounds, Points, ProfileName, ProfileRef, Rounding, SchemeId, Text};

pub use rule::{MethodRule, Selector, TargetKind};

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

/// What becomes of the weight of a row that does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicableRule {
    /// It is left out: the total is that of the other rows, out of a hundred.
    Rescale,
    /// It goes to the other rows of its level 1 pro rata, where there is none to those of effect, else to all.
    Move,
}

/// What being far above a target means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverAchievement {
    /// It is flagged, and a reason is owed; the points stay.
    ReasonOwed,
    /// Nothing.
    Ignored,
}

/// Who may put points of their own in the place of a row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overrider {
    /// The department over the unit (主管部门).
    Department,
    /// The finance authority (财政部门).
    Finance,
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

/// The rules of scoring. A version is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Whose it is; `None` where it is built in.
    pub region: Option<crate::RegionCode>,
    /// Its id.
    pub id: Cow<'static, str>,
    /// From 1.
    pub version: i32,
    /// The document it follows.
    pub source: Cow<'static, str>,
    /// The days it is in force: a plan is scored by what is in force at the end of its fiscal year.
    pub effective: Effective,
    /// Points of the execution row; must be the plan's.
    pub execution_weight: Points,
    /// How `=` is scored.
    pub equal: EqualRule,
    /// How an exceeded cap is scored.
    pub cap: CapRule,
    /// Whether an actual equal to the target of `>` or `<` counts as not met.
    pub strict: bool,
    /// Methods other than those of the signs; the first that is for an indicator and fits its target counts.
    pub rules: Vec<MethodRule>,
    /// Over-achievement begins this share above the target.
    pub over_achievement: Points,
    /// What it means.
    pub over_achieved: OverAchievement,
    /// Lower bound of 达成, as a share of the weight; inclusive.
    pub achieved_from: Points,
    /// Lower bound of 部分达成并具有一定效果, as a share of the weight; inclusive.
    pub partly_achieved_from: Points,
    /// What becomes of the weight of a row that does not apply.
    pub not_applicable: NotApplicableRule,
    /// How a score and a total are rounded to 0.01.
    pub rounding: Rounding,
    /// Lowest totals of 优, 良 and 中; inclusive. Below the last it is 差.
    pub grades: [(Grade, Points); 3],
    /// Lights of monitoring.
    pub lights: LightBounds,
    /// How far the share of the indicators' points may be above the execution rate, as a share of itself.
    pub plausible_excess: Points,
    /// Who may override a score.
    pub overriders: Vec<Overrider>,
}

impl Profile {
    /// The profile of plans whose weight scheme has none of its own.
    pub const DEFAULT: &'static str = "cn-2020";
    /// Most method rules of a profile.
    pub const RULES: usize = 50;

    /// The rules that hold where no plan's profile is known.
    pub fn default_rules() -> &'static Self {
        built_in::default_rules()
    }

    /// The built-in profiles, by id.
    pub fn built_in() -> &'static [Profile] {
        built_in::all()
    }

    /// The built-in profile with that id.
    pub fn find(id: &SchemeId) -> Option<&'static Profile> {
        Self::built_in().iter().find(|p| p.id == id.as_str())
    }

    /// Its name, with its version.
    pub fn name(&self) -> Option<ProfileRef> {
        let name = ProfileName { region: self.region.clone(), id: self.id.parse().ok()? };
        Some(ProfileRef { name, version: Some(self.version) })
    }

    /// The grade of a total.
    pub fn grade(&self, total: Points) -> Grade {
        let reached = self.grades.iter().find(|(_, lowest)| total >= *lowest);
        reached.map_or(Grade::Poor, |(grade, _)| *grade)
    }

    /// The document it follows, as a text of its length.
    pub fn source_text(&self) -> Option<Text<200>> {
        Text::parse(self.source.to_string()).ok()
    }
}

impl Overrider {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Department, Self::Finance];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Department => "主管部门",
            Self::Finance => "财政部门",
        }
    }
}

impl Grade {
    /// All of them, from the best.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor];

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
mod tests;
