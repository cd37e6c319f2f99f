use std::fmt::Debug;

use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1 as common;
use jixiao_proto::planning::v1 as planning;
use jixiao_proto::results::v1 as results;
use jixiao_proto::scoring::v1 as scoring;
use jixiao_tests::{DEPARTMENT, PLAN, REGION, Story, System, judged_score, small_plan};
use prost::Message;

use crate::start::{actuals, approved, execution, judgement, number, text};

/// Walks an rpc's pages of each size and asserts that they hold the same rows as one large page.
macro_rules! walk {
    ($system:expr, $rpc:literal, $request:expr => $response:ty, $rows:ident) => {{
        let mut walks = Vec::new();
        for size in [1000, 1, 2, 3, 0] {
            let (mut rows, mut token) = (Vec::new(), String::new());
            loop {
                let mut request = $request;
                (request.page_size, request.page_token) = (size, token);
                let page: $response = $system.answer($rpc, &request).await;
                assert!(size == 0 || page.$rows.len() <= usize::try_from(size).unwrap());
                assert!(page.next_page_token.is_empty() || !page.$rows.is_empty());
                rows.extend(page.$rows);
                token = page.next_page_token;
                if token.is_empty() {
                    break;
                }
            }
            walks.push(rows);
        }
        $crate::pages::all_the_same($rpc, walks)
    }};
}

pub(crate) use walk;

pub(crate) fn all_the_same<R: Debug + PartialEq>(rpc: &str, mut walks: Vec<Vec<R>>) -> Vec<R> {
    let rows = walks.swap_remove(0);
    assert!(walks.iter().all(|walk| *walk == rows), "{rpc}: {rows:?} {walks:?}");
    rows
}

