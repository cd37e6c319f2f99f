//! Compressed files that are not what they say.

use jixiao_sheets::{Limits, Unopenable, open};

use crate::lines;
use crate::parts::Parts;

const ROWS: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

/// Writes bytes at an offset of every header in the file's directory, or of those before the parts.
fn patched(mut file: Vec<u8>, header: &[u8; 4], offset: usize, bytes: &[u8]) -> Vec<u8> {
    let starts: Vec<usize> = (0..file.len() - 4).filter(|&at| &file[at..at + 4] == header).collect();
    assert!(!starts.is_empty());
    for start in starts {
        file[start + offset..start + offset + bytes.len()].copy_from_slice(bytes);
    }
    file
}

#[test]
fn what_inflates_past_the_limit_is_refused_though_one_part_is_read_again_and_again() {
    let spaces = " ".repeat(usize::try_from(Limits::INFLATED).unwrap() / 4);
    let parts = Parts::workbook(&[&format!("<sheetData>{ROWS}</sheetData>{spaces}")]);
    let entry = r#"<sheet name="表1" sheetId="1" r:id="rId1"/>"#;
    let again = |times: usize| open(&parts.clone().replacing("xl/workbook.xml", entry, &entry.repeat(times)).zip());
    assert_eq!(again(3).map(|book| lines(&book).len()), Ok(3));
    assert_eq!(again(4), Err(Unopenable::TooLargeUnpacked));
}

#[test]
fn a_claim_of_a_gigabyte_takes_no_memory_and_a_small_claim_hides_nothing() {
    let honest = Parts::rows(ROWS).zip();
    let expected = open(&honest).unwrap();
    for size in [0_u32, 1, 1 << 30, u32::MAX - 1] {
        let file = patched(honest.clone(), b"PK\x01\x02", 24, &size.to_le_bytes());
        let file = patched(file, b"PK\x03\x04", 22, &size.to_le_bytes());
        // Whether the claim is noticed is no matter, as long as nothing else is read.
        assert!(matches!(open(&file), Err(Unopenable::Damaged)) || open(&file).as_ref() == Ok(&expected), "{size}");
    }
    let spaces = " ".repeat(usize::try_from(Limits::INFLATED).unwrap() + 1);
    let bomb = patched(Parts::workbook(&[&spaces]).zip(), b"PK\x01\x02", 24, &1_u32.to_le_bytes());
    let bomb = patched(bomb, b"PK\x03\x04", 22, &1_u32.to_le_bytes());
    assert!(matches!(open(&bomb), Err(Unopenable::TooLargeUnpacked | Unopenable::Damaged)));
}

#[test]
fn content_that_does_not_fit_its_checksum_is_damage() {
    let file = patched(Parts::rows(ROWS).zip(), b"PK\x01\x02", 16, &[1, 2, 3, 4]);
    assert_eq!(open(&file), Err(Unopenable::Damaged));
}

#[test]
fn a_part_with_a_password_is_encrypted() {
    let file = patched(Parts::rows(ROWS).zip(), b"PK\x01\x02", 8, &[1, 0]);
    assert_eq!(open(&patched(file, b"PK\x03\x04", 6, &[1, 0])), Err(Unopenable::Encrypted));
}

#[test]
fn two_parts_of_one_name_are_damage() {
    let twice = Parts::rows(ROWS).with("xl/Workbook.xml", "<workbook/>");
    assert_eq!(open(&twice.zip()), Err(Unopenable::Damaged));
    let mut file = Parts::rows(ROWS).with("xl/workbook.xmm", "<workbook/>").zip();
    for at in 0..file.len() - 4 {
        if &file[at..at + 4] == b".xmm" {
            file[at + 3] = b'l';
        }
    }
    assert_eq!(open(&file), Err(Unopenable::Damaged));
}

#[test]
fn names_of_parts_do_not_tell_upper_from_lower_case() {
    let parts = Parts::rows(ROWS);
    let sheet = format!("<worksheet><sheetData>{ROWS}</sheetData></worksheet>");
    let renamed = parts.clone().without("xl/worksheets/sheet1.xml").with("XL/Worksheets/Sheet1.XML", &sheet);
    assert_eq!(open(&renamed.zip()), open(&parts.zip()));
}

#[test]
fn more_parts_than_the_limit_are_refused() {
    let mut parts = Parts::rows(ROWS);
    for number in 0..Limits::PARTS {
        parts = parts.with(&format!("{number}"), "");
    }
    assert_eq!(open(&parts.zip()), Err(Unopenable::TooLargeUnpacked));
}

#[test]
fn other_archives_are_of_the_wrong_kind() {
    for parts in [
        Parts::new(),
        Parts::new().with("a.txt", "text"),
        Parts::new().with("[Content_Types].xml", "<Types/>").with("xl/workbook.bin", ""),
        Parts::new().with("[Content_Types].xml", "<Types/>").with("ppt/presentation.xml", ""),
        Parts::new().with("mimetype", "application/vnd.oasis.opendocument.text").with("content.xml", "<a/>"),
        Parts::new().with("mimetype", "application/epub+zip"),
    ] {
        assert_eq!(open(&parts.zip()), Err(Unopenable::WrongKind), "{parts:?}");
    }
}
