//! How a workbook shows a number.

mod section;
mod worded;

use std::rc::Rc;

use worded::Worded;

use crate::number::Decimal;

/// Serial number of 9999-12-31, the last day of a workbook.
const LAST_DAY: u64 = 2_958_465;
/// Longest code of a number format, in characters; workbooks allow no longer one.
const LONGEST: usize = 255;

/// What a number format makes of a number, as far as it changes what the number means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// Digits, however many are shown.
    #[default]
    Plain,
    /// A hundred times the number, with a percent sign.
    Percent,
    /// A day, a time of day or both.
    Date,
    /// Hours, minutes or seconds that may be more than a day's.
    Elapsed,
    /// With text around it, or a part of it such as its ten thousandth.
    Worded(Rc<Worded>),
}

/// The day a workbook counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1 is 1900-01-01; 1900-02-29 counts, though there was no such day.
    #[default]
    Year1900,
    /// 0 is 1904-01-01.
    Year1904,
}

impl Format {
    /// A format that has a number and no code of its own (ISO/IEC 29500-1, 18.8.30).
    pub(crate) const fn built_in(id: u16) -> Self {
        match id {
            9 | 10 => Self::Percent,
            46 => Self::Elapsed,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// Reads a format code, such as `0.00%`, `yyyy"年"m"月"` or `0!.0,"万元"`.
    pub(crate) fn of_code(code: &str) -> Self {
        if code.chars().nth(LONGEST).is_some() {
            return Self::Plain;
        }
        let code = worded::with_digits(code);
        match Self::of_first(&code) {
            found @ (Self::Plain | Self::Percent) => Worded::of_code(&code).unwrap_or(found),
            found => found,
        }
    }

    /// What the first section alone says of dates and percent.
    fn of_first(code: &str) -> Self {
        let mut found = Self::Plain;
        let mut chars = code.chars();
        while let Some(char) = chars.next() {
            match char {
                ';' => break,
                '"' => while chars.next().is_some_and(|char| char != '"') {},
                '\\' | '_' | '*' | '!' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&char| char != ']').collect();
                    if !inside.is_empty() && inside.chars().all(|char| "hHmMsS".contains(char)) {
                        return Self::Elapsed;
                    }
                }
                '%' => found = Self::Percent,
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' => return Self::Date,
                // A year of an era; before a sign it is the exponent of a number.
                'e' | 'E' if !chars.as_str().starts_with(['+', '-']) => return Self::Date,
                _ => {}
            }
        }
        found
    }

    /// The number as a person reads it. What is no day is shown as the number.
    pub(crate) fn show(&self, number: Decimal, epoch: Epoch) -> String {
        let shown = match self {
            Self::Plain => None,
            Self::Percent => Some(format!("{}%", number.shifted(2))),
            Self::Date => number.days_as_seconds(LAST_DAY).and_then(|seconds| date(seconds, epoch)),
            Self::Elapsed => number.days_as_seconds(LAST_DAY).map(clock),
            Self::Worded(worded) => Some(worded.show(number)),
        };
        shown.unwrap_or_else(|| number.to_string())
    }
}

/// `2024-03-01`, `2024-03-01 08:30:00`, or `08:30:00` for a time on no day.
fn date(seconds: u64, epoch: Epoch) -> Option<String> {
    let (day, time) = (seconds / 86_400, seconds % 86_400);
    let date = match epoch {
        Epoch::Year1900 if day == 0 => return Some(clock(time)),
        Epoch::Year1900 if day < 60 => civil(day + 1),
        Epoch::Year1900 if day == 60 => "1900-02-29".to_owned(),
        Epoch::Year1900 => civil(day),
        Epoch::Year1904 if day > LAST_DAY - 1_462 => return None,
        Epoch::Year1904 => civil(day + 1_462),
    };
    Some(if time == 0 { date } else { format!("{date} {}", clock(time)) })
}

