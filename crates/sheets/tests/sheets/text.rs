//! Text: encodings, separators, quotes, and what is no text.

use encoding_rs::{BIG5, GB18030};
use jixiao_sheets::{Kind, Limits, Unopenable, open};
use proptest::prelude::*;

use crate::lines;

const TABLE: &str = "指标\t符号\t指标值\n\n满意度\t≥\t90%\n";

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn cells(text: &str) -> (Kind, Vec<(i32, Vec<String>)>) {
    let book = open(text.as_bytes()).unwrap();
    let lines = book.sheets.into_iter().flat_map(|sheet| sheet.lines);
    (book.kind, lines.map(|line| (line.number, line.cells)).collect())
}

fn expect(text: &str, kind: Kind, expected: &[(i32, &[&str])]) {
    let expected = expected.iter().map(|(number, cells)| (*number, cells.iter().map(ToString::to_string).collect()));
    assert_eq!(cells(text), (kind, expected.collect()), "{text:?}");
}

#[test]
fn every_encoding_gives_the_same_lines() {
    let expected = open(TABLE.as_bytes()).unwrap();
    assert_eq!(lines(&expected), [(1, vec!["指标", "符号", "指标值"]), (3, vec!["满意度", "≥", "90%"])]);
    let marked = format!("\u{FEFF}{TABLE}");
    for bytes in [
        marked.clone().into_bytes(),
        utf_16(&marked, u16::to_le_bytes),
        utf_16(&marked, u16::to_be_bytes),
        utf_16(TABLE, u16::to_le_bytes),
        utf_16(TABLE, u16::to_be_bytes),
        GB18030.encode(TABLE).0.into_owned(),
        TABLE.replace('\n', "\r\n").into_bytes(),
        TABLE.replace('\n', "\r").into_bytes(),
    ] {
        assert_eq!(open(&bytes).as_ref(), Ok(&expected), "{bytes:?}");
    }
}

#[test]
fn text_in_no_known_encoding_is_refused() {
    let mut broken = "绩效目标申报表，预算部门，年度总体目标".as_bytes().to_vec();
    broken[1] = b'?';
    for bytes in [
        broken,
        b"caf\xE9\n".to_vec(),
        b"a\0b".to_vec(),
        b"a table\0with a zero in it".to_vec(),
        b"\0\0\0\0".to_vec(),
        b"\xEF\xBB\xBFa\xFF".to_vec(),
        b"\xFF\xFEa\0b".to_vec(),
        b"\xFF\xFE\0\xD8a\0".to_vec(),
        BIG5.encode("績效\n指標").0.iter().copied().chain([0xFF]).collect(),
        (1..=255).collect(),
    ] {
        assert_eq!(open(&bytes), Err(Unopenable::NotText), "{bytes:?}");
    }
}

#[test]
fn other_kinds_of_files_are_named() {
    for (bytes, expected) in [
        (&b"%PDF-1.7\n\xE2\xE3"[..], Unopenable::Pdf),
        (b"\n%PDF-1.7", Unopenable::Pdf),
        (b"\x89PNG\r\n\x1A\n\0\0", Unopenable::WrongKind),
        (b"\xFF\xD8\xFF\xE0", Unopenable::WrongKind),
        (b"\x1F\x8B\x08\0", Unopenable::WrongKind),
        (b"{\\rtf1 a}", Unopenable::WrongKind),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", Unopenable::WrongKind),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", Unopenable::WrongKind),
        (b"PK\x03\x04", Unopenable::Damaged),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Unopenable::Damaged),
    ] {
        assert_eq!(open(bytes), Err(expected), "{bytes:?}");
    }
    let large = vec![b'a'; Limits::BYTES + 1];
    assert_eq!(open(&large), Err(Unopenable::TooLarge));
}

#[test]
fn an_empty_file_is_an_empty_book() {
    for text in ["", "\u{FEFF}", "\n\n", " \t \n"] {
        expect(text, Kind::Tsv, &[]);
    }
}

#[test]
fn cells_between_tabs_are_kept_as_they_are() {
    expect("a\t b \t\t\n", Kind::Tsv, &[(1, &["a", " b "])]);
    expect("\"十四五\"规划\t\"引号\"\t\"", Kind::Tsv, &[(1, &["\"十四五\"规划", "\"引号\"", "\""])]);
    expect("a, b, c\td\ne, f, g\th", Kind::Tsv, &[(1, &["a, b, c", "d"]), (2, &["e, f, g", "h"])]);
}

#[test]
fn a_pasted_cell_may_have_line_breaks_in_quotes() {
    expect(
        "a\t\"一\n二\"\tb\n\"1,234\"\t\"他说\"\"好\"\"\"\n",
        Kind::Tsv,
        &[(1, &["a", "一\n二", "b"]), (3, &["1,234", "他说\"好\""])],
    );
}

#[test]
fn a_stray_quote_swallows_no_cell() {
    expect("\"a\tb\"\n", Kind::Tsv, &[(1, &["\"a", "b\""])]);
    expect("\"a\tb\nc\td\"\n", Kind::Tsv, &[(1, &["\"a", "b"]), (2, &["c", "d\""])]);
    expect("\"a,b,c\nd,e,f\n", Kind::Tsv, &[(1, &["\"a,b,c"]), (2, &["d,e,f"])]);
    expect("a,b,5\"\nd,e,f\n", Kind::Csv, &[(1, &["a", "b", "5\""]), (2, &["d", "e", "f"])]);
}

