use jixiao_proto::planning::v1::{GetPlanRequest, ReviewPlanRequest, SubmitPlanRequest};
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_tests::{Fault, PLAN, System};
use prost::Message;
use tonic::{Request, Status};
use tonic_types::StatusExt;

use crate::start::{actuals, draft, number};

#[tokio::test]
async fn an_error_is_in_the_language_of_the_caller_and_its_status_in_english() {
    let system = draft().await;

    for (rpc, message) in refused() {
        let english = Fault::of(&status(&system, "en-GB", rpc, &message).await);
        let chinese = Fault::of(&status(&system, "zh-CN,en;q=0.5", rpc, &message).await);

        assert_eq!(english.localized, ("en".to_owned(), english.message.clone()), "{rpc}");
        assert_eq!(chinese.localized.0, "zh-CN", "{rpc}");
        assert!(is_chinese(&chinese.localized.1), "{rpc}: {chinese:?}");
        assert_eq!(Fault { localized: english.localized.clone(), ..chinese }, english);
    }
}

#[tokio::test]
async fn a_caller_who_says_nothing_gets_english() {
    let system = draft().await;

    for (rpc, message) in refused() {
        assert_eq!(system.fault_with(rpc, message).await.localized.0, "en", "{rpc}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_field_is_in_the_language_of_the_caller_as_well() {
    let system = draft().await;
    let message = ReportActualsRequest::default().encode_to_vec();

    let status = status(&system, "zh", "ReportActuals", &message).await;

    let violations = status.get_details_bad_request().unwrap().field_violations;
    assert_eq!(violations.len(), 4);
    for violation in violations {
        let localized = violation.localized_message.unwrap();
        assert_eq!(localized.locale, "zh-CN");
        assert!(is_chinese(&localized.message), "{localized:?}");
        assert!(!is_chinese(&violation.description), "{}", violation.description);
    }
}

/// Calls that are refused, each for a reason of its own; the last one before any handler sees it.
fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let name = || PLAN.to_owned();
    let approved = GetPlanRequest { name: name(), approved: true };
    let unknown = GetPlanRequest { name: PLAN.replace("2023", "2024"), approved: false };
    let review = ReviewPlanRequest { name: name(), stage: 1, reviewer: "审核人".to_owned(), ..Default::default() };
    let stale = SubmitPlanRequest { name: name(), etag: "x".to_owned(), ..Default::default() };
    let submit = SubmitPlanRequest { name: name(), ..Default::default() };
    let many = actuals("2023-12", (0..2001).map(|i| number(&format!("i{i}"), "1")).collect());
    vec![
        ("GetPlan", GetPlanRequest::default().encode_to_vec()),
        ("GetPlan", approved.encode_to_vec()),
        ("GetPlan", unknown.encode_to_vec()),
        ("ReviewPlan", review.encode_to_vec()),
        ("SubmitPlan", stale.encode_to_vec()),
        ("SubmitPlan", submit.encode_to_vec()),
        ("ReportActuals", many.encode_to_vec()),
        ("GetPlan", vec![0x0a, 0x7f]),
    ]
}

async fn status(system: &System, language: &str, rpc: &str, message: &[u8]) -> Status {
    let mut request = Request::new(message.to_vec());
    request.metadata_mut().insert("accept-language", language.parse().unwrap());
    system.call_with(rpc, request).await.unwrap_err()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
