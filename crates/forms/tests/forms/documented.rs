//! `docs/findings.md` lists every code as it is.

use jixiao_forms::Code;

const PAGE: &str = include_str!("../../../../docs/findings.md");

#[test]
fn the_page_lists_every_code_with_its_severity_in_order() {
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = PAGE.lines().filter(|line| line.starts_with("| `")).map(cells).collect();

    let listed: Vec<(&str, &str)> = rows.iter().map(|row| (row[1].as_str(), row[2].as_str())).collect();
    let expected: Vec<(&str, &str)> = Code::ALL.iter().map(|code| (code.as_str(), code.severity().as_str())).collect();
    assert_eq!(listed, expected);
    assert!(rows.iter().all(|row| row.len() == 6 && row.iter().skip(1).take(4).all(|cell| !cell.is_empty())));
}

#[test]
fn a_code_is_found_by_its_name() {
    for code in Code::ALL {
        assert_eq!(Code::parse(code.as_str()), Some(*code));
    }
    assert_eq!(Code::parse("unit_missing"), None);
}
