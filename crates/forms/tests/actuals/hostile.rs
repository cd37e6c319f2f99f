//! Any file gives a form or a refusal, and nothing that was in it is lost.

use std::time::{Duration, Instant};

use jixiao_domain::{Actual, ActualValue, Text};
use jixiao_forms::{ActualsColumn, ActualsForm, ActualsRow, Code, Finding, Matched, read_actuals, read_actuals_book};
use jixiao_sheets::Limits;
use proptest::prelude::*;

use crate::fixture::{book, plan, sheet};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }
}

/// Words of the form itself: nothing is lost where they are not kept.
const FURNITURE: [&str; 23] = [
    "编号",
    "序号",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "符号",
    "指标值",
    "单位",
    "实际完成值",
    "偏差原因分析及改进措施",
    "改进措施",
    "数据来源",
    "不适用原因",
    "预算执行",
    "年初预算数",
    "全年预算数",
    "全年执行数（万元）",
    "实际完成值填报表",
    "二、绩效指标",
    "单位：元",
    "部门名称",
    "所属时期",
];

/// Labels and ordinals, which carry or number rows, and columns that are computed.
const CARRIED: [&str; 6] = ["目标1", "目标2", "产出指标", "质量指标", "1", "2"];

const OTHERS: [&str; 46] = [
    "",
    "",
    "",
    "",
    "",
    "i001",
    "i002",
    "I003",
    "i004",
    "i005",
    "i099",
    "execution",
    "execution/1/basic",
    "execution/2/project",
    "execution/9/other",
    "execution/",
    "合计",
    "培训人数",
    "合格率",
    "社会影响",
    "≥",
    "定性",
    "20",
    "90",
    "人",
    "%",
    "95",
    "95%",
    "0.95",
    "98%以上",
    "完成",
    "12,345",
    "1234567890123",
    "9.5万",
    "2023-09-15",
    "2023年9月底",
    "2023-02-30",
    "缺人",
    "无",
    "-",
    "备注",
    "得分",
    "部门名称：甲局",
    "2023年1-7月",
    "\u{200B}",
    "👨‍👩‍👧",
];

fn cell() -> impl Strategy<Value = String> {
    let words = |words: &[&'static str]| prop::sample::select(words.to_vec()).prop_map(str::to_owned);
    prop_oneof![4 => words(&FURNITURE), 2 => words(&CARRIED), 12 => words(&OTHERS), 1 => "[^\t\n\r]{0,8}"]
}

fn headings() -> impl Strategy<Value = Vec<String>> {
    let words: Vec<String> = FURNITURE.iter().take(18).map(|word| (*word).to_owned()).collect();
    prop::sample::subsequence(words, 3..14).prop_shuffle()
}

/// Rows of anything, most of them under headings that open a part.
fn soup() -> impl Strategy<Value = Vec<Vec<String>>> {
    let rows = || prop::collection::vec(prop::collection::vec(cell(), 0..14), 0..12);
    prop::collection::vec((headings(), rows()), 1..4).prop_map(|parts| {
        parts.into_iter().flat_map(|(headings, rows)| std::iter::once(headings).chain(rows)).collect()
    })
}

/// Whether a finding says that its whole row was not taken.
fn is_of_row(finding: &Finding) -> bool {
    matches!(finding.code, Code::RowIgnored | Code::RowUnplaced | Code::SheetIgnored)
}

fn key(text: &str) -> String {
    text.chars().filter(|c| !jixiao_domain::is_invisible(*c)).collect()
}

/// Whether a cell was placed in a row, as it stood.
fn is_placed(form: &ActualsForm, line: i32, at: i32, text: &str) -> bool {
    let rows = form.rows.iter().chain(&form.execution).filter(|row| row.line == line);
    rows.flat_map(|row| row.cells.values()).any(|cell| cell.at == at && cell.text == text)
}

/// Whether a cell is of the form itself, or one of those that are told once for all.
fn is_furniture(form: &ActualsForm, text: &str) -> bool {
    let is_about = form.department.as_ref().is_some_and(|title| key(text).contains(&key(title.as_str())))
        || (form.period.is_some() && text == "2023年1-7月");
    let is_computed = form.findings.iter().any(|finding| finding.code == Code::ScoresIgnored);
    let text = key(text);
    FURNITURE.contains(&text.as_str()) || CARRIED.contains(&text.as_str()) || text == "得分" || is_about || is_computed
}

/// Whether a cell stands under 序号 and has a number.
fn is_ordinal(rows: &[Vec<String>], at: i32, text: &str) -> bool {
    let is_numbered = |row: &Vec<String>| row.get(usize::try_from(at).unwrap() - 1).is_some_and(|cell| cell == "序号");
    rows.iter().any(is_numbered) && text.contains(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c))
}

/// Whether what a unit filled in is in an actual of the row's indicator.
fn is_in(actual: &Actual, row: &ActualsRow) -> bool {
    let text = |column| row.cells.get(&column).map(|cell| cell.text.trim_matches(jixiao_domain::is_invisible));
    let same =
        |column, text_of: Option<&str>| text(column).is_none_or(|cell| text_of.is_some_and(|t| key(t) == key(cell)));
    let is_value = match &actual.value {
        ActualValue::NotApplicable(reason) => {
            text(ActualsColumn::Actual).is_none() && text(ActualsColumn::NotApplicable) == Some(reason.as_str())
        }
        ActualValue::Text(value) => same(ActualsColumn::Actual, Some(value.as_str())),
        ActualValue::Tiered { .. } => false,
        ActualValue::Number(_) | ActualValue::Date(_) => text(ActualsColumn::Actual).is_some(),
    };
    is_value
        && same(ActualsColumn::Reason, actual.deviation_reason.as_ref().map(Text::as_str))
        && same(ActualsColumn::Measure, actual.measure.as_ref().map(Text::as_str))
        && same(ActualsColumn::Source, actual.source.as_ref().map(Text::as_str))
}

