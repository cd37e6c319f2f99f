//! Opinions of reviews, and what the unit makes of them.

use jixiao_proto::planning::v1::{
    AnswerOpinionRequest, AnswerOpinionResponse, ListOpinionsRequest, ListOpinionsResponse, Opinion, OpinionStatus,
    PlanOpinion, ReturnPlanRequest,
};
use jixiao_tests::{PLAN, Story, System};
use tonic::Code;

use crate::start::draft;

/// The small plan, returned with an opinion of the whole and one of `i003`.
async fn returned() -> System {
    let system = draft().await;
    let mut story = Story::new(&system);
    story.weigh("").await;
    story.review().await;
    let opinion = |indicator: &str, text: &str| Opinion { indicator: indicator.to_owned(), text: text.to_owned() };
    let back = ReturnPlanRequest {
        name: PLAN.to_owned(),
        opinions: vec![opinion("", "总体可行"), opinion("i003", "成本偏高")],
        reviewer: "财政部门".to_owned(),
        ..Default::default()
    };
    system.call("ReturnPlan", &back).await.unwrap();
    system
}

async fn list(system: &System, indicator: &str) -> Vec<PlanOpinion> {
    let (parent, indicator) = (PLAN.to_owned(), indicator.to_owned());
    let list = ListOpinionsRequest { parent, indicator, ..Default::default() };
    let page: ListOpinionsResponse = system.answer("ListOpinions", &list).await;
    page.opinions
}

fn answer(key: &str, accepted: bool, text: &str) -> AnswerOpinionRequest {
    AnswerOpinionRequest {
        name: format!("{PLAN}/versions/1/opinions/{key}"),
        accepted,
        answer: text.to_owned(),
        answered_by: "填报人".to_owned(),
        ..Default::default()
    }
}

#[tokio::test]
async fn opinions_have_names_and_say_who_said_what_of_which_indicator() {
    let system = returned().await;

    let all = list(&system, "").await;

    let told: Vec<_> = all
        .iter()
        .map(|o| (o.name.as_str(), o.indicator.as_str(), o.text.as_str(), o.reviewer.as_str(), o.status()))
        .collect();
    let names = [1, 2].map(|place| format!("{PLAN}/versions/1/opinions/4-{place}"));
    let [first, second] = &names;
    let open = OpinionStatus::Open;
    assert_eq!(
        told,
        [(first.as_str(), "", "总体可行", "财政部门", open), (second, "i003", "成本偏高", "财政部门", open)]
    );
    assert_eq!(list(&system, "i003").await.as_slice(), all.get(1..).unwrap());
    assert_eq!(list(&system, "i001").await, []);
}

#[tokio::test]
async fn an_answer_is_kept_with_who_gave_it_and_the_last_one_counts() {
    let system = returned().await;

    let rejected: AnswerOpinionResponse = system.answer("AnswerOpinion", &answer("4-2", false, "市场价")).await;
    let rejected = rejected.opinion.unwrap();
    assert_eq!(list(&system, "i003").await, std::slice::from_ref(&rejected));
    let again = AnswerOpinionRequest { etag: rejected.etag.clone(), ..answer("4-2", true, "") };
    let accepted: AnswerOpinionResponse = system.answer("AnswerOpinion", &again).await;
    let accepted = accepted.opinion.unwrap();

    assert_eq!((rejected.status(), rejected.answer.as_str()), (OpinionStatus::Rejected, "市场价"));
    assert_eq!((rejected.answered_by.as_str(), rejected.answer_principal.as_str()), ("填报人", "local"));
    assert_eq!((accepted.status(), accepted.answer.as_str()), (OpinionStatus::Accepted, ""));
    assert_eq!(list(&system, "i003").await, std::slice::from_ref(&accepted));
    let stale = system.refused("AnswerOpinion", &again).await;
    stale.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &accepted.etag)]);
}

#[tokio::test]
async fn a_rejection_needs_words_and_an_opinion_that_is_not_there_is_not_found() {
    let system = returned().await;

    system.refused("AnswerOpinion", &answer("4-1", false, "")).await.is_of_fields(&["answer"]);
    system.refused("AnswerOpinion", &answer("4-x", true, "")).await.is_of_fields(&["name"]);
    let missing = answer("4-3", true, "");
    system.refused("AnswerOpinion", &missing).await.is_not_found("opinion", &missing.name);
}

#[tokio::test]
async fn answers_are_taken_until_the_version_is_in_force() {
    let system = returned().await;
    let mut story = Story::new(&system);
    story.review().await;
    let _: AnswerOpinionResponse = system.answer("AnswerOpinion", &answer("4-1", true, "谢谢")).await;
    let approve = jixiao_proto::planning::v1::ApprovePlanRequest {
        name: PLAN.to_owned(),
        approver: "批复人".to_owned(),
        ..Default::default()
    };
    system.call("ApprovePlan", &approve).await.unwrap();

    let refused = system.refused("AnswerOpinion", &answer("4-1", true, "晚了")).await;

    refused.is(Code::FailedPrecondition, "PLAN_STATE").has(&[("state", "approved"), ("allowed", "publish,adjust")]);
}
