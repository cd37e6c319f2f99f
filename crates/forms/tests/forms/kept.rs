//! Nothing is lost: every filled cell of any file has one fate, and the fate is true.
use std::collections::HashMap;

use crate::any_print::{disorder, plan};
use crate::fixture::{REAL, book, real, text_book};
use crate::plan_values::{Values, key};
use crate::printer::print;
use crate::vocabulary::{soup, tables};
use jixiao_domain::is_invisible;
use jixiao_forms::{Code, Fate, Finding, Form, FurnitureKind, read, read_book};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// Findings about the whole row.
const OF_ROWS: [Code; 5] =
    [Code::RowUnplaced, Code::RowIgnored, Code::TextTooLong, Code::GoalUnknown, Code::ValueUnreadable];

/// Asserts that each filled cell of the form's lines has one fate and that it is true.
fn assert_fates(form: &Form) -> Result<(), TestCaseError> {
    let mut fates: HashMap<(usize, i32), Fate> = HashMap::new();
    for fate in &form.fates {
        prop_assert!(fates.insert((fate.line, fate.cell), fate.fate).is_none(), "two fates: {:?}", fate);
    }
    let plan = Values::of_form(form);
    for (index, line) in form.lines.iter().enumerate() {
        let indicator = form.indicators.iter().find(|i| i.line == Some(line.line)).map(Values::of_indicator);
        for (cell, text) in (1..).zip(&line.cells).filter(|(_, text)| !text.chars().all(is_invisible)) {
            let fate = fates.remove(&(index, cell));
            let is_true = match fate {
                None => false,
                Some(Fate::Plan) => indicator.as_ref().unwrap_or(&plan).have(text),
                Some(Fate::Finding) => form.findings.iter().any(|f| covers(f, line.line, cell)),
                Some(Fate::Furniture(kind)) => is_furniture(kind, text),
            };
            if !is_true {
                let row = &line.cells;
                let indicator = form.indicators.iter().find(|i| i.line == Some(line.line));
                let at = line.line;
                let findings: Vec<_> = form.findings.iter().filter(|f| f.line == Some(at)).collect();
                prop_assert!(
                    false,
                    "{text:?} in {row:?}, line {at} cell {cell}, is {fate:?}\n{indicator:?}\n{findings:#?}"
                );
            }
        }
    }
    prop_assert!(fates.is_empty(), "fates of blank cells: {:?}", fates);
    Ok(())
}

fn covers(finding: &Finding, line: i32, cell: i32) -> bool {
    let is_there = finding.line == Some(line) && (finding.cell == Some(cell) || OF_ROWS.contains(&finding.code));
    is_there || finding.code == Code::WeightsDoNotSum
}

/// Whether a text may be such furniture.
fn is_furniture(kind: FurnitureKind, text: &str) -> bool {
    const HEADINGS: [&str; 36] = [
        "序号",
        "主要工作任务",
        "总额",
        "财政拨款",
        "基本支出",
        "项目支出",
        "其他资金",
        "合计",
        "年度绩效目标",
        "对应工作任务",
        "绩效目标",
        "年度绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "年度指标值",
        "符号",
        "值",
        "单位",
        "单位:元",
        "单位(文字描述)",
        "预算资金(万元)",
        "部门名称",
        "分值",
        "编号",
        "日期要求",
        "备注",
        "分值方案",
        "预算执行率分值",
        "目标",
        "",
        "权重",
        "权值",
        "计量单位",
        "说明",
    ];
    let key = key(text);
    match kind {
        FurnitureKind::Heading => HEADINGS.contains(&key.as_str()),
        FurnitureKind::Title => key.ends_with('表') || key.trim_end_matches(')').ends_with("年度"),
        FurnitureKind::Label => {
            key.ends_with("指标") || key.contains("目标") || !key.contains(|c: char| c.is_ascii_digit())
        }
        FurnitureKind::Total => matches!(key.as_str(), "合计" | "总计") || key.contains(|c: char| c.is_ascii_digit()),
        FurnitureKind::NoValue => ["-", "—", "——", "--", "/", "无"].contains(&key.as_str()),
        FurnitureKind::Repeated | FurnitureKind::Notes => true,
    }
}

fn file(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")
}

/// All filled cells of a file, in order.
fn filled(rows: &[Vec<String>]) -> Vec<&String> {
    rows.iter().flatten().filter(|text| !text.chars().all(is_invisible)).collect()
}

fn assert_kept(rows: &[Vec<String>]) -> Result<(), TestCaseError> {
    let Ok(forms) = read_book(text_book(rows)) else { return Ok(()) };
    for form in &forms {
        assert_fates(form)?;
    }
    let kept = forms.iter().flat_map(|form| &form.lines).flat_map(|line| &line.cells);
    prop_assert_eq!(kept.filter(|text| !text.chars().all(is_invisible)).collect::<Vec<_>>(), filled(rows));
    Ok(())
}

#[test]
fn every_cell_of_the_real_table_has_a_fate() {
    let form = real();
    assert_fates(&form).unwrap();
    assert!(form.fates.iter().all(|fate| fate.fate != Fate::Finding), "nothing of it is left out");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_cell_of_any_words_has_a_true_fate(rows in soup()) {
        assert_kept(&rows)?;
    }

    #[test]
    fn every_cell_of_any_table_has_a_true_fate(rows in tables()) {
        assert_kept(&rows)?;
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..config() })]

    #[test]
    fn every_cell_of_any_print_has_a_true_fate(plan in plan(), mut disorder in disorder()) {
        let forms = read(&print(&plan, &mut disorder)).unwrap();
        prop_assert_eq!(forms.len(), 1);
        assert_fates(&forms[0])?;
    }

    #[test]
    fn every_line_of_any_workbook_is_in_one_form(sheets in prop::collection::vec(tables(), 1..4)) {
        let texts: Vec<String> = sheets.iter().map(|rows| file(rows)).collect();
        let names = ["一", "二", "三"];
        let sheets: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
        let book = book(&sheets, Vec::new());
        let lines: Vec<_> =
            book.sheets.iter().flat_map(|s| s.lines.iter().map(|line| (s.name.clone(), line.number))).collect();
        let Ok(forms) = read_book(book) else { return Ok(()) };

        let kept = forms.iter().flat_map(|form| &form.lines).map(|line| (line.sheet.clone(), line.line));
        prop_assert_eq!(kept.collect::<Vec<_>>(), lines);
        for form in &forms {
            let filled = form.lines.iter().flat_map(|line| &line.cells).filter(|text| !text.chars().all(is_invisible));
            prop_assert_eq!(form.fates.len(), filled.count());
        }
    }
}

#[test]
fn the_real_table_twice_is_one_plan_and_with_another_year_two() {
    let twice = [REAL, b"\n", REAL].concat();
    assert_eq!(read(&twice).unwrap().len(), 1);
    let other = String::from_utf8(REAL.to_vec()).unwrap().replace("(2023年度)", "(2024年度)");
    let forms = read(&[REAL, b"\n", other.as_bytes()].concat()).unwrap();
    assert_eq!(forms.iter().map(|form| form.indicators.len()).collect::<Vec<_>>(), [79, 79]);
    assert_eq!(forms.iter().map(|form| form.fiscal_year.unwrap().get()).collect::<Vec<_>>(), [2023, 2024]);
}
