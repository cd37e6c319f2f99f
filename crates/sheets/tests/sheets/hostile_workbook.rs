//! Workbooks that are damaged, or made to do damage.

use jixiao_sheets::{Limits, Unopenable, open};
use proptest::prelude::*;

use crate::lines;
use crate::parts::{Parts, relation, relations_of};

const XLS: &[u8] = include_bytes!("../data/workbook.xls");

fn sample() -> Parts {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.9</v></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>乙</t></is></c><c r="B2"><f>A1</f><v>2</v></c></row>"#;
    let merged = r#"<mergeCells><mergeCell ref="A3:B4"/></mergeCells>"#;
    Parts::workbook(&[&format!("<sheetData>{rows}</sheetData>{merged}")])
        .with_strings("<si><t>甲</t></si>")
        .with_formats(&[0, 9], &[])
}

fn refused(parts: &Parts, expected: Unopenable) {
    assert_eq!(open(&parts.zip()), Err(expected), "{parts:?}");
}

#[test]
fn the_sample_itself_can_be_opened() {
    assert_eq!(lines(&open(&sample().zip()).unwrap()), [(1, vec!["甲", "90%"]), (2, vec!["乙", "2"])]);
}

#[test]
fn a_million_rows_are_refused_at_the_limit() {
    let rows = Parts::rows(&"<row><c><v>1</v></c></row>".repeat(1_000_000));
    assert_eq!(open(&rows.zip()), Err(Unopenable::TooManyLines));
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="BL1048576"><v>2</v></c></row>"#;
    let book = open(&Parts::rows(rows).zip()).unwrap();
    assert_eq!(book.sheets[0].lines[1].cells.len(), Limits::CELLS);
    let wide = rows.replace("BL1048576", "XFD1048576");
    refused(&Parts::rows(&wide), Unopenable::TooManyCells { line: 1_048_576 });
}

