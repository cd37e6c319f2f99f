mod dates;
mod hand;
mod overridden;

use super::*;
use crate::scoring::Rule;
use crate::{
    CivilDate, FiscalYear, IndicatorId, Instant, Level1, Level2, NumericTarget, Period, PrincipalId, Reported, Side,
    Sign, Text, Tier,
};

fn profile() -> &'static Profile {
    Profile::default_rules()
}

const WEIGHT: Points = Points::from_hundredths(500);

fn indicator(target: Target) -> Indicator {
    Indicator {
        id: IndicatorId::numbered(1),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Text::parse("指标").unwrap(),
        target,
        weight: Some(WEIGHT),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    }
}

fn at_least(value: &str) -> Target {
    Target::Numeric(NumericTarget { sign: Sign::AtLeast, value: value.parse().unwrap(), unit: None })
}

fn qualitative() -> Target {
    Target::Qualitative { text: Text::parse("进一步提高").unwrap() }
}

fn deadline() -> Target {
    Target::Deadline { text: None, date: day("2023-12-31") }
}

fn window() -> Target {
    Target::Window { text: None, first: day("2023-05-01"), last: day("2023-09-30") }
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn text() -> ActualValue {
    ActualValue::Text(Text::parse("已提高").unwrap())
}

fn number(value: &str) -> ActualValue {
    ActualValue::Number(value.parse().unwrap())
}

fn period() -> Period {
    Period::december(FiscalYear::new(2023).unwrap())
}

fn record(value: ActualValue, reason: Option<&str>) -> ActualRecord {
    let deviation_reason = reason.map(|r| Text::parse(r).unwrap());
    ActualRecord {
        actual: Actual { deviation_reason, ..Actual::new(IndicatorId::numbered(1), value) },
        reported: Reported {
            period: period(),
            revision: 1,
            reporter: Text::parse("填报人").unwrap(),
            time: Instant::from_micros(0),
            plan_version: 1,
            principal: PrincipalId::local(),
            correction_reason: None,
        },
    }
}

fn judgement(ruling: Ruling) -> Judgement {
    Judgement {
        indicator: IndicatorId::numbered(1),
        ruling,
        grounds: Text::parse("依据").unwrap(),
        judge: Text::parse("评审人").unwrap(),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: Some(period()),
        actual_revision: 1,
        revision: 1,
        time: Instant::from_micros(0),
    }
}

fn tier(side: Side, tier: Tier, score: &str) -> Judgement {
    judgement(Ruling::Tier { side, tier, score: points(score) })
}

fn reviewed(judgement: &Judgement) -> Judged<'_> {
    Judged { reviewer: Some(judgement), ..Judged::default() }
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn outcome(target: Target, value: ActualValue) -> (Outcome, Option<bool>) {
    let row = score_indicator(profile(), &indicator(target), WEIGHT, Some(&record(value, None)), Judged::default());
    (row.outcome, row.met)
}

#[test]
fn no_report_is_neither_nought_nor_full() {
    let row = score_indicator(profile(), &indicator(at_least("90")), WEIGHT, None, Judged::default());
    assert_eq!((row.outcome, row.score, row.met), (Outcome::NotReported, None, None));
}

#[test]
fn a_judgement_without_a_report_earns_nothing() {
    let judgement = tier(Side::Reviewer, Tier::Achieved, "5");
    let row = score_indicator(profile(), &indicator(qualitative()), WEIGHT, None, reviewed(&judgement));
    assert_eq!((row.outcome, row.score), (Outcome::NotReported, None));
}

#[test]
fn what_does_not_apply_is_left_out() {
    let value = ActualValue::NotApplicable(Text::parse("项目取消").unwrap());
    assert_eq!(outcome(at_least("90"), value), (Outcome::NotApplicable, None));
}

#[test]
fn a_text_against_a_number_is_not_scorable() {
    assert_eq!(outcome(at_least("90"), text()), (Outcome::NotScorable, None));
    let unreadable = Target::Unreadable { sign: Sign::AtLeast, text: None, unit: None };
    assert_eq!(outcome(unreadable, number("3")), (Outcome::NotScorable, None));
}

#[test]
fn a_missed_floor_of_nought_is_not_scorable_and_missed() {
    assert_eq!(outcome(at_least("0"), number("-1")), (Outcome::NotScorable, Some(false)));
}

#[test]
fn a_reported_text_waits_for_a_person() {
    assert_eq!(outcome(qualitative(), text()), (Outcome::Unjudged, None));
    assert_eq!(outcome(deadline(), text()), (Outcome::Unjudged, None));
}

#[test]
fn a_judgement_gives_its_score_and_is_met_only_in_the_best_tier() {
    for (picked, score, met) in
        [(Tier::Achieved, "4.5", true), (Tier::PartlyAchieved, "3.5", false), (Tier::NotAchieved, "0", false)]
    {
        let judgement = tier(Side::Reviewer, picked, score);
        let record = record(text(), None);
        let row = score_indicator(profile(), &indicator(qualitative()), WEIGHT, Some(&record), reviewed(&judgement));
        assert_eq!((row.outcome, row.score, row.met), (Outcome::Judged, Some(score.parse().unwrap()), Some(met)));
        assert_eq!(row.trace.rule, Rule::Judgement);
    }
}

#[test]
fn a_judgement_that_no_longer_fits_its_band_waits_to_be_made_anew() {
    let judgement = tier(Side::Reviewer, Tier::Achieved, "5");
    let weight = Points::from_hundredths(400);
    let record = record(text(), None);
    let row = score_indicator(profile(), &indicator(qualitative()), weight, Some(&record), reviewed(&judgement));
    assert_eq!((row.outcome, row.score), (Outcome::Unjudged, None));
}

#[test]
fn a_deadline_is_kept_up_to_its_day_and_late_after_it() {
    let on = |text| outcome(deadline(), ActualValue::Date(day(text)));
    assert_eq!(on("2023-12-31"), (Outcome::Scored, Some(true)));
    assert_eq!(on("2024-01-01"), (Outcome::Unjudged, Some(false)));
}

#[test]
fn a_window_is_kept_between_its_days() {
    let on = |text| outcome(window(), ActualValue::Date(day(text)));
    assert_eq!(on("2023-05-01"), (Outcome::Scored, Some(true)));
    assert_eq!(on("2023-09-30"), (Outcome::Scored, Some(true)));
    assert_eq!(on("2023-04-30"), (Outcome::Unjudged, Some(false)));
    assert_eq!(on("2023-10-01"), (Outcome::Unjudged, Some(false)));

    let record = record(ActualValue::Date(day("2023-06-30")), None);
    let row = score_indicator(profile(), &indicator(window()), WEIGHT, Some(&record), Judged::default());
    assert_eq!(row.trace.to_string(), "2023-05-01 ≤ 2023-06-30 ≤ 2023-09-30: 5.00");
}

#[test]
fn a_late_day_is_judged_and_stays_missed() {
    let judgement = tier(Side::Reviewer, Tier::Achieved, "4");
    let record = record(ActualValue::Date(day("2024-01-02")), None);
    let row = score_indicator(profile(), &indicator(deadline()), WEIGHT, Some(&record), reviewed(&judgement));
    assert_eq!((row.outcome, row.met), (Outcome::Judged, Some(false)));
}

#[test]
fn a_reason_is_owed_for_what_is_missed_or_far_exceeded_until_it_is_given() {
    let flags = |value, reason| {
        let record = record(number(value), reason);
        score_indicator(profile(), &indicator(at_least("90")), WEIGHT, Some(&record), Judged::default()).flags
    };
    assert_eq!(flags("95", None), []);
    assert_eq!(flags("89.99", None), [Flag::ReasonOwed]);
    assert_eq!(flags("89.99", Some("人员不足")), []);
    assert_eq!(flags("108", None), [Flag::OverAchieved, Flag::ReasonOwed]);
    assert_eq!(flags("-1", None), [Flag::NegativeActual, Flag::ReasonOwed]);
}
