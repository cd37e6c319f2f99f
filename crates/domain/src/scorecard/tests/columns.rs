//! The unit's own column, overrides and the rounding of a total.

use super::*;
use crate::{Overrider, Rounding};

pub(super) fn judged(revision: i64, ruling: Ruling) -> Judgement {
    Judgement {
        indicator: IndicatorId::numbered(1),
        ruling,
        grounds: text(),
        judge: text(),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: Some(period(12)),
        actual_revision: 1,
        revision,
        time: Instant::from_micros(0),
    }
}

fn over(revision: i64, score: Option<&str>) -> Judgement {
    judged(revision, Ruling::Override { overrider: Overrider::Department, score: score.map(points), computed: None })
}

/// A row of 50 with `target` and the first value, and one of 40 that earns 36.
fn card(target: &Target, value: Option<ActualValue>, judgements: &[Judgement]) -> Scorecard {
    let plan = plan(&[5000, 4000], 1000);
    let mut indicators = plan.indicators().to_vec();
    indicators[0].target = target.clone();
    let goals = plan.goals().to_vec();
    let plan = PlanContent::assemble(text(), plan.scheme().cloned(), vec![], goals, indicators).unwrap();
    let mut actuals = Actuals::default();
    let first = value.map(|value| actual(1, value, 12, 1));
    actuals.take(1, first.into_iter().chain([actual(2, number(90), 12, 1)]), Some(executed(100)));
    let mut held = Judgements::default();
    judgements.iter().cloned().for_each(|judgement| held.take(judgement));
    let actuals = actuals.as_of(period(12));
    Scorecard::compute(&Input { plan: &plan, actuals: &actuals, judgements: &held, profile: profile() }).unwrap()
}

fn qualitative() -> Target {
    Target::Qualitative { text: text() }
}

fn at_least(value: &str) -> Target {
    Target::Numeric(NumericTarget { sign: Sign::AtLeast, value: value.parse().unwrap(), unit: None })
}

fn tier(side: Side, score: &str) -> Ruling {
    Ruling::Tier { side, tier: Tier::Achieved, score: points(score) }
}

#[test]
fn the_units_own_view_fills_its_column_and_leaves_the_row_unjudged() {
    let own = [judged(1, tier(Side::Unit, "50"))];
    let card = card(&qualitative(), Some(ActualValue::Text(text())), &own);
    let row = card.rows().next().unwrap();
    assert_eq!((row.score.outcome, row.score.unit_score), (Outcome::Unjudged, Some(points("50"))));
    assert_eq!((row.judgement.as_ref(), row.unit_judgement.as_ref()), (None, Some(&own[0])));
    assert_eq!((card.totals.total, card.totals.grade, card.totals.points), (None, None, points("46")));
    assert_eq!(card.totals.unit_total, Some(points("96")));
}

#[test]
fn the_reviewers_view_counts_beside_the_units() {
    let both = [judged(1, tier(Side::Unit, "50")), judged(2, tier(Side::Reviewer, "40"))];
    let card = card(&qualitative(), Some(ActualValue::Text(text())), &both);
    let row = card.rows().next().unwrap();
    assert_eq!((row.judgement.as_ref(), row.unit_judgement.as_ref()), (Some(&both[1]), Some(&both[0])));
    assert_eq!((card.totals.total, card.totals.unit_total), (Some(points("86")), Some(points("96"))));
}

#[test]
fn without_a_view_of_the_unit_it_has_no_total() {
    let reviewer = [judged(1, tier(Side::Reviewer, "40"))];
    let card = card(&qualitative(), Some(ActualValue::Text(text())), &reviewer);
    assert_eq!((card.totals.total, card.totals.unit_total), (Some(points("86")), None));
}

#[test]
fn the_units_total_is_rescaled_like_the_other() {
    let card = card(&at_least("100"), Some(ActualValue::NotApplicable(text())), &[]);
    // 46 of 50.
    assert_eq!((card.totals.total, card.totals.unit_total), (Some(points("92")), Some(points("92"))));
}

