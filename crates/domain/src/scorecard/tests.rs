mod columns;
mod moved;
mod plausible;

use proptest::prelude::*;

use super::*;
use crate::scoring::Outcome;
use crate::{
    Actual, ActualRecord, ActualValue, Actuals, Decimal, ExecutionAmounts, ExecutionRecord, ExecutionReport, Fen,
    FiscalYear, Grade, Indicator, IndicatorId, Instant, Judgement, Level1, Level2, NumericTarget, Period, PrincipalId,
    Reported, Ruling, SchemeRef, Side, Sign, Target, Text, Tier,
};

fn profile() -> &'static Profile {
    Profile::default_rules()
}

fn period(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

fn text<const MAX: usize>() -> Text<MAX> {
    Text::parse("文本").unwrap()
}

fn reported(month: u8, revision: i64) -> Reported {
    Reported {
        period: period(month),
        revision,
        reporter: text(),
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

/// A plan of indicators `≥ 100` with those weights in hundredths.
fn plan(weights: &[u32], execution: u32) -> PlanContent {
    let indicators = weights.iter().zip(1..).map(|(weight, place)| Indicator {
        id: IndicatorId::numbered(place),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: text(),
        target: Target::Numeric(NumericTarget { sign: Sign::AtLeast, value: "100".parse().unwrap(), unit: None }),
        weight: Some(Points::from_hundredths(*weight)),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    });
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: Points::from_hundredths(execution) };
    let goal = Goal { number: 1, text: text(), tasks: vec![] };
    PlanContent::assemble(text(), Some(scheme), vec![], vec![goal], indicators.collect()).unwrap()
}

fn actual(place: usize, value: ActualValue, month: u8, revision: i64) -> ActualRecord {
    let actual = Actual::new(IndicatorId::numbered(place), value);
    ActualRecord { actual, reported: reported(month, revision) }
}

fn number(value: i64) -> ActualValue {
    ActualValue::Number(Decimal::from_millionths(value * 1_000_000).unwrap())
}

fn executed(share: i64) -> ExecutionRecord {
    let total = ExecutionAmounts { initial: Fen::new(100), adjusted: None, executed: Fen::new(share) };
    ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported(12, 1) }
}

fn score(plan: &PlanContent, actuals: &Actuals, as_of: Period) -> Scorecard {
    let (actuals, judgements) = (actuals.as_of(as_of), Judgements::default());
    Scorecard::compute(&Input { plan, actuals: &actuals, judgements: &judgements, profile: profile() }).unwrap()
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

#[test]
fn while_a_row_is_missing_there_is_a_span_and_no_grade() {
    let plan = plan(&[5000, 4000], 1000);
    let mut actuals = Actuals::default();
    actuals.take(1, [actual(1, number(50), 12, 1)], Some(executed(80)));
    let totals = score(&plan, &actuals, period(12)).totals;
    assert_eq!((totals.points, totals.weight_covered), (points("33"), points("60")));
    assert_eq!((totals.lowest, totals.highest), (points("33"), points("73")));
    assert_eq!((totals.total, totals.grade), (None, None));
    assert_eq!(totals.missing, [IndicatorId::numbered(2)]);
    assert!(!totals.execution_missing);
}

#[test]
fn with_every_row_there_is_a_total_and_a_grade() {
    let plan = plan(&[5000, 4000], 1000);
    let mut actuals = Actuals::default();
    actuals.take(1, [actual(1, number(100), 12, 1), actual(2, number(90), 12, 1)], Some(executed(50)));
    let totals = score(&plan, &actuals, period(12)).totals;
    assert_eq!((totals.total, totals.grade), (Some(points("91")), Some(Grade::Excellent)));
    assert_eq!((totals.lowest, totals.highest), (points("91"), points("91")));
}

#[test]
fn rows_that_do_not_apply_are_rescaled_and_keep_the_others_weights() {
    let plan = plan(&[5000, 4000], 1000);
    let mut actuals = Actuals::default();
    let records = [actual(1, ActualValue::NotApplicable(text()), 12, 1), actual(2, number(50), 12, 1)];
    actuals.take(1, records, Some(executed(100)));
    let card = score(&plan, &actuals, period(12));
    assert_eq!(card.rows().map(|r| r.weight).collect::<Vec<_>>(), [points("50"), points("40")]);
    let totals = card.totals;
    assert_eq!((totals.points, totals.applicable_weight), (points("30"), points("50")));
    assert_eq!(totals.total, Some(points("60")));
    assert_eq!(totals.trace.to_string(), "100.00 × 30.00 ÷ 50.00 = 60.00");
}

#[test]
fn where_nothing_applies_there_is_no_total() {
    let plan = plan(&[9000], 1000);
    let mut actuals = Actuals::default();
    let nothing = ExecutionAmounts { initial: Fen::ZERO, adjusted: None, executed: Fen::ZERO };
    let execution =
        ExecutionRecord { report: ExecutionReport::new(nothing, vec![]).unwrap(), reported: reported(12, 1) };
    actuals.take(1, [actual(1, ActualValue::NotApplicable(text()), 12, 1)], Some(execution));
    let totals = score(&plan, &actuals, period(12)).totals;
    assert_eq!((totals.total, totals.grade, totals.applicable_weight), (None, None, Points::ZERO));
    assert!(totals.missing.is_empty());
}

#[test]
fn a_row_names_the_period_its_actual_is_from() {
    let plan = plan(&[9000], 1000);
    let mut actuals = Actuals::default();
    actuals.take(1, [actual(1, number(10), 3, 1)], None);
    actuals.take(2, [actual(1, number(20), 6, 2)], None);
    let used = |as_of| {
        let card = score(&plan, &actuals, as_of);
        card.rows().next().unwrap().actual.as_ref().map(|a| a.reported.period)
    };
    assert_eq!(used(period(2)), None);
    assert_eq!(used(period(5)), Some(period(3)));
    assert_eq!(used(period(12)), Some(period(6)));
}

#[test]
fn a_judgement_holds_for_the_report_it_judged_and_no_other() {
    let mut content = plan(&[9000], 1000);
    let qualitative = Indicator { target: Target::Qualitative { text: text() }, ..content.indicators()[0].clone() };
    let goals = content.goals().to_vec();
    content = PlanContent::assemble(text(), content.scheme().cloned(), vec![], goals, vec![qualitative]).unwrap();
    let mut judgements = Judgements::default();
    judgements.take(Judgement {
        indicator: IndicatorId::numbered(1),
        ruling: Ruling::Tier { side: Side::Reviewer, tier: Tier::Achieved, score: points("80") },
        grounds: text(),
        judge: text(),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: Some(period(6)),
        actual_revision: 1,
        revision: 1,
        time: Instant::from_micros(0),
    });
    let mut actuals = Actuals::default();
    actuals.take(1, [actual(1, ActualValue::Text(text()), 6, 1)], None);
    let outcome = |actuals: &Actuals| {
        let actuals = actuals.as_of(period(12));
        let input = Input { plan: &content, actuals: &actuals, judgements: &judgements, profile: profile() };
        Scorecard::compute(&input).unwrap().rows().next().unwrap().score.outcome
    };
    assert_eq!(outcome(&actuals), Outcome::Judged);
    actuals.take(2, [actual(1, ActualValue::Text(text()), 6, 2)], None);
    assert_eq!(outcome(&actuals), Outcome::Unjudged);
}

#[test]
fn a_profile_for_another_execution_weight_is_refused() {
    let (plan, actuals, judgements) = (plan(&[8000], 2000), ActualsAsOf::default(), Judgements::default());
    let input = Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile: profile() };
    let refused = Unscorable::SchemeMismatch { profile: points("10"), plan: points("20") };
    assert_eq!(Scorecard::compute(&input), Err(refused));
}

/// What may be reported for an indicator, or nothing.
fn values() -> impl Strategy<Value = Option<ActualValue>> {
    prop_oneof![
        3 => (0..200i64).prop_map(|v| Some(number(v))),
        1 => Just(Some(ActualValue::NotApplicable(text()))),
        1 => Just(Some(ActualValue::Text(text()))),
        1 => Just(None),
    ]
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_the_printed_rows_and_lies_in_the_span(
        mut rows in prop::collection::vec((0..450u32, values()), 1..20),
        rest in values(),
        share in prop::option::of(0..150i64),
    ) {
        rows.push((9000 - rows.iter().map(|(w, _)| w).sum::<u32>(), rest));
        let weights: Vec<u32> = rows.iter().map(|(w, _)| *w).collect();
        let plan = plan(&weights, 1000);
        let mut actuals = Actuals::default();
        let records = rows.iter().zip(1..).filter_map(|((_, v), place)| Some(actual(place, v.clone()?, 12, 1)));
        actuals.take(1, records.collect::<Vec<_>>(), share.map(executed));
        let card = score(&plan, &actuals, period(12));
        let totals = &card.totals;

        let printed: Points = card.rows().filter_map(|r| r.score.score).chain(card.execution.score.score).sum();
        prop_assert_eq!(totals.points, printed);
        prop_assert_eq!(card.goals[0].points() + card.execution.score.score.unwrap_or_default(), printed);
        prop_assert!(totals.lowest <= totals.highest && totals.highest <= Points::HUNDRED);
        prop_assert!(totals.points <= totals.weight_covered && totals.weight_covered <= totals.applicable_weight);
        prop_assert_eq!(totals.counts.iter().map(|c| c.weight).sum::<Points>(), Points::HUNDRED);
        prop_assert_eq!(totals.counts.iter().map(|c| c.rows).sum::<usize>(), weights.len() + 1);
        prop_assert_eq!(totals.total.is_some(), totals.missing.is_empty() && !totals.execution_missing);
        prop_assert_eq!(totals.grade.is_some(), totals.total.is_some());
        if totals.applicable_weight == Points::HUNDRED {
            prop_assert!(totals.total.is_none_or(|total| total == printed));
        }
        // Whatever the missing rows turn out to be, the total stays inside the span that was shown.
        let rest = totals.missing.iter().map(|id| {
            let place = plan.indicators().iter().position(|i| i.id == *id).unwrap();
            actual(place + 1, number(37), 12, 2)
        });
        let mut later = actuals.clone();
        later.take(2, rest.collect::<Vec<_>>(), totals.execution_missing.then(|| executed(61)));
        let total = score(&plan, &later, period(12)).totals.total.unwrap();
        prop_assert!(totals.lowest <= total && total <= totals.highest);
    }
}
