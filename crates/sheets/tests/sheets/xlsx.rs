//! What a .xlsx workbook is read as.

use jixiao_sheets::{Kind, Place, Remark, RemarkKind, open};
use proptest::prelude::*;

use crate::parts::{Parts, relation};
use crate::{filled, lines, remark};

/// The text of a cell with this element.
fn cell(parts: &Parts) -> String {
    let book = open(&parts.zip()).unwrap();
    filled(&book).first().unwrap_or(&"").to_string()
}

fn number(number: &str) -> String {
    cell(&Parts::rows(&format!("<row><c><v>{number}</v></c></row>")))
}

#[test]
fn text_is_shared_or_in_the_cell_and_rich_text_is_joined() {
    let rows = r#"<row r="1">
        <c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
        <c r="D1" t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r> <r><t xml:space="preserve"> 乙</t></r></is></c>
        <c r="E1" t="str"><v>a&amp;b&#10;c</v></c></row>"#;
    let strings = r#"<si><t>指标</t></si>
        <si><r><t>绩</t></r><r><t>效</t></r><rPh sb="0" eb="1"><t>jixiao</t></rPh><phoneticPr/></si>
        <si><t><![CDATA[<x>]]>_x000D_</t></si>"#;
    let book = open(&Parts::rows(rows).with_strings(strings).zip()).unwrap();
    assert_eq!(book.kind, Kind::Xlsx);
    assert_eq!(book.sheets[0].name.as_deref(), Some("表1"));
    assert_eq!(lines(&book), [(1, vec!["指标", "绩效", "<x>\r", "甲 乙", "a&b\nc"])]);
    assert_eq!(book.remarks, []);
}

#[test]
fn numbers_have_fifteen_digits_and_no_exponent() {
    for (stored, expected) in [
        ("0.30000000000000004", "0.3"),
        ("6700", "6700"),
        ("1.0000000000000001E-5", "0.00001"),
        ("1.23E+15", "1230000000000000"),
        ("89.990000000000009", "89.99"),
        ("-0.050000000000000003", "-0.05"),
        (" 5 ", "5"),
        ("many", "many"),
    ] {
        assert_eq!(number(stored), expected);
    }
}

#[test]
fn formats_make_percent_and_dates() {
    let rows = r#"<row><c s="1"><v>0.9</v></c><c s="2"><v>0.89990000000000003</v></c><c s="3"><v>45351</v></c>
        <c s="4"><v>45351.354166666664</v></c><c s="5"><v>45351</v></c><c s="6"><v>90</v></c><c s="0"><v>1</v></c></row>"#;
    let codes = ["yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm", "0&quot;%&quot;"];
    let parts = Parts::rows(rows).with_formats(&[0, 9, 10, 14, 164, 31, 165], &codes);
    let expected = ["90%", "89.99%", "2024-02-29", "2024-02-29 08:30:00", "2024-02-29", "90%", "1"];
    assert_eq!(filled(&open(&parts.zip()).unwrap()), expected);
    let later = parts.replacing("xl/workbook.xml", "<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    assert_eq!(filled(&open(&later.zip()).unwrap())[2], "2028-03-01");
}

#[test]
fn truth_errors_and_days_are_read() {
    let rows = r#"<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c>
        <c t="d"><v>2024-03-01T00:00:00</v></c><c t="d"><v>2024-03-01T08:30:00Z</v></c></row>"#;
    let book = open(&Parts::rows(rows).zip()).unwrap();
    assert_eq!(filled(&book), ["TRUE", "FALSE", "#REF!", "2024-03-01", "2024-03-01 08:30:00"]);
    assert_eq!(book.remarks, [remark(RemarkKind::ErrorValue, "表1", 1, 3)]);
}

#[test]
fn a_formula_gives_what_is_stored_with_it() {
    let rows = r#"<row r="7"><c r="B7"><f>1+1</f><v>2</v></c><c r="C7" t="str"><f>""</f><v></v></c>
        <c r="D7"><f>1/3</f></c><c r="E7"><f t="shared" si="0"/><v/></c><c r="F7" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#;
    let book = open(&Parts::rows(rows).zip()).unwrap();
    assert_eq!(lines(&book), [(7, vec!["", "2", "", "", "", "#DIV/0!"])]);
    let expected = [
        remark(RemarkKind::Formula, "表1", 7, 2),
        remark(RemarkKind::FormulaWithoutValue, "表1", 7, 4),
        remark(RemarkKind::FormulaWithoutValue, "表1", 7, 5),
        remark(RemarkKind::ErrorValue, "表1", 7, 6),
    ];
    assert_eq!(book.remarks, expected);
}

#[test]
fn formulas_are_remarked_once_for_each_sheet_and_leave_room_for_other_remarks() {
    let formulas: String = (0..1_100).map(|_| "<row><c><f>1+1</f><v>2</v></c></row>").collect();
    let sheet = format!("<sheetData>{formulas}<row><c><f>1/3</f></c></row></sheetData>");
    let book = open(&Parts::workbook(&[&sheet, &sheet]).zip()).unwrap();
    let expected: Vec<_> = ["表1", "表2"]
        .into_iter()
        .flat_map(|sheet| {
            [remark(RemarkKind::Formula, sheet, 1, 1), remark(RemarkKind::FormulaWithoutValue, sheet, 1_101, 1)]
        })
        .collect();
    assert_eq!(book.remarks, expected);
}

#[test]
fn formats_with_words_or_a_scale_are_read_as_a_person_sees_them() {
    let rows = r#"<row><c s="0"><v>1884000</v></c><c s="1"><v>1884123</v></c><c s="2"><v>90</v></c><c s="3"><v>90</v></c></row>"#;
    let codes = ["0!.0,&quot;万元&quot;", "0\\.0,", "GENERAL", "&quot;≥&quot;0&quot;%&quot;"];
    let parts = Parts::rows(rows).with_formats(&[164, 165, 166, 167], &codes);
    assert_eq!(filled(&open(&parts.zip()).unwrap()), ["188.4万元", "188.4123", "90", "≥90%"]);
}

#[test]
fn a_row_or_cell_without_a_position_follows_the_one_before() {
    let rows = r#"<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row/>
        <row r="5"><c><v>4</v></c></row><row><c><v>5</v></c></row>"#;
    let expected = [(1, vec!["1", "", "2", "3"]), (5, vec!["4"]), (6, vec!["5"])];
    assert_eq!(lines(&open(&Parts::rows(rows).zip()).unwrap()), expected);
}

#[test]
fn rows_and_cells_in_any_order_come_in_their_place() {
    let rows =
        r#"<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#;
    assert_eq!(lines(&open(&Parts::rows(rows).zip()).unwrap()), [(1, vec!["1"]), (2, vec!["3", "4"])]);
}

#[test]
fn merged_cells_are_blank_but_for_the_first() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>"#;
    let merged = format!(r#"<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#);
    let book = open(&Parts::workbook(&[&merged]).zip()).unwrap();
    assert_eq!(lines(&book), [(1, vec!["1", "", "2"]), (3, vec!["3"])]);
}

#[test]
fn a_cell_that_only_has_a_style_is_no_cell() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>"#;
    assert_eq!(lines(&open(&Parts::rows(rows).zip()).unwrap()), [(1, vec!["1"])]);
}

