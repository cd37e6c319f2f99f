use jixiao_proto::common::v1 as common;
use jixiao_proto::planning::v1 as planning;
use jixiao_proto::results::v1 as results;
use jixiao_proto::scoring::v1 as scoring;
use jixiao_tests::{DEPARTMENT, PLAN, REGION, small_plan};
use planning::{Opinion, Region};
use prost::Message;
use prost_types::FieldMask;

use crate::start::{actuals, approved, execution, judgement, number};

const NO_REGION: &str = "regions/999999999";
const NO_DEPARTMENT: &str = "regions/120000000/departments/nobody";
const NO_PLAN: &str = "regions/120000000/departments/canlian/plans/2024";
const NO_VERSION: &str = "regions/120000000/departments/canlian/plans/2023/versions/7";

#[tokio::test]
async fn an_unknown_region_or_department_is_not_found_by_any_rpc() {
    let system = approved().await;
    let before = system.facts().await;

    for (rpc, message, kind, name) in owners() {
        system.fault_with(rpc, message).await.is_not_found(kind, name);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn an_unknown_plan_or_version_is_not_found_by_any_rpc() {
    let system = approved().await;
    let before = system.facts().await;

    for name in [NO_PLAN, NO_VERSION] {
        for (rpc, message) in readers(name) {
            system.fault_with(rpc, message).await.is_not_found("plan", name);
        }
    }
    for (rpc, message) in writers(NO_PLAN).into_iter().chain(of_all_versions(NO_PLAN)) {
        system.fault_with(rpc, message).await.is_not_found("plan", NO_PLAN);
    }
    let (name, source) = (NO_PLAN.to_owned(), format!("{DEPARTMENT}/plans/2025"));
    let copy = planning::CopyPlanRequest { name, source: source.clone(), ..Default::default() };
    system.fault("CopyPlan", &copy).await.is_not_found("plan", &source);

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn unknown_profiles_schemes_and_sources_are_not_found() {
    let system = approved().await;
    let (plan, profile) = (PLAN.to_owned(), "hunan".to_owned());
    let score = scoring::ScorePlanRequest { plan: plan.clone(), profile: profile.clone(), ..Default::default() };
    let judge =
        scoring::JudgeIndicatorRequest { profile: profile.clone(), ..judgement("i004", common::Tier::Achieved, "30") };
    let weigh = planning::AllocateWeightsRequest { name: plan.clone(), weight_scheme: profile, ..Default::default() };
    let source = planning::GetPlanSourceRequest { name: plan };

    let get = scoring::GetProfileRequest { name: "profiles/hunan".to_owned() };
    system.refused("GetProfile", &get).await.is_not_found("profile", "profiles/hunan");
    system.refused("ScorePlan", &score).await.is_not_found("profile", "hunan");
    system.refused("JudgeIndicator", &judge).await.is_not_found("profile", "hunan");
    system.refused("AllocateWeights", &weigh).await.is_not_found("weight scheme", "hunan");
    system.refused("GetPlanSource", &source).await.is_not_found("plan source", &format!("{PLAN}/versions/1"));
}

#[tokio::test]
async fn a_name_of_another_form_is_refused_by_every_rpc() {
    let system = approved().await;
    let before = system.facts().await;
    let malformed = ["x", "/", "regions/１２0000000", "regions/12000000", "regions/120000000/", " regions/120000000"];
    let of_plan = [
        DEPARTMENT,
        "regions/120000000/departments/CANLIAN/plans/2023",
        "regions/120000000/departments/canlian/plans/1999",
    ];
    let of_version =
        ["versions/0", "versions/01", "versions/-1", "versions/x", "versions/99999999999", "versions/1/versions/1", ""];

    for name in malformed {
        let get = planning::GetRegionRequest { name: name.to_owned() };
        system.fault("GetRegion", &get).await.is_of_fields(&["name"]);
        let list = planning::ListDepartmentsRequest { parent: name.to_owned(), ..Default::default() };
        system.fault("ListDepartments", &list).await.is_of_fields(&["parent"]);
    }
    for name in malformed.into_iter().chain([REGION, PLAN]) {
        let get = planning::GetDepartmentRequest { name: name.to_owned() };
        system.fault("GetDepartment", &get).await.is_of_fields(&["name"]);
    }
    let versions = of_version.map(|version| format!("{PLAN}/{version}"));
    for name in malformed.into_iter().chain(of_plan).chain(versions.iter().map(String::as_str)) {
        for (rpc, message) in readers(name).into_iter().chain(writers(name)).chain(of_all_versions(name)) {
            let field = match rpc {
                "ListPlanSteps" | "ListOpinions" | "ListPlanVersions" => "parent",
                "ReportActuals" | "ReportExecution" | "ScorePlan" | "RenderScorecard" | "JudgeIndicator" => "plan",
                _ => "name",
            };
            system.fault_with(rpc, message).await.is_of_fields(&[field]);
        }
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn writes_and_what_is_of_all_versions_take_the_name_of_a_plan_and_no_version() {
    let system = approved().await;
    let before = system.facts().await;

    let version = format!("{PLAN}/versions/1");
    for (rpc, message) in writers(&version).into_iter().chain(of_all_versions(&version)) {
        let fault = system.fault_with(rpc, message).await;
        let fields = [["name"], ["plan"], ["parent"]];
        assert!(fields.iter().any(|field| fault.fields == *field), "{rpc}: {fault:?}");
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_plan_that_nobody_reported_on_has_no_records_whether_it_exists_or_not() {
    let system = approved().await;

    for plan in [PLAN, NO_PLAN] {
        let read = results::GetActualsRequest { plan: plan.to_owned(), ..Default::default() };
        let read: results::GetActualsResponse = system.answer("GetActuals", &read).await;
        assert_eq!(read, results::GetActualsResponse::default());
        let list = results::ListActualRevisionsRequest { plan: plan.to_owned(), ..Default::default() };
        let list: results::ListActualRevisionsResponse = system.answer("ListActualRevisions", &list).await;
        assert_eq!(list, results::ListActualRevisionsResponse::default());
        let list = results::ListExecutionRevisionsRequest { plan: plan.to_owned(), ..Default::default() };
        let list: results::ListExecutionRevisionsResponse = system.answer("ListExecutionRevisions", &list).await;
        assert_eq!(list, results::ListExecutionRevisionsResponse::default());
        let list = scoring::ListJudgementsRequest { plan: plan.to_owned(), ..Default::default() };
        let list: scoring::ListJudgementsResponse = system.answer("ListJudgements", &list).await;
        assert_eq!(list, scoring::ListJudgementsResponse::default());
    }
}

type Case = (&'static str, Vec<u8>, &'static str, &'static str);

fn owners() -> Vec<Case> {
    let region = planning::GetRegionRequest { name: NO_REGION.to_owned() };
    let list = planning::ListDepartmentsRequest { parent: NO_REGION.to_owned(), ..Default::default() };
    let department = planning::Department {
        name: format!("{NO_REGION}/departments/canlian"),
        title: "残联".to_owned(),
        ..Default::default()
    };
    let create = planning::CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    let get = planning::GetDepartmentRequest { name: NO_DEPARTMENT.to_owned() };
    let plans = planning::ListPlansRequest { parent: NO_DEPARTMENT.to_owned(), ..Default::default() };
    let name = format!("{NO_DEPARTMENT}/plans/2023");
    let plan = planning::CreatePlanRequest { name, content: Some(small_plan()), ..Default::default() };
    let content = jixiao_tests::TABLE.to_vec();
    let import = planning::ImportPlanRequest { parent: NO_DEPARTMENT.to_owned(), content, ..Default::default() };
    let preview = planning::ImportPlanRequest { validate_only: true, ..import.clone() };
    vec![
        ("GetRegion", region.encode_to_vec(), "region", NO_REGION),
        ("ListDepartments", list.encode_to_vec(), "region", NO_REGION),
        ("CreateDepartment", create.encode_to_vec(), "region", NO_REGION),
        ("GetDepartment", get.encode_to_vec(), "department", NO_DEPARTMENT),
        ("ListPlans", plans.encode_to_vec(), "department", NO_DEPARTMENT),
        ("CreatePlan", plan.encode_to_vec(), "department", NO_DEPARTMENT),
        ("ImportPlan", import.encode_to_vec(), "department", NO_DEPARTMENT),
        ("ImportPlan", preview.encode_to_vec(), "department", NO_DEPARTMENT),
    ]
}

/// The rpcs that read a plan or one of its versions.
fn readers(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let name = || name.to_owned();
    let steps = planning::ListPlanStepsRequest { parent: name(), ..Default::default() };
    let opinions = planning::ListOpinionsRequest { parent: name(), ..Default::default() };
    let render = scoring::RenderScorecardRequest { plan: name(), ..Default::default() };
    vec![
        ("GetPlan", planning::GetPlanRequest { name: name(), approved: false }.encode_to_vec()),
        ("GetPlan", planning::GetPlanRequest { name: name(), approved: true }.encode_to_vec()),
        ("GetPlanSource", planning::GetPlanSourceRequest { name: name() }.encode_to_vec()),
        ("CheckPlan", planning::CheckPlanRequest { name: name() }.encode_to_vec()),
        ("ExportPlan", planning::ExportPlanRequest { name: name(), ..Default::default() }.encode_to_vec()),
        ("ListPlanSteps", steps.encode_to_vec()),
        ("ListOpinions", opinions.encode_to_vec()),
        ("RenderScorecard", render.encode_to_vec()),
        ("ScorePlan", scoring::ScorePlanRequest { plan: name(), ..Default::default() }.encode_to_vec()),
    ]
}

/// The rpcs that read all versions of a plan.
fn of_all_versions(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let versions = planning::ListPlanVersionsRequest { parent: name.to_owned(), ..Default::default() };
    let changes = planning::DiffPlanVersionsRequest { name: name.to_owned(), ..Default::default() };
    vec![("ListPlanVersions", versions.encode_to_vec()), ("DiffPlanVersions", changes.encode_to_vec())]
}

/// The rpcs that edit the indicators of a draft.
fn editors(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (name, etag, id) = (|| name.to_owned(), || "1-1".to_owned(), || "i001".to_owned());
    let indicator = small_plan().indicators.remove(0);
    let weights = vec![planning::IndicatorWeight { indicator: id(), weight: "90".to_owned() }];
    let weight_scheme = "cn-2020".to_owned();
    let update_mask = Some(FieldMask { paths: vec!["name".to_owned()] });
    let changed = Some(planning::Indicator { id: id(), ..indicator.clone() });
    let (base, content) = (Some(small_plan()), Some(small_plan()));
    let add = planning::AddIndicatorsRequest {
        name: name(),
        indicators: vec![indicator],
        etag: etag(),
        ..Default::default()
    };
    let drop =
        planning::DropIndicatorsRequest { name: name(), indicators: vec![id()], etag: etag(), ..Default::default() };
    let to =
        planning::MoveIndicatorRequest { name: name(), indicator: id(), goal: 1, etag: etag(), ..Default::default() };
    let order = planning::ReorderIndicatorsRequest {
        name: name(),
        goal: 1,
        indicators: vec![id()],
        etag: etag(),
        ..Default::default()
    };
    let update = planning::UpdateIndicatorRequest {
        name: name(),
        indicator: changed,
        update_mask,
        etag: etag(),
        ..Default::default()
    };
    let set = planning::SetWeightsRequest { name: name(), weight_scheme, weights, etag: etag(), ..Default::default() };
    let rebase = planning::RebasePlanRequest { name: name(), base, content, ..Default::default() };
    vec![
        ("AddIndicators", add.encode_to_vec()),
        ("DropIndicators", drop.encode_to_vec()),
        ("MoveIndicator", to.encode_to_vec()),
        ("ReorderIndicators", order.encode_to_vec()),
        ("UpdateIndicator", update.encode_to_vec()),
        ("SetWeights", set.encode_to_vec()),
        ("RebasePlan", rebase.encode_to_vec()),
    ]
}

/// The rpcs that write to a plan.
fn writers(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (name, reviewer) = (|| name.to_owned(), || "审核人".to_owned());
    // The year of the plan says which periods are its own.
    let period = if name().ends_with("2024") { "2024-12" } else { "2023-12" };
    let opinions = vec![Opinion { indicator: String::new(), text: "请补充".to_owned() }];
    let update_mask = Some(FieldMask { paths: vec!["tasks".to_owned()] });
    let (content, etag) = (Some(small_plan()), "1-1".to_owned());
    let update = planning::UpdatePlanRequest { name: name(), content, update_mask, etag, ..Default::default() };
    let review = planning::ReviewPlanRequest { name: name(), stage: 1, reviewer: reviewer(), ..Default::default() };
    let back = planning::ReturnPlanRequest { name: name(), opinions, reviewer: reviewer(), ..Default::default() };
    let approve = planning::ApprovePlanRequest { name: name(), approver: reviewer(), ..Default::default() };
    let report = results::ReportActualsRequest { plan: name(), ..actuals(period, vec![number("i001", "1")]) };
    let spent = results::ReportExecutionRequest { plan: name(), period: period.to_owned(), ..execution() };
    let judge = scoring::JudgeIndicatorRequest { plan: name(), ..judgement("i004", common::Tier::Achieved, "30") };
    let weigh = planning::AllocateWeightsRequest { name: name(), ..Default::default() };
    let publish = planning::PublishPlanRequest { name: name(), publisher: reviewer(), ..Default::default() };
    let adjust = planning::AdjustPlanRequest { name: name(), reason: "追加预算".to_owned(), ..Default::default() };
    let mut writers = vec![
        ("UpdatePlan", update.encode_to_vec()),
        ("AllocateWeights", weigh.encode_to_vec()),
        ("SubmitPlan", planning::SubmitPlanRequest { name: name(), ..Default::default() }.encode_to_vec()),
        ("ReviewPlan", review.encode_to_vec()),
        ("ReturnPlan", back.encode_to_vec()),
        ("ApprovePlan", approve.encode_to_vec()),
        ("PublishPlan", publish.encode_to_vec()),
        ("AdjustPlan", adjust.encode_to_vec()),
        ("ReportActuals", report.encode_to_vec()),
        ("ReportExecution", spent.encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
    ];
    writers.extend(editors(&name()));
    writers
}

#[tokio::test]
async fn codes_ids_and_titles_of_new_names_are_checked() {
    let system = approved().await;
    let before = system.facts().await;
    let titles = [String::new(), " ".to_owned(), "长".repeat(101), "天津\u{0}".to_owned()];

    for title in titles {
        let region = planning::CreateRegionRequest {
            region: Some(Region { name: "regions/110000000".to_owned(), title: title.clone(), ..Default::default() }),
            request_id: String::new(),
        };
        system.fault("CreateRegion", &region).await.is_of_fields(&["region.title"]);
        let department = Some(planning::Department { name: NO_DEPARTMENT.to_owned(), title, ..Default::default() });
        let department = planning::CreateDepartmentRequest { department, request_id: String::new() };
        system.fault("CreateDepartment", &department).await.is_of_fields(&["department.title"]);
    }
    for id in ["", "-a", "A", "a_b", "残联", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a/b"] {
        let name = format!("{REGION}/departments/{id}");
        let department = Some(planning::Department { name, title: "残联".to_owned(), ..Default::default() });
        let department = planning::CreateDepartmentRequest { department, request_id: String::new() };
        system.fault("CreateDepartment", &department).await.is_of_fields(&["department.name"]);
    }

    before.are_still(&system.facts().await);
}
