//! What is read from a value's cell.

use jixiao_domain::ActualValue;
use jixiao_forms::Code;

use crate::fixture::{FIRST, assert_findings, assert_value, date, matched, message, row, text};

fn number(value: &str) -> Option<ActualValue> {
    Some(ActualValue::Number(value.parse().unwrap()))
}

fn words(value: &str) -> Option<ActualValue> {
    Some(ActualValue::Text(text(value)))
}

fn day(value: &str) -> Option<ActualValue> {
    Some(ActualValue::Date(date(value)))
}

#[test]
fn a_number_is_read_with_or_without_the_unit_of_its_target() {
    for (cell, value) in [
        ("95", "95"),
        ("95%", "95"),
        ("９５ ％", "95"),
        ("＝95", "95"),
        ("=95%", "95"),
        ("12,345", "12345"),
        ("-3.5", "-3.5"),
        ("86.1800000000", "86.18"),
        ("999999999999.999999", "999999999999.999999"),
    ] {
        assert_value("i002", cell, number(value), &[]);
    }
    assert_value("i001", "30人", number("30"), &[]);
    assert_value("i004", "1,884,000 元", number("1884000"), &[]);
    assert_value("i004", "1884000人民币元", number("1884000"), &[]);
    assert_value("i005", "7", number("7"), &[]);
}

#[test]
fn a_text_against_a_number_is_kept_and_told() {
    for cell in [
        "98%以上",
        "完成",
        "≥95",
        "约95",
        "90-95%",
        "9 5",
        "95人，均已结业",
        "2023-09-15",
        "1/2",
        "1万2千",
        "不适用",
        "-",
        "无",
    ] {
        assert_value("i001", cell, words(cell), &[Code::ActualNotANumber]);
    }
}

#[test]
fn a_value_in_another_unit_is_refused_and_nothing_is_converted() {
    for (id, cell) in [("i001", "9.5万"), ("i001", "95%"), ("i001", "3人次"), ("i004", "188.4万元"), ("i005", "7人")]
    {
        assert_value(id, cell, None, &[Code::ActualUnitDiffers]);
    }
}

#[test]
fn a_bare_number_in_a_row_of_another_unit_is_refused() {
    let matched = matched("i004\t\t\t\t\t\t\t万元\t188.4\n");

    assert_findings(
        &matched.findings,
        &[(Code::TargetChangedInForm, Some(FIRST), Some(8)), (Code::ActualUnitDiffers, Some(FIRST), Some(9))],
    );
    assert_eq!(matched.actuals, []);
}

#[test]
fn a_number_that_brings_the_right_unit_is_read_whatever_its_row_says() {
    let matched = matched("i004\t\t\t\t\t\t\t万元\t1884000元\n");

    assert_findings(&matched.findings, &[(Code::TargetChangedInForm, Some(FIRST), Some(8))]);
    assert_eq!(Some(matched.actuals[0].value.clone()), number("1884000"));
}

#[test]
fn a_number_past_the_digits_of_a_decimal_is_refused() {
    for cell in ["33.3333333333333", "1234567890123", "1,23", "0.1234567%"] {
        assert_value("i002", cell, None, &[Code::ActualUnreadable]);
    }
}

#[test]
fn a_rate_that_looks_like_a_share_is_kept_as_it_stands_and_told() {
    assert_value("i002", "0.95", number("0.95"), &[Code::RateAsShare]);
    assert_value("i002", "1", number("1"), &[Code::RateAsShare]);
    assert_value("i002", "1.01", number("1.01"), &[]);
    assert_value("i002", "0", number("0"), &[]);
    assert_value("i001", "0.95", number("0.95"), &[]);
}

#[test]
fn a_day_is_read_in_all_the_ways_it_is_written() {
    for cell in ["2023-09-15", "2023/9/15", "2023年9月15日", "2023.09.15", "2023-09-15 00:00:00"] {
        assert_value("i003", cell, day("2023-09-15"), &[]);
        assert_value("i007", cell, day("2023-09-15"), &[]);
    }
    assert_value("i003", "2023-02-30", None, &[Code::ActualUnreadable]);
}

#[test]
fn a_text_against_a_date_is_kept_with_a_proposal_where_it_means_a_day() {
    for cell in ["2023年9月底", "完成", "45184", "9月", "2023年9月15日完成"] {
        assert_value("i003", cell, words(cell), &[Code::ActualNotADate]);
    }
    let proposed = |cell| {
        let findings = matched(&row("i003", cell)).findings;
        let (en, zh) = message(&findings, Code::ActualNotADate);
        (en.to_owned(), zh.to_owned())
    };
    let (en, zh) = proposed("2023年9月底");
    assert!(en.contains("2023-09-30") && zh.contains("2023-09-30"), "{en} {zh}");
    // The year is that of the period.
    assert!(proposed("9月底").0.contains("2023-09-30"));
    assert!(!proposed("完成").0.contains("type"));
}

#[test]
fn an_answer_to_a_qualitative_target_is_a_text_as_it_stands() {
    for cell in ["95", "2023-09-15", "持续 改善", "已 完成。", "0.95%"] {
        assert_value("i006", cell, words(cell), &[]);
    }
    assert_value("i006", "  两端空格　", words("两端空格"), &[]);
    assert_value("i006", "甲\u{8}乙", words("甲乙"), &[Code::StraySpace]);
}

#[test]
fn a_text_too_long_for_its_field_is_refused_with_its_row() {
    assert_value("i006", &"长".repeat(2000), words(&"长".repeat(2000)), &[]);
    assert_value("i006", &"长".repeat(2001), None, &[Code::TextTooLong]);
    let source = format!("i001\t\t\t\t\t\t\t\t20\t\t\t{}\n", "长".repeat(501));
    let matched = matched(&source);
    assert_findings(&matched.findings, &[(Code::TextTooLong, Some(FIRST), Some(12))]);
    assert_eq!(matched.actuals, []);
}
