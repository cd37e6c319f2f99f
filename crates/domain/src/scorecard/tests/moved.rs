//! The weight of rows that do not apply, moved to others.

use super::*;
use crate::NotApplicableRule;

/// A row: its level 1, its weight, and what was reported.
type Line = (Level1, &'static str, Option<ActualValue>);

const NOUGHT: ExecutionAmounts = ExecutionAmounts { initial: Fen::ZERO, adjusted: None, executed: Fen::ZERO };

fn not_applicable() -> Option<ActualValue> {
    Some(ActualValue::NotApplicable(text()))
}

fn moving() -> Profile {
    Profile { not_applicable: NotApplicableRule::Move, ..profile().clone() }
}

fn plan_of(lines: &[Line]) -> PlanContent {
    let plan = plan(&lines.iter().map(|(_, weight, _)| points(weight).hundredths()).collect::<Vec<_>>(), 1000);
    let levels = plan.indicators().iter().zip(lines);
    let indicators = levels.map(|(it, (level1, ..))| Indicator { level1: *level1, ..it.clone() }).collect();
    let goals = plan.goals().to_vec();
    PlanContent::assemble(text(), plan.scheme().cloned(), vec![], goals, indicators).unwrap()
}

fn actuals_of(lines: &[Line], execution: ExecutionRecord) -> ActualsAsOf {
    let mut actuals = Actuals::default();
    let records = lines.iter().zip(1..).filter_map(|((_, _, value), place)| Some(actual(place, value.clone()?, 12, 1)));
    actuals.take(1, records.collect::<Vec<_>>(), Some(execution));
    actuals.as_of(period(12))
}

fn moved(lines: &[Line], execution: ExecutionRecord) -> Scorecard {
    let (plan, actuals, judgements) = (plan_of(lines), actuals_of(lines, execution), Judgements::default());
    let input = Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile: &moving() };
    Scorecard::compute(&input).unwrap()
}

fn no_budget() -> ExecutionRecord {
    ExecutionRecord { report: ExecutionReport::new(NOUGHT, vec![]).unwrap(), reported: reported(12, 1) }
}