#[test]
fn a_long_string_in_many_cells_is_too_much_text() {
    let rows: String = (1..=1_000).map(|row| format!(r#"<row r="{row}"><c t="s"><v>0</v></c></row>"#)).collect();
    let string = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    refused(&Parts::rows(&rows).with_strings(&string), Unopenable::TooMuchText);
}

#[test]
fn a_long_name_of_a_sheet_is_cut_before_remarks_repeat_it() {
    let name = "名".repeat(100_000);
    let rows = "<row><c><f>1</f></c></row>".repeat(1_100);
    let rows = format!("{rows}<row><c><v>1</v></c></row>");
    let book = open(&Parts::rows(&rows).replacing("xl/workbook.xml", "表1", &name).zip()).unwrap();
    let cut = Some("名".repeat(Limits::NAME));
    assert_eq!(book.sheets[0].name, cut);
    assert_eq!(book.remarks.len(), Limits::REMARKS);
    assert!(book.remarks.iter().all(|remark| remark.place.as_ref().unwrap().sheet == cut));
}

#[test]
fn what_refers_to_nothing_is_damage() {
    let relations = "xl/_rels/workbook.xml.rels";
    for parts in [
        sample().without("xl/sharedStrings.xml"),
        sample().with_strings(""),
        sample().with_formats(&[0], &[]),
        sample().without("xl/worksheets/sheet1.xml"),
        sample().without(relations),
        sample().without("xl/workbook.xml").with("[Content_Types].xml", "<Types>spreadsheetml.sheet.main</Types>"),
        sample().with("_rels/.rels", &relations_of(&relation("rId1", "officeDocument", "xl/other.xml"))),
        sample().replacing("xl/workbook.xml", "rId1", "rId9"),
        sample().replacing("xl/workbook.xml", r#" r:id="rId1""#, ""),
        sample().replacing(relations, "/worksheet\"", "/nonsense\""),
    ] {
        refused(&parts, Unopenable::Damaged);
    }
}

#[test]
fn relations_that_go_in_a_circle_are_damage() {
    for target in ["workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml", "../_rels/.rels"] {
        let parts = sample().replacing("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", target);
        refused(&parts, Unopenable::Damaged);
    }
}

#[test]
fn a_sheet_that_is_listed_again_and_again_is_read_as_often_as_the_limits_allow() {
    let entry = r#"<sheet name="表1" sheetId="1" r:id="rId1"/>"#;
    let again = |times: usize| sample().replacing("xl/workbook.xml", entry, &entry.repeat(times));
    assert_eq!(open(&again(Limits::SHEETS).zip()).map(|book| book.sheets.len()), Ok(Limits::SHEETS));
    refused(&again(Limits::SHEETS + 1), Unopenable::TooManySheets);
    refused(&again(100_000), Unopenable::TooManySheets);
}

#[test]
fn xml_that_is_not_well_formed_is_damage() {
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"]
    {
        for xml in [
            "<a><b></a></b>",
            "<a",
            "<a>",
            "</a>",
            "<a b=1",
            "<a>&nbsp;</a>",
            "<a>&#xFFFFFFFF;</a>",
            "\0",
            "<a>\u{0}</a>",
        ] {
            refused(&sample().with(part, xml), Unopenable::Damaged);
        }
    }
}

#[test]
fn a_document_type_is_never_expanded() {
    for declaration in [
        r#"<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#,
        r#"<!DOCTYPE sst [<!ENTITY b SYSTEM "file:///etc/passwd">]>"#,
        r#"<!DOCTYPE sst SYSTEM "http://127.0.0.1/a.dtd">"#,
    ] {
        let strings = format!("{declaration}<sst><si><t>&b;</t></si></sst>");
        refused(&sample().with("xl/sharedStrings.xml", &strings), Unopenable::Damaged);
    }
    refused(&sample().with_strings("<si><t>&b;</t></si>"), Unopenable::Damaged);
}

#[test]
fn elements_in_elements_end_at_the_limit() {
    for (part, before, after) in [
        ("xl/worksheets/sheet1.xml", "<worksheet>", "</worksheet>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>", "</v></c></row></sheetData></worksheet>"),
        ("xl/sharedStrings.xml", "<sst><si>", "</si></sst>"),
        ("xl/styles.xml", "<styleSheet>", "</styleSheet>"),
        ("xl/workbook.xml", "<workbook>", "</workbook>"),
    ] {
        let deep = format!("{before}{}{}{after}", "<x>".repeat(100_000), "</x>".repeat(100_000));
        refused(&sample().with(part, &deep), Unopenable::TooDeep);
    }
}

#[test]
fn an_element_with_many_attributes_takes_no_square_of_their_number() {
    let attributes: String = (0..100_000).map(|number| format!(" a{number}=\"1\"")).collect();
    let parts = Parts::rows(&format!("<row><c{attributes}><v>1</v></c></row>"));
    assert_eq!(lines(&open(&parts.zip()).unwrap()), [(1, vec!["1"])]);
}

#[test]
fn merged_cells_that_overlap_without_end_are_damage() {
    let rows: String = (1..=2_000).map(|row| format!(r#"<row r="{row}"><c><v>1</v></c></row>"#)).collect();
    let merged = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(200_000);
    refused(&Parts::workbook(&[&format!("<sheetData>{rows}</sheetData><m>{merged}</m>")]), Unopenable::Damaged);
}

#[test]
fn cells_that_make_no_sense_are_damage() {
    for cell in [
        r#"<c r="A0"><v>1</v></c>"#,
        r#"<c r="ZZZZ1"><v>1</v></c>"#,
        r#"<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>"#,
        r#"<c t="s"><v>-1</v></c>"#,
        r#"<c t="s"><v>99999999999999999999</v></c>"#,
        r#"<c t="b"><v>2</v></c>"#,
        r#"<c t="x"><v>1</v></c>"#,
        r#"<c s="x"><v>1</v></c>"#,
        r#"</row><row r="0"><c><v>1</v></c>"#,
        r#"</row><row r="1048577">"#,
        r#"</row><row r="-1">"#,
        r#"</row><row r="1048576"/><row>"#,
    ] {
        refused(&Parts::rows(&format!("<row>{cell}</row>")), Unopenable::Damaged);
    }
    for range in ["", "A1:", "B1:A1", "A2:A1", "A1:B2:C3"] {
        refused(&sample().replacing("xl/worksheets/sheet1.xml", "A3:B4", range), Unopenable::Damaged);
    }
}

#[test]
fn a_number_of_any_size_is_shown_within_the_limits() {
    for number in ["1e308", "-1E-308", "1e999999999", "1e-999999999", &"9".repeat(100_000)] {
        let _ = open(&Parts::rows(&format!("<row><c><v>{number}</v></c></row>")).zip());
    }
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused_or_read_without_a_crash() {
    let xlsx = sample().zip();
    // Before its mark is whole it is text, which may be anything.
    for end in 4..xlsx.len() {
        assert!(open(&xlsx[..end]).is_err(), "{end}");
    }
    for end in (0..XLS.len()).step_by(97) {
        let _ = open(&XLS[..end]);
    }
}

proptest! {
    #[test]
    fn a_file_that_begins_like_another_kind_never_crashes(
        start in prop::sample::select(vec![&b"PK\x03\x04"[..], b"PK\x05\x06", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"<html>", b"<?xml"]),
        rest in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        let _ = open(&[start, &rest].concat());
    }

    #[test]
    fn changed_bytes_of_a_workbook_never_crash(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut file = sample().zip();
        for (at, byte) in &changes {
            let at = at.index(file.len());
            file[at] = *byte;
        }
        let _ = open(&file);
    }

    #[test]
    fn changed_characters_of_a_part_never_crash(
        part in prop::sample::select(vec!["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]),
        at in any::<prop::sample::Index>(),
        with in "[<>/&;\"=a0-9 ]{0,3}",
    ) {
        let _ = open(&sample().spoilt(part, |content| {
            let mut chars: Vec<char> = content.chars().collect();
            let at = at.index(chars.len());
            chars.splice(at..=at, with.chars());
            chars.into_iter().collect()
        }).zip());
    }

    #[test]
    fn changed_bytes_of_an_old_workbook_never_crash(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut file = XLS.to_vec();
        for (at, byte) in &changes {
            let at = at.index(file.len());
            file[at] = *byte;
        }
        let _ = open(&file);
    }
}
