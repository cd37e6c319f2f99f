//! What is wrong with a method is said where it is.

use jixiao_domain::{Checklist, Method, Steps, Violation};
use jixiao_proto::common::v1 as wire;
use jixiao_proto::common::v1::scoring_method::Kind;
use jixiao_proto::planning::v1::Indicator;
use proptest::prelude::*;
use prost::Message;

fn parsed(kind: Kind) -> Result<Method, Vec<Violation>> {
    Method::try_from(wire::ScoringMethod { kind: Some(kind) })
}

fn paths(refused: Result<Method, Vec<Violation>>) -> Vec<String> {
    refused.unwrap_err().into_iter().map(|violation| violation.path).collect()
}

fn steps(steps: &[(&str, &str)]) -> Kind {
    let step = |(from, points): &(&str, &str)| wire::ScoringStep { from: (*from).into(), points: (*points).into() };
    Kind::Steps(wire::StepsMethod { steps: steps.iter().map(step).collect() })
}

fn checklist(items: &[(&str, &str)]) -> Kind {
    let item =
        |(text, points): &(&str, &str)| wire::ScoringChecklistItem { text: (*text).into(), points: (*points).into() };
    Kind::Checklist(wire::ChecklistMethod { items: items.iter().map(item).collect() })
}

fn threshold(share: &str) -> Kind {
    Kind::Threshold(wire::ThresholdMethod { share: share.to_owned() })
}

fn deduction(points: &str) -> Kind {
    Kind::Deduction(wire::DeductionMethod { points_per_unit: points.to_owned() })
}

#[test]
fn a_method_has_a_kind() {
    assert_eq!(paths(Method::try_from(wire::ScoringMethod { kind: None })), ["kind"]);
}

#[test]
fn a_share_and_a_deduction_are_within_their_bounds() {
    for share in ["", "0", "0.00", "1.01", "60", "-0.5", "0.605", "60%"] {
        assert_eq!(paths(parsed(threshold(share))), ["threshold.share"], "{share}");
    }
    for points in ["", "0", "-1", "0.0000001", "1e2"] {
        assert_eq!(paths(parsed(deduction(points))), ["deduction.points_per_unit"], "{points}");
    }
    assert_eq!(parsed(threshold("1")), Method::threshold("1.00".parse().unwrap()).map_err(|_| Vec::new()));
    assert_eq!(parsed(deduction("0.50")), Ok(Method::Deduction("0.5".parse().unwrap())));
}

#[test]
fn all_steps_and_items_that_are_wrong_are_said_at_once() {
    assert_eq!(paths(parsed(steps(&[]))), ["steps.steps"]);
    assert_eq!(
        paths(parsed(steps(&[("x", "y"), ("80", ""), ("60", "5")]))),
        ["steps.steps[0].from", "steps.steps[0].points", "steps.steps[1].points"]
    );
    assert_eq!(
        paths(parsed(steps(&[("80", "10.01"), ("80", "8"), ("60", "8")]))),
        ["steps.steps[0].points", "steps.steps[1].from", "steps.steps[2].points"]
    );
    assert_eq!(paths(parsed(checklist(&[]))), ["checklist.items"]);
    let long = "长".repeat(201);
    assert_eq!(
        paths(parsed(checklist(&[("", "1"), ("制度", "x"), (&long, "1")]))),
        ["checklist.items[0].text", "checklist.items[1].points", "checklist.items[2].text"]
    );
    assert_eq!(
        paths(parsed(checklist(&[("制度", "0"), ("台账", "1"), ("公示", "0.00")]))),
        ["checklist.items[0].points", "checklist.items[2].points"]
    );
}

#[test]
fn lists_that_are_too_long_are_refused_unread() {
    assert_eq!(paths(parsed(steps(&vec![("x", "x"); Steps::MOST + 1]))), ["steps.steps"]);
    assert_eq!(paths(parsed(checklist(&vec![("", ""); Checklist::MOST + 1]))), ["checklist.items"]);
}

#[test]
fn library_and_method_of_an_indicator_are_told_with_their_paths() {
    let method = Some(wire::ScoringMethod { kind: Some(steps(&[("90", "10"), ("x", "8")])) });
    let message =
        Indicator { id: "i001".to_owned(), library: "Trained Persons".to_owned(), method, ..Default::default() };
    let found = jixiao_domain::Indicator::try_from(message).unwrap_err();
    let paths: Vec<_> = found.iter().map(|violation| violation.path.as_str()).collect();
    assert_eq!(paths, ["level1", "level2", "name", "target", "library", "method.steps.steps[1].from"]);
}

#[test]
fn a_kind_without_fields_is_written_and_read_again() {
    let encoded = |method| wire::ScoringMethod::from(&method).encode_to_vec();
    assert_eq!(encoded(Method::Proportional), [0x0a, 0x00]);
    assert_eq!(encoded(Method::YesNo), [0x1a, 0x00]);
    assert_eq!(encoded(Method::Manual), [0x3a, 0x00]);
}

proptest! {
    #[test]
    fn a_method_comes_back_the_same(method in jixiao_test_values::method()) {
        let bytes = wire::ScoringMethod::from(&method).encode_to_vec();
        let message = wire::ScoringMethod::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Method::try_from(message), Ok(method));
    }

    #[test]
    fn any_bytes_are_a_method_or_refused_with_a_path(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        if let Ok(message) = wire::ScoringMethod::decode(bytes.as_slice())
            && let Err(found) = Method::try_from(message)
        {
            prop_assert!(!found.is_empty() && found.iter().all(|v| !v.path.is_empty() && !v.zh.is_empty()));
        }
    }
}
