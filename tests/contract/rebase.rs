//! What was typed on an older state of a draft.

use jixiao_proto::planning::v1::{Indicator, PlanContent, RebasePlanRequest, RebasePlanResponse};
use jixiao_tests::{PLAN, Story, System};
use tonic::Code;

use crate::editing::rename;
use crate::start::{approved, draft};

fn rebase(base: &PlanContent, typed: &PlanContent) -> RebasePlanRequest {
    let (base, content) = (Some(base.clone()), Some(typed.clone()));
    RebasePlanRequest { name: PLAN.to_owned(), base, content, ..Default::default() }
}

fn named<'a>(content: &'a mut PlanContent, id: &str) -> &'a mut Indicator {
    content.indicators.iter_mut().find(|i| i.id == id).unwrap()
}

/// A draft whose `i001` was renamed after it was read, and what was read.
async fn renamed() -> (System, PlanContent) {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    rename(&system, "i001", "体检人次", &plan.etag).await;
    (system, plan.content.unwrap())
}

#[tokio::test]
async fn what_both_sides_changed_apart_is_taken_from_both() {
    let (system, base) = renamed().await;
    let mut typed = base.clone();
    named(&mut typed, "i004").name = "就业水平".to_owned();
    typed.indicators.push(Indicator {
        id: String::new(),
        name: "新增".to_owned(),
        ..base.indicators.last().unwrap().clone()
    });

    let answer: RebasePlanResponse = system.answer("RebasePlan", &rebase(&base, &typed)).await;

    assert_eq!(answer.conflicts, []);
    let content = answer.plan.unwrap().content.unwrap();
    let told: Vec<_> = content.indicators.iter().map(|i| (i.id.as_str(), i.name.as_str())).collect();
    let expected = [
        ("i001", "体检人次"),
        ("i002", "完成时间"),
        ("i003", "项目成本"),
        ("i004", "就业水平"),
        ("i005", "满意度"),
        ("i006", "新增"),
    ];
    assert_eq!(told, expected);
    assert_eq!(Story::new(&system).plan().await.content, Some(content));
}

#[tokio::test]
async fn what_was_typed_wins_and_the_other_is_listed() {
    let (system, base) = renamed().await;
    let mut typed = base.clone();
    named(&mut typed, "i001").name = "受检人数".to_owned();

    let answer: RebasePlanResponse = system.answer("RebasePlan", &rebase(&base, &typed)).await;

    let conflicts: Vec<_> = answer
        .conflicts
        .iter()
        .map(|c| (c.path.as_str(), c.base.as_deref(), c.typed.as_deref(), c.present.as_deref()))
        .collect();
    assert_eq!(conflicts, [("indicators/i001.name", Some("体检人数"), Some("受检人数"), Some("体检人次"))]);
    assert_eq!(named(&mut answer.plan.unwrap().content.unwrap(), "i001").name, "受检人数");
}

#[tokio::test]
async fn a_rebase_that_only_validates_shows_the_result_and_stores_nothing() {
    let (system, base) = renamed().await;
    let mut typed = base.clone();
    named(&mut typed, "i001").name = "受检人数".to_owned();
    let before = system.facts().await;
    let check = RebasePlanRequest { validate_only: true, request_id: "r".to_owned(), ..rebase(&base, &typed) };

    let shown: RebasePlanResponse = system.answer("RebasePlan", &check).await;
    before.are_still(&system.facts().await);
    let stored: RebasePlanResponse =
        system.answer("RebasePlan", &RebasePlanRequest { validate_only: false, ..check }).await;

    assert_eq!((&shown.findings, &shown.conflicts), (&stored.findings, &stored.conflicts));
    let (shown, stored) = (shown.plan.unwrap(), stored.plan.unwrap());
    assert_eq!((shown.content, shown.content_sha256), (stored.content, stored.content_sha256));
}

#[tokio::test]
async fn only_a_draft_is_rebased() {
    let system = approved().await;
    let content = Story::new(&system).plan().await.content.unwrap();
    for validate_only in [false, true] {
        let request = RebasePlanRequest { validate_only, ..rebase(&content, &content) };
        let refused = system.refused("RebasePlan", &request).await;
        refused.is(Code::FailedPrecondition, "PLAN_STATE");
    }
}
