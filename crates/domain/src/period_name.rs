//! Names of reporting periods.

use std::fmt;
use std::str::FromStr;

use crate::{Invalid, Period, RegionCode};

/// `regions/{region}/periods/{yyyy-mm}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodName {
    /// The region.
    pub region: RegionCode,
    /// The month.
    pub period: Period,
}

const NOT_A_PERIOD_NAME: Invalid = Invalid {
    en: "is not a name regions/{region}/periods/{yyyy-mm}",
    zh: "不是regions/{region}/periods/{yyyy-mm}形式的名称",
};

impl FromStr for PeriodName {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let (region, period) = name.split_once("/periods/").ok_or(NOT_A_PERIOD_NAME)?;
        let region = RegionCode::from_name(region).map_err(|_| NOT_A_PERIOD_NAME)?;
        Ok(Self { region, period: period.parse().map_err(|_| NOT_A_PERIOD_NAME)? })
    }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/periods/{}", self.region.to_name(), self.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_they_print_and_others_are_refused() {
        let name = "regions/120000000/periods/2023-07";
        assert_eq!(name.parse::<PeriodName>().unwrap().to_string(), name);
        for name in ["", "regions/12/periods/2023-07", "regions/120000000/periods/2023-7", "periods/2023-07"] {
            assert_eq!(name.parse::<PeriodName>(), Err(NOT_A_PERIOD_NAME), "{name}");
        }
    }
}
