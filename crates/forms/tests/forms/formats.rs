//! The same plan from every kind of file.

use std::collections::BTreeMap;

use crate::fixture::{one, real};
use jixiao_domain::Indicator;
use jixiao_forms::{Code, Form, Severity, read};

macro_rules! fixture {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../tests/fixtures/forms/", $name)).as_slice())
    };
}

const SAME: [(&str, &[u8]); 8] = [
    fixture!("tianjin.xlsx"),
    fixture!("tianjin.xls"),
    fixture!("tianjin.ods"),
    fixture!("tianjin.docx"),
    fixture!("tianjin.html"),
    fixture!("tianjin.utf-8.csv"),
    fixture!("tianjin.gb18030.csv"),
    fixture!("tianjin.utf-16.txt"),
];

/// Indicators without the lines they stand in.
fn bare(form: &Form) -> Vec<Indicator> {
    form.indicators.iter().map(|indicator| Indicator { line: None, ..indicator.clone() }).collect()
}

/// How often each finding about the content is there.
fn of_content(form: &Form) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for finding in form.findings.iter().filter(|finding| finding.code.is_of_content()) {
        *counts.entry(finding.code).or_default() += 1;
    }
    counts
}

fn is_without_errors(form: &Form) -> bool {
    form.findings.iter().all(|finding| finding.severity != Severity::Error)
}

#[test]
fn the_published_plan_is_the_same_from_every_format() {
    let published = real();
    for (name, file) in SAME {
        let form = one(file);

        assert_eq!(form.department, published.department, "{name}");
        assert_eq!(form.fiscal_year, published.fiscal_year, "{name}");
        assert_eq!(form.scheme, published.scheme, "{name}");
        assert_eq!(form.tasks, published.tasks, "{name}");
        assert_eq!(form.goals, published.goals, "{name}");
        assert_eq!(bare(&form), bare(&published), "{name}");
        assert_eq!(of_content(&form), of_content(&published), "{name}");
    }
}

#[test]
fn three_departments_are_three_plans() {
    let (name, file) = fixture!("three-departments.xlsx");
    let forms = read(file).unwrap();

    assert_eq!(forms.len(), 3, "{name}");
    let departments: Vec<&str> = forms.iter().map(|form| form.department.as_ref().unwrap().as_str()).collect();
    assert!(departments[0] != departments[1] && departments[1] != departments[2] && departments[0] != departments[2]);
    for form in forms {
        assert!(is_without_errors(&form), "{:#?}", form.findings);
        assert!(form.plan_content().is_ok() && !form.indicators.is_empty());
    }
}

#[test]
fn a_plan_on_three_sheets_or_in_three_tables_or_in_an_old_page_is_one() {
    for (name, file) in [fixture!("three-sheets.xlsx"), fixture!("three-tables.docx"), fixture!("gb2312.html")] {
        let form = one(file);

        assert!(is_without_errors(&form), "{name} {:#?}", form.findings);
        let content = form.plan_content().unwrap();
        assert!(!content.tasks().is_empty() && !content.goals().is_empty(), "{name}");
        assert!(!content.indicators().is_empty() && form.fiscal_year.is_some(), "{name}");
    }
}
