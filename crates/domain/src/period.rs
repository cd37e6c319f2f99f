//! Reporting periods.

use std::fmt;
use std::str::FromStr;

use crate::{CivilDate, FiscalYear, Invalid};

/// A month of a fiscal year, `yyyy-mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: FiscalYear,
    month: u8,
}

const NOT_A_PERIOD: Invalid = Invalid { en: "is not a month yyyy-mm", zh: "不是yyyy-mm格式的月份" };

impl Period {
    /// That month, from 1 to 12.
    pub fn new(year: FiscalYear, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// The last month of the year: when a plan is scored unless another month is named.
    pub const fn december(year: FiscalYear) -> Self {
        Self { year, month: 12 }
    }

    /// The fiscal year.
    pub const fn year(self) -> FiscalYear {
        self.year
    }

    /// The month, from 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The last day of the month.
    pub fn last_day(self) -> CivilDate {
        CivilDate::last_of(self)
    }
}

impl FromStr for Period {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (year, month) = text.split_once('-').ok_or(NOT_A_PERIOD)?;
        if month.len() != 2 || !month.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NOT_A_PERIOD);
        }
        let year = year.parse().map_err(|_| NOT_A_PERIOD)?;
        Self::new(year, month.parse().map_err(|_| NOT_A_PERIOD)?).ok_or(NOT_A_PERIOD)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_ends_with_its_month() {
        for year in 2000..2100 {
            for month in 1..=12 {
                let period = Period::new(FiscalYear::new(year).unwrap(), month).unwrap();
                assert_eq!(Some(period.last_day()), CivilDate::end_of_month(year, month), "{period}");
            }
        }
    }

    #[test]
    fn a_period_is_a_month_of_a_year() {
        assert_eq!("2023-07".parse::<Period>().unwrap().to_string(), "2023-07");
        for text in ["2023", "2023-00", "2023-13", "2023-7", "2023-+7", "23-07", "2023-07-01", ""] {
            assert_eq!(text.parse::<Period>(), Err(NOT_A_PERIOD), "{text}");
        }
    }
}