/// Whether what a row answers is in an actual, is told, or says that there is nothing.
fn is_answered(matched: &Matched, row: &ActualsRow) -> bool {
    let nothing = |text: &str| ["无", "-", "/"].contains(&key(text).as_str());
    let answers = [
        ActualsColumn::Actual,
        ActualsColumn::Reason,
        ActualsColumn::Measure,
        ActualsColumn::Source,
        ActualsColumn::NotApplicable,
    ];
    let mut filled = answers.iter().filter_map(|column| row.cells.get(column));
    // Of two rows that contradict each other, the finding stands at the second and names the first.
    let names_row = |finding: &Finding| {
        finding.code == Code::IndicatorTwice && finding.message.starts_with(&format!("line {} ", row.line))
    };
    let is_told = |finding: &Finding| {
        names_row(finding) || (finding.line == Some(row.line) && finding.code != Code::TargetChangedInForm)
    };
    filled.all(|cell| nothing(&cell.text))
        || matched.actuals.iter().any(|actual| is_in(actual, row))
        || matched.findings.iter().any(is_told)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        if let Ok(form) = read_actuals(&bytes) {
            let _ = form.against(&plan());
        }
    }

    #[test]
    fn every_cell_of_any_form_is_kept_placed_or_told(rows in soup()) {
        let Ok(form) = read_actuals_book(book(vec![sheet(None, &rows)])) else { return Ok(()) };

        for (number, row) in (1..).zip(&rows) {
            for (at, text) in (1..).zip(row).filter(|(_, text)| !key(text).is_empty()) {
                let kept = form.lines.iter().find(|line| line.line == number).unwrap();
                prop_assert_eq!(&kept.cells[usize::try_from(at).unwrap() - 1], text);
                let is_told = |f: &Finding| f.line == Some(number) && (f.cell == Some(at) || is_of_row(f));
                let is_covered = is_placed(&form, number, at, text)
                    || is_furniture(&form, text)
                    || is_ordinal(&rows, at, text)
                    || form.findings.iter().any(is_told);
                prop_assert!(is_covered, "{number} {at} {text:?}: {:#?}", form.findings);
            }
        }
    }

    #[test]
    fn every_answer_of_any_form_is_taken_or_told(rows in soup()) {
        let Ok(form) = read_actuals_book(book(vec![sheet(None, &rows)])) else { return Ok(()) };
        let plan = plan();
        let matched = form.against(&plan);

        for row in &form.rows {
            prop_assert!(is_answered(&matched, row), "{row:?}: {:#?}", matched.findings);
        }
        for (actual, indicator) in matched.actuals.iter().flat_map(|actual| {
            plan.indicators().iter().filter(move |indicator| indicator.id == actual.indicator).map(move |it| (actual, it))
        }) {
            prop_assert!(actual.fits(&indicator.target).is_ok());
        }
        let ids: Vec<_> = matched.actuals.iter().map(|actual| &actual.indicator).collect();
        prop_assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }

    #[test]
    fn every_finding_points_into_the_form_and_they_are_in_order(rows in soup()) {
        let Ok(form) = read_actuals_book(book(vec![sheet(None, &rows)])) else { return Ok(()) };
        let matched = form.against(&plan());

        let place = |finding: &Finding| (finding.line.is_none(), finding.line, finding.cell, finding.code);
        prop_assert!(matched.findings.is_sorted_by_key(place), "{:#?}", matched.findings);
        prop_assert!(form.findings.iter().all(|finding| matched.findings.contains(finding)));
        for finding in &matched.findings {
            prop_assert_eq!(finding.severity, finding.code.severity());
            prop_assert_eq!(finding.line.is_none(), finding.cell.is_none(), "{:?}", finding);
            prop_assert!(!finding.message.is_empty() && !finding.message_zh.is_empty());
            if let (Some(line), Some(cell)) = (finding.line, finding.cell) {
                let line = form.lines.iter().find(|l| l.line == line).unwrap();
                let text = &line.cells[usize::try_from(cell).unwrap() - 1];
                prop_assert!(!key(text).is_empty(), "{:?}", finding);
            }
        }
    }
}

#[test]
fn the_largest_forms_are_read_in_bounded_time() {
    let head = "编号\t绩效目标\t三级指标\t实际完成值\t年初预算数\n";
    let money = "编号\t年初预算数\t全年执行数\n";
    let files = [
        format!("{head}{}", "i001\t目标1\t培训人数\t完成\t1\n".repeat(19_000)),
        format!("{head}{}", "\t目标1\t培训人数\t99999999999999\n".repeat(19_000)),
        format!("{head}{}", head.repeat(19_000)),
        format!("{money}{}", "execution/1/basic\t1\t1\n".repeat(19_000)),
        format!("{head}{}", format!("i003\t\t\t{}\n", "1月".repeat(900)).repeat(900)),
    ];
    for file in files {
        let start = Instant::now();
        let form = read_actuals(file.get(..Limits::BYTES).unwrap_or(&file).as_bytes()).unwrap();
        let _ = form.against(&plan());
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", file.chars().take(60).collect::<String>());
    }
}
