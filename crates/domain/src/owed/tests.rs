use proptest::prelude::*;

use super::*;
use crate::{
    Actual, CivilDate, ExecutionAmounts, ExecutionRecord, ExecutionReport, Fen, FiscalYear, Goal, Instant, Level1,
    Level2, Likelihood, NumericTarget, PrincipalId, Reported, Sign, Target, Text,
};

fn period(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

fn id(number: usize) -> IndicatorId {
    IndicatorId::numbered(number)
}

fn numeric(sign: Sign, value: &str) -> Target {
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit: None })
}

fn plan(targets: Vec<Target>) -> PlanContent {
    let name: Text<500> = Text::parse("指标").unwrap();
    let with_id = |(target, number)| Indicator {
        id: id(number),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: name.clone(),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    let goal = Goal { number: 1, text: Text::parse("目标").unwrap(), tasks: vec![] };
    let indicators = targets.into_iter().zip(1..).map(with_id).collect();
    PlanContent::assemble(Text::parse("部门").unwrap(), None, vec![], vec![goal], indicators).unwrap()
}

fn reported(month: u8) -> Reported {
    let reporter = Text::parse("填报人").unwrap();
    Reported {
        period: period(month),
        revision: 1,
        reporter,
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

fn record(indicator: usize, month: u8, value: ActualValue, reason: Option<&str>) -> ActualRecord {
    let deviation_reason = reason.map(|reason| Text::parse(reason).unwrap());
    let actual = Actual { deviation_reason, ..Actual::new(id(indicator), value) };
    ActualRecord { actual, reported: reported(month) }
}

fn number(value: &str) -> ActualValue {
    ActualValue::Number(value.parse().unwrap())
}

fn not_applicable() -> ActualValue {
    ActualValue::NotApplicable(Text::parse("任务取消").unwrap())
}

fn execution(month: u8) -> ExecutionRecord {
    let total = ExecutionAmounts { initial: Fen::new(100), adjusted: None, executed: Fen::new(10) };
    ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported(month) }
}

fn actuals(records: Vec<ActualRecord>, execution: Option<ExecutionRecord>) -> Actuals {
    let mut actuals = Actuals::default();
    actuals.take(1, records, execution);
    actuals
}

fn of(indicator: usize, what: What) -> Owed {
    Owed { indicator: Some(id(indicator)), what }
}

const EXECUTION: Owed = Owed { indicator: None, what: What::Execution };

#[test]
fn a_plan_without_reports_owes_every_actual_and_the_execution() {
    let plan = plan(vec![numeric(Sign::AtLeast, "20"), numeric(Sign::AtLeast, "20")]);
    let found = owed(&plan, &Actuals::default(), period(6), None);
    assert_eq!(found, [of(1, What::Actual), of(2, What::Actual), EXECUTION]);
}

#[test]
fn only_the_period_itself_counts() {
    let plan = plan(vec![numeric(Sign::AtLeast, "20")]);
    let actuals = actuals(vec![record(1, 5, number("20"), None)], Some(execution(5)));
    assert_eq!(owed(&plan, &actuals, period(5), None), []);
    for month in [4, 6] {
        assert_eq!(owed(&plan, &actuals, period(month), None), [of(1, What::Actual), EXECUTION]);
    }
}

#[test]
fn what_is_missed_or_far_exceeded_owes_a_reason_until_there_is_one() {
    let day = |day| CivilDate::new(2023, 6, day).unwrap();
    let targets = vec![
        numeric(Sign::AtLeast, "20"),
        numeric(Sign::AtLeast, "20"),
        numeric(Sign::AtMost, "20"),
        Target::Deadline { text: None, date: day(1) },
        numeric(Sign::AtLeast, "20"),
        Target::Qualitative { text: Text::parse("提高").unwrap() },
    ];
    let values = [
        number("19.99"),
        number("24"),
        number("20.01"),
        ActualValue::Date(day(2)),
        number("23.99"),
        ActualValue::Text(Text::parse("有所提高").unwrap()),
    ];
    let records = |reason| {
        let records = values.iter().zip(1..).map(|(value, number)| record(number, 6, value.clone(), reason));
        actuals(records.collect(), Some(execution(6)))
    };
    let plan = plan(targets);
    let found = owed(&plan, &records(None), period(6), None);
    assert_eq!(found, [1, 2, 3, 4].map(|number| of(number, What::DeviationReason)));
    assert_eq!(owed(&plan, &records(Some("天气")), period(6), None), []);
}

#[test]
fn at_mid_year_a_forecast_is_owed_too() {
    let plan = plan(vec![numeric(Sign::AtLeast, "20"), numeric(Sign::AtLeast, "20")]);
    let actuals = actuals(vec![record(1, 6, number("20"), None)], Some(execution(6)));
    let mut given = BTreeMap::new();
    let found = owed(&plan, &actuals, period(6), Some(&given));
    assert_eq!(found, [of(1, What::Forecast), of(2, What::Actual), of(2, What::Forecast)]);

    given.insert(id(1), Forecast::new(Likelihood::Certain, None, vec![]).unwrap());
    given.insert(id(2), Forecast::new(Likelihood::Certain, None, vec![]).unwrap());
    assert_eq!(owed(&plan, &actuals, period(6), Some(&given)), [of(2, What::Actual)]);
}

#[test]
fn what_is_not_applicable_owes_nothing() {
    let plan = plan(vec![numeric(Sign::AtLeast, "20")]);
    let actuals = actuals(vec![record(1, 6, not_applicable(), None)], Some(execution(6)));
    assert_eq!(owed(&plan, &actuals, period(6), Some(&BTreeMap::new())), []);
}

#[test]
fn a_reason_is_owed_for_what_is_missed_whoever_gives_the_points() {
    let day = |day| CivilDate::new(2023, 6, day).unwrap();
    let targets = vec![numeric(Sign::AtLeast, "20"), Target::Deadline { text: None, date: day(1) }];
    let plan = plan(targets);
    let by_hand = |it: &Indicator| Indicator { method: Some(crate::Method::Manual), ..it.clone() };
    let (goals, indicators) = (plan.goals().to_vec(), plan.indicators().iter().map(by_hand).collect());
    let plan = PlanContent::assemble(plan.department_title().clone(), None, vec![], goals, indicators).unwrap();
    let found = |value: &str, on| {
        let records = vec![record(1, 6, number(value), None), record(2, 6, ActualValue::Date(day(on)), None)];
        owed(&plan, &actuals(records, Some(execution(6))), period(6), None)
    };
    assert_eq!(found("20", 1), []);
    assert_eq!(found("19.999999", 2), [1, 2].map(|number| of(number, What::DeviationReason)));
}

proptest! {
    #[test]
    fn a_reason_is_owed_where_each_profile_of_its_kind_flags_it(target in 0..40i64, actual in -5..60i64, sign in 0..5usize, weight in 0..500u32) {
        let target = numeric(Sign::ALL[sign], &target.to_string());
        let plan = plan(vec![target]);
        let record = record(1, 6, number(&actual.to_string()), None);
        let actuals = actuals(vec![record.clone()], Some(execution(6)));
        let is_owed = !owed(&plan, &actuals, period(6), None).is_empty();
        for profile in Profile::built_in() {
            let weight = Points::from_hundredths(weight);
            let score = score_indicator(profile, &plan.indicators()[0], weight, Some(&record), Judged::default());
            prop_assert_eq!(is_owed, score.flags.contains(&Flag::ReasonOwed));
        }
    }
}
