//! What a call costs the server, beside the least that any server of this kind must do.
//!
//! Every figure is processor time of the server's own process, as Linux counts it, for calls of one connection with 32
//! under way; of reports 64. Subject and reference are measured in turn, in pairs; a ratio is the median of the pairs.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a program for developers, which prints what it measured"
)]

mod apart;
mod bytes;
mod client;
mod cpu;
mod pairs;
mod reference;
mod systems;
mod writes;

use std::path::Path;
use std::{env, fs};

use jixiao_bench::Goal;

/// As the server that is measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match arguments.as_slice() {
        ["fixed", reply] => runtime.block_on(reference::fixed(Path::new(reply))),
        ["join", database, reply] => runtime.block_on(reference::join(database, Path::new(reply))),
        ["--json", file] => {
            let mut goals = runtime.block_on(systems::measure());
            goals.extend(runtime.block_on(apart::measure()));
            goals.extend(runtime.block_on(writes::measure()));
            fs::write(file, Goal::json(&goals)).unwrap();
        }
        _ => panic!("usage: serving --json FILE"),
    }
}
