//! However a plan is printed, it reads as the same plan.
use crate::fixture::{one, real};
use crate::printer::{Disorder, Plan, print};
use jixiao_domain::{
    CivilDate, Decimal, Fen, FiscalYear, Goal, Indicator, IndicatorId, Level1, Level2, NumericTarget, PlanContent,
    Sign, Target, Task, Text, WeightScheme,
};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

pub(crate) fn disorder() -> impl Strategy<Value = Disorder> {
    prop::collection::vec(any::<u8>(), 997).prop_map(Disorder::new)
}

fn assert_same(plan: &Plan, file: &[u8]) -> Result<(), TestCaseError> {
    let form = one(file);
    let without_line = |indicator: &Indicator| Indicator { line: None, ..indicator.clone() };
    let read: Vec<Indicator> = form.indicators.iter().map(without_line).collect();
    let printed: Vec<Indicator> = plan.indicators.iter().map(without_line).collect();
    let file = String::from_utf8_lossy(file);

    prop_assert_eq!(&form.tasks, &plan.tasks, "{}", file);
    prop_assert_eq!(&form.goals, &plan.goals, "{}", file);
    prop_assert_eq!(read.len(), printed.len(), "{}", file);
    for (read, printed) in read.iter().zip(&printed) {
        prop_assert_eq!(read, printed, "{}", file);
    }
    prop_assert_eq!(&form.scheme, &plan.scheme, "{}", file);
    prop_assert_eq!(form.department, Some(Text::parse("天津市残疾人联合会").unwrap()));
    prop_assert_eq!(form.fiscal_year, FiscalYear::new(2023));
    Ok(())
}

fn word<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    "[残疾人就业服务培训康复文化体育宣传辅具A-C3-5（），]{1,20}[残疾人康复]".prop_map(|text| Text::parse(text).unwrap())
}

fn fen() -> impl Strategy<Value = Fen> {
    (0..10_i64.pow(13)).prop_map(Fen::new)
}

fn tasks() -> impl Strategy<Value = Vec<Task>> {
    let part = || prop::option::of(fen());
    prop::collection::vec((word(), fen(), part(), part(), part()), 1..5).prop_map(|tasks| {
        let task = |(number, (name, total, basic, project, other))| Task { number, name, total, basic, project, other };
        (1..).zip(tasks).map(task).collect()
    })
}

fn target() -> impl Strategy<Value = Target> {
    let sign = || prop::sample::select(vec![Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost]);
    let unit = || prop::option::of(prop::sample::select(vec!["人", "%", "人次", "万元", "元/人"]));
    let unit = move || unit().prop_map(|unit| unit.map(|unit| Text::parse(unit).unwrap()));
    let value = (-10_i64.pow(12)..10_i64.pow(17)).prop_map(|value| Decimal::from_millionths(value).unwrap());
    let unread = prop::option::of(Just("若干").prop_map(|text| Text::parse(text).unwrap()));
    prop_oneof![
        6 => (sign(), value, unit()).prop_map(|(sign, value, unit)| Target::Numeric(NumericTarget { sign, value, unit })),
        3 => word().prop_map(|text| Target::Qualitative { text }),
        1 => (prop::option::of(word()), date()).prop_map(|(text, date)| Target::Deadline { text, date }),
        1 => (prop::option::of(word()), date(), date()).prop_map(|(text, one, other)| {
            Target::Window { text, first: one.min(other), last: one.max(other) }
        }),
        1 => (sign(), unread, unit()).prop_map(|(sign, text, unit)| Target::Unreadable { sign, text, unit }),
    ]
}

fn date() -> impl Strategy<Value = CivilDate> {
    (2023..2025, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| CivilDate::new(year, month, day).unwrap())
}

/// The plan with weights and keys; without a scheme, no table has a date in a column.
fn weighted(plan: Plan, scheme: Option<&WeightScheme>) -> Plan {
    let Plan { tasks, goals, mut indicators, .. } = plan;
    let Some(scheme) = scheme else {
        for indicator in &mut indicators {
            if matches!(indicator.target, Target::Deadline { .. } | Target::Window { .. }) {
                indicator.target = Target::Qualitative { text: Text::parse("按时").unwrap() };
            }
        }
        return Plan { tasks, goals, indicators, scheme: None };
    };
    let title = Text::parse("甲局").unwrap();
    let content = PlanContent::assemble(title, None, tasks.clone(), goals.clone(), indicators.clone()).unwrap();
    for (place, (indicator, weight)) in indicators.iter_mut().zip(scheme.allocate(&content).unwrap()).enumerate() {
        indicator.weight = Some(weight);
        indicator.id = format!("k-{place}").parse().unwrap();
    }
    Plan { tasks, goals, indicators, scheme: scheme.reference() }
}

/// Mostly a pair of one of the frames.
fn levels() -> impl Strategy<Value = (Level1, Level2)> {
    let level2 = || prop::sample::select(Level2::ALL.to_vec());
    prop_oneof![
        5 => level2().prop_map(|level2| (level2.level1(), level2)),
        1 => (prop::sample::select(Level1::ALL.to_vec()), level2()),
    ]
}

prop_compose! {
    pub(crate) fn plan()(tasks in tasks())(
        goals in prop::collection::vec((word(), prop::collection::vec(any::<bool>(), tasks.len())), 1..5),
        indicators in prop::collection::vec((0..4_usize, levels(), word(), target()), 1..25),
        tasks in Just(tasks),
        scheme in prop::option::of(prop::sample::select(WeightScheme::built_in())),
    ) -> Plan {
        let chosen = |chosen: Vec<bool>| (1..).zip(chosen).filter_map(|(n, is_chosen)| is_chosen.then_some(n)).collect();
        let goals: Vec<Goal> =
            (1..).zip(goals).map(|(number, (text, tasks))| Goal { number, text, tasks: chosen(tasks) }).collect();
        let mut indicators: Vec<Indicator> = indicators.into_iter().map(|(goal, (level1, level2), name, target)| Indicator {
            id: IndicatorId::numbered(0),
            goal: goals[goal % goals.len()].number,
            level1, level2, name, target, weight: None, line: None, accumulation: None, library: None, method: None,
        }).collect();
        indicators.sort_by_key(|indicator| indicator.goal);
        for (place, indicator) in indicators.iter_mut().enumerate() {
            indicator.id = IndicatorId::numbered(place + 1);
        }
        weighted(Plan { tasks, goals, indicators, scheme: None }, scheme.as_ref())
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_real_plan_reads_the_same_however_it_is_printed(mut disorder in disorder()) {
        let form = real();
        let plan = Plan { tasks: form.tasks, goals: form.goals, indicators: form.indicators, scheme: None };

        assert_same(&plan, &print(&plan, &mut disorder))?;
    }

    #[test]
    fn any_plan_reads_the_same_however_it_is_printed(plan in plan(), mut disorder in disorder()) {
        assert_same(&plan, &print(&plan, &mut disorder))?;
    }
}
