//! Every write repeated with its request id.

use jixiao_proto::common::v1 as common;
use jixiao_proto::planning::v1 as planning;
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_tests::{DEPARTMENT, Fault, PLAN, REGION, Story, System, TABLE, small_plan};
use planning::{Opinion, ReviewStage};
use prost::Message;
use prost_types::FieldMask;
use tonic::Code;

use crate::profiles::{creating, rules};
use crate::start::{actuals, amounts, approved, complete, execution, finalizing, judgement, number, overriding, text};

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
async fn keeping_regions_schemes_and_the_library_is_repeatable() {
    let system = crate::schemes::registered().await;
    let regions: planning::ListRegionsResponse =
        system.answer("ListRegions", &planning::ListRegionsRequest::default()).await;
    let region = regions.regions.into_iter().find(|region| region.name == REGION).unwrap();
    let mask = Some(FieldMask { paths: vec!["title".to_owned()] });

    let renamed = planning::Region { title: "天津".to_owned(), ..region };
    let update =
        planning::UpdateRegionRequest { region: Some(renamed), update_mask: mask, request_id: id("update-region") };
    is_repeatable(&system, "UpdateRegion", update, |r| r.region.as_mut().unwrap().title.push('x')).await;
    let district =
        planning::Region { name: "regions/120102000".to_owned(), title: "河东区".to_owned(), ..Default::default() };
    let (parent, regions) = (REGION.to_owned(), vec![district]);
    let batch = planning::BatchUpsertRegionsRequest { parent, regions, request_id: id("regions") };
    is_repeatable(&system, "BatchUpsertRegions", batch, |r| r.regions[0].title.push('x')).await;
    let scheme = planning::CreateWeightSchemeRequest { request_id: id("scheme"), ..crate::schemes::own(REGION) };
    is_repeatable(&system, "CreateWeightScheme", scheme, |r| r.weight_scheme.as_mut().unwrap().source.push('x')).await;
    let batch = crate::library::one(REGION);
    let batch = planning::BatchUpsertLibraryIndicatorsRequest { request_id: id("library"), ..batch };
    is_repeatable(&system, "BatchUpsertLibraryIndicators", batch, |r| r.library_indicators[0].title.push('x')).await;
}

#[tokio::test]
async fn every_edit_of_a_draft_is_repeatable() {
    let system = crate::start::draft().await;
    let (name, i001) = (|| PLAN.to_owned(), || "i001".to_owned());
    let etag = async || Story::new(&system).plan().await.etag;

    let indicators = small_plan().indicators.drain(..1).collect();
    let (after, request_id) = (i001(), id("add"));
    let add = planning::AddIndicatorsRequest { name: name(), indicators, after, etag: etag().await, request_id };
    is_repeatable(&system, "AddIndicators", add, |r| r.after.clear()).await;
    let (indicators, request_id) = (vec!["i006".to_owned()], id("drop"));
    let drop = planning::DropIndicatorsRequest { name: name(), indicators, etag: etag().await, request_id };
    is_repeatable(&system, "DropIndicators", drop, |r| r.indicators = vec![i001()]).await;
    let (after, etag_now, request_id) = (String::new(), etag().await, id("move"));
    let to =
        planning::MoveIndicatorRequest { name: name(), indicator: i001(), goal: 1, after, etag: etag_now, request_id };
    is_repeatable(&system, "MoveIndicator", to, |r| r.goal = 2).await;
    let (indicators, request_id) = (["i001", "i002", "i003"].map(str::to_owned).to_vec(), id("order"));
    let order =
        planning::ReorderIndicatorsRequest { name: name(), goal: 1, indicators, etag: etag().await, request_id };
    is_repeatable(&system, "ReorderIndicators", order, |r| r.indicators.reverse()).await;
    let indicator = Some(planning::Indicator { id: i001(), name: "新名".to_owned(), ..Default::default() });
    let (update_mask, request_id) = (Some(FieldMask { paths: vec!["name".to_owned()] }), id("rename"));
    let rename =
        planning::UpdateIndicatorRequest { name: name(), indicator, update_mask, etag: etag().await, request_id };
    is_repeatable(&system, "UpdateIndicator", rename, |r| r.indicator.as_mut().unwrap().name.push('x')).await;
    let weight = |id: &str| planning::IndicatorWeight { indicator: id.to_owned(), weight: "18".to_owned() };
    let weights = ["i001", "i002", "i003", "i004", "i005"].iter().map(|id| weight(id)).collect();
    let (weight_scheme, request_id) = ("cn-2020".to_owned(), id("set"));
    let set = planning::SetWeightsRequest { name: name(), weight_scheme, weights, etag: etag().await, request_id };
    is_repeatable(&system, "SetWeights", set, |r| r.weights.reverse()).await;
    let base = Story::new(&system).plan().await.content.unwrap();
    let mut typed = base.clone();
    typed.tasks[0].name.push('新');
    let (base, content, request_id) = (Some(base), Some(typed), id("rebase"));
    let rebase = planning::RebasePlanRequest { name: name(), base, content, validate_only: false, request_id };
    is_repeatable(&system, "RebasePlan", rebase, |r| r.content.as_mut().unwrap().tasks[0].name.push('x')).await;
}

