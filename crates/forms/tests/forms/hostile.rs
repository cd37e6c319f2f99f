//! Any bytes give a form or a refusal, and nothing that was in the file is lost.
use std::time::{Duration, Instant};

use crate::fixture::{REAL, one, text_book};
use crate::vocabulary::soup;
use jixiao_forms::{Code, Limits, Unreadable, read, read_book};
use jixiao_sheets::Unopenable;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_mutation_of_the_real_table_is_read_or_refused(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = REAL.to_vec();
        for (at, byte) in cuts {
            bytes[at.index(REAL.len())] = byte;
        }
        bytes.truncate(end.index(REAL.len()));
        let _ = read(&bytes);
        let _ = read(String::from_utf8_lossy(&bytes).as_bytes());
    }

    #[test]
    fn every_cell_of_any_table_is_kept_and_every_finding_points_into_it(rows in soup()) {
        let Ok(forms) = read_book(text_book(&rows)) else { return Ok(()) };

        let kept = |line: usize, cell: usize| {
            let mut lines = forms.iter().flat_map(|form| &form.lines);
            let line = lines.find(|l| l.line == i32::try_from(line).unwrap() + 1)?;
            line.cells.get(cell)
        };
        for (line, row) in rows.iter().enumerate() {
            for (cell, text) in row.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
                prop_assert_eq!(kept(line, cell), Some(text), "{} {}", line, cell);
            }
        }
        for form in &forms {
            for finding in &form.findings {
                prop_assert_eq!(finding.severity, finding.code.severity());
                prop_assert!(finding.line.is_none_or(|n| form.lines.iter().any(|line| line.line == n)), "{:?}", finding);
                prop_assert_eq!(finding.line.is_none(), finding.cell.is_none(), "{:?}", finding);
                prop_assert!(!finding.message.is_empty() && !finding.message_zh.is_empty());
            }
            for indicator in &form.indicators {
                prop_assert!(form.lines.iter().any(|line| Some(line.line) == indicator.line));
            }
            let json = form.to_json();
            prop_assert_eq!(json["indicators"].as_array().unwrap().len(), form.indicators.len());
            let _ = form.plan_content();
        }
    }

    #[test]
    fn every_row_with_a_sign_is_an_indicator_or_has_an_error(rows in soup()) {
        let Ok(forms) = read_book(text_book(&rows)) else { return Ok(()) };

        let is_sign = |cell: &String| ["≥", "≤", "=", "定性"].contains(&cell.as_str());
        // The execution is no indicator: its row gives the execution weight, and the sign is told.
        let is_execution = |row: &[String]| {
            row.iter().take_while(|cell| !is_sign(cell)).filter(|cell| *cell == "预算执行率").count() >= 2
        };
        for (line, _) in (1..).zip(&rows).filter(|(_, row)| row.iter().any(is_sign) && !is_execution(row)) {
            let is_read = forms.iter().flat_map(|f| &f.indicators).any(|indicator| indicator.line == Some(line));
            let is_error = |f: &jixiao_forms::Finding| f.line == Some(line) && f.severity == jixiao_forms::Severity::Error;
            prop_assert!(is_read || forms.iter().flat_map(|f| &f.findings).any(is_error), "{line}");
        }
    }
}

#[test]
fn the_largest_files_are_read_in_bounded_time() {
    let longest_row = |row: &str| row.repeat(Limits::BYTES / row.len());
    let head = "序号\t主要工作任务\n绩效目标\t一级指标\t符号\n";
    let files = [
        format!("{head}{}", "目标1\t产出\t数量\t甲\t≥\t1\n".repeat(19_000)),
        format!("{head}{}", "目标1\t成本\t成本\t甲\t≤\t1\t元\n".repeat(19_000)),
        format!("{head}{}", format!("产出\t数量\t{}\t定性\t{}\n", "甲 乙".repeat(20), "1月".repeat(900)).repeat(900)),
        (1..=19_000)
            .map(|n| format!("{n}\t甲\t1\t1\n"))
            .fold("序号\t主要工作任务\n".to_owned(), |file, row| file + &row),
        (1..=9_000)
            .map(|n| format!("{n}\t甲\t任务1-100\n"))
            .fold("序号\t年度绩效目标\n".to_owned(), |file, row| file + &row),
        format!("{}年度", longest_row("2023年").get(..3_000_000).unwrap_or_default()),
        longest_row("\t").chars().take(63).chain("\n".chars()).collect::<String>().repeat(20_000),
    ];
    for file in files {
        let start = Instant::now();
        let _ = read(file.get(..Limits::BYTES).unwrap_or(&file).as_bytes());
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", file.chars().take(60).collect::<String>());
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for text in
        ["", "\n\n", "<html>整体支出</html>", "姓名\t年龄\n甲\t9", "整体支出绩效目标表\n(2023年度)\n部门名称\t甲"]
    {
        assert_eq!(read(text.as_bytes()), Err(Unreadable::NoTable), "{text}");
    }
    assert!(matches!(read(b"\xFF\xFF\xFF\xFF"), Err(Unreadable::Unopenable(_))));
}

#[test]
fn every_refusal_is_said_in_both_languages() {
    for refusal in [Unreadable::Unopenable(Unopenable::TooManyCells { line: 7 }), Unreadable::NoTable] {
        assert!(refusal.to_string().is_ascii() && !refusal.zh().is_ascii(), "{refusal:?}");
    }
    let refusal = Unreadable::from(Unopenable::TooManyCells { line: 7 });
    assert_eq!(refusal.as_str(), "TOO_MANY_CELLS");
    assert!(refusal.to_string().contains("line 7"));
}

#[test]
fn a_row_with_a_sign_makes_a_table_even_without_headings() {
    let form = one("目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人".as_bytes());

    assert_eq!(form.indicators.len(), 1);
    let codes: Vec<Code> = form.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::GoalUnknown) && codes.contains(&Code::NoDepartment));
}
