use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::tests::any_plan;
use crate::{
    Actual, ActualRecord, ActualValue, CivilDate, Decimal, ExecutionAmounts, ExecutionRecord, ExecutionReport, Fen,
    FiscalYear, Indicator, Instant, Level1, Level2, NumericTarget, PrincipalId, Reported, Sign, Signal, Target,
};

const RED: Signal = Signal::Lit(Light::Red);
const YELLOW: Signal = Signal::Lit(Light::Yellow);
const GREEN: Signal = Signal::Lit(Light::Green);
const BLUE: Signal = Signal::Lit(Light::Blue);

fn period(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

fn id(number: usize) -> IndicatorId {
    IndicatorId::numbered(number)
}

fn numeric(sign: Sign, value: &str) -> Target {
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit: None })
}

fn qualitative() -> Target {
    Target::Qualitative { text: Text::parse("提高").unwrap() }
}

fn deadline() -> Target {
    Target::Deadline { text: None, date: "2023-06-30".parse().unwrap() }
}

fn unreadable() -> Target {
    Target::Unreadable { sign: Sign::AtLeast, text: None, unit: None }
}

/// Indicators numbered from 1, each in its goal. Those in quantities are cumulative.
fn plan(indicators: Vec<(i32, Level2, Target)>) -> PlanContent {
    let indicators = indicators.into_iter().zip(1..).map(|((goal, level2, target), number)| Indicator {
        id: id(number),
        goal,
        level1: Level1::Output,
        level2,
        name: Text::parse("指标").unwrap(),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    });
    let goals = [(1, "甲"), (2, "乙"), (3, "丙")].map(|(number, text)| Goal {
        number,
        text: Text::parse(text).unwrap(),
        tasks: vec![],
    });
    PlanContent::assemble(Text::parse("部门").unwrap(), None, vec![], goals.to_vec(), indicators.collect()).unwrap()
}

