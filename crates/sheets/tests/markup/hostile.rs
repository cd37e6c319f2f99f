use std::io::Cursor;

use jixiao_sheets::{Limits, Unopenable};
use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter};

use crate::pack::{cells, content, docx, docx_with, html, ods, ods_of, open, zip};

const ROW: &str = "<table:table-row><table:table-cell table:number-columns-spanned='2' office:value-type='float' \
    office:value='1.5E3'><text:p>1,500<text:s/></text:p></table:table-cell><table:covered-table-cell/></table:table-row>";
const TABLE: &str = "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>\
    <w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>甲</w:t><w:tab/></w:r></w:p>\
    </w:tc></w:tr></w:tbl>";
const PAGE: &str = "<html><meta charset=utf-8><table><tr><td rowspan=2 colspan='3'>甲&nbsp;<td><details data-jixiao-detail>乙<tr><td>\
    <table><td><pre>丙</pre></table><sup>2</sup></table><template><p>丁</template><input value='戊'>";

fn document(body: &str) -> String {
    format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    )
}

fn sheet(rows: &str) -> String {
    content("", &format!("<table:table table:name='表'>{rows}</table:table>"))
}

#[test]
fn entities_of_a_document_type_stay_as_they_are_written() {
    let levels: String = (1..10).map(|n| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10))).collect();
    let dtd = format!("<!DOCTYPE x [<!ENTITY l0 'lol'>{levels}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>");
    let row = "<table:table-row><table:table-cell><text:p>&l9;&f;</text:p></table:table-cell></table:table-row>";
    let bomb = sheet(row).replacen("?>", &format!("?>{dtd}"), 1);
    assert_eq!(cells(ods_of(&bomb)), [["&l9;&f;"]]);
    let bomb = format!("{dtd}{}", document("<w:p><w:r><w:t>&l9;&f;</w:t></w:r></w:p>"));
    assert_eq!(cells(zip(&[("word/document.xml", &bomb)])), [["&l9;&f;"]]);
}

#[test]
fn parts_that_unpack_to_too_much_together_are_refused() {
    let part = format!("<r>{}</r>", " ".repeat(1 << 20));
    let mut small = ZipArchive::new(Cursor::new(docx_with(&[("_rels/.rels", &part)], ""))).unwrap();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..small.len() {
        bomb.raw_copy_file(small.by_index(index).unwrap()).unwrap();
    }
    for number in 0..Limits::INFLATED >> 20 {
        bomb.raw_copy_file_rename(small.by_name("_rels/.rels").unwrap(), format!("{number}.rels")).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 200_000);
    assert_eq!(open(bomb), Err(Unopenable::TooLargeUnpacked));
}

#[test]
fn elements_nested_without_end_are_refused() {
    let deep = |tag: &str| tag.repeat(100_000);
    assert_eq!(open(ods(&deep("<table:table-row-group>"))), Err(Unopenable::TooDeep));
    assert_eq!(open(ods(&deep("<table:table-row><table:table-cell>"))), Err(Unopenable::TooDeep));
    assert_eq!(open(docx(&deep("<w:tbl><w:tr><w:tc>"))), Err(Unopenable::TooDeep));
    assert_eq!(open(docx(&deep("<w:p>"))), Err(Unopenable::TooDeep));
    assert_eq!(open(html(&deep("<table><tr><td>"))), Err(Unopenable::TooDeep));
}

#[test]
fn much_text_is_refused() {
    let text = "甲".repeat(Limits::TEXT / 3 + 1);
    let cell =
        format!("<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>");
    assert_eq!(open(ods(&cell)), Err(Unopenable::TooMuchText));
    assert_eq!(open(docx(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))), Err(Unopenable::TooMuchText));
    assert_eq!(open(html(&"<p>甲".repeat(Limits::LINES + 1))), Err(Unopenable::TooManyLines));
}

