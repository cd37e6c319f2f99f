//! Adjustments of a plan in force.

use jixiao_proto::planning::v1::{
    AdjustPlanRequest, AdjustPlanResponse, GetPlanRequest, GetPlanResponse, ImportPlanRequest, ImportPlanResponse,
    ListPlanStepsRequest, ListPlanStepsResponse, Plan, PlanState,
};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System, TABLE};
use tonic::{Code, Request};

use crate::start::{approved, draft};

pub(crate) fn adjust(reason: &str) -> AdjustPlanRequest {
    AdjustPlanRequest { name: PLAN.to_owned(), reason: reason.to_owned(), ..Default::default() }
}

/// The draft of an adjustment.
pub(crate) async fn adjusted(system: &System) -> Plan {
    let answer: AdjustPlanResponse = system.answer("AdjustPlan", &adjust("年中调整")).await;
    answer.plan.unwrap()
}

async fn get(system: &System, name: &str, approved: bool) -> Plan {
    let answer: GetPlanResponse = system.answer("GetPlan", &GetPlanRequest { name: name.to_owned(), approved }).await;
    answer.plan.unwrap()
}

#[tokio::test]
async fn an_adjustment_is_a_draft_of_the_next_version_while_the_one_in_force_stays() {
    let system = approved().await;
    let base = get(&system, PLAN, true).await;

    let draft = adjusted(&system).await;

    assert_eq!((draft.name.as_str(), draft.version), (format!("{PLAN}/versions/2").as_str(), 2));
    assert_eq!((draft.state(), draft.base_version, draft.reason.as_str()), (PlanState::Draft, 1, "年中调整"));
    assert_eq!((&draft.content, &draft.content_sha256), (&base.content, &base.content_sha256));
    assert_eq!(get(&system, PLAN, false).await, draft);
    assert_eq!(get(&system, PLAN, true).await, base);
    let list = ListPlanStepsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let steps: ListPlanStepsResponse = system.answer("ListPlanSteps", &list).await;
    assert_eq!(steps.plan_steps, []);
}

#[tokio::test]
async fn approval_makes_the_next_version_and_the_one_before_stays_readable() {
    let system = approved().await;
    let first = get(&system, PLAN, true).await;
    adjusted(&system).await;

    Story::new(&system).approve().await;

    let second = get(&system, PLAN, true).await;
    assert_eq!((second.version, second.state()), (2, PlanState::Approved));
    assert_eq!(get(&system, &format!("{PLAN}/versions/1"), true).await, first);
    assert_eq!(adjusted(&system).await.version, 3);
}

#[tokio::test]
async fn an_adjustment_needs_a_reason_and_a_version_in_force_and_no_open_draft() {
    let system = draft().await;
    let state = [("state", "draft"), ("allowed", "edit,submit,answer")];
    system.refused("AdjustPlan", &adjust("x")).await.is(Code::FailedPrecondition, "PLAN_STATE").has(&state);
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.approve().await;

    for reason in ["", " \n", &"长".repeat(2001)] {
        system.refused("AdjustPlan", &adjust(reason)).await.is_of_fields(&["reason"]);
    }
    let stale = AdjustPlanRequest { etag: "x".to_owned(), ..adjust("x") };
    system.refused("AdjustPlan", &stale).await.is(Code::Aborted, "ETAG_MISMATCH");
    adjusted(&system).await;
    system.refused("AdjustPlan", &adjust("x")).await.is(Code::FailedPrecondition, "PLAN_STATE").has(&state);
}

#[tokio::test]
async fn a_repeated_adjustment_answers_as_the_first_time() {
    let system = approved().await;
    let request = AdjustPlanRequest { request_id: "adjust".to_owned(), ..adjust("x") };

    let first: AdjustPlanResponse = system.answer("AdjustPlan", &request).await;
    let second: AdjustPlanResponse = system.answer("AdjustPlan", &request).await;

    assert_eq!(first, second);
}

#[tokio::test]
async fn of_adjustments_at_once_one_is_made() {
    let system = System::all_on_postgres();
    Story::new(&system).small_approved().await;
    let message = prost::Message::encode_to_vec(&adjust("x"));
    let call = |_| {
        let (caller, message) = (system.caller(), message.clone());
        tokio::spawn(async move { caller.call("AdjustPlan", Request::new(message)).await.is_ok() })
    };
    let calls: Vec<_> = (0..8).map(call).collect();

    let mut made = 0;
    for call in calls {
        made += usize::from(call.await.unwrap());
    }

    assert_eq!((made, get(&system, PLAN, false).await.version), (1, 2));
}

#[tokio::test]
async fn an_import_over_an_adjustment_keeps_the_ids_of_the_indicators_it_finds_again() {
    let system = System::all_on_sqlite();
    Story::new(&system).approved().await;
    let draft = adjusted(&system).await;
    let before = draft.content.unwrap().indicators;
    let text = std::str::from_utf8(TABLE).unwrap();
    let name = &before.iter().find(|i| i.id == "i018").unwrap().name;
    assert_eq!(text.matches(name.as_str()).count(), 1);
    let content = text.replace(name.as_str(), "另一项指标").into_bytes();
    let import = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content, etag: draft.etag, ..Default::default() };

    let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;

    let plan = imported.plan.unwrap();
    assert_eq!((plan.version, plan.base_version, plan.reason.as_str()), (2, 1, "年中调整"));
    let now = plan.content.unwrap().indicators;
    assert_eq!(now.len(), before.len());
    for (before, now) in before.iter().zip(&now) {
        let expected = if before.id == "i018" { "i080" } else { before.id.as_str() };
        assert_eq!(now.id, expected, "{}", now.name);
    }
}
