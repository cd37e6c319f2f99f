//! Points beside the money that was spent.

use super::*;

/// A row of 90 that earns as many percent as were reported, beside so much of a budget of 10000.
fn tested(percent: i64, spent: i64, excess: &str) -> Plausible {
    let total = ExecutionAmounts { initial: Fen::new(10_000), adjusted: None, executed: Fen::new(spent) };
    let execution = ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported(12, 1) };
    of(Some(number(percent)), Some(execution), excess)
}

fn of(value: Option<ActualValue>, execution: Option<ExecutionRecord>, excess: &str) -> Plausible {
    let (plan, judgements) = (plan(&[9000], 1000), Judgements::default());
    let mut actuals = Actuals::default();
    actuals.take(1, value.map(|value| actual(1, value, 12, 1)), execution);
    let profile = Profile { plausible_excess: points(excess), ..profile().clone() };
    let input = Input { plan: &plan, actuals: &actuals.as_of(period(12)), judgements: &judgements, profile: &profile };
    Scorecard::compute(&input).unwrap().plausible
}

#[test]
fn exactly_the_allowed_excess_is_plausible_and_any_more_is_not() {
    // s = 1 and R = 0.95, 0.9499; then s = 0.8 and R = 0.76, 0.7599.
    assert_eq!(tested(100, 9500, "0.05").result, Plausibility::Plausible);
    assert_eq!(tested(100, 9499, "0.05").result, Plausibility::Implausible);
    assert_eq!(tested(80, 7600, "0.05").result, Plausibility::Plausible);
    assert_eq!(tested(80, 7599, "0.05").result, Plausibility::Implausible);
    assert_eq!(tested(100, 9501, "0.05").result, Plausibility::Plausible);
    assert_eq!(tested(50, 10_000, "0.05").result, Plausibility::Plausible);
    assert_eq!(tested(100, 20_000, "0.05").result, Plausibility::Plausible);
}

#[test]
fn the_bound_is_the_profiles() {
    assert_eq!(tested(100, 10_000, "0").result, Plausibility::Plausible);
    assert_eq!(tested(100, 9999, "0").result, Plausibility::Implausible);
    assert_eq!(tested(100, 0, "1.00").result, Plausibility::Plausible);
    assert_eq!(tested(100, 0, "0.99").result, Plausibility::Implausible);
    assert_eq!(tested(100, 100, "0.99").result, Plausibility::Plausible);
}

#[test]
fn both_shares_are_shown_as_they_are() {
    let found = tested(80, 7599, "0.05");
    let shares = (found.indicators.map(|s| s.to_string()), found.execution.map(|r| r.to_string()));
    assert_eq!(shares, (Some("80".to_owned()), Some("7599/100".to_owned())));
}

#[test]
fn without_points_there_is_nothing_to_test() {
    let nought = tested(0, 0, "0.05");
    assert_eq!(
        (nought.result, nought.indicators.map(|s| s.to_string())),
        (Plausibility::NotTested, Some("0".to_owned()))
    );
    for value in [None, Some(ActualValue::NotApplicable(text())), Some(ActualValue::Text(text()))] {
        let found = of(value, Some(executed(10)), "0.05");
        assert_eq!((found.result, found.indicators), (Plausibility::NotTested, None));
        assert_eq!(found.execution.map(|r| r.to_string()), Some("10".to_owned()));
    }
}

#[test]
fn without_a_rate_of_execution_there_is_nothing_to_test() {
    let nothing = ExecutionAmounts { initial: Fen::new(100), adjusted: Some(Fen::ZERO), executed: Fen::ZERO };
    let report = ExecutionReport::new(nothing, vec![]).unwrap();
    let not_applicable = ExecutionRecord { report, reported: reported(12, 1) };
    for execution in [None, Some(not_applicable)] {
        let found = of(Some(number(100)), execution, "0.05");
        assert_eq!((found.result, found.execution), (Plausibility::NotTested, None));
        assert_eq!(found.indicators.map(|s| s.to_string()), Some("100".to_owned()));
    }
}

#[test]
fn the_rows_without_points_do_not_water_the_share_down() {
    let (plan, judgements) = (plan(&[4500, 4500], 1000), Judgements::default());
    let mut actuals = Actuals::default();
    actuals.take(1, [actual(1, number(100), 12, 1)], Some(executed(60)));
    let actuals = actuals.as_of(period(12));
    let input = Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile: profile() };
    let found = Scorecard::compute(&input).unwrap().plausible;
    assert_eq!(
        (found.result, found.indicators.map(|s| s.to_string())),
        (Plausibility::Implausible, Some("100".to_owned()))
    );
}