#[test]
fn sheets_come_in_order_with_hidden_ones_and_without_charts_or_blank_ones() {
    let one = |value: u8| format!("<sheetData><row><c><v>{value}</v></c></row></sheetData>");
    let parts = Parts::workbook(&[&one(1), "<sheetData/>", &one(3), &one(4)])
        .replacing("xl/workbook.xml", r#"sheetId="3""#, r#"sheetId="3" state="veryHidden""#)
        .replacing(
            "xl/_rels/workbook.xml.rels",
            "worksheet\" Target=\"worksheets/sheet4",
            "chartsheet\" Target=\"worksheets/sheet4",
        );
    let book = open(&parts.zip()).unwrap();
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_deref().unwrap()).collect();
    assert_eq!((names, filled(&book)), (vec!["表1", "表3"], vec!["1", "3"]));
    let place = Place { sheet: Some("表3".to_owned()), line: None, cell: None };
    assert_eq!(book.remarks, [Remark { kind: RemarkKind::HiddenSheet, place: Some(place) }]);
}

#[test]
fn macros_and_links_to_other_workbooks_are_remarked() {
    let link = relation("rIdL", "externalLink", "externalLinks/externalLink1.xml");
    let parts = Parts::rows("<row><c><v>1</v></c></row>").with("xl/vbaProject.bin", "x").replacing(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        &format!("{link}</Relationships>"),
    );
    let remarks = open(&parts.zip()).unwrap().remarks;
    let expected = [RemarkKind::Macros, RemarkKind::ExternalReference].map(|kind| Remark { kind, place: None });
    assert_eq!(remarks, expected);
}

#[test]
fn the_workbook_may_have_another_name_and_prefixes() {
    let relations = crate::parts::relations_of(&relation("rId1", "officeDocument", "/xl/book2.xml"));
    let workbook =
        r#"<x:workbook xmlns:x="x" xmlns:r="r"><x:sheets><x:sheet name="甲" r:id="a"/></x:sheets></x:workbook>"#;
    let sheet =
        r#"<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let types = r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let parts = Parts::new()
        .with("[Content_Types].xml", types)
        .with("_rels/.rels", &relations)
        .with("xl/book2.xml", workbook)
        .with("xl/_rels/book2.xml.rels", &crate::parts::relations_of(&relation("a", "worksheet", "../s.xml")))
        .with("s.xml", sheet);
    assert_eq!(filled(&open(&parts.zip()).unwrap()), ["1"]);
}

proptest! {
    #[test]
    fn a_number_of_up_to_fifteen_digits_is_read_as_it_is_written(whole in 0_u64..1_000_000_000, cents in 0_u32..100) {
        let value: f64 = format!("{whole}.{cents:02}").parse().unwrap();
        prop_assert_eq!(number(&format!("{value:.17e}")), value.to_string());
    }
}
