//! The versions of a plan and how they differ.

use jixiao_proto::planning::v1::{
    DiffPlanVersionsRequest, DiffPlanVersionsResponse, DropIndicatorsRequest, DropIndicatorsResponse, Indicator,
    ListPlanVersionsRequest, ListPlanVersionsResponse, PlanState, UpdateIndicatorRequest, UpdateIndicatorResponse,
};
use jixiao_tests::{PLAN, Story, System};
use prost_types::FieldMask;
use tonic::Code;

use crate::adjust::adjusted;
use crate::start::{approved, draft};

fn diff(from_version: i32, to_version: i32) -> DiffPlanVersionsRequest {
    DiffPlanVersionsRequest { name: PLAN.to_owned(), from_version, to_version, ..Default::default() }
}

/// Version 1 approved, and version 2 a draft with a new name for `i002` and without `i005`.
async fn two() -> System {
    let system = approved().await;
    let draft = adjusted(&system).await;
    let rename = UpdateIndicatorRequest {
        name: PLAN.to_owned(),
        indicator: Some(Indicator { id: "i002".to_owned(), name: "完工时间".to_owned(), ..Default::default() }),
        update_mask: Some(FieldMask { paths: vec!["name".to_owned()] }),
        etag: draft.etag,
        ..Default::default()
    };
    let renamed: UpdateIndicatorResponse = system.answer("UpdateIndicator", &rename).await;
    let etag = renamed.plan.unwrap().etag;
    let indicators = vec!["i005".to_owned()];
    let drop = DropIndicatorsRequest { name: PLAN.to_owned(), indicators, etag, ..Default::default() };
    let _: DropIndicatorsResponse = system.answer("DropIndicators", &drop).await;
    system
}

#[tokio::test]
async fn versions_are_listed_by_number_with_base_and_reason_and_without_content() {
    let system = two().await;
    let list = |page_size, page_token| ListPlanVersionsRequest { parent: PLAN.to_owned(), page_size, page_token };

    let first: ListPlanVersionsResponse = system.answer("ListPlanVersions", &list(1, String::new())).await;
    let second: ListPlanVersionsResponse =
        system.answer("ListPlanVersions", &list(1, first.next_page_token.clone())).await;

    assert_eq!(second.next_page_token, "");
    let told: Vec<_> = [first, second]
        .into_iter()
        .flat_map(|page| page.plan_versions)
        .map(|plan| (plan.version, plan.state(), plan.base_version, plan.reason.clone(), plan.content))
        .collect();
    let expected =
        [(1, PlanState::Approved, 0, String::new(), None), (2, PlanState::Draft, 1, "年中调整".to_owned(), None)];
    assert_eq!(told, expected);
    let other = format!("{PLAN}x").replace("2023x", "2024");
    let list = ListPlanVersionsRequest { parent: other.clone(), ..Default::default() };
    system.refused("ListPlanVersions", &list).await.is_not_found("plan", &other);
}

#[tokio::test]
async fn a_difference_names_the_field_and_both_values_and_what_was_dropped() {
    let system = two().await;

    let answer: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &diff(0, 0)).await;
    let named: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &diff(1, 2)).await;

    assert_eq!(answer, named);
    let (from, to) = (format!("{PLAN}/versions/1"), format!("{PLAN}/versions/2"));
    assert_eq!((&answer.from_name, &answer.to_name), (&from, &to));
    let told = |indicator: &str, field: &str| {
        let resource = format!("{to}/indicators/{indicator}");
        let found = answer.changes.iter().find(|c| c.resource == resource && c.field == field);
        found.map(|c| (c.old.clone(), c.new.clone()))
    };
    assert_eq!(told("i002", "name"), Some((Some("完成时间".to_owned()), Some("完工时间".to_owned()))));
    assert!(told("i005", "").is_some_and(|(old, new)| old.is_some_and(|o| o.contains("满意度")) && new.is_none()));
    assert_eq!(told("i001", "weight"), Some((Some("16.67".to_owned()), None)));
}

#[tokio::test]
async fn differences_come_in_pages_that_make_up_the_whole() {
    let system = two().await;
    let whole: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &diff(1, 2)).await;

    let (mut walked, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = DiffPlanVersionsRequest { page_size: 2, page_token, ..diff(1, 2) };
        let page: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &request).await;
        walked.extend(page.changes);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }

    assert_eq!(walked, whole.changes);
}

#[tokio::test]
async fn version_1_differs_from_nothing_by_all_it_has_and_a_version_from_itself_by_nothing() {
    let system = draft().await;

    let created: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &diff(0, 0)).await;
    let same: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &diff(1, 1)).await;

    assert_eq!((created.from_name.as_str(), same.changes), ("", Vec::new()));
    let name = format!("{PLAN}/versions/1");
    let items: Vec<_> = created.changes.iter().filter(|c| c.field.is_empty()).map(|c| &c.resource).collect();
    assert_eq!(items.len(), 9);
    assert!(items.contains(&&format!("{name}/indicators/i005")));
    assert!(created.changes.iter().all(|c| c.old.is_none() && c.new.is_some()));
    system.refused("DiffPlanVersions", &diff(1, 7)).await.is_not_found("plan", &format!("{PLAN}/versions/7"));
    system.refused("DiffPlanVersions", &diff(-1, -2)).await.is_of_fields(&["from_version", "to_version"]);
}

#[tokio::test]
async fn a_page_of_a_draft_that_was_edited_meanwhile_is_refused() {
    let system = two().await;
    let request = DiffPlanVersionsRequest { page_size: 1, ..diff(1, 2) };
    let page: DiffPlanVersionsResponse = system.answer("DiffPlanVersions", &request).await;
    Story::new(&system).weigh("").await;

    let next = DiffPlanVersionsRequest { page_token: page.next_page_token, ..request };
    let refused = system.refused("DiffPlanVersions", &next).await;

    refused.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
}
