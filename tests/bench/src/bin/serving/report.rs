//! The table, and the same for machines.

use std::fs;
use std::path::Path;

use jixiao_bench::{Goal, table};

/// A row with the figures beside it.
pub(crate) struct Line {
    pub(crate) goal: Goal,
    pub(crate) what: &'static str,
    pub(crate) beside: String,
}

pub(crate) fn report(lines: &[Line], file: &Path) {
    let rows: Vec<[String; 5]> = lines
        .iter()
        .map(|line| {
            let goal = &line.goal;
            [goal.id.clone(), line.what.to_owned(), goal.measured(), goal.wanted(), line.beside.clone()]
        })
        .collect();
    println!("{}", table(&["", "what", "measured (least, most)", "goal", "beside it"], &rows));
    let goals: Vec<&Goal> = lines.iter().map(|line| &line.goal).collect();
    fs::write(file, Goal::json(&goals)).unwrap();
}
