//! The files that are read.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Departments of the large table, and the lines of each.
const DEPARTMENTS: usize = 950;
const LINES: usize = 20;

const FIXTURES: [&str; 8] = [
    "tianjin-disabled-persons-federation-2023.txt",
    "forms/tianjin.utf-16.txt",
    "forms/tianjin.gb18030.csv",
    "forms/tianjin.html",
    "forms/tianjin.xlsx",
    "forms/tianjin.ods",
    "forms/tianjin.docx",
    "forms/tianjin.xls",
];

/// All of them; the large ones are made.
pub(crate) fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let folder = root.join("target/bench");
    fs::create_dir_all(&folder).unwrap();
    let (text, workbook) = (folder.join("large.txt"), folder.join("large.xlsx"));
    let table = large();
    fs::write(&text, &table).unwrap();
    fs::write(&workbook, xlsx(&table)).unwrap();
    let fixtures = FIXTURES.iter().map(|name| root.join("tests/fixtures").join(name));
    fixtures.chain([text, workbook]).collect()
}

/// A plan of each of many departments, as text.
fn large() -> String {
    let mut table = String::new();
    for number in 1..=DEPARTMENTS {
        let start = table.lines().count();
        let head = "整体支出绩效目标表\n(2023年度)\n";
        let tasks = "序号\t主要工作任务\t预算资金(万元)\n\t\t总额\t基本支出\t项目支出\t其他资金\n";
        write!(table, "{head}部门名称\t示例市第{number}局\n{tasks}").unwrap();
        writeln!(table, "1\t保障机构运转并开展日常业务工作\t1{number}.25\t1{number}.25\t\t").unwrap();
        writeln!(table, "2\t组织业务培训并向社会宣传政策\t{number}.5\t\t{number}.5\t").unwrap();
        table.push_str("合计\n序号\t年度绩效目标\t对应工作任务\n1\t完成各项日常工作，保障各项业务稳定运行\t任务1\n");
        table.push_str("2\t完成全年培训计划，提高群众对政策的知晓程度\t任务2\n");
        table.push_str("绩效目标\t一级指标\t二级指标\t三级指标\t符号\t指标值\t单位\n");
        writeln!(table, "目标1\t产出指标\t数量指标\t办理业务数量\t≥\t{number}\t件").unwrap();
        table.push_str("\t\t质量指标\t业务办结率\t≥\t95.5\t%\n\t\t时效指标\t完成时间\t定性\t2023年12月底前\n");
        table.push_str("\t效益指标\t社会效益指标\t保障机构正常运转\t定性\t效果明显\n");
        table.push_str("\t满意度指标\t服务对象满意度指标\t服务对象满意度\t≥\t90\t%\n");
        writeln!(table, "目标2\t产出指标\t数量指标\t培训人次\t≥\t{number}00\t人次").unwrap();
        table.push_str(
            "\t效益指标\t社会效益指标\t政策知晓率\t≥\t85\t%\n\t满意度指标\t服务对象满意度指标\t学员满意度\t≥\t90\t%\n",
        );
        assert_eq!(table.lines().count() - start, LINES, "the lines of a department");
    }
    table
}

/// The same as a workbook: numbers as numbers, texts shared.
fn xlsx(table: &str) -> Vec<u8> {
    let mut strings: Vec<&str> = Vec::new();
    let mut indexes = std::collections::HashMap::new();
    let mut rows = String::new();
    for (line, number) in table.lines().zip(1..) {
        write!(rows, r#"<row r="{number}">"#).unwrap();
        for (cell, column) in line.split('\t').zip('A'..).filter(|(cell, _)| !cell.is_empty()) {
            if cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
                write!(rows, r#"<c r="{column}{number}"><v>{cell}</v></c>"#).unwrap();
            } else {
                let index = *indexes.entry(cell).or_insert_with(|| {
                    strings.push(cell);
                    strings.len() - 1
                });
                write!(rows, r#"<c r="{column}{number}" t="s"><v>{index}</v></c>"#).unwrap();
            }
        }
        rows.push_str("</row>");
    }
    let strings: String = strings.iter().map(|string| format!("<si><t>{string}</t></si>")).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let related =
        |content: String| format!(r#"<Relationships xmlns="{package}/relationships">{content}</Relationships>"#);
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{relations}/{kind}" Target="{target}"/>"#)
    };
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>"#
            ),
        ),
        ("_rels/.rels", related(relation("rId1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="绩效目标" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            related(
                relation("rId1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("rId2", "sharedStrings", "sharedStrings.xml"),
            ),
        ),
        ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{main}">{strings}</sst>"#)),
        ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
