use jixiao_proto::planning::v1::{
    AddIndicatorsRequest, AdjustPlanRequest, AllocateWeightsRequest, AnswerOpinionRequest, ApprovePlanRequest,
    BatchUpsertDepartmentsRequest, BatchUpsertLibraryIndicatorsRequest, BatchUpsertRegionsRequest, CopyPlanRequest,
    CreateDepartmentRequest, CreatePlanRequest, CreateRegionRequest, CreateWeightSchemeRequest, DropIndicatorsRequest,
    ImportPlanRequest, ImportPlansRequest, MoveIndicatorRequest, PublishPlanRequest, RebasePlanRequest,
    ReorderIndicatorsRequest, ReturnPlanRequest, ReviewPlanRequest, SetWeightsRequest, SubmitPlanRequest,
    UpdateDepartmentRequest, UpdateIndicatorRequest, UpdatePlanRequest, UpdateRegionRequest,
};
use jixiao_proto::results::v1::{
    ClosePeriodRequest, ImportActualsRequest, OpenPeriodRequest, ReopenPeriodRequest, ReportActualsRequest,
    ReportActualsResponse, ReportExecutionRequest,
};
use jixiao_proto::scoring::v1::JudgeIndicatorRequest;
use prost::Message;

use crate::start::{actuals, approved, number};

#[tokio::test]
async fn a_request_id_of_other_characters_or_too_long_is_refused_by_every_write() {
    let system = approved().await;
    let before = system.facts().await;
    let long = "a".repeat(65);

    for id in ["a b", " ", "a\n", "\u{7f}", "é", "编号", &long] {
        for (rpc, message) in writes(id) {
            let fault = system.fault_with(rpc, message).await;
            assert!(fault.fields.iter().any(|field| field == "request_id"), "{rpc} took {id:?}: {fault:?}");
        }
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_request_id_may_be_64_of_any_visible_ascii_characters() {
    let system = approved().await;
    let all: Vec<char> = ('!'..='~').collect();

    for id in all.chunks(64).map(|part| part.iter().collect::<String>()) {
        let report = ReportActualsRequest { request_id: id, ..actuals("2023-12", vec![number("i001", "1")]) };
        let first: ReportActualsResponse = system.answer("ReportActuals", &report).await;
        let second: ReportActualsResponse = system.answer("ReportActuals", &report).await;
        assert_eq!(first, second);
    }
}

/// Every write, empty but for its id.
fn writes(id: &str) -> Vec<(&'static str, Vec<u8>)> {
    let id = || id.to_owned();
    vec![
        ("CreateRegion", CreateRegionRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("UpdateRegion", UpdateRegionRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("BatchUpsertRegions", BatchUpsertRegionsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("CreateDepartment", CreateDepartmentRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("UpdateDepartment", UpdateDepartmentRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        (
            "BatchUpsertDepartments",
            BatchUpsertDepartmentsRequest { request_id: id(), ..Default::default() }.encode_to_vec(),
        ),
        ("CreatePlan", CreatePlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ImportPlan", ImportPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ImportPlans", ImportPlansRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("UpdatePlan", UpdatePlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("CreateWeightScheme", CreateWeightSchemeRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        (
            "BatchUpsertLibraryIndicators",
            BatchUpsertLibraryIndicatorsRequest { request_id: id(), ..Default::default() }.encode_to_vec(),
        ),
        ("AllocateWeights", AllocateWeightsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("SubmitPlan", SubmitPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReviewPlan", ReviewPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReturnPlan", ReturnPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ApprovePlan", ApprovePlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("CopyPlan", CopyPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("AddIndicators", AddIndicatorsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("DropIndicators", DropIndicatorsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("MoveIndicator", MoveIndicatorRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReorderIndicators", ReorderIndicatorsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("UpdateIndicator", UpdateIndicatorRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("SetWeights", SetWeightsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("RebasePlan", RebasePlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("PublishPlan", PublishPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("AdjustPlan", AdjustPlanRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("AnswerOpinion", AnswerOpinionRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ImportActuals", ImportActualsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReportActuals", ReportActualsRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReportExecution", ReportExecutionRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("OpenPeriod", OpenPeriodRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ClosePeriod", ClosePeriodRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("ReopenPeriod", ReopenPeriodRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
        ("JudgeIndicator", JudgeIndicatorRequest { request_id: id(), ..Default::default() }.encode_to_vec()),
    ]
}
