//! What a .xls workbook is read as.

use jixiao_sheets::{Kind, Limits, Place, Remark, RemarkKind, Unopenable, open};
use proptest::prelude::*;

use crate::compound::{cell, compound, record, stream, workbook};
use crate::{filled, lines, remark};

const NUMBER: u16 = 0x0203;

fn number(row: u16, column: u16, bits: u64) -> Vec<u8> {
    record(NUMBER, &cell(row, column, &bits.to_le_bytes()))
}

#[test]
fn a_workbook_is_read_with_numbers_percent_and_dates() {
    let book = open(include_bytes!("../data/workbook.xls")).unwrap();
    assert_eq!(book.kind, Kind::Xls);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["绩效目标", "数", "长文", "隐藏"]);
    let lines = lines(&book);
    let expected = [
        (1, vec!["整体支出绩效目标表"]),
        (3, vec!["指标", "符号", "指标值", "单位", "日期"]),
        (4, vec!["满意度", "≥", "90%", "", "2024-02-29"]),
        (5, vec!["完成率", "≥", "89.99%", "", "2024-02-29 08:30:00"]),
        (6, vec!["人次", "≥", "6700", "", "TRUE"]),
        (7, vec!["金额", "≥", "215457.6"]),
        (8, vec!["余额", "≥", "-1234.56"]),
        (9, vec!["和", "≥", "0.3"]),
        (10, vec!["大数", "≥", "123456789012345"]),
        (11, vec!["小数", "≥", "0.0000001"]),
        (2, vec!["0", "100", "200", "300", "400", "500"]),
        (3, vec!["#NULL!"]),
        (4, vec!["#DIV/0!"]),
        (5, vec!["#VALUE!"]),
        (6, vec!["#REF!"]),
        (7, vec!["#NAME?"]),
        (8, vec!["#NUM!"]),
        (9, vec!["#N/A"]),
        (10, vec!["正常加粗正常"]),
    ];
    assert_eq!(lines[..expected.len()], expected);
}

#[test]
fn text_that_goes_on_in_another_record_is_whole() {
    let book = open(include_bytes!("../data/workbook.xls")).unwrap();
    for (row, line) in book.sheets[2].lines.iter().enumerate() {
        let wide = format!("第{row}段{}", "预算绩效管理".repeat(350));
        let narrow = format!("row {row} {}", "a line of Latin text ".repeat(100));
        assert_eq!(line.cells, [wide, narrow]);
    }
}

#[test]
fn what_a_reader_should_know_of_the_workbook_is_remarked() {
    let remarks = open(include_bytes!("../data/workbook.xls")).unwrap().remarks;
    let errors = (3..=9).map(|line| remark(RemarkKind::ErrorValue, "数", line, 1));
    let place = Place { sheet: Some("隐藏".to_owned()), line: None, cell: None };
    let expected: Vec<_> = [remark(RemarkKind::FormulaWithoutValue, "绩效目标", 7, 5)]
        .into_iter()
        .chain(errors)
        .chain([Remark { kind: RemarkKind::HiddenSheet, place: Some(place) }])
        .collect();
    assert_eq!(remarks, expected);
}

#[test]
fn a_workbook_may_count_its_days_from_1904() {
    assert_eq!(filled(&open(include_bytes!("../data/workbook1904.xls")).unwrap()), ["2024-02-29"]);
}

#[test]
fn numbers_in_four_bytes_are_read() {
    let rk = |number: i32| number.to_le_bytes();
    let hundredths = (1_234 << 2) | 3;
    let cells = [
        record(0x027E, &cell(0, 0, &rk((-5 << 2) | 2))),
        record(0x027E, &cell(0, 1, &rk(hundredths))),
        record(0x027E, &cell(0, 2, &0x3FE0_0000_u32.to_le_bytes())),
        record(0x00BD, &[&[1, 0, 0, 0, 0, 0][..], &rk(2 << 2 | 2), &[0, 0], &rk(3 << 2 | 2), &[1, 0]].concat()),
    ];
    assert_eq!(lines(&open(&workbook(&[], &cells)).unwrap()), [(1, vec!["-5", "12.34", "0.5"]), (2, vec!["2", "3"])]);
}

