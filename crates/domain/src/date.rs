//! Civil dates and instants.

use std::fmt;
use std::str::FromStr;

use time::format_description::BorrowedFormatItem;
use time::macros::{date, format_description};
use time::util::{days_in_month, days_in_year};
use time::{Date, Duration, Month};

use crate::{Invalid, Period};

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

    /// The last day of that month.
    pub fn end_of_month(year: i32, month: u8) -> Option<Self> {
        let named = time::Month::try_from(month).ok()?;
        Self::new(year, month, named.length(year))
    }

    /// The last day of a period. Every period has one, so days are counted from before the first of them.
    pub(crate) fn last_of(period: Period) -> Self {
        let year = period.year().get();
        let years = (2000..year).map(|year| i64::from(days_in_year(year)));
        let months = (0..period.month()).map(|place| i64::from(days_in_month(Month::January.nth_next(place), year)));
        Self(date!(1999 - 12 - 31).saturating_add(Duration::days(years.chain(months).sum())))
    }

    /// How many days later the other is; negative where it is earlier.
    pub fn days_until(&self, other: Self) -> i32 {
        other.0.to_julian_day() - self.0.to_julian_day()
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

    /// The day it falls on in Asia/Shanghai: UTC+8 all year, as since 1992. Before 1990 and after 2199 it is the
    /// first or last day that counts as one.
    pub fn civil_date_in_shanghai(self) -> CivilDate {
        const HOUR: i64 = 3_600_000_000;
        let days = self.0.saturating_add(8 * HOUR).div_euclid(24 * HOUR);
        let date = date!(1970 - 01 - 01).saturating_add(Duration::days(days));
        CivilDate(date.clamp(date!(1990 - 01 - 01), date!(2199 - 12 - 31)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_over_leap_days_and_years() {
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
        assert_eq!(day("2023-02-28").days_until(day("2023-03-01")), 1);
        assert_eq!(day("2023-12-31").days_until(day("2022-12-31")), -365);
        assert_eq!(day("1990-01-01").days_until(day("2199-12-31")), 76_700);
    }

    #[test]
    fn the_day_begins_in_shanghai_eight_hours_before_it_does_in_utc() {
        // 2023-12-31T16:00:00Z
        const MIDNIGHT: i64 = 1_704_038_400_000_000;
        assert_eq!(Instant::from_micros(MIDNIGHT).civil_date_in_shanghai(), day("2024-01-01"));
        assert_eq!(Instant::from_micros(MIDNIGHT - 1).civil_date_in_shanghai(), day("2023-12-31"));
    }

    #[test]
    fn an_instant_beyond_all_days_falls_on_the_nearest() {
        assert_eq!(Instant::from_micros(i64::MIN).civil_date_in_shanghai(), day("1990-01-01"));
        assert_eq!(Instant::from_micros(0).civil_date_in_shanghai(), day("1990-01-01"));
        assert_eq!(Instant::from_micros(i64::MAX).civil_date_in_shanghai(), day("2199-12-31"));
    }

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

    proptest! {
        #[test]
        fn an_instant_one_day_later_falls_on_the_next_day(micros in 631_152_000_000_000i64..7_257_859_200_000_000) {
            let date = |micros| Instant::from_micros(micros).civil_date_in_shanghai();
            prop_assert_eq!(date(micros).days_until(date(micros + 86_400_000_000)), 1);
        }
    }
}
