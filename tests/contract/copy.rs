//! The plan of another year.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::{CopyPlanRequest, CopyPlanResponse, PlanState};
use jixiao_tests::{DEPARTMENT, PLAN, Story};
use tonic::Code;

use crate::start::{approved, draft};

fn copy(year: i32, with_amounts: bool) -> CopyPlanRequest {
    let name = format!("{DEPARTMENT}/plans/{year}");
    CopyPlanRequest { name, source: PLAN.to_owned(), with_amounts, request_id: String::new() }
}

#[tokio::test]
async fn a_copy_keeps_ids_and_weights_and_moves_the_days() {
    let system = approved().await;
    let source = Story::new(&system).plan().await.content.unwrap();

    let copied: CopyPlanResponse = system.answer("CopyPlan", &copy(2025, true)).await;

    let plan = copied.plan.unwrap();
    assert_eq!((plan.version, plan.state(), plan.base_version), (1, PlanState::Draft, 0));
    let content = plan.content.unwrap();
    assert_eq!(
        (&content.tasks, &content.goals, &content.weight_scheme),
        (&source.tasks, &source.goals, &source.weight_scheme)
    );
    let told = |indicators: &[jixiao_proto::planning::v1::Indicator]| {
        indicators.iter().map(|i| (i.id.clone(), i.name.clone(), i.weight.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&content.indicators), told(&source.indicators));
    let deadline = content.indicators.iter().find(|i| i.id == "i002").unwrap().target.clone().unwrap().kind.unwrap();
    assert!(matches!(&deadline, Kind::Deadline(d) if d.date == "2025-09-30" && d.text == "9月底前"), "{deadline:?}");
}

#[tokio::test]
async fn a_copy_without_amounts_has_no_money() {
    let system = approved().await;

    let copied: CopyPlanResponse = system.answer("CopyPlan", &copy(2024, false)).await;

    let tasks = copied.plan.unwrap().content.unwrap().tasks;
    assert_eq!(tasks.len(), 2);
    assert!(tasks.iter().all(|t| (t.total_fen, t.basic_fen, t.project_fen, t.other_fen) == (0, None, None, None)));
}

#[tokio::test]
async fn only_a_plan_in_force_of_the_same_department_is_copied_and_never_onto_another() {
    let system = draft().await;
    let refused = system.refused("CopyPlan", &copy(2024, true)).await;
    refused.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.approve().await;

    let elsewhere = CopyPlanRequest { name: format!("{DEPARTMENT}x/plans/2024"), ..copy(2024, true) };
    system.refused("CopyPlan", &elsewhere).await.is_of_fields(&["source"]);
    let missing = CopyPlanRequest { source: format!("{DEPARTMENT}/plans/2022"), ..copy(2024, true) };
    system.refused("CopyPlan", &missing).await.is_not_found("plan", &format!("{DEPARTMENT}/plans/2022"));
    system.refused("CopyPlan", &copy(2023, true)).await.is(Code::AlreadyExists, "RESOURCE_EXISTS");
    let again = CopyPlanRequest { request_id: "copy".to_owned(), ..copy(2024, true) };
    let first: CopyPlanResponse = system.answer("CopyPlan", &again).await;
    let second: CopyPlanResponse = system.answer("CopyPlan", &again).await;
    assert_eq!(first, second);
}
