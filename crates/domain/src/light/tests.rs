use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::{CivilDate, Points, Text};

fn numeric(sign: Sign, value: &str, unit: &str) -> Target {
    let unit = Text::parse_optional(unit).unwrap();
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit })
}

fn number(text: &str) -> ActualValue {
    ActualValue::Number(text.parse().unwrap())
}

fn of(kind: AccumulationKind, target: &Target, actual: &str, month: u8) -> Signal {
    indicator_light(&DEFAULT, kind, target, Some(&number(actual)), None, month)
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

const CUMULATIVE: AccumulationKind = AccumulationKind::Cumulative;
const SNAPSHOT: AccumulationKind = AccumulationKind::Snapshot;
const DEFAULT: LightBounds = LightBounds::DEFAULT;

#[test]
fn the_bands_of_the_budget_include_their_lower_edges() {
    // Of 1200.00 yuan 700.00 are due after July.
    let light = |executed| budget_light(&DEFAULT, Fen::new(executed), Fen::new(120_000), 7);
    let edges = [
        (0, Light::Red),
        (41_999, Light::Red),
        (42_000, Light::Yellow),
        (55_999, Light::Yellow),
        (56_000, Light::Green),
        (i64::MAX, Light::Green),
    ];
    for (executed, expected) in edges {
        assert_eq!(light(executed), Signal::Lit(expected), "{executed}");
    }
}

#[test]
fn no_budget_is_no_target() {
    assert_eq!(budget_light(&DEFAULT, Fen::new(1), Fen::ZERO, 7), Signal::NoTarget);
}

#[test]
fn the_bands_of_a_cumulative_indicator_are_of_what_is_due() {
    // Of 1200 there are 700 due after July.
    let edges = [
        ("-1", Light::Red),
        ("419.999999", Light::Red),
        ("420", Light::Yellow),
        ("559.999999", Light::Yellow),
        ("560", Light::Green),
        ("839.999999", Light::Green),
        ("840", Light::Blue),
    ];
    for sign in [Sign::AtLeast, Sign::MoreThan, Sign::Equal] {
        let target = numeric(sign, "1200", "人");
        for (actual, expected) in edges {
            assert_eq!(of(CUMULATIVE, &target, actual, 7), Signal::Lit(expected), "{sign:?} {actual}");
        }
    }
}

#[test]
fn the_bands_of_a_snapshot_are_of_the_whole_target_in_every_month() {
    let target = numeric(Sign::AtLeast, "90", "%");
    let edges = [
        ("53.999999", Light::Red),
        ("54", Light::Yellow),
        ("71.999999", Light::Yellow),
        ("72", Light::Green),
        ("107.999999", Light::Green),
        ("108", Light::Blue),
    ];
    for (actual, expected) in edges {
        for month in 1..=12 {
            assert_eq!(of(SNAPSHOT, &target, actual, month), Signal::Lit(expected), "{actual}");
        }
    }
}

#[test]
fn each_bound_is_met_exactly_in_the_first_and_the_last_month() {
    // Of 1200 there are 100 due after January and 1200 after December.
    let edges = [(60, Light::Red, Light::Yellow), (80, Light::Yellow, Light::Green), (120, Light::Green, Light::Blue)];
    let target = numeric(Sign::AtLeast, "1200", "人");
    for (percent, below, from) in edges {
        for month in [1, 12] {
            let due = percent * i64::from(month) * 1_000_000;
            let of_indicator = |millionths| {
                let actual = ActualValue::Number(Decimal::from_millionths(millionths).unwrap());
                indicator_light(&DEFAULT, CUMULATIVE, &target, Some(&actual), None, month)
            };
            assert_eq!(of_indicator(due - 1), Signal::Lit(below), "{percent} {month}");
            assert_eq!(of_indicator(due), Signal::Lit(from), "{percent} {month}");

            let of_budget = |executed| budget_light(&DEFAULT, Fen::new(executed), Fen::new(1_200_000_000), month);
            let without_blue = |light| Signal::Lit(if light == Light::Blue { Light::Green } else { light });
            assert_eq!(of_budget(due - 1), without_blue(below), "{percent} {month}");
            assert_eq!(of_budget(due), without_blue(from), "{percent} {month}");
        }
    }
}

#[test]
fn other_bounds_give_other_lights() {
    let bounds = LightBounds {
        red_below: Points::from_hundredths(50),
        yellow_below: Points::from_hundredths(100),
        blue_from: Points::from_hundredths(150),
    };
    let target = numeric(Sign::AtLeast, "100", "%");
    let cases = [
        ("49.999999", Light::Red),
        ("50", Light::Yellow),
        ("99.999999", Light::Yellow),
        ("100", Light::Green),
        ("149.999999", Light::Green),
        ("150", Light::Blue),
    ];
    for (actual, expected) in cases {
        let light = indicator_light(&bounds, SNAPSHOT, &target, Some(&number(actual)), None, 7);
        assert_eq!(light, Signal::Lit(expected), "{actual}");
    }
    assert_eq!(budget_light(&bounds, Fen::new(55), Fen::new(100), 12), Signal::Lit(Light::Yellow));
    assert_eq!(budget_light(&DEFAULT, Fen::new(55), Fen::new(100), 12), Signal::Lit(Light::Red));
}

#[test]
fn bounds_rise_with_what_is_due_in_green() {
    let is_rising = |red, yellow, blue| {
        let [red_below, yellow_below, blue_from] = [red, yellow, blue].map(Points::from_hundredths);
        LightBounds { red_below, yellow_below, blue_from }.is_rising()
    };
    assert!(LightBounds::DEFAULT.is_rising());
    assert!(is_rising(0, 1, 101) && is_rising(99, 100, 101) && is_rising(0, 100, u32::MAX));
    assert!(!is_rising(80, 80, 120) && !is_rising(90, 80, 120), "no yellow");
    assert!(!is_rising(60, 101, 120), "what is due would be yellow");
    assert!(!is_rising(60, 80, 100) && !is_rising(60, 80, 70), "what is due would be blue");
}

#[test]
fn a_cap_is_kept_or_not() {
    for sign in [Sign::AtMost, Sign::LessThan] {
        let target = numeric(sign, "10", "元");
        assert_eq!(of(CUMULATIVE, &target, "10", 1), Signal::Lit(Light::Green));
        assert_eq!(of(CUMULATIVE, &target, "10.000001", 12), Signal::Lit(Light::Red));
    }
}

#[test]
fn without_a_target_above_nought_it_is_met_or_not() {
    let cases = [
        (Sign::AtLeast, "0", "0", Light::Green),
        (Sign::AtLeast, "0", "-0.000001", Light::Red),
        (Sign::MoreThan, "-5", "-5", Light::Green),
        (Sign::MoreThan, "-5", "-6", Light::Red),
        (Sign::Equal, "0", "0", Light::Green),
        (Sign::Equal, "0", "0.000001", Light::Red),
        (Sign::Equal, "-5", "-5", Light::Green),
        (Sign::AtMost, "0", "0", Light::Green),
        (Sign::AtMost, "0", "1", Light::Red),
    ];
    for (sign, value, actual, expected) in cases {
        assert_eq!(of(CUMULATIVE, &numeric(sign, value, "起"), actual, 7), Signal::Lit(expected), "{sign:?} {value}");
    }
}

#[test]
fn a_date_is_on_time_or_late() {
    let deadline = Target::Deadline { text: None, date: day("2023-09-30") };
    let window = Target::Window { text: None, first: day("2023-05-01"), last: day("2023-09-30") };
    let light = |target, date| {
        indicator_light(&DEFAULT, SNAPSHOT, target, Some(&ActualValue::Date(day(date))), Some(Tier::Achieved), 12)
    };
    assert_eq!(light(&deadline, "2023-09-30"), Signal::Lit(Light::Green));
    assert_eq!(light(&deadline, "2023-10-01"), Signal::Lit(Light::Red));
    assert_eq!(light(&window, "2023-05-01"), Signal::Lit(Light::Green));
    assert_eq!(light(&window, "2023-04-30"), Signal::Lit(Light::Red));
    assert_eq!(light(&window, "2023-10-01"), Signal::Lit(Light::Red));
}

#[test]
fn a_text_has_the_light_of_its_tier_and_none_before() {
    let target = Target::Qualitative { text: Text::parse("进一步提升").unwrap() };
    let actual = ActualValue::Text(Text::parse("已提升").unwrap());
    let light = |tier| indicator_light(&DEFAULT, SNAPSHOT, &target, Some(&actual), tier, 7);
    assert_eq!(light(None), Signal::Unjudged);
    let lights = Tier::ALL.map(|tier| light(Some(tier)));
    assert_eq!(lights, [Light::Green, Light::Yellow, Light::Red].map(Signal::Lit));
}

#[test]
fn what_cannot_be_compared_has_no_colour() {
    let target = numeric(Sign::AtLeast, "90", "%");
    let text = || Text::parse("完成").unwrap();
    let unreadable = Target::Unreadable { sign: Sign::AtLeast, text: None, unit: None };
    let light =
        |target, actual: Option<ActualValue>| indicator_light(&DEFAULT, SNAPSHOT, target, actual.as_ref(), None, 7);
    assert_eq!(light(&target, None), Signal::NoData);
    assert_eq!(light(&target, Some(ActualValue::Text(text()))), Signal::NoData);
    assert_eq!(light(&target, Some(ActualValue::Date(day("2023-01-01")))), Signal::NoData);
    assert_eq!(light(&target, Some(ActualValue::NotApplicable(text()))), Signal::NotApplicable);
    assert_eq!(light(&unreadable, Some(ActualValue::NotApplicable(text()))), Signal::NotApplicable);
    assert_eq!(light(&unreadable, Some(number("1"))), Signal::NoTarget);
    assert_eq!(light(&unreadable, None), Signal::NoTarget);
}

#[test]
fn quantities_accumulate_unless_their_unit_is_a_rate() {
    let kind = |level2, unit| AccumulationKind::by_default(level2, &numeric(Sign::AtLeast, "1", unit));
    assert_eq!(kind(Level2::Quantity, "人"), CUMULATIVE);
    assert_eq!(kind(Level2::Quantity, ""), CUMULATIVE);
    assert_eq!(kind(Level2::Quantity, "%"), SNAPSHOT);
    assert_eq!(kind(Level2::Quantity, "％"), SNAPSHOT);
    assert_eq!(kind(Level2::Quantity, "百分比"), SNAPSHOT);
    assert_eq!(kind(Level2::Quality, "人"), SNAPSHOT);
}

#[test]
fn the_worst_light_wins() {
    assert_eq!(Light::worst([Light::Blue, Light::Yellow, Light::Green]), Some(Light::Yellow));
    assert_eq!(Light::worst(Light::ALL), Some(Light::Red));
    assert_eq!(Light::worst([]), None);
}

fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i64 = 999_999_999_999_999_999;
    prop_oneof![-MOST..=MOST, -2_000_000..2_000_000i64, Just(MOST), Just(-MOST), Just(0)]
        .prop_map(|millionths| Decimal::from_millionths(millionths).unwrap())
}