fn reported(month: u8) -> Reported {
    Reported {
        period: period(month),
        revision: 1,
        reporter: Text::parse("填报人").unwrap(),
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

fn actuals(values: impl IntoIterator<Item = (usize, u8, ActualValue)>) -> ActualsAsOf {
    let records = values.into_iter().map(|(indicator, month, value)| {
        let record = ActualRecord { actual: Actual::new(id(indicator), value), reported: reported(month) };
        (id(indicator), record)
    });
    ActualsAsOf { revision: 1, records: records.collect(), execution: None }
}

fn execution(month: u8, budget: i64, executed: i64) -> ExecutionRecord {
    let total =
        ExecutionAmounts { initial: Fen::new(1), adjusted: Some(Fen::new(budget)), executed: Fen::new(executed) };
    ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported(month) }
}

fn number(value: &str) -> ActualValue {
    ActualValue::Number(value.parse().unwrap())
}

fn text() -> ActualValue {
    ActualValue::Text(Text::parse("已提高").unwrap())
}

fn date(text: &str) -> ActualValue {
    ActualValue::Date(text.parse::<CivilDate>().unwrap())
}

fn not_applicable() -> ActualValue {
    ActualValue::NotApplicable(Text::parse("任务取消").unwrap())
}

fn monitor(plan: &PlanContent, actuals: &ActualsAsOf, tiers: &[(usize, Tier)], month: u8) -> Monitor {
    let tiers = tiers.iter().map(|(number, tier)| (id(*number), *tier)).collect();
    let period = period(month);
    Monitor::of(&MonitorInput { plan, actuals, tiers: &tiers, period, bounds: &LightBounds::DEFAULT })
}

fn signals(monitor: &Monitor) -> Vec<Signal> {
    monitor.rows().map(|row| row.signal).collect()
}

/// A row of a plan with one indicator, reported in `reported` and seen at the end of `month`.
fn row(level2: Level2, target: Target, value: ActualValue, reported: u8, month: u8) -> MonitorRow {
    let monitor = monitor(&plan(vec![(1, level2, target)]), &actuals([(1, reported, value)]), &[], month);
    monitor.rows().next().unwrap().clone()
}

fn shown(row: &MonitorRow) -> (Signal, Option<String>, Option<String>) {
    (row.signal, row.pace.map(|pace| pace.to_string()), row.projected.map(|value| value.to_string()))
}

fn expected(signal: Signal, pace: Option<&str>, projected: Option<&str>) -> (Signal, Option<String>, Option<String>) {
    (signal, pace.map(str::to_owned), projected.map(str::to_owned))
}

/// A plan that has every signal, its reports up to July and its judgements. The third goal has no indicators.
fn every_signal() -> (PlanContent, ActualsAsOf, Vec<(usize, Tier)>) {
    let quantity = |goal, value| (goal, Level2::Quantity, numeric(Sign::AtLeast, value));
    let plan = plan(vec![
        quantity(1, "1200"),
        quantity(1, "1200"),
        quantity(1, "1200"),
        quantity(1, "1200"),
        (2, Level2::Quality, numeric(Sign::AtLeast, "90")),
        (2, Level2::Quality, unreadable()),
        (2, Level2::Quality, qualitative()),
        (2, Level2::Quality, qualitative()),
        (2, Level2::Quality, qualitative()),
    ]);
    let values = [
        (1, 7, number("419.999999")),
        (2, 7, number("420")),
        (3, 7, number("560")),
        (4, 7, number("840")),
        (6, 7, number("1")),
        (7, 7, text()),
        (8, 7, not_applicable()),
        (9, 7, text()),
    ];
    (plan, actuals(values), vec![(9, Tier::PartlyAchieved)])
}

#[test]
fn every_signal_is_given_counted_and_rolled_up() {
    let (plan, actuals, tiers) = every_signal();

    let monitor = monitor(&plan, &actuals, &tiers, 7);

    let of_first = [RED, YELLOW, GREEN, BLUE];
    let of_second = [Signal::NoData, Signal::NoTarget, Signal::Unjudged, Signal::NotApplicable, YELLOW];
    assert_eq!(signals(&monitor), [&of_first[..], &of_second].concat());
    let goals: Vec<_> = monitor.goals.iter().map(|goal| (goal.number, goal.text.as_str(), goal.light)).collect();
    assert_eq!(goals, [(1, "甲", Some(Light::Red)), (2, "乙", Some(Light::Yellow)), (3, "丙", None)]);
    let counts: Vec<_> = monitor.goals.iter().map(|goal| goal.counts.clone()).collect();
    assert_eq!(counts, [SignalCounts::of(of_first), SignalCounts::of(of_second), SignalCounts::default()]);
    assert_eq!(monitor.counts.iter().map(|(_, count)| count).collect::<Vec<_>>(), [1, 2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(monitor.light, Some(Light::Red));
}

#[test]
fn warnings_are_red_and_yellow_in_plan_order_and_the_budget_apart() {
    let (plan, mut actuals, tiers) = every_signal();
    let ids = |monitor: &Monitor| monitor.warnings().map(|row| row.indicator.id.clone()).collect::<Vec<_>>();

    let without = monitor(&plan, &actuals, &tiers, 7);
    actuals.execution = Some(execution(7, 1200, 559));
    let yellow = monitor(&plan, &actuals, &tiers, 7);
    actuals.execution = Some(execution(7, 1200, 560));
    let green = monitor(&plan, &actuals, &tiers, 7);

    assert_eq!(ids(&without), [id(1), id(2), id(9)]);
    assert_eq!(without.budget_warning(), None);
    assert_eq!(yellow.budget_warning(), Some(&yellow.budget));
    assert_eq!(green.budget_warning(), None);
    assert!(ids(&yellow) == ids(&without) && ids(&green) == ids(&without));
    assert!(yellow.counts == without.counts && yellow.goals == without.goals, "the budget is no indicator");
}

#[test]
fn the_light_of_the_plan_is_the_budgets_where_that_is_worse() {
    let plan = plan(vec![(1, Level2::Quality, numeric(Sign::AtLeast, "100"))]);
    let mut actuals = actuals([(1, 7, number("100"))]);
    assert_eq!(monitor(&plan, &actuals, &[], 7).light, Some(Light::Green));
    actuals.execution = Some(execution(7, 1200, 419));
    assert_eq!(monitor(&plan, &actuals, &[], 7).light, Some(Light::Red));
    actuals.records.clear();
    actuals.execution = None;
    assert_eq!(monitor(&plan, &actuals, &[], 7).light, None);
}

#[test]
fn a_floor_has_a_pace_and_what_accumulates_is_projected() {
    let of = |level2, sign, actual, month| shown(&row(level2, numeric(sign, "1200"), number(actual), month, month));
    for sign in [Sign::AtLeast, Sign::MoreThan, Sign::Equal] {
        let cumulative = |actual, month| of(Level2::Quantity, sign, actual, month);
        assert_eq!(cumulative("350", 7), expected(RED, Some("0.5000"), Some("600")));
        assert_eq!(cumulative("100", 1), expected(GREEN, Some("1.0000"), Some("1200")));
        assert_eq!(cumulative("1000", 12), expected(GREEN, Some("0.8333"), Some("1000")));
        assert_eq!(cumulative("-7", 7), expected(RED, Some("-0.0100"), Some("-12")));
        assert_eq!(of(Level2::Quality, sign, "800", 1), expected(YELLOW, Some("0.6667"), Some("800")));
    }
}

#[test]
fn a_cap_has_no_pace_but_a_projection() {
    for sign in [Sign::AtMost, Sign::LessThan] {
        let of = |level2, actual| shown(&row(level2, numeric(sign, "10"), number(actual), 6, 6));
        assert_eq!(of(Level2::Quantity, "10"), expected(GREEN, None, Some("20")));
        assert_eq!(of(Level2::Cost, "10.000001"), expected(RED, None, Some("10.000001")));
    }
}

#[test]
fn a_target_not_above_nought_has_no_pace() {
    let of = |value, actual| shown(&row(Level2::Quantity, numeric(Sign::AtLeast, value), number(actual), 6, 6));
    assert_eq!(of("0", "0"), expected(GREEN, None, Some("0")));
    assert_eq!(of("0", "-1"), expected(RED, None, Some("-2")));
    assert_eq!(of("-5", "-5"), expected(GREEN, None, Some("-10")));
}

#[test]
fn what_is_no_number_has_neither_pace_nor_projection() {
    let of = |target, value| shown(&row(Level2::Quantity, target, value, 7, 7));
    assert_eq!(of(deadline(), date("2023-06-30")), expected(GREEN, None, None));
    assert_eq!(of(deadline(), date("2023-07-01")), expected(RED, None, None));
    assert_eq!(of(qualitative(), text()), expected(Signal::Unjudged, None, None));
    assert_eq!(of(numeric(Sign::AtLeast, "5"), text()), expected(Signal::NoData, None, None));
    assert_eq!(of(numeric(Sign::AtLeast, "5"), not_applicable()), expected(Signal::NotApplicable, None, None));
    assert_eq!(of(unreadable(), number("5")), expected(Signal::NoTarget, None, None));
    assert_eq!(of(qualitative(), number("5")), expected(Signal::NoData, None, None));
}

#[test]
fn an_earlier_report_is_stale_measured_by_the_month_and_projected_from_its_own() {
    let of = |reported| row(Level2::Quantity, numeric(Sign::AtLeast, "1200"), number("500"), reported, 10);
    assert!(of(5).is_stale && !of(10).is_stale);
    assert_eq!(shown(&of(5)), expected(RED, Some("0.5000"), Some("1200")));
    assert_eq!(shown(&of(10)), expected(RED, Some("0.5000"), Some("600")));
}

#[test]
fn what_was_not_reported_is_not_stale() {
    let monitor = monitor(&plan(vec![(1, Level2::Quantity, deadline())]), &actuals([]), &[], 7);
    let row = monitor.rows().next().unwrap();
    assert_eq!((row.actual.as_ref(), row.signal, row.is_stale), (None, Signal::NoData, false));
    let budget = &monitor.budget;
    assert_eq!((budget.record.as_ref(), budget.signal, budget.is_stale), (None, Signal::NoData, false));
    assert_eq!((budget.pace, budget.projected), (None, None));
}

#[test]
fn the_budget_has_its_pace_its_projection_and_what_was_reported() {
    let of = |record: ExecutionRecord, month| {
        let actuals = ActualsAsOf { execution: Some(record), ..ActualsAsOf::default() };
        monitor(&plan(vec![]), &actuals, &[], month).budget
    };
    let shown = |budget: &MonitorBudget| {
        (budget.signal, budget.pace.map(|pace| pace.to_string()), budget.projected.map(Fen::get), budget.is_stale)
    };
    let pace = |text: &str| Some(text.to_owned());
    assert_eq!(shown(&of(execution(7, 1200, 700), 7)), (GREEN, pace("1.0000"), Some(1200), false));
    assert_eq!(shown(&of(execution(5, 1200, 500), 10)), (RED, pace("0.5000"), Some(1200), true));
    assert_eq!(shown(&of(execution(7, 1200, 1), 7)), (RED, pace("0.0014"), Some(2), false), "1.71 fen");
    assert_eq!(shown(&of(execution(12, 100, 300), 12)), (GREEN, pace("3.0000"), Some(300), false), "never blue");
    assert_eq!(shown(&of(execution(7, 0, 700), 7)), (Signal::NoTarget, None, Some(1200), false));
    assert_eq!(of(execution(7, i64::MAX, i64::MAX), 7).projected, None);
    let record = execution(7, 1200, 700);
    assert_eq!(of(record.clone(), 7).record, Some(record));
}

#[test]
fn the_bounds_are_those_given() {
    let plan = plan(vec![(1, Level2::Quality, numeric(Sign::AtLeast, "100"))]);
    let mut actuals = actuals([(1, 12, number("55"))]);
    actuals.execution = Some(execution(12, 100, 55));
    let bounds = LightBounds { red_below: "0.5".parse().unwrap(), ..LightBounds::DEFAULT };
    let tiers = BTreeMap::new();
    let input = MonitorInput { plan: &plan, actuals: &actuals, tiers: &tiers, period: period(12), bounds: &bounds };
    let monitor = Monitor::of(&input);
    assert_eq!((signals(&monitor), monitor.budget.signal), (vec![YELLOW], YELLOW));
}

#[test]
fn the_most_severe_row_comes_first_and_equals_stay_in_plan_order() {
    let floor = || (1, Level2::Quality, numeric(Sign::AtLeast, "100"));
    let targets = vec![
        floor(),
        floor(),
        (1, Level2::Cost, numeric(Sign::AtMost, "10")),
        floor(),
        (1, Level2::Timeliness, deadline()),
        floor(),
    ];
    let values = [
        (1, 7, number("70")),
        (2, 7, number("50")),
        (3, 7, number("11")),
        (4, 7, number("40")),
        (5, 7, date("2023-07-01")),
        (6, 7, number("50")),
    ];
    let monitor = monitor(&plan(targets), &actuals(values), &[], 7);
    let mut warnings: Vec<_> = monitor.warnings().collect();
    warnings.sort_by_key(|row| row.severity());
    let order: Vec<_> = warnings.iter().map(|row| row.indicator.id.clone()).collect();
    assert_eq!(order, [3, 5, 4, 2, 6, 1].map(id));
}

/// A value as may be reported, whether it fits or not.
fn any_value() -> impl Strategy<Value = ActualValue> {
    prop_oneof![
        4 => (-3..6i64).prop_map(|n| ActualValue::Number(Decimal::from_millionths(n).unwrap())),
        1 => any_number().prop_map(ActualValue::Number),
        1 => (1..6u8).prop_map(|day| ActualValue::Date(CivilDate::new(2023, 12, day).unwrap())),
        1 => Just(text()),
        1 => select(Tier::ALL.to_vec())
            .prop_map(|tier| ActualValue::Tiered { tier, text: Text::parse("已提高").unwrap() }),
        1 => Just(not_applicable()),
    ]
}

fn any_number() -> impl Strategy<Value = Decimal> {
    const MOST: i64 = 999_999_999_999_999_999;
    prop_oneof![-MOST..=MOST, -2_000_000..2_000_000i64].prop_map(|n| Decimal::from_millionths(n).unwrap())
}

type Story = (PlanContent, ActualsAsOf, BTreeMap<IndicatorId, Tier>, Period);

/// A plan of which most indicators are reported and some judged, at the end of a month.
fn story() -> impl Strategy<Value = Story> {
    let budget = proptest::option::of((1..=12u8, 0..200i64, 0..200i64));
    let values = proptest::collection::vec((0..4u8, 1..=12u8, any_value(), select(Tier::ALL.to_vec())), 8);
    (any_plan::content(), values, budget, 1..=12u8).prop_map(|(plan, values, budget, month)| {
        let mut seen = ActualsAsOf::default();
        let mut tiers = BTreeMap::new();
        for (indicator, (dice, at, value, tier)) in plan.indicators().iter().zip(values) {
            if dice > 0 {
                let actual = Actual::new(indicator.id.clone(), value);
                let record = ActualRecord { actual, reported: reported(at.min(month)) };
                seen.records.insert(indicator.id.clone(), record);
            }
            if dice > 1 {
                tiers.insert(indicator.id.clone(), tier);
            }
        }
        seen.execution = budget.map(|(at, budget, executed)| execution(at.min(month), budget, executed));
        (plan, seen, tiers, period(month))
    })
}

fn of((plan, actuals, tiers, period): &Story) -> Monitor {
    Monitor::of(&MonitorInput { plan, actuals, tiers, period: *period, bounds: &LightBounds::DEFAULT })
}

proptest! {
    #[test]
    fn the_worst_light_wins(story in story()) {
        let monitor = of(&story);
        let worst = |signals: &[Signal]| signals.iter().filter_map(|signal| signal.light()).min();
        for goal in &monitor.goals {
            let of_goal: Vec<_> = goal.rows.iter().map(|row| row.signal).collect();
            prop_assert_eq!(goal.light, worst(&of_goal));
        }
        let mut all = signals(&monitor);
        all.push(monitor.budget.signal);
        prop_assert_eq!(monitor.light, worst(&all));
    }

    #[test]
    fn every_indicator_has_one_row_in_plan_order_and_is_counted_once(story in story()) {
        let monitor = of(&story);
        let rows: Vec<_> = monitor.rows().map(|row| row.indicator.clone()).collect();
        prop_assert_eq!(&rows[..], story.0.indicators());
        prop_assert_eq!(monitor.counts.total(), rows.len());
        prop_assert_eq!(monitor.warnings().count(), monitor.counts.get(RED) + monitor.counts.get(YELLOW));
    }

    #[test]
    fn the_order_of_indicators_changes_no_count_and_no_light(
        (story, shuffled) in story().prop_flat_map(|story| {
            let indicators = Just(story.0.indicators().to_vec()).prop_shuffle();
            (Just(story), indicators)
        }),
    ) {
        let (plan, actuals, tiers, period) = story.clone();
        let (title, scheme) = (plan.department_title().clone(), plan.scheme().cloned());
        let other =
            PlanContent::assemble(title, scheme, plan.tasks().to_vec(), plan.goals().to_vec(), shuffled).unwrap();
        let (one, two) = (of(&story), of(&(other, actuals, tiers, period)));
        prop_assert_eq!((one.light, &one.counts, &one.budget), (two.light, &two.counts, &two.budget));
        for (one, two) in one.goals.iter().zip(&two.goals) {
            prop_assert_eq!((one.number, one.light, &one.counts), (two.number, two.light, &two.counts));
        }
    }

    #[test]
    fn a_pace_and_its_light_agree(story in story()) {
        let monitor = of(&story);
        for row in monitor.rows() {
            if let Some(pace) = row.pace {
                prop_assert_eq!(row.signal, Signal::Lit(LightBounds::DEFAULT.light(pace)));
            }
        }
    }

    #[test]
    fn more_of_a_floor_is_never_a_worse_light_nor_more_severe(
        sign in select(vec![Sign::AtLeast, Sign::MoreThan, Sign::Equal]),
        level2 in select(vec![Level2::Quantity, Level2::Quality]),
        value in any_number(),
        one in any_number(),
        other in any_number(),
        month in 1..=12u8,
    ) {
        prop_assume!(sign != Sign::Equal || value > Decimal::ZERO);
        let of = |actual| {
            let target = Target::Numeric(NumericTarget { sign, value, unit: None });
            row(level2, target, ActualValue::Number(actual), month, month)
        };
        let (less, more) = (of(one.min(other)), of(one.max(other)));
        prop_assert!(less.signal <= more.signal);
        prop_assert!(less.severity() <= more.severity());
        prop_assert!(less.pace <= more.pace);
    }
}
