//! What persons decide: tiers, checklists and points, the unit's view beside the reviewer's.

use super::*;
use crate::{Checklist, ChecklistItem, Rounding, Step, Steps};

fn checklist(items: &[&str]) -> Method {
    let item =
        |points: &&str| ChecklistItem { text: Text::parse("制度健全").unwrap(), points: points.parse().unwrap() };
    Method::Checklist(Checklist::new(items.iter().map(item).collect()).unwrap())
}

fn ticked(side: Side, met: &[u32]) -> Judgement {
    judgement(Ruling::Checklist { side, met: met.to_vec() })
}

fn given(side: Side, score: &str) -> Judgement {
    judgement(Ruling::Manual { side, score: points(score) })
}

fn row(method: Option<Method>, judged: Judged<'_>) -> IndicatorScore {
    let indicator = Indicator { method, ..indicator(qualitative()) };
    score_indicator(profile(), &indicator, WEIGHT, Some(&record(text(), None)), judged)
}

/// Outcome, points and whether it is met, of a reviewer's judgement.
fn by(method: Option<Method>, judgement: &Judgement) -> (Outcome, Option<String>, Option<bool>) {
    let row = row(method, reviewed(judgement));
    (row.outcome, row.score.map(|score| score.to_string()), row.met)
}

fn judged(points: &str, met: Option<bool>) -> (Outcome, Option<String>, Option<bool>) {
    (Outcome::Judged, Some(points.to_owned()), met)
}

const WAITS: (Outcome, Option<String>, Option<bool>) = (Outcome::Unjudged, None, None);

#[test]
fn a_tier_holds_inside_its_band_and_no_hundredth_beyond() {
    let at = |picked, score: &str| by(None, &tier(Side::Reviewer, picked, score));
    let expected = [
        (Tier::Achieved, "3.99", WAITS),
        (Tier::Achieved, "4.00", judged("4.00", Some(true))),
        (Tier::Achieved, "5.00", judged("5.00", Some(true))),
        (Tier::Achieved, "5.01", WAITS),
        (Tier::PartlyAchieved, "2.99", WAITS),
        (Tier::PartlyAchieved, "3.00", judged("3.00", Some(false))),
        (Tier::PartlyAchieved, "3.99", judged("3.99", Some(false))),
        (Tier::PartlyAchieved, "4.00", WAITS),
        (Tier::NotAchieved, "0.00", judged("0.00", Some(false))),
        (Tier::NotAchieved, "2.99", judged("2.99", Some(false))),
        (Tier::NotAchieved, "3.00", WAITS),
    ];
    for (picked, score, outcome) in expected {
        assert_eq!(at(picked, score), outcome, "{picked:?} {score}");
    }
}

#[test]
fn the_bands_of_a_profile_are_its_own() {
    let hubei = Profile::find(&"hubei".parse().unwrap()).unwrap();
    let at = |picked, score: &str| {
        let judgement = tier(Side::Reviewer, picked, score);
        let record = record(text(), None);
        score_indicator(hubei, &indicator(qualitative()), WEIGHT, Some(&record), reviewed(&judgement)).outcome
    };
    assert_eq!(
        (at(Tier::PartlyAchieved, "2.49"), at(Tier::PartlyAchieved, "2.50")),
        (Outcome::Unjudged, Outcome::Judged)
    );
    assert_eq!((at(Tier::NotAchieved, "2.49"), at(Tier::NotAchieved, "2.50")), (Outcome::Judged, Outcome::Unjudged));
}

#[test]
fn a_checklist_earns_the_share_of_what_is_there() {
    let list = || Some(checklist(&["2", "3", "5"]));
    assert_eq!(by(list(), &ticked(Side::Reviewer, &[])), judged("0.00", Some(false)));
    assert_eq!(by(list(), &ticked(Side::Reviewer, &[1])), judged("1.00", Some(false)));
    assert_eq!(by(list(), &ticked(Side::Reviewer, &[2, 3])), judged("4.00", Some(false)));
    assert_eq!(by(list(), &ticked(Side::Reviewer, &[1, 2, 3])), judged("5.00", Some(true)));
    let row = row(list(), reviewed(&ticked(Side::Reviewer, &[2])));
    assert_eq!(row.trace.to_string(), "5.00 × 3.00 ÷ 10.00 = 1.50");
}

#[test]
fn a_checklist_is_rounded_once_as_the_profile_says() {
    // Half of 0.05 is 0.025.
    let indicator = Indicator { method: Some(checklist(&["1", "1"])), ..indicator(qualitative()) };
    let points = |rounding| {
        let (profile, record) = (Profile { rounding, ..profile().clone() }, record(text(), None));
        let ticked = ticked(Side::Reviewer, &[1]);
        let weight = Points::from_hundredths(5);
        score_indicator(&profile, &indicator, weight, Some(&record), reviewed(&ticked)).score.unwrap().to_string()
    };
    assert_eq!(Rounding::ALL.map(points), ["0.03", "0.02", "0.02"]);
}