fn clock(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// The day that is `days` after 1899-12-30, by the Gregorian calendar.
fn civil(days: u64) -> String {
    // Days since 0000-03-01: every era of 400 years has 146,097 days, and leap days end their year.
    let days = days + 693_899;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = (era * 400 + year, if month < 10 { month + 3 } else { month - 9 });
    format!("{:04}-{month:02}-{day:02}", if month <= 2 { year + 1 } else { year })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Epoch, Format};
    use crate::number::Decimal;

    fn shown(format: &Format, number: &str) -> String {
        format.show(Decimal::parse(number).unwrap(), Epoch::Year1900)
    }

    #[test]
    fn a_code_tells_percent_and_date_from_plain() {
        for (code, expected) in [
            ("General", Format::Plain),
            ("G/通用格式", Format::Plain),
            ("@", Format::Plain),
            ("#,##0.00_);[Red](#,##0.00)", Format::Plain),
            ("0.00E+00", Format::Plain),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", Format::Plain),
            ("0%", Format::Percent),
            ("[Red]0.00%;-0.00%", Format::Percent),
            ("yyyy\\-mm\\-dd", Format::Date),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Format::Date),
            ("[DBNum1][$-804]m\"月\"", Format::Date),
            ("h:mm AM/PM", Format::Date),
            ("[$-804]aaaa;@", Format::Date),
            ("e\"年\"", Format::Date),
            ("GENERAL", Format::Plain),
            ("general", Format::Plain),
            ("General;-General", Format::Plain),
            ("[=0]\"-\";0.0%", Format::Percent),
            ("[>=10000]0!.0,\"万元\";0\"元\"", Format::Plain),
            ("# ?/?", Format::Plain),
            ("mm:ss.0", Format::Date),
            ("[h]:mm:ss", Format::Elapsed),
            ("[mm]:ss", Format::Elapsed),
            ("\"unclosed", Format::Plain),
            ("[unclosed", Format::Plain),
        ] {
            assert_eq!(Format::of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn a_number_has_the_words_and_the_scale_that_a_person_sees() {
        for (code, number, expected) in [
            ("0!.0,\"万元\"", "1884000", "188.4万元"),
            ("0\\.0,\"万元\"", "1884123", "188.4123万元"),
            ("0!.0,\"万元\";-0!.0,\"万元\"", "-5000", "-0.5万元"),
            ("0!.0,\"万元\"", "0", "0万元"),
            ("0!.0000", "12345", "1.2345"),
            ("#,##0,", "1884000", "1884"),
            ("0\"%\"", "90", "90%"),
            ("0\\%", "90", "90%"),
            ("\"≥\"0%", "0.9", "≥90%"),
            ("0.0\"元/人\"", "12.5", "12.5元/人"),
            ("GENERAL\"元\"", "90", "90元"),
            ("General\"general\"", "90", "90general"),
            ("G/通用格式\"人\"", "90", "90人"),
            ("\"增\"0\"人\";\"减\"0\"人\"", "-5", "-5人"),
            ("\"≥\"0;\"≥\"-0", "-5", "≥-5"),
            ("0;△0", "-5", "-5"),
            ("0;[Red]-0%", "0.5", "0.5"),
            ("0;[Red]-0%", "-0.5", "-50%"),
            ("0\";\"", "7", "7;"),
            ("0\"万\"0000\"元\"", "12345", "12345"),
            ("[>=10000]0!.0,\"万元\";0\"元\"", "1884000", "1884000"),
            ("\"达标\"", "1", "1"),
        ] {
            assert_eq!(shown(&Format::of_code(code), number), expected, "{code}");
        }
        let long = format!("0\"{}\"", "长".repeat(super::LONGEST));
        assert_eq!(Format::of_code(&long), Format::Plain);
    }

    proptest! {
        #[test]
        fn no_code_is_too_odd_to_be_read(code in "[-0#?@.,%!\\\\\"\\[\\]<>=;_*/eEgGay万元 ]{0,24}", number in -99_999_i32..99_999) {
            let number = Decimal::of_integer(number);
            let shown = Format::of_code(&code).show(number, Epoch::Year1900);
            prop_assert!(!shown.is_empty());
        }
    }

    #[test]
    fn percent_is_a_hundred_times_the_number_exactly() {
        for (number, expected) in
            [("0.9", "90%"), ("0.904", "90.4%"), ("1", "100%"), ("0.07", "7%"), ("-0.001", "-0.1%"), ("0", "0%")]
        {
            assert_eq!(shown(&Format::Percent, number), expected);
        }
    }

    #[test]
    fn days_are_counted_from_1900_with_the_day_that_never_was() {
        for (number, expected) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "1900-02-29"),
            ("61", "1900-03-01"),
            ("36525", "1999-12-31"),
            ("36585", "2000-02-29"),
            ("45292", "2024-01-01"),
            ("45351", "2024-02-29"),
            ("45657", "2024-12-31"),
            ("73109", "2100-02-28"),
            ("73110", "2100-03-01"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
            ("-1", "-1"),
        ] {
            assert_eq!(shown(&Format::Date, number), expected, "{number}");
        }
    }

    #[test]
    fn every_month_begins_when_the_one_before_it_ends() {
        let mut serial = 61;
        for month in 1_900 * 12 + 2..10_000 * 12 {
            let (year, month) = (month / 12, month % 12 + 1);
            assert_eq!(super::civil(serial), format!("{year}-{month:02}-01"));
            serial += match month {
                2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
        }
        assert_eq!(serial, super::LAST_DAY + 1);
    }

    #[test]
    fn a_time_of_day_is_shown_unless_it_is_midnight() {
        assert_eq!(shown(&Format::Date, "45351.354166666664"), "2024-02-29 08:30:00");
        assert_eq!(shown(&Format::Date, "0.5"), "12:00:00");
        assert_eq!(shown(&Format::Date, "45350.9999999"), "2024-02-29");
        assert_eq!(shown(&Format::Elapsed, "1.5"), "36:00:00");
    }

    #[test]
    fn days_are_counted_from_1904_where_the_workbook_says_so() {
        for (number, expected) in
            [("0", "1904-01-01"), ("43889", "2024-02-29"), ("2957003", "9999-12-31"), ("2957004", "2957004")]
        {
            assert_eq!(Format::Date.show(Decimal::parse(number).unwrap(), Epoch::Year1904), expected);
        }
    }
}