#[tokio::test]
async fn regions_departments_and_plans_come_once_and_in_order() {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    for code in ["990000000", "110000000", "120000001"] {
        let region =
            planning::Region { name: format!("regions/{code}"), title: "区".to_owned(), ..Default::default() };
        let create = planning::CreateRegionRequest { region: Some(region), request_id: String::new() };
        let _: planning::CreateRegionResponse = system.answer("CreateRegion", &create).await;
    }
    for id in ["z", "a-b", "a", "a0", "0"] {
        let department = planning::Department {
            name: format!("{REGION}/departments/{id}"),
            title: "局".to_owned(),
            ..Default::default()
        };
        let create = planning::CreateDepartmentRequest { department: Some(department), request_id: String::new() };
        let _: planning::CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;
    }
    for year in [2024, 2000, 2099, 2023] {
        let name = format!("{DEPARTMENT}/plans/{year}");
        let create = planning::CreatePlanRequest { name, content: Some(small_plan()), request_id: String::new() };
        let _: planning::CreatePlanResponse = system.answer("CreatePlan", &create).await;
    }
    let parent = |name: &str| name.to_owned();

    let regions =
        walk!(system, "ListRegions", planning::ListRegionsRequest::default() => planning::ListRegionsResponse, regions);
    let departments = walk!(system, "ListDepartments",
        planning::ListDepartmentsRequest { parent: parent(REGION), ..Default::default() } => planning::ListDepartmentsResponse, departments);
    let plans = walk!(system, "ListPlans",
        planning::ListPlansRequest { parent: parent(DEPARTMENT), ..Default::default() } => planning::ListPlansResponse, plans);

    let ends = |names: Vec<String>| names.iter().map(|n| n.rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>();
    let regions = ends(regions.into_iter().map(|r| r.name).collect());
    assert_eq!(regions, ["110000000", "120000000", "120000001", "990000000"]);
    let departments = ends(departments.into_iter().map(|d| d.name).collect());
    assert_eq!(departments, ["0", "a", "a-b", "a0", "canlian", "z"]);
    assert!(plans.iter().all(|p| p.content.is_none()));
    let plans: Vec<_> = plans.iter().map(|p| p.name.strip_prefix(DEPARTMENT).unwrap()).collect();
    assert_eq!(plans, [2000, 2023, 2024, 2099].map(|year| format!("/plans/{year}/versions/1")));
}

#[tokio::test]
async fn steps_revisions_and_judgements_come_once_and_in_order() {
    let system = approved().await;
    for batch in [vec![text("i004", "一"), number("i001", "1")], vec![number("i003", "2"), number("i001", "3")]] {
        let _: results::ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-11", batch)).await;
    }
    let _: results::ReportExecutionResponse = system.answer("ReportExecution", &execution()).await;
    let _: results::ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![number("i001", "4")])).await;
    for period in ["2023-12", "2023-01", "2023-12"] {
        let report = results::ReportExecutionRequest { period: period.to_owned(), ..execution() };
        let _: results::ReportExecutionResponse = system.answer("ReportExecution", &report).await;
    }
    for score in ["24", "25", "26", "27"] {
        let judge = judgement("i004", common::Tier::Achieved, score);
        let _: scoring::JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
    }
    let plan = || PLAN.to_owned();

    let steps = walk!(system, "ListPlanSteps",
        planning::ListPlanStepsRequest { parent: plan(), ..Default::default() } => planning::ListPlanStepsResponse, plan_steps);
    let all = walk!(system, "ListActualRevisions",
        results::ListActualRevisionsRequest { plan: plan(), ..Default::default() } => results::ListActualRevisionsResponse, actual_revisions);
    let one = walk!(system, "ListActualRevisions",
        results::ListActualRevisionsRequest { plan: plan(), indicator: "i001".to_owned(), ..Default::default() }
        => results::ListActualRevisionsResponse, actual_revisions);
    let executions = walk!(system, "ListExecutionRevisions",
        results::ListExecutionRevisionsRequest { plan: plan(), ..Default::default() } => results::ListExecutionRevisionsResponse, execution_revisions);
    let judged = walk!(system, "ListJudgements",
        scoring::ListJudgementsRequest { plan: plan(), ..Default::default() } => scoring::ListJudgementsResponse, judgements);

    assert_eq!(steps.iter().map(|s| s.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let key = |r: &results::ActualRecord| (r.revision, r.actual.as_ref().unwrap().indicator.clone());
    let expected = [(1, "i001"), (1, "i004"), (2, "i001"), (2, "i003"), (4, "i001")].map(|(r, i)| (r, i.to_owned()));
    assert_eq!(all.iter().map(key).collect::<Vec<_>>(), expected);
    assert_eq!(one.iter().map(|r| r.revision).collect::<Vec<_>>(), [1, 2, 4]);
    let executions: Vec<_> = executions.iter().map(|e| (e.revision, e.period.as_str())).collect();
    assert_eq!(executions, [(3, "2023-12"), (5, "2023-12"), (6, "2023-01"), (7, "2023-12")]);
    let judged: Vec<_> = judged.iter().map(|j| (j.revision, judged_score(j))).collect();
    assert_eq!(judged, [(1, "24.00"), (2, "25.00"), (3, "26.00"), (4, "27.00")]);
}

#[tokio::test]
async fn opinions_versions_changes_and_audit_entries_come_once_and_in_order() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.small().await;
    story.weigh("").await;
    for _ in 0..3 {
        story.review().await;
        story.send_back().await;
    }
    story.approve().await;
    let plan = || PLAN.to_owned();
    let adjust = planning::AdjustPlanRequest { name: plan(), reason: "追加".to_owned(), ..Default::default() };
    let _: planning::AdjustPlanResponse = system.answer("AdjustPlan", &adjust).await;
    story.weigh("hubei").await;
    let of_first = || format!("{PLAN}/versions/1");

    let opinions = walk!(system, "ListOpinions",
        planning::ListOpinionsRequest { parent: of_first(), ..Default::default() } => planning::ListOpinionsResponse, opinions);
    let versions = walk!(system, "ListPlanVersions",
        planning::ListPlanVersionsRequest { parent: plan(), ..Default::default() } => planning::ListPlanVersionsResponse, plan_versions);
    let changes = walk!(system, "DiffPlanVersions",
        planning::DiffPlanVersionsRequest { name: plan(), ..Default::default() } => planning::DiffPlanVersionsResponse, changes);
    let entries = walk!(system, "ListAuditEntries",
        ListAuditEntriesRequest { parent: REGION.to_owned(), ..Default::default() } => ListAuditEntriesResponse, audit_entries);

    let steps: Vec<_> = opinions.iter().map(|o| o.name.rsplit('/').next().unwrap()).collect();
    assert_eq!(steps, ["4-1", "8-1", "12-1"]);
    let versions: Vec<_> = versions.iter().map(|v| v.name.rsplit('/').next().unwrap()).collect();
    assert_eq!(versions, ["1", "2"]);
    let fields: Vec<_> = changes.iter().map(|c| (c.resource.rsplit('/').next().unwrap(), c.field.as_str())).collect();
    assert!(fields.len() >= 6, "{fields:?}");
    let weighed: Vec<_> = fields.iter().filter(|(_, field)| *field == "weight").map(|(id, _)| *id).collect();
    assert!(weighed.is_sorted() && weighed.contains(&"i001") && weighed.contains(&"i005"), "{fields:?}");
    let sequences: Vec<_> = entries.iter().map(|e| e.entry.as_ref().unwrap().sequence).collect();
    let last = i64::try_from(sequences.len()).unwrap();
    assert_eq!(sequences, (1..=last).collect::<Vec<_>>());
    assert_eq!(entries.last().unwrap().entry.as_ref().unwrap().method, "AllocateWeights");
}

