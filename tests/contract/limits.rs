use jixiao_proto::planning::v1::{CreatePlanRequest, Goal, ImportPlanRequest, Task};
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_tests::{DEPARTMENT, Fault, PLAN, small_plan};
use prost::Message;
use tonic::{Code, Request};

use crate::start::{actuals, approved, draft, number};

/// What a server takes by default.
const BYTES: usize = 4 * 1024 * 1024;

#[tokio::test]
async fn a_message_larger_than_the_decode_limit_is_refused_by_every_service() {
    let system = approved().await;
    let content = vec![b'a'; BYTES];
    let import = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content, ..Default::default() };
    let size = import.encoded_len().to_string();
    let before = system.facts().await;

    let fault = system.fault("ImportPlan", &import).await;
    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "4194304"), ("value", &size)]);
    for rpc in ["ReportActuals", "JudgeIndicator", "GetPlan", "ScorePlan"] {
        let fault = system.fault_with(rpc, vec![0; BYTES + 1]).await;
        fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "4194304"), ("value", "4194305")]);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_batch_of_2001_actuals_is_refused_and_2000_are_looked_at() {
    let system = approved().await;
    let batch = |count| actuals("2023-12", (0..count).map(|i| number(&format!("x{i}"), "1")).collect());

    let fault = system.refused("ReportActuals", &batch(2001)).await;
    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "2000"), ("value", "2001")]);
    // That the period is wrong is found out only past the limit.
    let fault = system.refused("ReportActuals", &ReportActualsRequest { period: String::new(), ..batch(2000) }).await;

    fault.is_of_fields(&["period"]);
}

#[tokio::test]
async fn a_batch_of_unknown_indicators_is_answered_however_many_they_are() {
    let system = approved().await;
    let ids: Vec<_> = (1000..3000).map(|i| format!("x{i}")).collect();
    let batch = actuals("2023-12", ids.iter().map(|id| number(id, "1")).collect());

    let fault = system.refused("ReportActuals", &batch).await;

    fault.is(Code::NotFound, "INDICATOR_UNKNOWN");
    fault.has(&[("plan", PLAN), ("indicators", &ids[..20].join(",")), ("count", "2000")]);
}

#[tokio::test]
async fn a_plan_with_too_many_parts_is_refused() {
    let system = draft().await;
    let mut content = small_plan();
    content.tasks = (1..=101).map(|number| Task { number, ..content.tasks[0].clone() }).collect();
    content.goals = (1..=101).map(|number| Goal { number, ..content.goals[0].clone() }).collect();
    content.indicators = vec![content.indicators[0].clone(); 2001];
    let name = format!("{DEPARTMENT}/plans/2024");
    let create = CreatePlanRequest { name, content: Some(content), request_id: String::new() };

    let fault = system.refused("CreatePlan", &create).await;

    fault.is_of_fields(&["content.tasks", "content.goals", "content.indicators"]);
}

#[tokio::test]
async fn a_request_that_is_wrong_in_every_place_is_answered_with_as_much_as_a_client_takes() {
    let system = approved().await;
    let batch = actuals("x", (0..2000).map(|_| number("I", "x")).collect());

    for language in ["en", "zh-CN"] {
        let mut request = Request::new(batch.encode_to_vec());
        request.metadata_mut().insert("accept-language", language.parse().unwrap());
        let fault = Fault::of(&system.call_with("ReportActuals", request).await.unwrap_err());
        fault.is(Code::InvalidArgument, "FIELD_INVALID");
        assert_eq!(fault.fields[0], "period");
        assert!(fault.fields.len() > 10, "{fault:?}");
        // The period, and of each actual its indicator and number, and that all but the first are there twice.
        assert_eq!(fault.metadata["violations"], (1 + 2000 * 2 + 1999).to_string());
    }
}
