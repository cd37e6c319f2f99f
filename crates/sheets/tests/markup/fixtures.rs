use std::fs;
use std::path::PathBuf;

use jixiao_sheets::{Kind, RemarkKind};

use crate::pack::{cells, open};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn read(name: &str) -> Vec<u8> {
    fs::read(path("forms").join(name)).unwrap()
}

/// The published table, a line for each row with a filled cell.
fn published() -> Vec<Vec<String>> {
    let text = fs::read_to_string(path("tianjin-disabled-persons-federation-2023.txt")).unwrap();
    let lines = text.lines().map(|line| line.trim_end_matches('\t').split('\t').map(str::to_owned).collect());
    lines.filter(|cells: &Vec<String>| cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// As a number without needless zeros, which a workbook does not keep: 392.0 is 392.
fn short(text: String) -> String {
    let number = text.contains('.') && text.chars().all(|character| character.is_ascii_digit() || character == '.');
    if number { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn shortened(lines: Vec<Vec<String>>) -> Vec<Vec<String>> {
    lines.into_iter().map(|line| line.into_iter().map(short).collect()).collect()
}

#[test]
fn the_published_table_has_the_same_lines_in_every_format() {
    let all = [
        ("tianjin.xlsx", Kind::Xlsx),
        ("tianjin.xls", Kind::Xls),
        ("tianjin.ods", Kind::Ods),
        ("tianjin.docx", Kind::Docx),
        ("tianjin.html", Kind::Html),
        ("tianjin.gb18030.csv", Kind::Csv),
        ("tianjin.utf-8.csv", Kind::Csv),
        ("tianjin.utf-16.txt", Kind::Tsv),
    ];
    let expected = shortened(published());
    assert_eq!(expected.iter().flatten().filter(|cell| !cell.is_empty()).count(), 474);
    for (name, kind) in all {
        let book = open(read(name)).unwrap();
        assert_eq!((book.kind, book.sheets.len()), (kind, 1), "{name}");
        assert!(book.remarks.iter().all(|remark| remark.kind != RemarkKind::Macros), "{name}");
        let lines = book.sheets.into_iter().flat_map(|sheet| sheet.lines).map(|line| line.cells).collect();
        assert_eq!(shortened(lines), expected, "{name}");
    }
}

#[test]
fn a_sheet_has_the_line_numbers_of_the_source() {
    let text = fs::read_to_string(path("tianjin-disabled-persons-federation-2023.txt")).unwrap();
    let filled: Vec<i32> =
        (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(|(number, _)| number).collect();
    for name in ["tianjin.xlsx", "tianjin.xls", "tianjin.ods", "tianjin.utf-8.csv", "tianjin.utf-16.txt"] {
        let book = open(read(name)).unwrap();
        let numbers: Vec<i32> = book.sheets[0].lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, filled, "{name}");
    }
}

#[test]
fn departments_and_parts_of_a_plan_stand_on_sheets_of_their_own() {
    let names = |name| -> Vec<String> {
        open(read(name)).unwrap().sheets.into_iter().map(|sheet| sheet.name.unwrap()).collect()
    };
    assert_eq!(names("three-departments.xlsx"), ["示例市图书馆", "示例市体育局", "示例市档案馆"]);
    assert_eq!(names("three-sheets.xlsx"), ["工作任务", "绩效目标", "绩效指标"]);
}

#[test]
fn a_document_with_three_tables_and_a_page_in_gb2312_are_read() {
    for (name, department) in [("three-tables.docx", "示例市体育局"), ("gb2312.html", "示例市档案馆")] {
        let lines = cells(read(name));
        assert_eq!(lines[0], ["整体支出绩效目标表"], "{name}");
        assert_eq!(lines[2][..2], ["部门名称", department], "{name}");
        let last = ["", "满意度指标", "服务对象满意度", "服务对象满意度", "≥", "85", "%"];
        assert_eq!(lines.last().unwrap(), &last, "{name}");
    }
}
