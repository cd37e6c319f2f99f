//! Targets without a sign.

use crate::fixture::one;
use jixiao_domain::{Target, Text};
use jixiao_forms::{Code, Form};

const TOP: &str = "(2023年度)\n部门名称\t甲局\n序号\t年度绩效目标\n1\t目标文字\n";

/// A table with these headings of its targets and one indicator with these cells.
fn with(headings: &str, cells: &str) -> Form {
    one(format!("{TOP}一级指标\t二级指标\t三级指标\t{headings}\n产出指标\t数量指标\t培训\t{cells}\n").as_bytes())
}

fn said(form: &Form) -> String {
    match &form.indicators[0].target {
        Target::Numeric(t) => {
            format!("{}{}{}", t.sign.symbol(), t.value, t.unit.as_ref().map_or("", Text::as_str))
        }
        Target::Qualitative { text } => text.to_string(),
        other => format!("{other:?}"),
    }
}

fn has(form: &Form, code: Code, cell: i32) -> bool {
    form.findings.iter().any(|f| (f.code, f.line, f.cell) == (code, Some(6), Some(cell)))
}

#[test]
fn words_give_the_sign_where_a_table_has_no_column_of_signs() {
    for heading in ["指标值", "值", "年度指标值"] {
        for (cell, expected) in [
            ("90%以上", "≥90%"),
            ("不少于20人", "≥20人"),
            ("不超过５次", "≤5次"),
            ("超过3场", ">3场"),
            ("低于3%", "<3%"),
            ("100%", "=100%"),
            ("20人", "=20人"),
        ] {
            let form = with(heading, cell);
            assert_eq!(said(&form), expected);
            assert!(has(&form, Code::TargetDerived, 4), "{cell}");
        }
    }
    let form = with("指标值", "90%以上");
    let finding = form.findings.iter().find(|f| f.code == Code::TargetDerived).unwrap();
    assert!(finding.message.contains("≥ follows from \"90%以上\"") && finding.message_zh.contains('≥'));
}

#[test]
fn the_unit_may_stand_in_its_own_column() {
    assert_eq!(said(&with("指标值\t单位", "90以上\t%")), "≥90%");
    assert_eq!(said(&with("指标值\t单位", "20\t人")), "=20人");
    assert_eq!(said(&with("指标值\t单位", "90%以上\t%")), "≥90%");
    let form = with("指标值\t单位", "90%以上\t人");
    assert_eq!(said(&form), "≥90%");
    assert!(has(&form, Code::CellUnplaced, 5));
}

#[test]
fn another_text_is_qualitative_only_where_there_is_no_column_of_signs() {
    let form = with("指标值", "显著提高");
    assert_eq!(said(&form), "显著提高");
    assert!(has(&form, Code::TargetDerived, 4));

    for cell in ["显著提高", "20人"] {
        let form = with("符号\t值\t单位", &format!("\t{cell}"));
        assert!(form.indicators.is_empty() && has(&form, Code::RowUnplaced, 1), "{cell}");
    }
}

#[test]
fn a_time_is_no_number_of_units() {
    let form = with("指标值", "2023年9月底前");
    assert_eq!(said(&form), "2023年9月底前");
    assert!(has(&form, Code::DateAsQualitative, 4));
}

#[test]
fn words_give_the_sign_where_its_cell_is_blank() {
    let form = with("符号\t值\t单位", "\t不低于90\t%");
    assert_eq!(said(&form), "≥90%");
    assert!(has(&form, Code::TargetDerived, 5));
}

#[test]
fn a_sign_in_the_cell_needs_no_words() {
    let form = with("指标值", "≧９０％");
    assert_eq!(said(&form), "≥90%");
    assert!(!has(&form, Code::TargetDerived, 4));
}

#[test]
fn a_row_without_sign_still_needs_its_name_and_its_level_2() {
    let row = format!(
        "{TOP}一级指标\t二级指标\t三级指标\t指标值\n产出指标\t\t培训\t90%以上\n产出指标\t数量指标\t\t90%以上\n"
    );
    let form = one(row.as_bytes());
    assert_eq!(form.findings.iter().filter(|f| f.code == Code::RowUnplaced).count(), 2);
    assert!(form.indicators.is_empty());
}
