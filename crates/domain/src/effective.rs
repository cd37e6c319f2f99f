//! The days a region or department is in being.

use crate::{CivilDate, FiscalYear, Invalid};

/// A span of days, both inclusive; an absent bound is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Effective {
    from: Option<CivilDate>,
    to: Option<CivilDate>,
}

impl Effective {
    /// Without bounds.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// From one day to another, which must not be before it.
    pub fn new(from: Option<CivilDate>, to: Option<CivilDate>) -> Result<Self, Invalid> {
        match (from, to) {
            (Some(first), Some(last)) if last < first => {
                Err(Invalid { en: "is before effective_from", zh: "早于effective_from" })
            }
            _ => Ok(Self { from, to }),
        }
    }

    /// The first day; none where it has always been.
    pub const fn from(&self) -> Option<CivilDate> {
        self.from
    }

    /// The last day; none where no end is known.
    pub const fn to(&self) -> Option<CivilDate> {
        self.to
    }

    /// Whether that day is one of them.
    pub fn is_on(&self, day: CivilDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether any day of that year is one of them.
    pub fn is_in(&self, year: FiscalYear) -> bool {
        let (first, last) = (CivilDate::new(year.get(), 1, 1), CivilDate::end_of_month(year.get(), 12));
        let begins = self.from.zip(last).is_none_or(|(from, last)| from <= last);
        begins && self.to.zip(first).is_none_or(|(to, first)| first <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Result<Effective, Invalid> {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Effective::new(day(from), day(to))
    }

    #[test]
    fn both_ends_are_inclusive_and_an_absent_one_is_no_bound() {
        let day = |text: &str| text.parse::<CivilDate>().unwrap();
        let one_day = span("2023-05-01", "2023-05-01").unwrap();
        assert!(one_day.is_on(day("2023-05-01")));
        assert!(!one_day.is_on(day("2023-04-30")) && !one_day.is_on(day("2023-05-02")));
        assert!(span("", "2023-05-01").unwrap().is_on(day("1990-01-01")));
        assert!(span("2023-05-01", "").unwrap().is_on(day("2199-12-31")));
        assert!(Effective::ALWAYS.is_on(day("2023-05-01")));
        assert!(span("2023-05-02", "2023-05-01").is_err());
    }

    #[test]
    fn a_year_counts_with_any_of_its_days() {
        let year = FiscalYear::new(2023).unwrap();
        for (from, to, expected) in [
            ("", "", true),
            ("2023-12-31", "", true),
            ("2024-01-01", "", false),
            ("", "2023-01-01", true),
            ("", "2022-12-31", false),
            ("2022-01-01", "2024-12-31", true),
        ] {
            assert_eq!(span(from, to).unwrap().is_in(year), expected, "{from} to {to}");
        }
    }
}
