//! What the other properties leave out, because no table can tell it from something else: what it is read as, and
//! that nothing of it is lost without a word.

use jixiao_domain::{
    Actual, ActualValue, Goal, Indicator, IndicatorId, Level1, Level2, NumericTarget, PlanContent, Sign, Target, Text,
};
use jixiao_forms::{Code, Fate, Severity, read_actuals};
use jixiao_test_values::{content, decimal};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::FORMATS;
use crate::actuals::Story;
use crate::plans::{bare, printed};
use crate::values::{any_text, plan, with_weights_of};

/// A plan of one indicator.
fn plan_of(target: Target) -> PlanContent {
    let text = |text: &str| Text::parse(text).unwrap();
    let indicator = Indicator {
        id: IndicatorId::numbered(1),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Text::parse("培训人数").unwrap(),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    let goal = Goal { number: 1, text: Text::parse("目标文字").unwrap(), tasks: Vec::new() };
    PlanContent::assemble(text("甲局"), None, Vec::new(), vec![goal], vec![indicator]).unwrap()
}

fn sign() -> impl Strategy<Value = Sign> {
    select(Sign::ALL.to_vec())
}

fn reported(value: ActualValue) -> Actual {
    Actual::new(IndicatorId::numbered(1), value)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_that_can_be_read_is_read(sign in sign(), value in decimal(), unit in option::of(any_text::<50>())) {
        let text = Some(Text::parse(value.to_string()).unwrap());
        let content = plan_of(Target::Unreadable { sign, text, unit: unit.clone() });
        for format in FORMATS {
            let form = printed(&content, format);
            let target = form.indicators.first().map(|indicator| indicator.target.clone());
            let expected = Target::Numeric(NumericTarget { sign, value, unit: unit.clone() });
            prop_assert_eq!(target, Some(expected));
        }
    }

    #[test]
    fn weights_under_another_scheme_are_told_and_none_is_changed(content in plan(), weighted in content()) {
        let content = with_weights_of(&content, &weighted);
        for format in FORMATS {
            let form = printed(&content, format);
            let weights = |indicators: &[Indicator]| indicators.iter().map(|i| i.weight).collect::<Vec<_>>();
            let are_same = weights(&form.indicators) == weights(content.indicators());
            let are_none = form.indicators.iter().all(|indicator| indicator.weight.is_none());
            prop_assert!(are_same || are_none);
            prop_assert_eq!(form.scheme.is_some(), form.indicators.iter().any(|i| i.weight.is_some()));
            let is_told = form.findings.iter().any(|f| matches!(f.code, Code::WeightsDoNotSum | Code::CellUnplaced));
            prop_assert!(is_told || (are_same && form.scheme.as_ref() == content.scheme()), "{:?}", form.findings);
            let without_weights = |indicators: &[Indicator]| {
                let bare = bare(indicators).into_iter();
                bare.map(|indicator| Indicator { weight: None, ..indicator }).collect::<Vec<_>>()
            };
            prop_assert_eq!(without_weights(&form.indicators), without_weights(content.indicators()));
            prop_assert!(is_told || form.fates.iter().all(|fate| fate.fate != Fate::Finding));
        }
    }

    #[test]
    fn a_text_that_says_not_applicable_is_read_as_that(reason in any_text::<1000>()) {
        let says = ActualValue::Text(Text::parse(format!("不适用：{reason}")).unwrap());
        let content = plan_of(Target::Qualitative { text: Text::parse("提高").unwrap() });
        for format in FORMATS {
            let story = Story::new(content.clone(), vec![reported(says.clone())], None);
            let form = read_actuals(&story.printed(format)).unwrap();
            let reason = Text::parse(reason.as_str()).unwrap();
            prop_assert_eq!(form.against(&content).actuals, [reported(ActualValue::NotApplicable(reason))]);
        }
    }

    #[test]
    fn a_text_that_is_a_number_against_a_number_is_that_number(sign in sign(), value in decimal()) {
        let content = plan_of(Target::Numeric(NumericTarget { sign, value, unit: None }));
        let says = ActualValue::Text(Text::parse(value.to_string()).unwrap());
        for format in FORMATS {
            let story = Story::new(content.clone(), vec![reported(says.clone())], None);
            let form = read_actuals(&story.printed(format)).unwrap();
            prop_assert_eq!(form.against(&content).actuals, [reported(ActualValue::Number(value))]);
        }
    }

    #[test]
    fn any_text_against_a_number_is_kept_or_read_or_an_error(sign in sign(), value in decimal(), says in any_text::<2000>()) {
        let content = plan_of(Target::Numeric(NumericTarget { sign, value, unit: None }));
        for format in FORMATS {
            let story = Story::new(content.clone(), vec![reported(ActualValue::Text(says.clone()))], None);
            let matched = read_actuals(&story.printed(format)).unwrap().against(&content);
            let is_error = matched.findings.iter().any(|finding| finding.severity == Severity::Error);
            prop_assert_eq!(matched.actuals.is_empty(), is_error, "{:?}", matched.findings);
        }
    }
}
