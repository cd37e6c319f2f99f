//! How fast tables are read, and in how much memory.
//!
//! Each measurement is a process of its own: this program starts itself with what to do and the file. It prints a
//! table, and the same as Markdown for `docs/performance.md`. `scripts/bench.sh` runs it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a program for developers, which prints what it measured"
)]

mod files;
mod limit;
mod measure;
mod table;

use std::path::Path;
use std::{env, fs};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => table::print(),
        [goals, into, lists @ ..] if goals == "goals" => {
            let lists: Vec<String> = lists.iter().map(|list| fs::read_to_string(list).unwrap()).collect();
            let (json, table) = jixiao_bench::together(&lists);
            fs::write(into, json).unwrap();
            println!("{table}");
        }
        [task, file] => measure::here(task, Path::new(file)),
        _ => panic!("without arguments it measures everything"),
    }
}