#[tokio::test]
async fn a_page_without_a_size_has_100_rows() {
    let system = approved().await;
    let batch = || ["i001", "i003", "i005"].map(|id| number(id, "1")).to_vec();
    for _ in 0..34 {
        let _: results::ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", batch())).await;
    }
    let list = results::ListActualRevisionsRequest { plan: PLAN.to_owned(), ..Default::default() };

    let first: results::ListActualRevisionsResponse = system.answer("ListActualRevisions", &list).await;
    let list = results::ListActualRevisionsRequest { page_token: first.next_page_token, ..list };
    let second: results::ListActualRevisionsResponse = system.answer("ListActualRevisions", &list).await;

    assert_eq!((first.actual_revisions.len(), second.actual_revisions.len()), (100, 2));
    assert_eq!(second.next_page_token, "");
}

#[tokio::test]
async fn a_page_size_outside_its_range_is_refused_by_every_list() {
    let system = approved().await;

    for page_size in [-1, 1001, i32::MIN, i32::MAX] {
        for (rpc, message) in lists(page_size, "") {
            system.fault_with(rpc, message).await.is_of_fields(&["page_size"]);
        }
    }
}

/// Every list that pages, asked of the region, the department or the plan of the stories.
pub(crate) fn lists(page_size: i32, page_token: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (parent, token) = (|name: &str| name.to_owned(), || page_token.to_owned());
    let departments = planning::ListDepartmentsRequest {
        parent: parent(REGION),
        page_size,
        page_token: token(),
        ..Default::default()
    };
    let plans =
        planning::ListPlansRequest { parent: parent(DEPARTMENT), page_size, page_token: token(), ..Default::default() };
    let steps = planning::ListPlanStepsRequest { parent: parent(PLAN), page_size, page_token: token() };
    let indicator = String::new();
    let revisions =
        results::ListActualRevisionsRequest { plan: parent(PLAN), indicator, page_size, page_token: token() };
    let executions = results::ListExecutionRevisionsRequest { plan: parent(PLAN), page_size, page_token: token() };
    let judgements = scoring::ListJudgementsRequest { plan: parent(PLAN), page_size, page_token: token() };
    let indicator = String::new();
    let opinions = planning::ListOpinionsRequest { parent: parent(PLAN), page_size, page_token: token(), indicator };
    let versions = planning::ListPlanVersionsRequest { parent: parent(PLAN), page_size, page_token: token() };
    let changes =
        planning::DiffPlanVersionsRequest { name: parent(PLAN), page_size, page_token: token(), ..Default::default() };
    let schemes = planning::ListWeightSchemesRequest { parent: parent(REGION), page_size, page_token: token() };
    let library = planning::ListLibraryIndicatorsRequest {
        parent: parent(REGION),
        page_size,
        page_token: token(),
        ..Default::default()
    };
    let entries =
        ListAuditEntriesRequest { parent: parent(REGION), page_size, page_token: token(), ..Default::default() };
    vec![
        (
            "ListRegions",
            planning::ListRegionsRequest { page_size, page_token: token(), ..Default::default() }.encode_to_vec(),
        ),
        ("ListDepartments", departments.encode_to_vec()),
        ("ListPlans", plans.encode_to_vec()),
        ("ListPlanSteps", steps.encode_to_vec()),
        ("ListActualRevisions", revisions.encode_to_vec()),
        ("ListExecutionRevisions", executions.encode_to_vec()),
        ("ListJudgements", judgements.encode_to_vec()),
        ("ListOpinions", opinions.encode_to_vec()),
        ("ListPlanVersions", versions.encode_to_vec()),
        ("DiffPlanVersions", changes.encode_to_vec()),
        ("ListWeightSchemes", schemes.encode_to_vec()),
        ("ListLibraryIndicators", library.encode_to_vec()),
        ("ListAuditEntries", entries.encode_to_vec()),
    ]
}
