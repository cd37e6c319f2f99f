//! Random contents of a plan for tests. Keys and texts are few, so that two contents have much in common.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{
    AccumulationKind, Checklist, ChecklistItem, CivilDate, Decimal, Fen, Goal, Indicator, IndicatorId, Level1, Level2,
    Method, NumericTarget, PlanContent, Points, SchemeRef, Sign, Step, Steps, Target, Task, Text,
};

/// A content; weights sum to what they must about as often as not.
pub(crate) fn content() -> impl Strategy<Value = PlanContent> {
    let numbers = || subsequence(vec![1, 2, 3, i32::MAX], 1..=4);
    (numbers(), numbers()).prop_flat_map(|(tasks, goals)| {
        let indicators = btree_map(0..7usize, indicator(goals.clone()), 0..7).prop_map(|by_id| {
            let with_id = |(id, indicator)| Indicator { id: some_id(id), ..indicator };
            by_id.into_iter().map(with_id).collect::<Vec<_>>()
        });
        let goals: Vec<_> = goals.into_iter().map(|number| goal(number, tasks.clone())).collect();
        let tasks: Vec<_> = tasks.into_iter().map(task).collect();
        (text(), option::of(scheme()), any::<bool>(), tasks, goals, indicators.prop_shuffle()).prop_map(
            |(title, scheme, adds_up, tasks, goals, mut indicators)| {
                give_weights(scheme.as_ref(), adds_up, &mut indicators);
                PlanContent::assemble(title, scheme, tasks, goals, indicators).unwrap()
            },
        )
    })
}

/// A content, and two that each differ from it here and there.
pub(crate) fn base_and_two() -> impl Strategy<Value = [PlanContent; 3]> {
    let rate = prop_oneof![Just(1u8), Just(3), Just(9)];
    (content(), content(), content(), vec(0..10u8, 32), vec(0..10u8, 32), rate).prop_map(
        |(base, one, other, dice1, dice2, rate)| {
            let (one, other) = (mixed(&base, &one, &dice1, rate), mixed(&base, &other, &dice2, rate));
            [base, one, other]
        },
    )
}

/// `base` with the items of `other` where the dice fall below `rate`; references go to what is there.
fn mixed(base: &PlanContent, other: &PlanContent, dice: &[u8], rate: u8) -> PlanContent {
    let mut dice = dice.iter().cycle().map(|die| *die < rate);
    let mut pick = || dice.next().unwrap();
    let mut tasks = base.tasks().to_vec();
    for task in other.tasks() {
        if pick() {
            tasks.retain(|t| t.number != task.number);
            tasks.push(task.clone());
        }
    }
    tasks.retain(|_| !pick() || pick());
    let mut goals = base.goals().to_vec();
    for goal in other.goals() {
        if pick() {
            goals.retain(|g| g.number != goal.number);
            goals.push(goal.clone());
        }
    }
    goals.retain(|_| !pick() || pick());
    for goal in &mut goals {
        goal.tasks.retain(|number| tasks.iter().any(|t| t.number == *number));
    }
    let mut indicators = base.indicators().to_vec();
    for indicator in other.indicators() {
        if pick() {
            indicators.retain(|i| i.id != indicator.id);
            indicators.push(indicator.clone());
        }
    }
    indicators.retain(|_| !pick() || pick());
    if pick() {
        indicators.reverse();
    }
    indicators.retain(|i| goals.iter().any(|g| g.number == i.goal));
    let scheme = if pick() { other.scheme() } else { base.scheme() }.cloned();
    let adds_up = pick();
    if scheme.as_ref() != base.scheme() || adds_up || indicators.iter().any(|i| i.weight.is_some() != scheme.is_some())
    {
        give_weights(scheme.as_ref(), adds_up, &mut indicators);
    }
    let title = if pick() { other.department_title() } else { base.department_title() }.clone();
    PlanContent::assemble(title, scheme, tasks, goals, indicators).unwrap()
}

fn give_weights(scheme: Option<&SchemeRef>, adds_up: bool, indicators: &mut [Indicator]) {
    let count = indicators.len();
    let mut left = scheme.map_or(Points::ZERO, |scheme| Points::HUNDRED - scheme.execution_weight);
    for (indicator, nth) in indicators.iter_mut().zip(1..) {
        let weight = match indicator.weight {
            _ if adds_up && nth == count => left,
            Some(weight) => weight,
            None => Points::from_hundredths(100),
        };
        left = left - weight;
        indicator.weight = scheme.map(|_| weight);
    }
}

