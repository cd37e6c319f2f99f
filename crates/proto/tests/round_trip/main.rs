//! A domain value that goes to the wire comes back the same; whatever comes from the wire is parsed or
//! refused with a path, never a panic.
#![expect(clippy::unwrap_used, reason = "test code")]

mod methods;
mod values;

use jixiao_domain::{Actuals, ActualsAsOf, Judgements, PlanContent, Profile};
use jixiao_proto::planning::v1 as planning;
use jixiao_proto::results::v1 as results;
use jixiao_proto::scoring::v1 as scoring;
use jixiao_proto::timestamp;
use proptest::prelude::*;
use prost::Message;

proptest! {
    #[test]
    fn a_plan_comes_back_the_same(plan in jixiao_test_values::content()) {
        let bytes = planning::PlanContent::from(&plan).encode_to_vec();
        let message = planning::PlanContent::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(PlanContent::try_from(message), Ok(plan));
    }

    #[test]
    fn actuals_come_back_the_same(actuals in values::actuals()) {
        let bytes = results::ActualsDocument::from(&actuals).encode_to_vec();
        let message = results::ActualsDocument::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Actuals::try_from(message), Ok(actuals));
    }

    #[test]
    fn what_get_actuals_answers_is_what_was_asked_for(actuals in values::actuals(), month in 1..=12u8) {
        let seen = actuals.as_of(values::month(month));
        prop_assert_eq!(ActualsAsOf::try_from(results::GetActualsResponse::from(&seen)), Ok(seen));
    }

    #[test]
    fn judgements_come_back_the_same(judgements in values::judgements()) {
        let bytes = scoring::JudgementsDocument::from(&judgements).encode_to_vec();
        let message = scoring::JudgementsDocument::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Judgements::try_from(message), Ok(judgements));
    }

    #[test]
    fn a_profile_comes_back_the_same(profile in jixiao_test_values::profile()) {
        let bytes = scoring::Profile::from(&profile).encode_to_vec();
        let message = scoring::Profile::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Profile::try_from(message), Ok(profile));
    }

    #[test]
    fn any_bytes_are_parsed_or_refused_with_a_path(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(message) = planning::PlanContent::decode(bytes.as_slice())
            && let Err(found) = PlanContent::try_from(message)
        {
            prop_assert!(!found.is_empty() && found.iter().all(|v| !v.path.is_empty() && !v.zh.is_empty()));
        }
        if let Ok(message) = results::ActualsDocument::decode(bytes.as_slice()) {
            let _ = Actuals::try_from(message);
        }
        if let Ok(message) = scoring::JudgementsDocument::decode(bytes.as_slice()) {
            let _ = Judgements::try_from(message);
        }
        if let Ok(message) = scoring::Profile::decode(bytes.as_slice()) {
            let _ = Profile::try_from(message);
        }
    }

    #[test]
    fn an_instant_is_the_same_in_microseconds(micros in any::<i32>()) {
        let stamp = timestamp(jixiao_domain::Instant::from_micros(i64::from(micros)));
        prop_assert!((0..1_000_000_000).contains(&stamp.nanos));
        prop_assert_eq!(stamp.seconds * 1_000_000 + i64::from(stamp.nanos / 1000), i64::from(micros));
    }
}

#[test]
fn every_bad_field_of_a_plan_is_said_with_its_path() {
    let task = planning::Task { number: 1, total_fen: -1, ..Default::default() };
    let indicator =
        planning::Indicator { id: "I 1".to_owned(), level1: 99, weight: "1.005".to_owned(), ..Default::default() };
    let message = planning::PlanContent { tasks: vec![task], indicators: vec![indicator], ..Default::default() };
    let found = PlanContent::try_from(message).unwrap_err();
    let paths: Vec<&str> = found.iter().map(|v| v.path.as_str()).collect();
    let expected = [
        "department_title",
        "tasks[0].name",
        "tasks[0].total_fen",
        "indicators[0].id",
        "indicators[0].level1",
        "indicators[0].level2",
        "indicators[0].name",
        "indicators[0].target",
        "indicators[0].weight",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn a_list_that_is_too_long_is_refused_unread() {
    let message =
        planning::PlanContent { indicators: vec![planning::Indicator::default(); 2001], ..Default::default() };
    let found = PlanContent::try_from(message).unwrap_err();
    assert_eq!(found.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(), ["department_title", "indicators"]);
}

#[test]
fn indicators_without_an_id_get_the_numbers_after_the_highest() {
    let indicator = |id: &str| planning::Indicator {
        id: id.to_owned(),
        goal: 1,
        level1: 2,
        level2: 1,
        name: "指标".to_owned(),
        target: Some((&values::qualitative()).into()),
        ..Default::default()
    };
    let goal = planning::Goal { number: 1, text: "目标".to_owned(), tasks: Vec::new() };
    let message = planning::PlanContent {
        department_title: "部门".to_owned(),
        goals: vec![goal],
        indicators: vec![indicator("i002"), indicator(""), indicator("")],
        ..Default::default()
    };
    let plan = PlanContent::try_from(message).unwrap();
    assert_eq!(plan.indicators().iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["i002", "i003", "i004"]);
}
