//! Names of finalized scorecards.

use std::fmt;
use std::str::FromStr;

use crate::name::counted;
use crate::{Invalid, PlanName};

/// `…/plans/{year}/scorecards/{number}`, or `…/plans/{year}/scorecards/-` for the newest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScorecardName {
    /// Whose.
    pub plan: PlanName,
    /// From 1; `None` for the newest.
    pub number: Option<i32>,
}

const NOT_A_SCORECARD: Invalid = Invalid {
    en: "is not a name …/plans/{year}/scorecards/{number}",
    zh: "不是…/plans/{year}/scorecards/{number}形式的名称",
};

impl FromStr for ScorecardName {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let (plan, number) = name.split_once("/scorecards/").ok_or(NOT_A_SCORECARD)?;
        let number = match number {
            "-" => None,
            number => Some(counted(number).ok_or(NOT_A_SCORECARD)?),
        };
        Ok(Self { plan: plan.parse().map_err(|_| NOT_A_SCORECARD)?, number })
    }
}

impl fmt::Display for ScorecardName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/scorecards/", self.plan)?;
        match self.number {
            Some(number) => number.fmt(f),
            None => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_they_print_and_others_are_refused() {
        let plan = "regions/120000000/departments/canlian/plans/2023";
        for number in ["1", "12", "-"] {
            let name = format!("{plan}/scorecards/{number}");
            assert_eq!(name.parse::<ScorecardName>().unwrap().to_string(), name);
        }
        for number in ["", "0", "-1", "01", "+1", "a", "1/2", "99999999999"] {
            assert_eq!(
                format!("{plan}/scorecards/{number}").parse::<ScorecardName>(),
                Err(NOT_A_SCORECARD),
                "{number}"
            );
        }
        assert_eq!(plan.parse::<ScorecardName>(), Err(NOT_A_SCORECARD));
    }
}