#[tokio::test]
async fn what_follows_a_return_or_an_approval_is_repeatable() {
    let system = crate::start::draft().await;
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.review().await;
    story.send_back().await;
    let list = planning::ListOpinionsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let opinions: planning::ListOpinionsResponse = system.answer("ListOpinions", &list).await;
    let (name, answered_by) = (opinions.opinions[0].name.clone(), "填报人".to_owned());

    let (accepted, request_id) = (true, id("answer"));
    let answer = planning::AnswerOpinionRequest { name, accepted, answered_by, request_id, ..Default::default() };
    is_repeatable(&system, "AnswerOpinion", answer, |r| r.answer = "已补充".to_owned()).await;
    story.approve().await;
    let (publisher, request_id) = ("财政局".to_owned(), id("publish"));
    let publish = planning::PublishPlanRequest { name: PLAN.to_owned(), publisher, request_id, ..Default::default() };
    is_repeatable(&system, "PublishPlan", publish, |r| r.publisher.push('x')).await;
    let (name, source) = (format!("{DEPARTMENT}/plans/2024"), PLAN.to_owned());
    let copy = planning::CopyPlanRequest { name, source, with_amounts: false, request_id: id("copy") };
    is_repeatable(&system, "CopyPlan", copy, |r| r.with_amounts = true).await;
    let (reason, request_id) = ("追加预算".to_owned(), id("adjust"));
    let adjust = planning::AdjustPlanRequest { name: PLAN.to_owned(), reason, request_id, ..Default::default() };
    is_repeatable(&system, "AdjustPlan", adjust, |r| r.reason.push('x')).await;
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
    let mut judge = judgement("i004", common::Tier::Achieved, "30");
    judge.request_id = id("judge");
    is_repeatable(&system, "JudgeIndicator", judge, |r| r.grounds = "另一依据".to_owned()).await;
}

#[tokio::test]
async fn profiles_overrides_and_finalized_scorecards_are_repeatable() {
    let system = complete().await;

    let mut profile = creating(REGION, rules("own"));
    profile.request_id = id("profile");
    is_repeatable(&system, "CreateProfile", profile, |r| r.profile.as_mut().unwrap().strict = true).await;
    let mut over = overriding("i001", "10");
    over.request_id = id("override");
    is_repeatable(&system, "OverrideScore", over.clone(), |r| r.score = "9".to_owned()).await;
    let mut finalize = finalizing();
    finalize.request_id = id("finalize");
    let first = system.call("FinalizeScorecard", &finalize).await.unwrap();
    is_repeatable(&system, "FinalizeScorecard", finalize.clone(), |r| r.finalizer.push('x')).await;

    // What is the newest now, and what the rows have, does not matter.
    system.call("FinalizeScorecard", &finalizing()).await.unwrap();
    system.call("ReportActuals", &actuals("2023-12", vec![number("i001", "1")])).await.unwrap();
    assert!(system.call("FinalizeScorecard", &finalize).await.unwrap() == first);
    assert!(system.call("OverrideScore", &over).await.is_ok());
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
