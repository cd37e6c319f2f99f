//! Any bytes give a form or a refusal, and nothing that was in the file is lost.
use std::time::{Duration, Instant};

use crate::fixture::REAL;
use jixiao_forms::{Code, Limits, Unreadable, read};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// Words that mean something to the reader, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "",
        "序号",
        "主要工作任务",
        "总额",
        "财政拨款",
        "基本支出",
        "其他资金",
        "合计",
        "年度绩效目标",
        "对应工作任务",
        "绩效 目标",
        "一级指标",
        "符号",
        "单位：元",
        "预算资金（万元）",
        "部门名称",
        "部门名称：甲",
        "天津市残疾人联合会",
        "2023年度",
        "目标1",
        "目标二",
        "目标９９",
        "产出指标",
        "成本指标",
        "经济成本",
        "效果指标",
        "社会效益指标",
        "满意度",
        "≥",
        "≤",
        "=",
        "定性",
        "≥90%",
        "<-1",
        "90",
        "-1",
        "999999999999.999999",
        "1,000",
        "1",
        "2",
        "9999",
        "任务1",
        "任务1-100",
        "人",
        "元",
        "万元",
        "%",
        "2023年9月底前完成",
        "0年0月0日-0月前",
        "9999年12月31日前",
        "1月前完成",
        "残 疾人",
        "\u{0}",
        "\u{200B}",
        "𠀀",
        "👨‍👩‍👧",
    ];
    prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[^\t\n\r]{0,8}"]
}

fn soup() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..40)
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
        let file = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
        // The mark, so that a first cell of its own kind of space is not taken for one.
        let Ok(form) = read(format!("\u{FEFF}{file}").as_bytes()) else { return Ok(()) };

        let kept = |line: usize, cell: usize| {
            let line = form.lines.iter().find(|l| l.line == i32::try_from(line).unwrap() + 1)?;
            line.cells.get(cell)
        };
        for (line, row) in rows.iter().enumerate() {
            for (cell, text) in row.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
                prop_assert_eq!(kept(line, cell), Some(text), "{} {}", line, cell);
            }
        }
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

    #[test]
    fn every_row_with_a_sign_is_an_indicator_or_has_an_error(rows in soup()) {
        let file = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
        let Ok(form) = read(file.as_bytes()) else { return Ok(()) };

        for (line, _) in (1..).zip(&rows).filter(|(_, row)| row.iter().any(|c| ["≥", "≤", "=", "定性"].contains(&c.as_str()))) {
            let is_read = form.indicators.iter().any(|indicator| indicator.line == Some(line));
            let is_error = |f: &jixiao_forms::Finding| f.line == Some(line) && f.severity == jixiao_forms::Severity::Error;
            prop_assert!(is_read || form.findings.iter().any(is_error), "{line}");
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
    assert_eq!(read(b"PK\x03\x04\xFF\xFE"), Err(Unreadable::NotUtf8));
}

#[test]
fn every_refusal_is_said_in_both_languages() {
    let all = [
        Unreadable::TooLarge,
        Unreadable::TooManyLines,
        Unreadable::TooManyCells { line: 7 },
        Unreadable::NotUtf8,
        Unreadable::NoTable,
    ];
    for refusal in all {
        assert!(refusal.to_string().is_ascii() && !refusal.zh().is_ascii(), "{refusal:?}");
    }
    assert!(Unreadable::TooManyCells { line: 7 }.to_string().contains("line 7"));
}

#[test]
fn a_row_with_a_sign_makes_a_table_even_without_headings() {
    let form = read("目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人".as_bytes()).unwrap();

    assert_eq!(form.indicators.len(), 1);
    let codes: Vec<Code> = form.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::GoalUnknown) && codes.contains(&Code::NoDepartment));
}