#[test]
fn an_override_counts_for_the_total_and_not_for_the_units() {
    let over = [over(1, Some("10"))];
    let card = card(&at_least("100"), Some(number(100)), &over);
    assert_eq!(card.rows().next().unwrap().overridden.as_ref(), Some(&over[0]));
    assert_eq!((card.totals.total, card.totals.unit_total), (Some(points("56")), Some(points("96"))));
    assert_eq!(card.totals.grade, Some(Grade::Poor));
}

#[test]
fn an_override_lets_a_row_without_points_into_the_total() {
    let unreported = Judgement { actual_period: None, actual_revision: 0, ..over(1, Some("30")) };
    for (target, value, was, judgement) in [
        (at_least("100"), None, Outcome::NotReported, unreported),
        (at_least("100"), Some(ActualValue::NotApplicable(text())), Outcome::NotApplicable, over(1, Some("30"))),
        (at_least("100"), Some(ActualValue::Text(text())), Outcome::NotScorable, over(1, Some("30"))),
        (qualitative(), Some(ActualValue::Text(text())), Outcome::Unjudged, over(1, Some("30"))),
    ] {
        let before = card(&target, value.clone(), &[]);
        assert_eq!(before.rows().next().unwrap().score.outcome, was);
        let card = card(&target, value, &[judgement]);
        assert_eq!(card.rows().next().unwrap().score.computed.map(|it| it.outcome), Some(was));
        assert_eq!(
            (card.totals.total, card.totals.applicable_weight),
            (Some(points("76")), Points::HUNDRED),
            "{was:?}"
        );
        assert_eq!((&card.totals.missing[..], card.totals.unit_total), (&[][..], None), "{was:?}");
    }
}

#[test]
fn an_override_that_was_withdrawn_or_is_above_the_weight_shows_nothing() {
    for over in [vec![over(1, Some("10")), over(2, None)], vec![over(1, Some("50.01"))]] {
        let plain = card(&at_least("100"), Some(number(100)), &[]);
        assert_eq!(card(&at_least("100"), Some(number(100)), &over), plain);
    }
    let again = [over(1, Some("10")), over(2, None), over(3, Some("20"))];
    assert_eq!(card(&at_least("100"), Some(number(100)), &again).totals.total, Some(points("66")));
}

#[test]
fn an_override_is_for_the_report_it_was_made_for() {
    let other = Judgement { actual_revision: 2, ..over(1, Some("10")) };
    assert_eq!(card(&at_least("100"), Some(number(100)), &[other]).totals.total, Some(points("96")));
}

#[test]
fn a_rescaled_total_is_rounded_as_the_profile_says() {
    let total = |rounding, hundredths: i64| {
        let plan = plan(&[2000, 7000], 1000);
        let mut actuals = Actuals::default();
        let value = ActualValue::Number(Decimal::from_millionths(hundredths * 1_000_000 / 70).unwrap());
        let records = [actual(1, ActualValue::NotApplicable(text()), 12, 1), actual(2, value, 12, 1)];
        actuals.take(1, records, Some(executed(100)));
        let profile = Profile { rounding, ..profile().clone() };
        let (actuals, judgements) = (actuals.as_of(period(12)), Judgements::default());
        let input = Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile: &profile };
        let totals = Scorecard::compute(&input).unwrap().totals;
        (totals.points.to_string(), totals.total.unwrap().to_string())
    };
    let of = |points: &str, total: &str| (points.to_owned(), total.to_owned());
    // 100 · 70.06 ÷ 80 is 87.575 and 100 · 70.34 ÷ 80 is 87.925.
    assert_eq!(total(Rounding::HalfUp, 6006), of("70.06", "87.58"));
    assert_eq!(total(Rounding::HalfEven, 6006), of("70.06", "87.58"));
    assert_eq!(total(Rounding::Down, 6006), of("70.06", "87.57"));
    assert_eq!(total(Rounding::HalfUp, 6034), of("70.34", "87.93"));
    assert_eq!(total(Rounding::HalfEven, 6034), of("70.34", "87.92"));
    assert_eq!(total(Rounding::Down, 6034), of("70.34", "87.92"));
}
