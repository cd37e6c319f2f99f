//! Every write repeated with its request id.

use jixiao_proto::planning::v1 as planning;
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_proto::scoring::v1 as scoring;
use jixiao_tests::{DEPARTMENT, Fault, PLAN, REGION, Story, System, TABLE, small_plan};
use planning::{Opinion, ReviewStage};
use prost::Message;
use prost_types::FieldMask;
use tonic::Code;

use crate::start::{actuals, amounts, approved, execution, judgement, number, text};

/// Asserts that a write answers its repeat with the same bytes and writes nothing, and that its id is refused
/// for another payload.
async fn is_repeatable<M: Message + Clone>(system: &System, rpc: &str, write: M, another: impl FnOnce(&mut M)) {
    let first = system.call(rpc, &write).await.unwrap_or_else(|status| panic!("{rpc}: {:?}", Fault::of(&status)));
    let written = system.facts().await;

    let second = system.call(rpc, &write).await.unwrap();
    assert!(first == second, "{rpc} answered its repeat otherwise");
    let mut other = write.clone();
    another(&mut other);
    let fault = system.fault(rpc, &other).await;

    fault.is(Code::InvalidArgument, "REQUEST_ID_REUSED");
    written.are_still(&system.facts().await);
}

fn id(step: &str) -> String {
    format!("{step}!~")
}

#[tokio::test]
async fn creating_and_importing_is_repeatable() {
    let system = System::all_on_sqlite();
    let region = planning::Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    let region = planning::CreateRegionRequest { region: Some(region), request_id: id("region") };
    is_repeatable(&system, "CreateRegion", region, |r| r.region.as_mut().unwrap().title.push('x')).await;

    let department = planning::Department {
        name: DEPARTMENT.to_owned(),
        title: "天津市残疾人联合会".to_owned(),
        ..Default::default()
    };
    let department = planning::CreateDepartmentRequest { department: Some(department), request_id: id("department") };
    is_repeatable(&system, "CreateDepartment", department, |r| r.department.as_mut().unwrap().title.push('x')).await;

    let name = format!("{DEPARTMENT}/plans/2024");
    let create = planning::CreatePlanRequest { name, content: Some(small_plan()), request_id: id("create") };
    is_repeatable(&system, "CreatePlan", create, |r| r.content.as_mut().unwrap().tasks[0].total_fen += 1).await;

    let (parent, content) = (DEPARTMENT.to_owned(), TABLE.to_vec());
    let import = planning::ImportPlanRequest { parent, content, request_id: id("import"), ..Default::default() };
    is_repeatable(&system, "ImportPlan", import, |r| r.content.push(b'\n')).await;
}

#[tokio::test]
async fn every_step_of_a_plan_is_repeatable() {
    let system = crate::start::draft().await;
    let (name, reviewer) = (|| PLAN.to_owned(), || "审核人".to_owned());

    let update = planning::UpdatePlanRequest {
        name: name(),
        content: Some(small_plan()),
        update_mask: Some(FieldMask { paths: vec!["goals".to_owned()] }),
        etag: Story::new(&system).plan().await.etag,
        request_id: id("update"),
        ..Default::default()
    };
    is_repeatable(&system, "UpdatePlan", update, |r| r.content.as_mut().unwrap().goals[0].text.push('x')).await;
    let weigh = planning::AllocateWeightsRequest { name: name(), request_id: id("weigh"), ..Default::default() };
    is_repeatable(&system, "AllocateWeights", weigh, |r| r.weight_scheme = "hubei".to_owned()).await;
    let submit = planning::SubmitPlanRequest { name: name(), request_id: id("submit"), ..Default::default() };
    is_repeatable(&system, "SubmitPlan", submit, |r| r.etag = "1-1".to_owned()).await;
    let opinions = vec![Opinion { indicator: "i001".to_owned(), text: "偏低".to_owned() }];
    let request_id = id("return");
    let back =
        planning::ReturnPlanRequest { name: name(), opinions, reviewer: reviewer(), request_id, etag: String::new() };
    is_repeatable(&system, "ReturnPlan", back, |r| r.opinions[0].text.push('x')).await;
    let submit = planning::SubmitPlanRequest { name: name(), request_id: id("again"), ..Default::default() };
    is_repeatable(&system, "SubmitPlan", submit, |r| r.etag = "1-1".to_owned()).await;
    for stage in [ReviewStage::Department as i32, ReviewStage::Finance as i32] {
        let request_id = id(&format!("review-{stage}"));
        let review =
            planning::ReviewPlanRequest { name: name(), stage, reviewer: reviewer(), request_id, ..Default::default() };
        is_repeatable(&system, "ReviewPlan", review, |r| r.reviewer.push('x')).await;
    }
    let request_id = id("approve");
    let approve = planning::ApprovePlanRequest { name: name(), approver: reviewer(), request_id, etag: String::new() };
    is_repeatable(&system, "ApprovePlan", approve, |r| r.approver.push('x')).await;
}