/// Weight, and how much of it was moved there.
fn weights(card: &Scorecard) -> Vec<(String, String)> {
    card.rows().map(|row| (row.weight.to_string(), row.moved.to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(weight, moved)| (weight.to_string(), moved.to_string())).collect()
}

fn full() -> Option<ActualValue> {
    Some(number(100))
}

#[test]
fn it_goes_pro_rata_to_the_same_level_one_by_largest_remainder() {
    // Of output 10.00 are free; 20 : 15 : 5 of it are 5.00, 3.75 and 1.25. Of effect 10.00 are free; 10 : 10 : 10 of
    // it are three thirds, of which the first gets the hundredth that is left.
    let lines = [
        (Level1::Output, "20", full()),
        (Level1::Output, "15", full()),
        (Level1::Output, "10", not_applicable()),
        (Level1::Output, "5", full()),
        (Level1::Effect, "10", full()),
        (Level1::Effect, "10", full()),
        (Level1::Effect, "10", not_applicable()),
        (Level1::Effect, "10", full()),
    ];
    let card = moved(&lines, executed(100));
    let expected = [
        ("25.00", "5.00"),
        ("18.75", "3.75"),
        ("10.00", "0.00"),
        ("6.25", "1.25"),
        ("13.34", "3.34"),
        ("13.33", "3.33"),
        ("10.00", "0.00"),
        ("13.33", "3.33"),
    ];
    assert_eq!(weights(&card), pairs(&expected));
    assert_eq!((card.totals.applicable_weight, card.totals.total), (Points::HUNDRED, Some(Points::HUNDRED)));
    assert_eq!((card.execution.weight, card.totals.trace.rule), (points("10"), crate::scoring::Rule::Sum));
}

#[test]
fn the_largest_remainder_wins_over_the_earlier_place() {
    // 0.01 over 1 : 3 is 0.0025 and 0.0075.
    let lines = [
        (Level1::Output, "1", full()),
        (Level1::Output, "3", full()),
        (Level1::Output, "0.01", not_applicable()),
        (Level1::Effect, "85.99", full()),
    ];
    let expected = [("1.00", "0.00"), ("3.01", "0.01"), ("0.01", "0.00"), ("85.99", "0.00")];
    assert_eq!(weights(&moved(&lines, executed(100))), pairs(&expected));
}

#[test]
fn where_its_level_one_has_no_other_row_it_goes_to_effect() {
    let lines = [
        (Level1::Satisfaction, "10", not_applicable()),
        (Level1::Output, "50", full()),
        (Level1::Effect, "20", full()),
        (Level1::Effect, "10", full()),
    ];
    let expected = [("10.00", "0.00"), ("50.00", "0.00"), ("26.67", "6.67"), ("13.33", "3.33")];
    assert_eq!(weights(&moved(&lines, executed(100))), pairs(&expected));
}

#[test]
fn where_there_is_no_effect_either_it_goes_to_all() {
    let lines = [
        (Level1::Satisfaction, "10", not_applicable()),
        (Level1::Output, "50", full()),
        (Level1::Effect, "10", not_applicable()),
        (Level1::Cost, "20", full()),
    ];
    let expected = [("10.00", "0.00"), ("64.28", "14.28"), ("10.00", "0.00"), ("25.72", "5.72")];
    let card = moved(&lines, executed(100));
    // Each 10.00 for itself: 7.14 (of 7.142…) and 2.86 (of 2.857…).
    assert_eq!(weights(&card), pairs(&expected));
    assert_eq!(card.totals.applicable_weight, Points::HUNDRED);
}

#[test]
fn the_weight_of_an_execution_without_a_budget_goes_to_effect() {
    let lines = [(Level1::Output, "60", full()), (Level1::Effect, "30", Some(number(50)))];
    let card = moved(&lines, no_budget());
    assert_eq!(weights(&card), pairs(&[("60.00", "0.00"), ("40.00", "10.00")]));
    assert_eq!(card.execution.score.outcome, Outcome::NotApplicable);
    assert_eq!((card.totals.applicable_weight, card.totals.total), (Points::HUNDRED, Some(points("80"))));
}

#[test]
fn a_row_without_weight_of_its_own_gets_none() {
    let lines = [
        (Level1::Output, "10", not_applicable()),
        (Level1::Output, "0", full()),
        (Level1::Effect, "0", full()),
        (Level1::Satisfaction, "80", full()),
    ];
    let expected = [("10.00", "0.00"), ("0.00", "0.00"), ("0.00", "0.00"), ("90.00", "10.00")];
    assert_eq!(weights(&moved(&lines, executed(100))), pairs(&expected));
}

#[test]
fn where_nothing_applies_nothing_is_moved() {
    let lines = [(Level1::Output, "60", not_applicable()), (Level1::Effect, "30", not_applicable())];
    let card = moved(&lines, no_budget());
    assert_eq!(weights(&card), pairs(&[("60.00", "0.00"), ("30.00", "0.00")]));
    assert_eq!((card.totals.total, card.totals.applicable_weight), (None, Points::ZERO));

    // The execution takes none; what it earns is rescaled.
    let card = moved(&lines, executed(50));
    assert_eq!(weights(&card), pairs(&[("60.00", "0.00"), ("30.00", "0.00")]));
    assert_eq!((card.execution.weight, card.totals.total), (points("10"), Some(points("50"))));
}

#[test]
fn what_is_not_reported_applies_and_gets_its_part() {
    let lines =
        [(Level1::Output, "30", None), (Level1::Output, "30", full()), (Level1::Output, "30", not_applicable())];
    let card = moved(&lines, executed(100));
    assert_eq!(weights(&card), pairs(&[("45.00", "15.00"), ("45.00", "15.00"), ("30.00", "0.00")]));
    assert_eq!((card.totals.points, card.totals.highest), (points("55"), Points::HUNDRED));
}

#[test]
fn a_judged_score_outside_the_band_of_the_new_weight_waits_anew() {
    let lines = [(Level1::Output, "50", Some(ActualValue::Text(text()))), (Level1::Output, "40", not_applicable())];
    let plan = plan_of(&lines);
    let qualitative = |indicator: &Indicator| {
        let target = Target::Qualitative { text: text() };
        Indicator { target, ..indicator.clone() }
    };
    let indicators = plan.indicators().iter().map(qualitative).collect();
    let goals = plan.goals().to_vec();
    let plan = PlanContent::assemble(text(), plan.scheme().cloned(), vec![], goals, indicators).unwrap();
    let actuals = actuals_of(&lines, executed(100));
    // Of 50 达成 begins at 40, of 90 at 72.
    let outcome = |score: &str, profile: &Profile| {
        let mut judgements = Judgements::default();
        judgements.take(columns::judged(
            1,
            Ruling::Tier { side: Side::Reviewer, tier: Tier::Achieved, score: points(score) },
        ));
        let input = Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile };
        let card = Scorecard::compute(&input).unwrap();
        let row = card.rows().next().unwrap();
        (row.weight, row.score.outcome, row.score.score)
    };
    assert_eq!(outcome("50", profile()), (points("50"), Outcome::Judged, Some(points("50"))));
    assert_eq!(outcome("50", &moving()), (points("90"), Outcome::Unjudged, None));
    assert_eq!(outcome("71.99", &moving()), (points("90"), Outcome::Unjudged, None));
    assert_eq!(outcome("72", &moving()), (points("90"), Outcome::Judged, Some(points("72"))));
    assert_eq!(outcome("72", profile()), (points("50"), Outcome::Unjudged, None));
}