fn some_id(which: usize) -> IndicatorId {
    if which == 0 { "other-system".parse().unwrap() } else { IndicatorId::numbered(which) }
}

fn text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    select(vec!["甲", "乙", "丙\n丁"]).prop_map(|text| Text::parse(text).unwrap())
}

fn fen() -> impl Strategy<Value = Fen> {
    (0..3i64).prop_map(Fen::new)
}

fn scheme() -> impl Strategy<Value = SchemeRef> {
    (select(vec!["cn-2020", "hubei"]), select(vec![1000, 2000])).prop_map(|(id, execution)| SchemeRef {
        id: id.parse().unwrap(),
        execution_weight: Points::from_hundredths(execution),
    })
}

fn task(number: i32) -> impl Strategy<Value = Task> {
    (text(), fen(), option::of(fen()), option::of(fen()), option::of(fen()))
        .prop_map(move |(name, total, basic, project, other)| Task { number, name, total, basic, project, other })
}

fn goal(number: i32, tasks: Vec<i32>) -> impl Strategy<Value = Goal> {
    let count = tasks.len();
    (text(), subsequence(tasks, 0..=count).prop_shuffle()).prop_map(move |(text, tasks)| Goal { number, text, tasks })
}

fn indicator(goals: Vec<i32>) -> impl Strategy<Value = Indicator> {
    let level1 = select(Level1::ALL.to_vec());
    let level2 = select(vec![Level2::Quantity, Level2::Cost]);
    let accumulation = option::of(select(AccumulationKind::ALL.to_vec()));
    let library = option::of(select(vec!["trained-persons", "own"]));
    let named = (option::of(1..4), accumulation, library, option::of(method()));
    (select(goals), level1, level2, text(), target(), 0..3u32, named).prop_map(
        |(goal, level1, level2, name, target, weight, (line, accumulation, library, method))| Indicator {
            id: some_id(0),
            goal,
            level1,
            level2,
            name,
            method: method.filter(|method| method.fits(&target)),
            target,
            weight: Some(Points::from_hundredths(weight * 100)),
            line,
            accumulation,
            library: library.map(|id| id.parse().unwrap()),
        },
    )
}

/// Each kind; items of checklists read like several.
fn method() -> impl Strategy<Value = Method> {
    let points = |points: u32| Points::from_hundredths(points * 100);
    let step =
        move |from: i64, of_ten: u32| Step { from: Decimal::from_millionths(from).unwrap(), points: points(of_ten) };
    let steps = move |second: i64| Method::Steps(Steps::new(vec![step(2, 10), step(second, 5)]).unwrap());
    let list = move |items: &[(&str, u32)]| {
        let item =
            |(text, of_all): &(&str, u32)| ChecklistItem { text: Text::parse(*text).unwrap(), points: points(*of_all) };
        Method::Checklist(Checklist::new(items.iter().map(item).collect()).unwrap())
    };
    select(vec![
        Method::Proportional,
        Method::YesNo,
        Method::Manual,
        Method::threshold(Points::from_hundredths(60)).unwrap(),
        Method::threshold(Points::from_hundredths(80)).unwrap(),
        Method::deduction(Decimal::from_millionths(1).unwrap()).unwrap(),
        steps(0),
        steps(1),
        list(&[("甲", 1), ("乙", 2)]),
        list(&[("甲」1.00分、「乙", 2)]),
        list(&[("甲」」1.00分、「「乙", 2)]),
    ])
}

fn target() -> impl Strategy<Value = Target> {
    let sign = || select(Sign::ALL.to_vec());
    let value = (0..3i64).prop_map(|value| Decimal::from_millionths(value).unwrap());
    let day = || (1..5u8).prop_map(|day| CivilDate::new(2023, 12, day).unwrap());
    prop_oneof![
        4 => (sign(), value, option::of(text()))
            .prop_map(|(sign, value, unit)| Target::Numeric(NumericTarget { sign, value, unit })),
        1 => text().prop_map(|text| Target::Qualitative { text }),
        1 => (option::of(text()), day()).prop_map(|(text, date)| Target::Deadline { text, date }),
        2 => (option::of(text()), day(), day()).prop_map(|(text, one, other)| Target::Window {
            text,
            first: one.min(other),
            last: one.max(other)
        }),
        1 => (sign(), option::of(text()), option::of(text()))
            .prop_map(|(sign, text, unit)| Target::Unreadable { sign, text, unit }),
    ]
}
