//! One measurement: a task over a file, again and again for a second.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::limit;

const LONG_ENOUGH: Duration = Duration::from_secs(1);
/// Least repetitions, however long they take.
const LEAST: usize = 5;
/// Most of them, so that the times take no memory to speak of.
const MOST: usize = 10_000;

/// What a process measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    /// Seconds of one reading: the median, the shortest and the longest.
    pub(crate) median: f64,
    pub(crate) shortest: f64,
    pub(crate) longest: f64,
    /// Peak of resident memory in KiB.
    pub(crate) peak: f64,
}

/// Measures in this process, and prints the figures for the process that started it.
pub(crate) fn here(task: &str, file: &Path) {
    let bytes = fs::read(file).unwrap();
    let work: Box<dyn Fn()> = match task {
        "read" => Box::new(|| drop(black_box(jixiao_forms::read(black_box(&bytes)).unwrap()))),
        "open" => Box::new(|| drop(black_box(jixiao_sheets::open(black_box(&bytes)).unwrap()))),
        "limit" => Box::new(|| limit::pass(file, black_box(&bytes))),
        "nothing" => Box::new(|| ()),
        _ => panic!("there is no task {task}"),
    };
    let mut times = Vec::with_capacity(MOST);
    let start = Instant::now();
    while times.len() < LEAST || (times.len() < MOST && start.elapsed() < LONG_ENOUGH && task != "nothing") {
        let start = Instant::now();
        work();
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    println!("{:e} {:e} {:e} {}", at(times.len() / 2), at(0), at(times.len() - 1), peak());
}

/// The peak of this process's resident memory in KiB, as Linux tells it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

/// Measures in a process of its own.
pub(crate) fn apart(task: &str, file: &Path) -> Measured {
    run(Command::new(env::current_exe().unwrap()).arg(task).arg(file))
}

/// The same by another program, of Python; `None` where it does not read the kind of file.
pub(crate) fn peer(python: &str, file: &Path) -> Option<(String, Measured)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers.py");
    let name = match file.extension()?.to_str()? {
        "xlsx" => "openpyxl",
        "xls" => "xlrd",
        "txt" | "csv" => "csv",
        _ => return None,
    };
    let measured = |task: &str| run(Command::new(python).arg(&script).arg(task).arg(file));
    let (nothing, measured) = (measured("nothing"), measured(name));
    Some((format!("{name} (Python)"), Measured { peak: measured.peak - nothing.peak, ..measured }))
}

fn run(command: &mut Command) -> Measured {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = text.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    let [median, shortest, longest, peak] = figures.try_into().unwrap();
    Measured { median, shortest, longest, peak }
}