#[test]
fn a_formula_gives_what_is_stored_with_it() {
    let formula = |column: u16, stored: [u8; 8]| record(0x0006, &cell(0, column, &[&stored[..], &[0; 8]].concat()));
    let cells = [
        formula(0, 0.25_f64.to_le_bytes()),
        formula(1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        record(0x0207, &[1, 0, 1, 0x32, 0x75]),
        formula(2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
        formula(3, [2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF]),
        formula(4, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        formula(5, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
    ];
    let book = open(&workbook(&[], &cells)).unwrap();
    assert_eq!(lines(&book), [(1, vec!["0.25", "甲", "TRUE", "#DIV/0!"])]);
    let expected = [
        remark(RemarkKind::Formula, "S", 1, 1),
        remark(RemarkKind::ErrorValue, "S", 1, 4),
        remark(RemarkKind::FormulaWithoutValue, "S", 1, 5),
        remark(RemarkKind::FormulaWithoutValue, "S", 1, 6),
    ];
    assert_eq!(book.remarks, expected);
}

#[test]
fn merged_cells_are_blank_but_for_the_first() {
    let one = 1_f64.to_bits();
    let merged = record(0x00E5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
    let cells = [number(0, 0, one), number(0, 1, one), number(1, 0, one), number(2, 0, one), merged];
    assert_eq!(lines(&open(&workbook(&[], &cells)).unwrap()), [(1, vec!["1"]), (3, vec!["1"])]);
}

#[test]
fn a_workbook_of_excel_95_is_read_by_its_code_page() {
    let globals = [record(0x0042, &936_u16.to_le_bytes()), record(0x00E0, &[0; 16])];
    let cells = [record(0x0204, &cell(0, 0, &[4, 0, 0xBC, 0xA8, 0xD0, 0xA7])), number(0, 1, 2_f64.to_bits())];
    let file = compound(&[("Book", &stream(0x0500, &globals, &cells))]);
    assert_eq!(lines(&open(&file).unwrap()), [(1, vec!["绩效", "2"])]);
}

#[test]
fn macros_and_links_to_other_workbooks_are_remarked() {
    let itself = record(0x01AE, &[1, 0, 1, 4]);
    let other = record(0x01AE, &[1, 0, 5, 0, 0, b'b', b'.', b'x', b'l', b's']);
    let cells = [number(0, 0, 0)];
    assert_eq!(open(&workbook(std::slice::from_ref(&itself), &cells)).unwrap().remarks, []);
    let file = stream(0x0600, &[record(0x00E0, &[0; 20]), itself, other], &cells);
    let remarks = open(&compound(&[("_VBA_PROJECT_CUR", &[]), ("Workbook", &file)])).unwrap().remarks;
    let expected = [RemarkKind::Macros, RemarkKind::ExternalReference].map(|kind| Remark { kind, place: None });
    assert_eq!(remarks, expected);
}

#[test]
fn a_workbook_with_a_password_is_encrypted() {
    let file = workbook(&[record(0x002F, &[1, 0, 1, 0])], &[]);
    assert_eq!(open(&file), Err(Unopenable::Encrypted));
    let file = compound(&[("EncryptionInfo", &[1]), ("EncryptedPackage", &[1])]);
    assert_eq!(open(&file), Err(Unopenable::Encrypted));
}

#[test]
fn other_compound_files_are_of_the_wrong_kind() {
    assert_eq!(open(&compound(&[("WordDocument", &[1])])), Err(Unopenable::WrongKind));
}

#[test]
fn records_that_make_no_sense_are_damage() {
    let one = 1_f64.to_bits();
    for cells in [
        vec![number(0, 256, one)],
        vec![number(0, 0, one), number(0, 0, one)],
        vec![number(0, 0, f64::NAN.to_bits())],
        vec![number(0, 0, f64::INFINITY.to_bits())],
        vec![record(NUMBER, &[0; 13])],
        vec![record(NUMBER, &[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
        vec![record(0x00FD, &cell(0, 0, &[0; 4]))],
        vec![record(0x0204, &cell(0, 0, &[9, 0, 0, b'a']))],
        vec![record(0x0204, &cell(0, 0, &[1, 0, 1, 0, 0xD8]))],
        vec![record(0x0205, &cell(0, 0, &[9, 1]))],
        vec![record(0x00BD, &[0, 0, 0, 0, 1])],
        vec![record(0x00E5, &[1, 0, 1, 0, 0, 0, 0, 0, 0, 0])],
        vec![record(0x0809, &[0; 4])],
    ] {
        assert_eq!(open(&workbook(&[], &cells)), Err(Unopenable::Damaged), "{cells:?}");
    }
}

#[test]
fn shared_strings_that_claim_more_than_there_is_are_damage() {
    for data in
        [&[255; 8][..], &[1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 0], &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 4, 255, 255, 255, 255]]
    {
        assert_eq!(open(&workbook(&[record(0x00FC, data)], &[])), Err(Unopenable::Damaged));
    }
}

#[test]
fn sheets_that_share_their_records_are_damage() {
    // Every sheet begins at the same place, and each would be read to its end.
    let blank = record(0x0201, &cell(0, 0, &[]));
    let sheet = record(0x0085, &[&0_u32.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let file = workbook(&vec![sheet; 1_000], &vec![blank; 10_000]);
    assert_eq!(open(&file), Err(Unopenable::Damaged));
}

#[test]
fn limits_hold_for_old_workbooks_too() {
    let one = 1_f64.to_bits();
    let rows: Vec<_> = (0..=Limits::LINES).map(|row| number(row as u16, 0, one)).collect();
    assert_eq!(open(&workbook(&[], &rows)), Err(Unopenable::TooManyLines));
    let wide = [number(0, Limits::CELLS as u16, one)];
    assert_eq!(open(&workbook(&[], &wide)), Err(Unopenable::TooManyCells { line: 1 }));
}

#[test]
fn chains_and_trees_that_go_in_a_circle_are_damage() {
    let whole = workbook(&[], &[number(0, 0, 1_f64.to_bits())]);
    assert!(open(&whole).is_ok());
    let chains = whole.len() - 512;
    for sector in 0..3 {
        let mut file = whole.clone();
        file[chains + sector * 4..chains + sector * 4 + 4].copy_from_slice(&(sector as u32).to_le_bytes());
        assert_eq!(open(&file), Err(Unopenable::Damaged), "{sector}");
    }
    // A child of the root that is its own sibling.
    let mut file = whole;
    let stream = file.windows(4).position(|window| window == [b'W', 0, b'o', 0]).unwrap();
    file[stream + 68..stream + 72].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(open(&file), Err(Unopenable::Damaged));
}

/// Whether the digits after the fifteenth are exactly a half, where the standard library rounds to even.
fn is_tie(value: f64) -> bool {
    let exact = format!("{value:.1100e}");
    let (mantissa, _) = exact.split_once('e').unwrap();
    let digits = mantissa.replace(['-', '.'], "");
    digits[15..].starts_with('5') && digits[16..].bytes().all(|digit| digit == b'0')
}

proptest! {
    #[test]
    fn a_double_is_read_as_the_standard_library_writes_it(
        values in prop::collection::vec(prop_oneof![any::<f64>(), (-1e9..1e9), any::<i32>().prop_map(|cents| format!("{cents}e-2").parse().unwrap())], 1..40)
    ) {
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite() && !is_tie(*value)).collect();
        let cells: Vec<_> = values.iter().enumerate().map(|(row, value)| number(row as u16, 0, value.to_bits())).collect();
        let book = open(&workbook(&[], &cells)).unwrap();
        let read = filled(&book);
        prop_assert_eq!(read.len(), values.len());
        for (text, value) in read.into_iter().zip(values) {
            prop_assert_eq!(text.parse::<f64>().unwrap(), format!("{value:.14e}").parse::<f64>().unwrap(), "{}", value);
            prop_assert!(!text.contains(['e', 'E']) && text.trim_matches(['-', '0', '.']).replace('.', "").len() <= 15, "{}", text);
        }
    }

    #[test]
    fn records_of_any_content_never_crash(
        id in prop::sample::select(vec![0x0006, 0x0042, 0x0085, 0x00BD, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x01AE, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x041E, 0x003C]),
        data in prop::collection::vec(prop_oneof![Just(0), Just(1), Just(255), any::<u8>()], 0..40),
    ) {
        let _ = open(&workbook(&[record(id, &data)], &[record(id, &data)]));
    }
}
