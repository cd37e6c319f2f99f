//! Lights of many rows.

use std::collections::BTreeMap;

use jixiao_domain::{Goal, Light, Signal};

use crate::document::Block;

/// The word of the worst light, a dash where there is none.
pub(crate) fn worst(signals: impl IntoIterator<Item = Signal>) -> &'static str {
    Light::worst(signals.into_iter().filter_map(Signal::light)).map_or("—", Light::label)
}

/// How many rows of each goal have which light, and how many of all.
pub(crate) fn by_goal(goals: &[Goal], signals: &[(i32, Signal)]) -> Block {
    let all = ("全部指标".to_owned(), count(signals.iter().map(|(_, signal)| *signal)));
    let of_goals = goals.iter().map(|goal| {
        let of_goal = signals.iter().filter(|(number, _)| *number == goal.number).map(|(_, signal)| *signal);
        (format!("目标{}", goal.number), count(of_goal))
    });
    Block::Lights { title: "指标亮灯", groups: std::iter::once(all).chain(of_goals).collect() }
}

fn count(signals: impl Iterator<Item = Signal>) -> Vec<(Signal, usize)> {
    let mut counts = BTreeMap::new();
    for signal in signals {
        *counts.entry(signal).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}
