use jixiao_proto::planning::v1::{ListPlanStepsRequest, ListPlanStepsResponse};
use jixiao_proto::results::v1::{ListActualRevisionsRequest, ListActualRevisionsResponse, ReportActualsResponse};
use jixiao_tests::PLAN;
use tonic::Code;

use crate::pages::lists;
use crate::start::{actuals, approved, number};

#[tokio::test]
async fn a_token_of_another_query_is_refused_by_every_list() {
    let system = approved().await;
    let list = ListPlanStepsRequest { parent: format!("{PLAN}/versions/1"), page_size: 1, ..Default::default() };
    let page: ListPlanStepsResponse = system.answer("ListPlanSteps", &list).await;
    assert!(!page.next_page_token.is_empty());

    for (rpc, message) in lists(1, &page.next_page_token) {
        let fault = system.fault_with(rpc, message).await;
        fault.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
}

#[tokio::test]
async fn a_token_that_no_server_made_is_refused_by_every_list() {
    let system = approved().await;

    for token in ["?", "AAAA", "x", "CAE", "=", " ", "分页"] {
        for (rpc, message) in lists(1, token) {
            let fault = system.fault_with(rpc, message).await;
            fault.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
        }
    }
}

#[tokio::test]
async fn a_token_holds_for_its_filter_and_for_any_page_size() {
    let system = approved().await;
    for value in ["1", "2", "3"] {
        let report = actuals("2023-12", vec![number("i001", value), number("i003", value)]);
        let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    }
    let list = |indicator: &str, page_size, page_token: &str| ListActualRevisionsRequest {
        plan: PLAN.to_owned(),
        indicator: indicator.to_owned(),
        page_size,
        page_token: page_token.to_owned(),
    };
    let first: ListActualRevisionsResponse = system.answer("ListActualRevisions", &list("i001", 1, "")).await;
    let token = first.next_page_token;

    for indicator in ["", "i003"] {
        let fault = system.fault("ListActualRevisions", &list(indicator, 1, &token)).await;
        fault.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let rest: ListActualRevisionsResponse = system.answer("ListActualRevisions", &list("i001", 1000, &token)).await;

    assert_eq!(rest.actual_revisions.iter().map(|r| r.revision).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(rest.next_page_token, "");
}