proptest! {
    #[test]
    fn more_is_never_worse_for_a_floor_and_never_better_for_a_cap(
        sign in select(Sign::ALL.to_vec()),
        value in decimal(),
        one in decimal(),
        other in decimal(),
        is_cumulative: bool,
        month in 1..=12u8,
    ) {
        prop_assume!(sign != Sign::Equal || value > Decimal::ZERO);
        let kind = if is_cumulative { CUMULATIVE } else { SNAPSHOT };
        let target = NumericTarget { sign, value, unit: None };
        let (less, more) = (one.min(other), one.max(other));
        let (of_less, of_more) = (number_light(&DEFAULT, kind, &target, less, month), number_light(&DEFAULT, kind, &target, more, month));
        if matches!(sign, Sign::AtMost | Sign::LessThan) {
            prop_assert!(of_more <= of_less);
        } else {
            prop_assert!(of_less <= of_more);
        }
    }

    #[test]
    fn more_spent_is_never_a_worse_light(one in 0..i64::MAX, other in 0..i64::MAX, budget in 1..i64::MAX, month in 1..=12u8) {
        let light = |executed| budget_light(&DEFAULT, Fen::new(executed), Fen::new(budget), month);
        prop_assert!(light(one.min(other)) <= light(one.max(other)));
    }

    #[test]
    fn a_whole_year_leaves_no_difference_between_the_kinds(value in decimal(), actual in decimal()) {
        let target = NumericTarget { sign: Sign::AtLeast, value, unit: None };
        prop_assert_eq!(number_light(&DEFAULT, CUMULATIVE, &target, actual, 12), number_light(&DEFAULT, SNAPSHOT, &target, actual, 12));
    }
}
