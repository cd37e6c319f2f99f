//! Lights of many rows.

use jixiao_domain::{Signal, SignalCounts};

use crate::document::Block;

/// How many rows of each goal, by its number, have which light, and how many of all.
pub(crate) fn by_goal(goals: impl IntoIterator<Item = (i32, SignalCounts)>) -> Block {
    let mut all = SignalCounts::default();
    let mut groups = Vec::new();
    for (number, counts) in goals {
        groups.push((format!("目标{number}"), present(&counts)));
        all.add(&counts);
    }
    groups.insert(0, ("全部指标".to_owned(), present(&all)));
    Block::Lights { title: "指标亮灯", groups }
}

fn present(counts: &SignalCounts) -> Vec<(Signal, usize)> {
    counts.iter().filter(|(_, rows)| *rows > 0).collect()
}
