use jixiao_domain::scorecard::{Input, Scorecard};
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    Actual, ActualRecord, ActualValue, FiscalYear, Goal, Instant, Judgements, Level1, Level2, NumericTarget, Points,
    PrincipalId, Reported, SchemeRef, Sign, Text, VersionName,
};

use super::*;

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn period(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

fn numeric(sign: Sign, value: &str, unit: &str) -> Target {
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit: Some(text(unit)) })
}

fn deadline(printed: &str, date: &str) -> Target {
    Target::Deadline { text: Some(text(printed)), date: date.parse().unwrap() }
}

fn version(number: i32, targets: Vec<Target>) -> PlanVersion {
    let weight = Points::from_hundredths(9000 / u32::try_from(targets.len()).unwrap());
    let indicator = |(target, place)| Indicator {
        id: IndicatorId::numbered(place),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: text("指标"),
        target,
        weight: Some(weight),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    let goal = Goal { number: 1, text: text("目标"), tasks: vec![] };
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: Points::from_hundredths(1000) };
    let indicators = targets.into_iter().zip(1..).map(indicator).collect();
    let content = PlanContent::assemble(text("部门"), Some(scheme), vec![], vec![goal], indicators).unwrap();
    let plan = "regions/120000000/departments/a/plans/2023".parse().unwrap();
    let name = VersionName { plan, version: number };
    PlanVersion { name, state: PlanState::Approved, content, content_sha256: String::new() }
}

/// Every indicator is reported for that month against that version.
fn actuals(count: usize, month: u8, plan_version: i32) -> Actuals {
    let record = |place| ActualRecord {
        actual: Actual {
            deviation_reason: Some(text("原因")),
            ..Actual::new(IndicatorId::numbered(place), ActualValue::Number("50".parse().unwrap()))
        },
        reported: Reported {
            period: period(month),
            revision: 1,
            reporter: text("填报人"),
            time: Instant::from_micros(0),
            plan_version,
            principal: PrincipalId::local(),
            correction_reason: None,
        },
    };
    let mut actuals = Actuals::default();
    actuals.take(1, (1..=count).map(record), None);
    actuals
}

fn changed(before: Target, now: Target) -> bool {
    let (old, new) = (version(1, vec![before]), version(2, vec![now]));
    let actuals = actuals(1, 6, 1);
    assert_eq!(older_versions(&new, &actuals, period(12)), [1]);
    let older = HashMap::from([(1, old.content)]);
    of(&new, &actuals, period(12), &older).iter().any(|item| item.kind == OutstandingKind::TargetChanged)
}

#[test]
fn a_report_against_an_older_version_is_asked_for_anew_where_its_target_changed() {
    let target = || numeric(Sign::AtLeast, "100", "人");
    for other in [
        numeric(Sign::Equal, "100", "人"),
        numeric(Sign::AtLeast, "101", "人"),
        numeric(Sign::AtLeast, "100", "次"),
        Target::Qualitative { text: text("提高") },
    ] {
        assert!(changed(target(), other));
    }
    assert!(!changed(target(), target()));
    assert!(!changed(deadline("9月底前", "2023-09-30"), deadline("2023年9月底前", "2023-09-30")));
    assert!(changed(deadline("9月底前", "2023-09-30"), deadline("9月底前", "2023-10-01")));
}

#[test]
fn a_report_against_the_version_in_force_is_not_compared_and_a_dropped_indicator_asks_for_nothing() {
    let target = || numeric(Sign::AtLeast, "100", "人");
    let new = version(2, vec![target()]);
    assert_eq!(older_versions(&new, &actuals(1, 6, 2), period(12)), Vec::<i32>::new());
    assert_eq!(older_versions(&new, &actuals(1, 6, 1), period(5)), Vec::<i32>::new());

    let old = version(1, vec![target(), numeric(Sign::AtLeast, "1", "次")]);
    let owed = of(&new, &actuals(2, 12, 1), period(12), &HashMap::from([(1, old.content)]));

    assert_eq!(owed.iter().map(|item| item.kind).collect::<Vec<_>>(), [OutstandingKind::Execution]);
}

#[test]
fn reports_against_a_version_are_scored_against_the_next_one() {
    let profile = Profile::built_in().iter().find(|profile| profile.id == Profile::DEFAULT).unwrap();
    let actuals = actuals(1, 6, 1).as_of(period(12));
    let score = |plan: &PlanVersion| {
        let judgements = Judgements::default();
        let input = Input { plan: &plan.content, actuals: &actuals, judgements: &judgements, profile };
        let card = Scorecard::compute(&input).unwrap();
        card.rows().map(|row| row.score.score.map(|score| score.to_string())).collect::<Vec<_>>()
    };

    assert_eq!(score(&version(1, vec![numeric(Sign::AtLeast, "100", "人")])), [Some("45.00".to_owned())]);
    assert_eq!(score(&version(2, vec![numeric(Sign::AtLeast, "60", "人")])), [Some("75.00".to_owned())]);
}