#[test]
fn points_by_hand_hold_from_nought_to_the_weight() {
    let manual = || Some(Method::Manual);
    assert_eq!(by(manual(), &given(Side::Reviewer, "0")), judged("0.00", None));
    assert_eq!(by(manual(), &given(Side::Reviewer, "5")), judged("5.00", None));
    assert_eq!(by(manual(), &given(Side::Reviewer, "5.01")), WAITS);
}

#[test]
fn a_judgement_of_another_kind_does_not_hold() {
    let kinds = [tier(Side::Reviewer, Tier::Achieved, "5"), ticked(Side::Reviewer, &[1]), given(Side::Reviewer, "5")];
    let methods = [None, Some(checklist(&["1"])), Some(Method::Manual)];
    for (place, method) in methods.into_iter().enumerate() {
        for (kind, judgement) in kinds.iter().enumerate() {
            let holds = by(method.clone(), judgement) != WAITS;
            assert_eq!(holds, kind == place, "{method:?} {judgement:?}");
        }
    }
}

#[test]
fn an_override_in_the_place_of_a_judgement_is_none() {
    let ruling = Ruling::Override { overrider: crate::Overrider::Finance, score: Some(points("5")), computed: None };
    let stray = judgement(ruling);
    assert_eq!(by(None, &stray), WAITS);
    let row = row(None, Judged { overridden: Some(&tier(Side::Reviewer, Tier::Achieved, "5")), ..Judged::default() });
    assert_eq!((row.outcome, row.computed), (Outcome::Unjudged, None));
}

#[test]
fn a_number_scored_by_hand_is_met_as_the_number_says() {
    let at = |actual: &str, method: Method, judged: Judged<'_>| {
        let indicator = Indicator { method: Some(method), ..indicator(at_least("90")) };
        let row = score_indicator(profile(), &indicator, WEIGHT, Some(&record(number(actual), None)), judged);
        (row.outcome, row.score, row.met, row.flags)
    };
    let (full, all) = (given(Side::Reviewer, "5"), ticked(Side::Reviewer, &[1]));
    let judged = |met, flags: &[Flag]| (Outcome::Judged, Some(WEIGHT), Some(met), flags.to_vec());
    assert_eq!(at("89.999999", Method::Manual, reviewed(&full)), judged(false, &[Flag::ReasonOwed]));
    assert_eq!(at("90", Method::Manual, reviewed(&full)), judged(true, &[]));
    assert_eq!(at("108", checklist(&["1"]), reviewed(&all)), judged(true, &[Flag::OverAchieved, Flag::ReasonOwed]));
    assert_eq!(at("-1", checklist(&["1"]), reviewed(&all)), judged(false, &[Flag::NegativeActual, Flag::ReasonOwed]));
    let waits = (Outcome::Unjudged, None, Some(false), vec![Flag::ReasonOwed]);
    assert_eq!(at("89", Method::Manual, Judged::default()), waits);
}

#[test]
fn a_text_against_a_number_is_judged_only_where_a_person_gives_the_points() {
    let steps = Steps::new(vec![Step { from: "90".parse().unwrap(), points: points("10") }]).unwrap();
    let outcome = |method| {
        let indicator = Indicator { method, ..indicator(at_least("90")) };
        score_indicator(profile(), &indicator, WEIGHT, Some(&record(text(), None)), Judged::default()).outcome
    };
    assert_eq!(outcome(Some(Method::Manual)), Outcome::Unjudged);
    assert_eq!(outcome(Some(checklist(&["1"]))), Outcome::Unjudged);
    for method in [None, Some(Method::YesNo), Some(Method::Steps(steps))] {
        assert_eq!(outcome(method), Outcome::NotScorable);
    }
}

#[test]
fn the_units_view_stands_beside_the_reviewers_and_counts_for_its_own_column_alone() {
    let (own, reviewer) = (tier(Side::Unit, Tier::Achieved, "5"), tier(Side::Reviewer, Tier::PartlyAchieved, "3.5"));
    let column = |row: IndicatorScore| (row.outcome, row.score, row.unit_score, row.met);

    let alone = row(None, Judged { unit: Some(&own), ..Judged::default() });
    assert_eq!(column(alone), (Outcome::Unjudged, None, Some(WEIGHT), None));
    let both = row(None, Judged { unit: Some(&own), reviewer: Some(&reviewer), overridden: None });
    assert_eq!(column(both), (Outcome::Judged, Some(points("3.5")), Some(WEIGHT), Some(false)));
    let reviewed = row(None, reviewed(&reviewer));
    assert_eq!(column(reviewed), (Outcome::Judged, Some(points("3.5")), None, Some(false)));
}

#[test]
fn a_view_of_the_unit_that_does_not_hold_leaves_its_column_empty() {
    let outside = tier(Side::Unit, Tier::Achieved, "3.99");
    let alone = row(None, Judged { unit: Some(&outside), ..Judged::default() });
    assert_eq!((alone.outcome, alone.unit_score), (Outcome::Unjudged, None));
}
