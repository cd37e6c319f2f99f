use jixiao_proto::planning::v1::{
    AdjustPlanRequest, AllocateWeightsRequest, ApprovePlanRequest, Opinion, PublishPlanRequest, ReturnPlanRequest,
    ReviewPlanRequest, ReviewStage, SubmitPlanRequest, UpdatePlanRequest,
};
use jixiao_tests::{PLAN, Story, System, small_plan};
use prost::Message;
use prost_types::FieldMask;
use tonic::{Code, Request};

use crate::start::draft;

/// Each state with the steps it allows.
const ALLOWED: [(&str, &str); 7] = [
    ("draft", "edit,submit,answer"),
    ("submitted", "review_by_department,return,answer"),
    ("department_reviewed", "review_by_finance,return,answer"),
    ("finance_reviewed", "approve,return,answer"),
    ("approved", "publish,adjust"),
    ("returned", "edit,submit,answer"),
    ("published", "adjust"),
];

/// A way that takes each legal step at least once, as step and the state it leads to.
const WAY: [(&str, &str); 15] = [
    ("weigh", "draft"),
    ("edit", "draft"),
    ("submit", "submitted"),
    ("return", "returned"),
    ("edit", "returned"),
    ("submit", "submitted"),
    ("review_by_department", "department_reviewed"),
    ("return", "returned"),
    ("submit", "submitted"),
    ("review_by_department", "department_reviewed"),
    ("review_by_finance", "finance_reviewed"),
    ("return", "returned"),
    ("submit", "submitted"),
    ("review_by_department", "department_reviewed"),
    ("review_by_finance", "finance_reviewed"),
];

const STEPS: [&str; 9] =
    ["weigh", "edit", "submit", "review_by_department", "review_by_finance", "approve", "return", "publish", "adjust"];

#[tokio::test]
async fn in_each_state_the_legal_steps_lead_on_and_all_others_are_refused() {
    let system = draft().await;

    for (step, state) in WAY.into_iter().chain([("approve", "approved"), ("publish", "published"), ("adjust", "draft")])
    {
        let (rpc, message) = call(&system, step).await;
        system.call_with(rpc, Request::new(message)).await.unwrap();
        illegal_steps_are_refused(&system, state).await;
    }
}

async fn illegal_steps_are_refused(system: &System, state: &str) {
    let allowed = ALLOWED.iter().find(|(name, _)| *name == state).unwrap().1;
    let before = system.facts().await;
    for step in STEPS {
        let name = if step == "weigh" { "edit" } else { step };
        if allowed.split(',').any(|allowed| allowed == name) {
            continue;
        }
        let (rpc, message) = call(system, step).await;
        let fault = system.fault_with(rpc, message).await;
        fault.is(Code::FailedPrecondition, "PLAN_STATE").has(&[("state", state), ("allowed", allowed)]);
    }
    before.are_still(&system.facts().await);
}

async fn call(system: &System, step: &str) -> (&'static str, Vec<u8>) {
    let (name, reviewer) = (PLAN.to_owned(), "审核人".to_owned());
    let review = |stage: ReviewStage| {
        let (name, reviewer) = (PLAN.to_owned(), "审核人".to_owned());
        ReviewPlanRequest { name, stage: stage as i32, reviewer, ..Default::default() }.encode_to_vec()
    };
    match step {
        "weigh" => ("AllocateWeights", AllocateWeightsRequest { name, ..Default::default() }.encode_to_vec()),
        "edit" => {
            let update_mask = Some(FieldMask { paths: vec!["goals".to_owned()] });
            let etag = Story::new(system).plan().await.etag;
            let content = Some(small_plan());
            let update = UpdatePlanRequest { name, content, update_mask, etag, ..Default::default() };
            ("UpdatePlan", update.encode_to_vec())
        }
        "submit" => ("SubmitPlan", SubmitPlanRequest { name, ..Default::default() }.encode_to_vec()),
        "review_by_department" => ("ReviewPlan", review(ReviewStage::Department)),
        "review_by_finance" => ("ReviewPlan", review(ReviewStage::Finance)),
        "approve" => {
            ("ApprovePlan", ApprovePlanRequest { name, approver: reviewer, ..Default::default() }.encode_to_vec())
        }
        "publish" => {
            ("PublishPlan", PublishPlanRequest { name, publisher: reviewer, ..Default::default() }.encode_to_vec())
        }
        "adjust" => {
            let reason = "年中调整".to_owned();
            ("AdjustPlan", AdjustPlanRequest { name, reason, ..Default::default() }.encode_to_vec())
        }
        _ => {
            let opinions = vec![Opinion { indicator: String::new(), text: "请补充".to_owned() }];
            ("ReturnPlan", ReturnPlanRequest { name, opinions, reviewer, ..Default::default() }.encode_to_vec())
        }
    }
}

#[tokio::test]
async fn a_plan_without_weights_is_not_submitted() {
    let system = draft().await;

    let fault = system.refused("SubmitPlan", &SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() }).await;

    fault.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS").has(&[("codes", "NO_WEIGHTS")]);
}

#[tokio::test]
async fn a_return_needs_an_opinion_with_a_text_about_an_indicator_of_the_plan() {
    let system = draft().await;
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.review().await;
    let opinion = |indicator: &str, text: String| Opinion { indicator: indicator.to_owned(), text };
    let back = |opinions| ReturnPlanRequest {
        name: PLAN.to_owned(),
        opinions,
        reviewer: "审核人".to_owned(),
        ..Default::default()
    };

    system.refused("ReturnPlan", &back(Vec::new())).await.is_of_fields(&["opinions"]);
    let blank = vec![opinion("", " ".to_owned()), opinion("I", String::new()), opinion("i001", "长".repeat(2001))];
    let paths = ["opinions[0].text", "opinions[1].indicator", "opinions[1].text", "opinions[2].text"];
    system.refused("ReturnPlan", &back(blank)).await.is_of_fields(&paths);
    let many = vec![opinion("", "请补充".to_owned()); 2002];
    system.refused("ReturnPlan", &back(many)).await.is_of_fields(&["opinions"]);
    let unknown = vec![opinion("i001", "偏低".to_owned()), opinion("i006", "偏低".to_owned())];
    system.refused("ReturnPlan", &back(unknown)).await.is_of_fields(&["opinions[1].indicator"]);
}

#[tokio::test]
async fn an_opinion_of_a_review_is_about_an_indicator_of_the_plan() {
    let system = draft().await;
    let mut story = Story::new(&system);
    story.weigh("").await;
    system.call("SubmitPlan", &SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() }).await.unwrap();
    let review = ReviewPlanRequest {
        name: PLAN.to_owned(),
        stage: ReviewStage::Department as i32,
        opinions: vec![Opinion { indicator: "i999".to_owned(), text: "好".to_owned() }],
        reviewer: "审核人".to_owned(),
        ..Default::default()
    };

    system.refused("ReviewPlan", &review).await.is_of_fields(&["opinions[0].indicator"]);
}