#[tokio::test]
async fn reports_and_judgements_are_repeatable() {
    let system = approved().await;

    let report = actuals("2023-12", vec![number("i001", "6700"), text("i004", "提升")]);
    let report = ReportActualsRequest { request_id: id("actuals"), ..report };
    is_repeatable(&system, "ReportActuals", report, |r| r.actuals.truncate(1)).await;
    let mut spent = execution();
    spent.request_id = id("execution");
    is_repeatable(&system, "ReportExecution", spent, |r| r.total = Some(amounts(150_000, None, 0))).await;
    let mut judge = judgement("i004", scoring::Tier::Achieved, "30");
    judge.request_id = id("judge");
    is_repeatable(&system, "JudgeIndicator", judge, |r| r.score = "29".to_owned()).await;
}

#[tokio::test]
async fn a_repeat_answers_as_the_first_time_whatever_happened_since() {
    let system = crate::start::draft().await;
    let (name, request_id) = (PLAN.to_owned(), id("weigh"));
    let weigh = planning::AllocateWeightsRequest { name, request_id, ..Default::default() };
    let first = system.call("AllocateWeights", &weigh).await.unwrap();
    Story::new(&system).approve().await;
    let approved = system.facts().await;

    let second = system.call("AllocateWeights", &weigh).await.unwrap();

    assert!(first == second);
    approved.are_still(&system.facts().await);
}

#[tokio::test]
async fn the_refusal_names_the_request_id() {
    let system = approved().await;
    let mut report = actuals("2023-12", vec![number("i001", "1")]);
    report.request_id = id("actuals");
    system.call("ReportActuals", &report).await.unwrap();
    report.reporter.push('x');

    let fault = system.refused("ReportActuals", &report).await;

    fault.is(Code::InvalidArgument, "REQUEST_ID_REUSED").has(&[("request_id", &report.request_id)]);
}

#[tokio::test]
async fn the_id_of_another_method_on_the_same_plan_is_refused() {
    let system = crate::start::draft().await;
    let (name, request_id) = (PLAN.to_owned(), id("x"));
    let weigh = planning::AllocateWeightsRequest { name: name.clone(), request_id, ..Default::default() };
    system.call("AllocateWeights", &weigh).await.unwrap();

    let submit = planning::SubmitPlanRequest { name, request_id: id("x"), ..Default::default() };
    let fault = system.refused("SubmitPlan", &submit).await;

    fault.is(Code::InvalidArgument, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn a_refused_request_leaves_its_id_free() {
    let system = crate::start::draft().await;
    let (name, request_id) = (PLAN.to_owned(), id("submit"));
    let submit = planning::SubmitPlanRequest { name, request_id, ..Default::default() };
    system.refused("SubmitPlan", &submit).await.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS");
    Story::new(&system).weigh("").await;

    let submitted: planning::SubmitPlanResponse = system.answer("SubmitPlan", &submit).await;

    assert_eq!(submitted.plan.unwrap().state(), planning::PlanState::Submitted);
}
