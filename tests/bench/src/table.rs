//! What is printed.

use std::path::Path;
use std::{env, fs};

use crate::{files, limit, measure};

const HEADINGS: [&str; 8] = ["file", "KiB", "rows", "what", "times the limit", "rows/s", "from – to", "peak MiB"];

/// Measures everything and prints it, aligned and as Markdown.
pub(crate) fn print() {
    let python = env::var("JIXIAO_BENCH_PYTHON").ok();
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    for file in files::all() {
        rows.extend(of_file(&file, python.as_deref()));
    }
    let lengths: Vec<usize> =
        (0..HEADINGS.len()).map(|column| rows.iter().map(|row| length(row, column)).max().unwrap_or(0)).collect();
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&lengths).map(|(cell, length)| format!("{cell:<length$}")).collect();
        println!("{}", cells.join("  ").trim_end());
    }
    println!();
    for (number, row) in rows.iter().enumerate() {
        println!("| {} |", row.join(" | "));
        if number == 0 {
            println!("|---|--:|--:|---|--:|--:|--:|--:|");
        }
    }
}

fn length(row: &[String], column: usize) -> usize {
    row.get(column).map_or(0, |cell| cell.chars().count())
}

/// The rows of a file: the limit, what is ours, and what others do.
fn of_file(file: &Path, python: Option<&str>) -> Vec<Vec<String>> {
    let bytes = fs::read(file).unwrap();
    let book = jixiao_sheets::open(&bytes).unwrap();
    let count = book.sheets.iter().map(|sheet| sheet.lines.len()).sum::<usize>();
    let nothing = measure::apart("nothing", file);
    let limit = measure::apart("limit", file);
    let mut all = Vec::new();
    for (name, task) in [("jixiao_forms::read", "read"), ("jixiao_sheets::open", "open")] {
        let measured = measure::apart(task, file);
        all.push((name.to_owned(), measure::Measured { peak: measured.peak - nothing.peak, ..measured }));
    }
    all.push((limit::name(file).to_owned(), measure::Measured { peak: limit.peak - nothing.peak, ..limit }));
    all.extend(python.and_then(|python| measure::peer(python, file)));
    let name = file.file_name().unwrap_or_default().to_string_lossy().replace("disabled-persons-federation-2023", "…");
    let rate = |seconds: f64| figures(f64::from(u32::try_from(count).unwrap()) / seconds);
    let row = |(what, measured): (String, measure::Measured)| {
        vec![
            name.clone(),
            bytes.len().div_ceil(1024).to_string(),
            count.to_string(),
            what,
            if limit::compares(file) { format!("{:.1}", measured.median / limit.median) } else { "–".to_owned() },
            rate(measured.median),
            format!("{} – {}", rate(measured.longest), rate(measured.shortest)),
            format!("{:.1}", measured.peak.max(0.0) / 1024.0),
        ]
    };
    all.into_iter().map(row).collect()
}

/// Three figures: `1.23 M`, `45.6 k`, `789`.
fn figures(number: f64) -> String {
    let (number, unit) = match number {
        number if number >= 1e9 => (number / 1e9, " G"),
        number if number >= 1e6 => (number / 1e6, " M"),
        number if number >= 1e3 => (number / 1e3, " k"),
        number => (number, ""),
    };
    match number {
        number if number >= 99.95 => format!("{number:.0}{unit}"),
        number if number >= 9.995 => format!("{number:.1}{unit}"),
        number => format!("{number:.2}{unit}"),
    }
}
