//! Publishing an approved plan.

use jixiao_proto::planning::v1::{
    GetPlanRequest, GetPlanResponse, ListPlanStepsRequest, ListPlanStepsResponse, Plan, PlanState, PublishPlanRequest,
    PublishPlanResponse,
};
use jixiao_tests::{PLAN, Story};
use tonic::Code;

use crate::start::{approved, draft};

fn publish(publisher: &str) -> PublishPlanRequest {
    PublishPlanRequest { name: PLAN.to_owned(), publisher: publisher.to_owned(), ..Default::default() }
}

#[tokio::test]
async fn a_published_plan_is_in_force_and_only_its_state_changed() {
    let system = approved().await;
    let mut story = Story::new(&system);
    story.report("2023-12", "i001", "6700").await;
    let (before, card) = (story.plan().await, story.score().await);

    let published: PublishPlanResponse = system.answer("PublishPlan", &publish("公开人")).await;

    let published = published.plan.unwrap();
    let get = GetPlanRequest { name: PLAN.to_owned(), approved: true };
    let now: GetPlanResponse = system.answer("GetPlan", &get).await;
    let now = now.plan.unwrap();
    assert_eq!(now.state(), PlanState::Published);
    assert_eq!(Plan { content: None, ..now.clone() }, published);
    let same = Plan { state: before.state, etag: before.etag.clone(), update_time: before.update_time, ..now };
    assert_eq!(same, before);
    assert_eq!(story.score().await, card);
    let list = ListPlanStepsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let steps: ListPlanStepsResponse = system.answer("ListPlanSteps", &list).await;
    let last = steps.plan_steps.last().unwrap();
    assert_eq!((last.state(), last.actor.as_str(), last.principal.as_str()), (PlanState::Published, "公开人", "local"));
}

#[tokio::test]
async fn only_an_approved_plan_is_published_and_only_once() {
    let system = draft().await;
    let refused = system.refused("PublishPlan", &publish("公开人")).await;
    refused.is(Code::FailedPrecondition, "PLAN_STATE");
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.approve().await;
    system.refused("PublishPlan", &publish("")).await.is_of_fields(&["publisher"]);
    let _: PublishPlanResponse = system.answer("PublishPlan", &publish("公开人")).await;

    let refused = system.refused("PublishPlan", &publish("公开人")).await;

    refused.is(Code::FailedPrecondition, "PLAN_STATE").has(&[("state", "published"), ("allowed", "adjust")]);
}