#[test]
fn a_file_cut_anywhere_is_opened_or_refused() {
    for whole in [ods(ROW), docx(TABLE)] {
        assert!(open(&whole).is_ok());
        // Its first bytes alone could be text.
        for end in 4..whole.len() {
            assert!(open(&whole[..end]).is_err(), "{end}");
        }
    }
    for end in (0..PAGE.len()).filter(|end| PAGE.is_char_boundary(*end)) {
        let _ = open(&PAGE[..end]);
    }
}

#[test]
fn xml_cut_anywhere_is_refused() {
    let content = sheet(ROW);
    for end in (0..content.len()).filter(|end| content.is_char_boundary(*end)) {
        assert_eq!(open(ods_of(&content[..end])), Err(Unopenable::Damaged), "{end}");
    }
    let document = document(TABLE);
    for end in (0..document.len()).filter(|end| document.is_char_boundary(*end)) {
        assert_eq!(open(zip(&[("word/document.xml", &document[..end])])), Err(Unopenable::Damaged), "{end}");
    }
}

/// A text with some of its characters replaced.
fn changed(text: &'static str) -> impl Strategy<Value = String> {
    let characters: Vec<char> = text.chars().collect();
    let change =
        (0..characters.len(), prop_oneof![any::<char>(), prop::sample::select(vec!['<', '>', '/', '&', '\'', '9'])]);
    prop::collection::vec(change, 1..8).prop_map(move |changes| {
        let mut characters = characters.clone();
        for (place, character) in changes {
            characters[place] = character;
        }
        characters.into_iter().collect()
    })
}

/// Tags of tables in any order.
fn tags() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=0>",
        "<td colspan=70 rowspan=3>",
        "<tbody>",
        "</tbody>",
        "<p>",
        "</p>",
        "<br>",
        "甲",
        " ",
        "<details data-jixiao-detail>",
        "</details>",
        "</b>",
        "<section data-jixiao-detail>",
        "<template>",
        "</template>",
        "<pre>",
        "</pre>",
        "<title>",
        "</title>",
        "<!--",
        "-->",
        "<caption>",
        "<td",
        "<script>",
    ]);
    prop::collection::vec(tag, 0..60).prop_map(|tags| format!("<html>{}", tags.concat()))
}

proptest! {
    #[test]
    fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = open(&bytes);
        let _ = open([b"<html>", bytes.as_slice()].concat());
    }

    #[test]
    fn changed_files_are_opened_or_refused(rows in changed(ROW), body in changed(TABLE), page in changed(PAGE)) {
        let _ = open(ods(&rows));
        let _ = open(docx(&body));
        let _ = open(html(&page));
    }

    #[test]
    fn tags_in_any_order_give_lines_in_order_within_the_limits(page in tags()) {
        if let Ok(book) = open(&page) {
            let lines: Vec<_> = book.sheets.iter().flat_map(|sheet| &sheet.lines).collect();
            prop_assert!(lines.iter().all(|line| line.cells.len() <= Limits::CELLS));
            prop_assert!(lines.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }

    #[test]
    fn no_text_of_a_table_is_lost(rows in prop::collection::vec(prop::collection::vec("[a-z<&]{0,6}", 1..6), 1..6)) {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let expected: Vec<Vec<String>> = rows.iter().map(|row| {
            let end = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row[..end].to_vec()
        }).filter(|row| !row.is_empty()).collect();
        let write = |row: &dyn Fn(String) -> String, cell: &dyn Fn(String) -> String| -> String {
            rows.iter().map(|cells| row(cells.iter().map(|text| cell(escaped(text))).collect())).collect()
        };
        let page = write(&|row| format!("<tr>{row}"), &|cell| format!("<td>{cell}"));
        prop_assert_eq!(cells(html(&format!("<table>{page}"))), expected.clone());
        let body = write(
            &|row| format!("<w:tr>{row}</w:tr>"),
            &|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"),
        );
        prop_assert_eq!(cells(docx(&format!("<w:tbl>{body}</w:tbl>"))), expected.clone());
        let body = write(
            &|row| format!("<table:table-row>{row}</table:table-row>"),
            &|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"),
        );
        prop_assert_eq!(cells(ods(&body)), expected);
    }
}