#[test]
fn cells_between_commas_may_have_commas_quotes_and_line_breaks() {
    expect(
        "指标,符号,\"指标值, 单位\"\r\n\"一\r\n\r\n二\",\"他说\"\"好\"\"\",\r\n\r\nc,\"\",d\r\n",
        Kind::Csv,
        &[(1, &["指标", "符号", "指标值, 单位"]), (2, &["一\n\n二", "他说\"好\""]), (6, &["c", "", "d"])],
    );
}

#[test]
fn text_with_thousands_separators_has_one_cell_a_line() {
    expect("1,234,567\n12,345,678.90\n", Kind::Tsv, &[(1, &["1,234,567"]), (2, &["12,345,678.90"])]);
    expect("a,b,c\n1,234,567\n", Kind::Csv, &[(1, &["a", "b", "c"]), (2, &["1", "234", "567"])]);
}

#[test]
fn semicolons_separate_only_where_nothing_else_does() {
    expect("a;b;c\n1;2;3\n", Kind::Csv, &[(1, &["a", "b", "c"]), (2, &["1", "2", "3"])]);
    expect("a;b;c\nx\ny\n", Kind::Tsv, &[(1, &["a;b;c"]), (2, &["x"]), (3, &["y"])]);
    expect("a,b\rc,d\r", Kind::Tsv, &[(1, &["a,b"]), (2, &["c,d"])]);
    expect("a;b;c\td\n", Kind::Tsv, &[(1, &["a;b;c", "d"])]);
    expect("a;b;c\n1,2,x\n", Kind::Csv, &[(1, &["a;b;c"]), (2, &["1", "2", "x"])]);
}

#[test]
fn too_many_lines_or_cells_or_too_much_text_is_refused() {
    assert_eq!(open("a\n".repeat(Limits::LINES + 1).as_bytes()), Err(Unopenable::TooManyLines));
    assert!(open("a\n\n".repeat(Limits::LINES).as_bytes()).is_ok());
    assert_eq!(open("a\t".repeat(Limits::CELLS + 1).as_bytes()), Err(Unopenable::TooManyCells { line: 1 }));
    assert!(open(format!("a{}", "\t".repeat(1000)).as_bytes()).is_ok());
}

#[test]
fn text_saved_as_a_workbook_by_a_web_page_is_html() {
    for text in [
        "<html><table/></html>",
        "\u{FEFF}\n <!-- a --><!DOCTYPE HTML PUBLIC>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>",
        "<table border=1><tr><td>a",
        "<meta charset=gb2312><table>",
    ] {
        // Either it is read as HTML or refused as such, never taken for separated text.
        let kind = open(text.as_bytes()).map(|book| book.kind);
        assert!(!matches!(kind, Ok(Kind::Tsv | Kind::Csv)), "{text}");
    }
    for text in ["<tablet>\ta", "<a>\tb", "<!-- html", "a <html>"] {
        assert_eq!(open(text.as_bytes()).map(|book| book.kind), Ok(Kind::Tsv), "{text}");
    }
}

/// As RFC 4180 has it, every cell in quotes.
fn csv(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n").collect()
}

#[test]
fn what_is_utf_8_is_read_as_that_though_it_be_gb18030_too() {
    let (gb, _, _) = GB18030.encode("涑婡\t0\n");

    assert_eq!(open(&gb), open("䳋@\t0\n".as_bytes()));
}

proptest! {
    #[test]
    fn whatever_is_written_as_csv_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a\"绩,;\n ]{0,6}x", 3..6), 1..6)
    ) {
        let mut number = 1;
        let mut expected = Vec::new();
        for row in &rows {
            expected.push((number, row.clone()));
            number += 1 + row.iter().map(|cell| cell.matches('\n').count() as i32).sum::<i32>();
        }
        prop_assert_eq!(cells(&csv(&rows)), (Kind::Csv, expected));
    }

    #[test]
    fn cells_without_quotes_are_read_back_from_tsv(
        rows in prop::collection::vec(prop::collection::vec("[a绩,; ]{0,6}x", 3..6), 1..6)
    ) {
        let text: String = rows.iter().map(|row| row.join("\t") + "\n").collect();
        prop_assert_eq!(cells(&text), (Kind::Tsv, (1..).zip(rows).collect::<Vec<_>>()));
    }

    #[test]
    fn chinese_text_is_read_alike_in_every_encoding(text in "([一-龥]{1,20}\t[一-龥0-9]{1,9}\n){1,9}") {
        let expected = open(text.as_bytes());
        let (gb, _, _) = GB18030.encode(&text);
        // Bytes that are, by chance, UTF-8 as well are read as that.
        if std::str::from_utf8(&gb).is_err() {
            prop_assert_eq!(&open(&gb), &expected);
        }
        prop_assert_eq!(&open(&utf_16(&format!("\u{FEFF}{text}"), u16::to_le_bytes)), &expected);
    }

    #[test]
    fn no_bytes_are_too_odd_to_be_opened(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = open(&bytes);
    }

    #[test]
    fn no_text_is_too_odd_to_be_opened(text in "[\"\",;\t\r\n<>!a绩-]{0,60}") {
        prop_assert!(open(text.as_bytes()).is_ok() || text.contains('<'));
    }
}
