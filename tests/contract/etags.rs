use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, AllocateWeightsResponse, ApprovePlanRequest, Opinion, ReturnPlanRequest, ReviewPlanRequest,
    ReviewStage, SubmitPlanRequest, SubmitPlanResponse, UpdatePlanRequest, UpdatePlanResponse,
};
use jixiao_tests::{PLAN, Story, System, small_plan};
use prost::Message;
use prost_types::FieldMask;
use tonic::Code;

use crate::start::draft;

#[tokio::test]
async fn a_stale_etag_is_refused_with_the_present_one_by_every_step() {
    let system = draft().await;
    let draft = Story::new(&system).weigh("").await.etag;
    refuse_all(&system, &["UpdatePlan", "AllocateWeights", "SubmitPlan"], &draft).await;

    let submit = SubmitPlanRequest { name: PLAN.to_owned(), etag: draft, request_id: String::new() };
    let submitted: SubmitPlanResponse = system.answer("SubmitPlan", &submit).await;
    refuse_all(&system, &["ReviewPlan", "ReturnPlan"], &submitted.plan.unwrap().etag).await;
    let reviewed = Story::new(&system).review_submitted().await;
    refuse_all(&system, &["ApprovePlan"], &reviewed.etag).await;
}

#[tokio::test]
async fn an_etag_changes_with_every_write_and_the_present_one_is_taken() {
    let system = draft().await;
    let first = Story::new(&system).plan().await.etag;

    let weigh = AllocateWeightsRequest { name: PLAN.to_owned(), etag: first.clone(), ..Default::default() };
    let weighed: AllocateWeightsResponse = system.answer("AllocateWeights", &weigh).await;
    let weighed = weighed.plan.unwrap();
    let tasks = update(&weighed.etag);
    let updated: UpdatePlanResponse = system.answer("UpdatePlan", &tasks).await;
    let updated = updated.plan.unwrap();

    assert_eq!(Story::new(&system).plan().await, updated);
    assert!(first != weighed.etag && weighed.etag != updated.etag && updated.etag != first);
    let stale = system.refused("UpdatePlan", &tasks).await;
    stale.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &updated.etag)]);
}

async fn refuse_all(system: &System, rpcs: &[&str], present: &str) {
    let before = system.facts().await;
    for rpc in rpcs {
        for stale in ["1-999", "x", &format!("{present} ")] {
            let fault = system.fault_with(rpc, message(rpc, stale)).await;
            fault.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", present)]);
        }
    }
    before.are_still(&system.facts().await);
}

fn message(rpc: &str, etag: &str) -> Vec<u8> {
    let (name, etag, reviewer) = (PLAN.to_owned(), etag.to_owned(), "审核人".to_owned());
    let opinions = vec![Opinion { indicator: String::new(), text: "请补充".to_owned() }];
    match rpc {
        "UpdatePlan" => update(&etag).encode_to_vec(),
        "AllocateWeights" => AllocateWeightsRequest { name, etag, ..Default::default() }.encode_to_vec(),
        "SubmitPlan" => SubmitPlanRequest { name, etag, ..Default::default() }.encode_to_vec(),
        "ReviewPlan" => {
            let stage = ReviewStage::Department as i32;
            ReviewPlanRequest { name, etag, reviewer, stage, ..Default::default() }.encode_to_vec()
        }
        "ReturnPlan" => ReturnPlanRequest { name, etag, reviewer, opinions, ..Default::default() }.encode_to_vec(),
        _ => ApprovePlanRequest { name, etag, approver: reviewer, ..Default::default() }.encode_to_vec(),
    }
}

fn update(etag: &str) -> UpdatePlanRequest {
    UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: Some(small_plan()),
        update_mask: Some(FieldMask { paths: vec!["tasks".to_owned()] }),
        etag: etag.to_owned(),
        ..Default::default()
    }
}
