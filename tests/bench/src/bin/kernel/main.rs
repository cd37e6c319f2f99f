//! How fast a region is scored from arrays, beside loops that do less, and in how much memory.
//!
//! It prints a line for each figure; with `--json FILE` it writes them there too. `--pass NAME PLANS` makes arrays of so
//! many plans and then goes once through them, for a tool that counts instructions: `kernel`, `floats`, `scores`, `bare`
//! or `nothing`.
//!
//! Figures: P16 is the kernel beside the same rules in floats, P7 all sums of 20,000 plans of 80 indicators beside a loop
//! that multiplies, divides and adds without rules, P18 the memory of an indicator.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a program for developers, which prints what it measured"
)]

mod loops;
mod pairs;
mod province;
mod random;

use std::{env, fs};

use jixiao_bench::Goal;
use loops::Pass;
use province::INDICATORS;

/// Of a province.
const PLANS: usize = 20_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => drop(measured()),
        ["--json", file] => fs::write(file, Goal::json(&measured())).unwrap(),
        ["--pass", name, plans] => {
            let packed = province::packed(plans.parse().unwrap());
            Pass::named(name).over(&packed);
        }
        _ => panic!("arguments are none, --json FILE or --pass NAME PLANS"),
    }
}

fn measured() -> Vec<Goal> {
    let province = province::packed(PLANS);
    let rows = PLANS * INDICATORS;
    loops::check(&province);
    let kernel = pairs::measure(&province, Pass::Kernel, Pass::Floats, rows);
    let scores = pairs::measure(&province, Pass::Scores, Pass::Bare, rows);
    let bytes = province.bytes() as f64 / rows as f64;
    let goals = vec![
        Goal::at_most("P16", "points of a province by the kernel / in f64", kernel, 1.5),
        Goal::at_most("P7", "all sums of a province in memory / bare i64 loop", scores, 1.5),
        Goal { unit: "B", ..Goal::at_most("P18", "memory of an indicator in memory", [bytes; 3], 40.0) },
    ];
    for goal in &goals {
        println!("{}: {} {}", goal.id, goal.measured(), goal.wanted());
    }
    goals
}
