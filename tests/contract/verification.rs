//! A finalized scorecard comes out the same whatever happened since.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::{UpdateIndicatorRequest, UpdateIndicatorResponse};
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, JudgeIndicatorRequest, Profile, VerifyScorecardRequest,
    VerifyScorecardResponse,
};
use jixiao_tests::{PLAN, REGION, Story, System};
use prost_types::FieldMask;

use crate::adjust::adjusted;
use crate::profiles::{create, rules};
use crate::start::{
    actuals, amounts, complete, complete_actuals, execution, finalized, finalizing, judgement, number, overriding,
};

async fn verified(system: &System, number: &str) -> VerifyScorecardResponse {
    let name = format!("{PLAN}/scorecards/{number}");
    system.answer("VerifyScorecard", &VerifyScorecardRequest { name }).await
}

/// Asserts that the first scorecard comes out as it was.
async fn is_the_same(system: &System, first: &FinalizeScorecardResponse, after: &str) {
    let verified = verified(system, "1").await;
    let sha256 = &first.stored_scorecard.as_ref().unwrap().scorecard_sha256;
    assert_eq!((verified.same, verified.intact), (true, true), "after {after}");
    assert_eq!(&verified.computed_sha256, sha256, "after {after}");
    assert_eq!(&verified.stored_scorecard.unwrap().scorecard_sha256, sha256);
}

/// Gives `i001` a lower target, in a version of its own.
async fn another_version(system: &System) {
    let draft = adjusted(system).await;
    let mut indicator = draft.content.unwrap().indicators.swap_remove(0);
    if let Some(Kind::Numeric(target)) = indicator.target.as_mut().and_then(|target| target.kind.as_mut()) {
        target.value = "6000".to_owned();
    }
    let update = UpdateIndicatorRequest {
        name: PLAN.to_owned(),
        indicator: Some(indicator),
        update_mask: Some(FieldMask { paths: vec!["target".to_owned()] }),
        etag: draft.etag,
        ..Default::default()
    };
    let _: UpdateIndicatorResponse = system.answer("UpdateIndicator", &update).await;
    Story::new(system).approve().await;
}

#[tokio::test]
async fn nothing_that_comes_later_changes_what_a_finalized_scorecard_comes_out_as() {
    let system = complete().await;
    create(&system, REGION, rules("own")).await;
    system.call("OverrideScore", &overriding("i003", "16")).await.unwrap();
    let own = FinalizeScorecardRequest { profile: "own".to_owned(), ..finalizing() };
    let first: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &own).await;
    is_the_same(&system, &first, "nothing").await;

    system.call("ReportActuals", &actuals("2023-12", vec![number("i001", "6800")])).await.unwrap();
    is_the_same(&system, &first, "an actual").await;
    let mut spent = execution();
    spent.total = Some(amounts(150_000, None, 150_000));
    system.call("ReportExecution", &spent).await.unwrap();
    is_the_same(&system, &first, "an execution").await;
    let judge = JudgeIndicatorRequest { profile: "own".to_owned(), ..judgement("i004", Tier::Achieved, "24") };
    system.call("JudgeIndicator", &judge).await.unwrap();
    is_the_same(&system, &first, "a judgement").await;
    system.call("OverrideScore", &overriding("i003", "")).await.unwrap();
    is_the_same(&system, &first, "a withdrawn override").await;
    another_version(&system).await;
    is_the_same(&system, &first, "a version of the plan").await;
    let strict = Profile { achieved_from: "0.95".to_owned(), ..rules("own") };
    create(&system, REGION, strict).await;
    is_the_same(&system, &first, "a version of the profile").await;
    complete_actuals(&system).await;
    let second = finalized(&system).await;
    is_the_same(&system, &first, "another scorecard").await;

    assert_ne!(second.scorecard, first.scorecard);
    let newest = verified(&system, "-").await;
    assert_eq!((newest.same, newest.intact), (true, true));
    assert_eq!(newest.stored_scorecard, second.stored_scorecard);
}

#[tokio::test]
async fn verifying_writes_nothing() {
    let system = complete().await;
    finalized(&system).await;
    let before = system.facts().await;

    verified(&system, "1").await;

    before.are_still(&system.facts().await);
}