proptest! {
    #[test]
    fn all_that_applies_weighs_a_hundred_and_only_that_gets_more(
        rows in prop::collection::vec((0..450u32, 0..4usize, any::<bool>()), 1..20),
        has_budget in any::<bool>(),
    ) {
        let mut rows = rows;
        let rest = 9000 - rows.iter().map(|(weight, ..)| weight).sum::<u32>();
        rows.push((rest, 1, true));
        let plan = plan(&rows.iter().map(|(weight, ..)| *weight).collect::<Vec<_>>(), 1000);
        let with_levels = plan.indicators().iter().zip(&rows);
        let indicators = with_levels.map(|(it, (_, level1, _))| Indicator { level1: Level1::ALL[*level1], ..it.clone() });
        let (scheme, goals) = (plan.scheme().cloned(), plan.goals().to_vec());
        let plan = PlanContent::assemble(text(), scheme, vec![], goals, indicators.collect()).unwrap();
        let mut actuals = Actuals::default();
        let value = |applies: bool| if applies { number(100) } else { ActualValue::NotApplicable(text()) };
        let records = rows.iter().zip(1..).map(|((.., applies), place)| actual(place, value(*applies), 12, 1));
        actuals.take(1, records.collect::<Vec<_>>(), Some(if has_budget { executed(100) } else { no_budget() }));
        let (actuals, judgements) = (actuals.as_of(period(12)), Judgements::default());
        let card = Scorecard::compute(&Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile: &moving() });
        let card = card.unwrap();

        // The last row has at least 4.50 of its own and applies, so that nothing is left over.
        prop_assert_eq!(card.totals.applicable_weight, Points::HUNDRED);
        prop_assert_eq!(card.totals.total, Some(Points::HUNDRED));
        for (row, (own, _, applies)) in card.rows().zip(&rows) {
            prop_assert_eq!(row.weight, Points::from_hundredths(*own) + row.moved);
            prop_assert!(*applies || row.moved == Points::ZERO);
        }
    }
}
