//! Opinions on a plan version, and what the unit makes of them.

use std::fmt;
use std::str::FromStr;

use crate::workflow::Opinion;
use crate::{Instant, Invalid, PlanRef, PrincipalId, Text, VersionName};

/// `…/versions/{version}/opinions/{step}-{place}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpinionName {
    /// The version it was said of.
    pub version: VersionName,
    /// Where it was said.
    pub key: OpinionKey,
}

/// Where on a version an opinion was said: `{step}-{place}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpinionKey {
    /// Number of the step, from 1.
    pub step: i32,
    /// Its place at the step, from 1.
    pub place: i32,
}

/// An opinion that was said, with the last answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionSaid {
    /// Its name.
    pub name: OpinionName,
    /// Of what, and what.
    pub opinion: Opinion,
    /// Who said it, as the calling system knows them.
    pub reviewer: Option<Text<100>>,
    /// For whom the request was made.
    pub principal: PrincipalId,
    /// When.
    pub time: Instant,
    /// How often it was answered.
    pub answers: i32,
    /// The last answer; `None` while there is none.
    pub answer: Option<OpinionAnswer>,
}

/// What the unit makes of an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionAnswer {
    /// Whether it follows it.
    pub is_accepted: bool,
    /// Its words.
    pub text: Option<Text<2000>>,
    /// Who answered, as the calling system knows them.
    pub answered_by: Text<100>,
    /// For whom the request was made.
    pub principal: PrincipalId,
    /// When.
    pub time: Instant,
}

/// What the unit made of an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpinionStatus {
    /// Not answered yet.
    Open,
    /// The unit follows it.
    Accepted,
    /// The unit does not follow it.
    Rejected,
}

impl OpinionSaid {
    /// What the unit made of it.
    pub fn status(&self) -> OpinionStatus {
        match &self.answer {
            None => OpinionStatus::Open,
            Some(answer) if answer.is_accepted => OpinionStatus::Accepted,
            Some(_) => OpinionStatus::Rejected,
        }
    }
}

impl OpinionStatus {
    /// In words of the API, such as `accepted`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

const NOT_AN_OPINION: Invalid = Invalid {
    en: "is not a name …/plans/{year}/versions/{version}/opinions/{step}-{place}",
    zh: "不是…/plans/{year}/versions/{version}/opinions/{step}-{place}形式的名称",
};

impl FromStr for OpinionKey {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (step, place) = text.split_once('-').ok_or(NOT_AN_OPINION)?;
        let number = |digits: &str| {
            let is_number = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse().ok().filter(|n: &i32| is_number && *n >= 1).ok_or(NOT_AN_OPINION)
        };
        Ok(Self { step: number(step)?, place: number(place)? })
    }
}

impl FromStr for OpinionName {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let (version, key) = name.split_once("/opinions/").ok_or(NOT_AN_OPINION)?;
        let plan: PlanRef = version.parse().map_err(|_| NOT_AN_OPINION)?;
        let version = plan.version.ok_or(NOT_AN_OPINION)?;
        Ok(Self { version: VersionName { plan: plan.plan, version }, key: key.parse()? })
    }
}

impl fmt::Display for OpinionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.step, self.place)
    }
}

impl fmt::Display for OpinionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/opinions/{}", self.version, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: &str = "regions/120000000/departments/canlian/plans/2023/versions/2";

    #[test]
    fn a_name_reads_back_as_it_prints() {
        let name = format!("{VERSION}/opinions/4-12");
        let read: OpinionName = name.parse().unwrap();
        assert_eq!((read.key.step, read.key.place, read.to_string()), (4, 12, name));
    }

    #[test]
    fn a_name_of_another_form_is_refused() {
        for key in
            ["", "1", "1-", "-1", "0-1", "1-0", "01-1", "1-01", "1-1-1", "+1-1", "1--1", "99999999999-1", "1-1/x"]
        {
            assert!(format!("{VERSION}/opinions/{key}").parse::<OpinionName>().is_err(), "{key}");
        }
        let plan = VERSION.strip_suffix("/versions/2").unwrap();
        for name in [format!("{plan}/opinions/1-1"), VERSION.to_owned(), format!("{VERSION}/opinions/1-1/opinions/1-1")]
        {
            assert!(name.parse::<OpinionName>().is_err(), "{name}");
        }
    }
}
