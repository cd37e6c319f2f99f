//! Civil dates and instants.

use std::fmt;
use std::str::FromStr;

use time::Date;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use crate::Invalid;

const FORMAT: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");
const NOT_A_DATE: Invalid = Invalid {
    en: "is not a date yyyy-mm-dd from 1990 to 2199",
    zh: "不是1990至2199年间yyyy-mm-dd格式的日期",
};

/// A civil date of Asia/Shanghai, from 1990 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(Date);

impl CivilDate {
    /// That day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().and_then(Self::bounded)
    }

    /// A day outside every plan is a slip of the pen.
    fn bounded(date: Date) -> Option<Self> {
        (1990..2200).contains(&date.year()).then_some(Self(date))
    }

    /// The same day that many years later, or before where they are negative; 29 February becomes 28 where the
    /// year has none. `None` outside of 1990 to 2199.
    pub fn years_later(self, years: i32) -> Option<Self> {
        let (year, month, day) = (self.0.year().checked_add(years)?, u8::from(self.0.month()), self.0.day());
        Self::new(year, month, day).or_else(|| Self::end_of_month(year, month).filter(|_| (month, day) == (2, 29)))
    }

    /// The last day of that month.
    pub fn end_of_month(year: i32, month: u8) -> Option<Self> {
        let named = time::Month::try_from(month).ok()?;
        Self::new(year, month, named.length(year))
    }
}

impl FromStr for CivilDate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text.len() != 10 {
            return Err(NOT_A_DATE);
        }
        Date::parse(text, FORMAT).ok().and_then(Self::bounded).ok_or(NOT_A_DATE)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

/// An instant, UTC, in microseconds since 1970: the precision every database keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// That many microseconds after the start of 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the start of 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!("2024-02-29".parse::<CivilDate>().unwrap().to_string(), "2024-02-29");
        for text in [
            "2023-02-29",
            "2023-13-01",
            "2023-1-1",
            "20230101",
            "2023-01-01 ",
            "0000-01-01",
            "2200-01-01",
            "",
            "+2023-01-1",
        ] {
            assert_eq!(text.parse::<CivilDate>(), Err(NOT_A_DATE), "{text}");
        }
    }

    #[test]
    fn the_end_of_february_follows_the_year() {
        assert_eq!(CivilDate::end_of_month(2023, 2), CivilDate::new(2023, 2, 28));
        assert_eq!(CivilDate::end_of_month(2024, 2), CivilDate::new(2024, 2, 29));
    }

    #[test]
    fn a_day_moves_by_years_and_a_leap_day_to_the_end_of_february() {
        let day = |text: &str| text.parse::<CivilDate>().unwrap();
        for (from, years, to) in [
            ("2023-09-30", 1, "2024-09-30"),
            ("2024-02-29", 1, "2025-02-28"),
            ("2024-02-29", 4, "2028-02-29"),
            ("2024-02-29", 0, "2024-02-29"),
            ("2023-02-28", 1, "2024-02-28"),
            ("2024-03-31", -24, "2000-03-31"),
        ] {
            assert_eq!(day(from).years_later(years), Some(day(to)), "{from} {years}");
        }
        assert_eq!(day("2199-12-31").years_later(1), None);
        assert_eq!(day("1990-01-01").years_later(-1), None);
        assert_eq!(day("2023-01-01").years_later(i32::MAX), None);
    }
}
