//! The target table.

use jixiao_domain::{Indicator, PlanContent};
use jixiao_forms::{Fate, Form, Severity, read};
use jixiao_reports::{Format, target_table};
use proptest::prelude::*;

use crate::values::plan;
use crate::{FORMATS, version};

/// The only form of the printed target table.
pub(crate) fn printed(content: &PlanContent, format: Format) -> Form {
    let file = target_table(&version(content.clone()), format).unwrap();
    let mut forms = read(&file.bytes).unwrap();
    assert_eq!(forms.len(), 1);
    forms.remove(0)
}

/// Indicators without the lines they stand in.
pub(crate) fn bare(indicators: &[Indicator]) -> Vec<Indicator> {
    indicators.iter().map(|indicator| Indicator { line: None, ..indicator.clone() }).collect()
}

fn assert_same(form: &Form, content: &PlanContent) -> Result<(), TestCaseError> {
    prop_assert_eq!(form.department.as_ref(), Some(content.department_title()));
    prop_assert_eq!(form.fiscal_year.map(|year| year.get()), Some(2023));
    prop_assert_eq!(form.scheme.as_ref(), content.scheme());
    prop_assert_eq!(&form.tasks, content.tasks());
    prop_assert_eq!(&form.goals, content.goals());
    prop_assert_eq!(bare(&form.indicators), bare(content.indicators()));
    let is_wrong = |finding: &&jixiao_forms::Finding| {
        finding.severity == Severity::Error
            && !finding.code.is_of_content()
            && finding.code != jixiao_forms::Code::ValueUnreadable
    };
    prop_assert_eq!(form.findings.iter().find(is_wrong), None);
    prop_assert!(form.fates.iter().all(|fate| fate.fate != Fate::Finding), "{:?}", form.findings);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_target_table_is_read_as_the_plan_it_was_printed_from(content in plan()) {
        for format in FORMATS {
            assert_same(&printed(&content, format), &content)?;
        }
    }
}

#[test]
fn the_published_table_is_read_back_from_either_format() {
    let published = include_bytes!("../../../../tests/fixtures/tianjin-disabled-persons-federation-2023.txt");
    let forms = read(published).unwrap();
    let content = forms[0].plan_content().unwrap();

    for format in FORMATS {
        assert_same(&printed(&content, format), &content).unwrap();
    }
}
