use std::collections::{BTreeSet, HashSet};

use jixiao_domain::workflow::Opinion;
use jixiao_domain::{
    AccumulationKind, Goal, Indicator, Level1, Level2, Method, NumericTarget, PlanContent, SchemeRef, Sign, Target,
    Task, Text,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::basic::{date, decimal, fen, id, points, text};
use crate::method::method;

/// A table with all kinds of targets, with and without weights; numbers have gaps and tasks of a goal
/// come in any order.
pub fn content() -> impl Strategy<Value = PlanContent> {
    let numbers = || btree_set(prop_oneof![1..9i32, Just(i32::MAX)], 1..5);
    (numbers(), numbers()).prop_flat_map(|(tasks, goals)| {
        let some_goal: Vec<i32> = goals.iter().copied().collect();
        let goals: Vec<_> = goals.into_iter().map(|number| goal(number, &tasks)).collect();
        let tasks: Vec<_> = tasks.into_iter().map(task).collect();
        (text(), option::of(scheme()), tasks, goals, vec(indicator(some_goal), 0..8)).prop_map(assemble)
    })
}

type Parts = (Text<100>, Option<SchemeRef>, Vec<Task>, Vec<Goal>, Vec<Indicator>);

fn assemble((title, scheme, tasks, goals, mut indicators): Parts) -> PlanContent {
    let mut seen = HashSet::new();
    indicators.retain(|indicator| seen.insert(indicator.id.clone()));
    if scheme.is_none() {
        indicators.iter_mut().for_each(|indicator| indicator.weight = None);
    }
    PlanContent::assemble(title, scheme, tasks, goals, indicators).unwrap()
}

fn scheme() -> impl Strategy<Value = SchemeRef> {
    (id(), points()).prop_map(|(id, execution_weight)| SchemeRef { id, execution_weight })
}

fn task(number: i32) -> impl Strategy<Value = Task> {
    (text(), fen(), option::of(fen()), option::of(fen()), option::of(fen()))
        .prop_map(move |(name, total, basic, project, other)| Task { number, name, total, basic, project, other })
}

fn goal(number: i32, tasks: &BTreeSet<i32>) -> impl Strategy<Value = Goal> + use<> {
    let tasks: Vec<i32> = tasks.iter().copied().collect();
    let count = tasks.len();
    (text(), subsequence(tasks, 0..=count).prop_shuffle()).prop_map(move |(text, tasks)| Goal { number, text, tasks })
}

fn indicator(goals: Vec<i32>) -> impl Strategy<Value = Indicator> {
    let level = (select(Level1::ALL.to_vec()), select(Level2::ALL.to_vec()));
    let line = option::of(1..=i32::MAX);
    let accumulation = option::of(select(AccumulationKind::ALL.to_vec()));
    let scored = (target(), option::of(method())).prop_map(fitting);
    let counted = (line, accumulation, option::of(id()));
    (id(), select(goals), level, text(), scored, points(), counted).prop_map(
        |(id, goal, (level1, level2), name, (target, method), weight, (line, accumulation, library))| Indicator {
            id,
            goal,
            level1,
            level2,
            name,
            target,
            weight: Some(weight),
            line,
            accumulation,
            library,
            method,
        },
    )
}

/// Without a method that cannot score the target.
fn fitting((target, method): (Target, Option<Method>)) -> (Target, Option<Method>) {
    let method = method.filter(|method| method.fits(&target));
    (target, method)
}

fn target() -> impl Strategy<Value = Target> {
    let sign = || select(Sign::ALL.to_vec());
    prop_oneof![
        (sign(), decimal(), option::of(text())).prop_map(|(sign, value, unit)| Target::Numeric(NumericTarget {
            sign,
            value,
            unit
        })),
        text().prop_map(|text| Target::Qualitative { text }),
        (option::of(text()), date()).prop_map(|(text, date)| Target::Deadline { text, date }),
        (option::of(text()), date(), date()).prop_map(|(text, one, other)| Target::Window {
            text,
            first: one.min(other),
            last: one.max(other)
        }),
        (sign(), option::of(text()), option::of(text())).prop_map(|(sign, text, unit)| Target::Unreadable {
            sign,
            text,
            unit
        }),
    ]
}

/// On the whole plan and on indicators.
pub fn opinions() -> impl Strategy<Value = Vec<Opinion>> {
    vec((option::of(id()), text()).prop_map(|(indicator, text)| Opinion { indicator, text }), 0..4)
}
