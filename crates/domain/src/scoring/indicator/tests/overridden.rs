//! Points that take the place of a row's.

use super::*;
use crate::Overrider;

fn over(score: Option<&str>) -> Judgement {
    judgement(Ruling::Override { overrider: Overrider::Finance, score: score.map(points), computed: None })
}

fn row(target: Target, actual: Option<&ActualRecord>, score: Option<&str>) -> IndicatorScore {
    let over = over(score);
    let judged = Judged { overridden: Some(&over), ..Judged::default() };
    score_indicator(profile(), &indicator(target), WEIGHT, actual, judged)
}

#[test]
fn an_override_keeps_what_was_computed_and_how() {
    let record = record(number("81"), None);
    let overridden = row(at_least("90"), Some(&record), Some("2"));
    assert_eq!((overridden.outcome, overridden.score), (Outcome::Overridden, Some(points("2"))));
    let computed = Computed { outcome: Outcome::Scored, score: Some(points("4.5")) };
    assert_eq!((overridden.computed, overridden.unit_score), (Some(computed), Some(points("4.5"))));
    assert_eq!((overridden.met, overridden.flags), (Some(false), vec![Flag::ReasonOwed]));
    assert_eq!(overridden.trace.to_string(), "5.00 × 81 ÷ 90 = 4.50");
}

#[test]
fn an_override_holds_from_nought_to_the_weight() {
    let record = record(number("81"), None);
    let score = |score| row(at_least("90"), Some(&record), Some(score)).score.unwrap().to_string();
    assert_eq!((score("0"), score("5"), score("5.01")), ("0.00".to_owned(), "5.00".to_owned(), "4.50".to_owned()));
}

#[test]
fn an_override_that_does_not_hold_leaves_the_row_as_it_was() {
    let record = record(number("81"), None);
    let plain = score_indicator(profile(), &indicator(at_least("90")), WEIGHT, Some(&record), Judged::default());
    assert_eq!(row(at_least("90"), Some(&record), Some("5.01")), plain);
    assert_eq!(row(at_least("90"), Some(&record), None), plain, "withdrawn");
}

#[test]
fn an_override_of_somebody_whom_the_profile_does_not_let_does_not_count() {
    let record = record(number("81"), None);
    let over = over(Some("2"));
    let judged = Judged { overridden: Some(&over), ..Judged::default() };
    let outcome = |overriders: &[Overrider]| {
        let profile = Profile { overriders: overriders.to_vec(), ..profile().clone() };
        score_indicator(&profile, &indicator(at_least("90")), WEIGHT, Some(&record), judged).outcome
    };
    assert_eq!(outcome(&[Overrider::Finance]), Outcome::Overridden);
    assert_eq!([outcome(&[Overrider::Department]), outcome(&[])], [Outcome::Scored; 2]);
}

#[test]
fn a_row_without_points_gets_those_of_the_override() {
    let not_applicable = record(ActualValue::NotApplicable(Text::parse("任务取消").unwrap()), None);
    let (typed, below) = (record(text(), None), record(number("-1"), None));
    for (target, actual, was) in [
        (at_least("90"), None, Outcome::NotReported),
        (at_least("90"), Some(&not_applicable), Outcome::NotApplicable),
        (at_least("90"), Some(&typed), Outcome::NotScorable),
        (at_least("0"), Some(&below), Outcome::NotScorable),
        (qualitative(), Some(&typed), Outcome::Unjudged),
    ] {
        let row = row(target, actual, Some("3"));
        assert_eq!((row.outcome, row.score), (Outcome::Overridden, Some(points("3"))), "{was:?}");
        assert_eq!(row.computed, Some(Computed { outcome: was, score: None }));
        assert_eq!((row.unit_score, row.trace), (None, Trace::NONE), "{was:?}");
    }
}

#[test]
fn an_override_stands_above_a_reviewers_judgement() {
    let (own, reviewer) = (tier(Side::Unit, Tier::Achieved, "5"), tier(Side::Reviewer, Tier::PartlyAchieved, "3.5"));
    let (over, record) = (over(Some("1")), record(text(), None));
    let judged = Judged { unit: Some(&own), reviewer: Some(&reviewer), overridden: Some(&over) };
    let row = score_indicator(profile(), &indicator(qualitative()), WEIGHT, Some(&record), judged);
    assert_eq!((row.outcome, row.score, row.unit_score), (Outcome::Overridden, Some(points("1")), Some(WEIGHT)));
    let computed = Computed { outcome: Outcome::Judged, score: Some(points("3.5")) };
    assert_eq!((row.computed, row.met), (Some(computed), Some(false)));
}
