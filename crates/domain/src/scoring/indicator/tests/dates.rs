//! Days against deadlines and windows, by method.

use super::*;
use crate::Rounding;

/// Points, where there are some, and whether the target is met.
fn on(target: &Target, method: Option<Method>, actual: &str) -> (Outcome, Option<String>, Option<bool>) {
    let indicator = Indicator { method, ..indicator(target.clone()) };
    let record = record(ActualValue::Date(day(actual)), None);
    let row = score_indicator(profile(), &indicator, WEIGHT, Some(&record), Judged::default());
    assert_eq!(row.unit_score, row.score, "what is computed is the unit's own too");
    (row.outcome, row.score.map(|score| score.to_string()), row.met)
}

fn scored(points: &str, met: bool) -> (Outcome, Option<String>, Option<bool>) {
    (Outcome::Scored, Some(points.to_owned()), Some(met))
}

const LATE: (Outcome, Option<String>, Option<bool>) = (Outcome::Unjudged, None, Some(false));

fn deduction(points: &str) -> Option<Method> {
    Some(Method::Deduction(points.parse().unwrap()))
}

#[test]
fn by_yes_or_no_a_day_out_of_time_earns_nothing() {
    let yes_no = || Some(Method::YesNo);
    assert_eq!(on(&deadline(), yes_no(), "2023-12-31"), scored("5.00", true));
    assert_eq!(on(&deadline(), yes_no(), "2024-01-01"), scored("0.00", false));
    assert_eq!(on(&window(), yes_no(), "2023-04-30"), scored("0.00", false));
    assert_eq!(on(&window(), yes_no(), "2023-05-01"), scored("5.00", true));
    assert_eq!(on(&window(), yes_no(), "2023-09-30"), scored("5.00", true));
    assert_eq!(on(&window(), yes_no(), "2023-10-01"), scored("0.00", false));
}

#[test]
fn by_deduction_each_late_day_costs_points_until_none_are_left() {
    let half = || deduction("0.5");
    assert_eq!(on(&deadline(), half(), "2023-12-30"), scored("5.00", true));
    assert_eq!(on(&deadline(), half(), "2023-12-31"), scored("5.00", true));
    assert_eq!(on(&deadline(), half(), "2024-01-01"), scored("4.50", false));
    assert_eq!(on(&deadline(), half(), "2024-01-09"), scored("0.50", false));
    assert_eq!(on(&deadline(), half(), "2024-01-10"), scored("0.00", false));
    assert_eq!(on(&deadline(), half(), "2024-01-11"), scored("0.00", false));
    assert_eq!(on(&deadline(), half(), "2199-12-31"), scored("0.00", false));
    assert_eq!(on(&deadline(), deduction("999999999999.999999"), "2199-12-31"), scored("0.00", false));
}

#[test]
fn february_has_a_day_more_in_a_leap_year() {
    let end_of_february = |year: i32| Target::Deadline { text: None, date: CivilDate::new(year, 2, 28).unwrap() };
    assert_eq!(on(&end_of_february(2023), deduction("1"), "2023-03-01"), scored("4.00", false));
    assert_eq!(on(&end_of_february(2024), deduction("1"), "2024-03-01"), scored("3.00", false));
}

#[test]
fn a_day_before_a_window_is_judged_and_one_after_it_deducted() {
    assert_eq!(on(&window(), deduction("0.5"), "2023-04-30"), LATE);
    assert_eq!(on(&window(), deduction("0.5"), "2023-05-01"), scored("5.00", true));
    assert_eq!(on(&window(), deduction("0.5"), "2023-09-30"), scored("5.00", true));
    assert_eq!(on(&window(), deduction("0.5"), "2023-10-01"), scored("4.50", false));
}

#[test]
fn a_deduction_by_days_is_rounded_once_as_the_profile_says() {
    let record = record(ActualValue::Date(day("2024-01-03")), None);
    let indicator = Indicator { method: deduction("0.005"), ..indicator(deadline()) };
    let points = |rounding| {
        let profile = Profile { rounding, ..profile().clone() };
        let row = score_indicator(&profile, &indicator, WEIGHT, Some(&record), Judged::default());
        row.score.unwrap().to_string()
    };
    // 5 less 3 times 0.005 is 4.985.
    assert_eq!(Rounding::ALL.map(points), ["4.99", "4.98", "4.98"]);
}

#[test]
fn a_late_day_is_missed_whoever_gives_the_points() {
    let late = record(ActualValue::Date(day("2024-01-01")), None);
    let manual = Indicator { method: Some(Method::Manual), ..indicator(deadline()) };
    let given = judgement(Ruling::Manual { side: Side::Reviewer, score: points("5") });
    let row = score_indicator(profile(), &manual, WEIGHT, Some(&late), reviewed(&given));
    assert_eq!((row.outcome, row.score, row.met), (Outcome::Judged, Some(WEIGHT), Some(false)));
    assert_eq!(row.flags, [Flag::ReasonOwed]);

    let in_time = record(ActualValue::Date(day("2023-12-31")), None);
    let row = score_indicator(profile(), &manual, WEIGHT, Some(&in_time), Judged::default());
    assert_eq!((row.outcome, row.score, row.met), (Outcome::Unjudged, None, Some(true)));
}

#[test]
fn a_day_against_a_text_or_a_number_is_not_scorable() {
    let nothing = (Outcome::NotScorable, None, None);
    assert_eq!(on(&qualitative(), None, "2023-12-31"), nothing);
    assert_eq!(on(&at_least("90"), None, "2023-12-31"), nothing);
}
