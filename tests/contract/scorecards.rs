//! Finalized scorecards.

use jixiao_proto::planning::v1::ApprovePlanRequest;
use jixiao_proto::results::v1::{ReportActualsRequest, ReportActualsResponse};
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, GetScorecardRequest, GetScorecardResponse, Grade,
    ListScorecardsRequest, ListScorecardsResponse, OverAchievementEffect, Profile, ScorePlanRequest, ScorePlanResponse,
    StoredScorecard,
};
use jixiao_tests::{PLAN, REGION, Story, System};
use prost::Message;
use sha2::{Digest, Sha256};
use tonic::Code;

use crate::adjust::adjusted;
use crate::pages::walk;
use crate::profiles::{create, rules};
use crate::start::{actuals, approved, complete, draft, finalized, finalizing, number, overriding, text};

async fn get(system: &System, number: &str) -> GetScorecardResponse {
    let name = format!("{PLAN}/scorecards/{number}");
    system.answer("GetScorecard", &GetScorecardRequest { name }).await
}

fn finalizing_by(profile: &str) -> FinalizeScorecardRequest {
    FinalizeScorecardRequest { profile: profile.to_owned(), ..finalizing() }
}

/// A report for December with a reason for every deviation.
fn explained(ids: &[(&str, &str)]) -> ReportActualsRequest {
    let mut report = actuals("2023-12", ids.iter().map(|(id, value)| number(id, value)).collect());
    for actual in &mut report.actuals {
        actual.deviation_reason = "场地改造".to_owned();
    }
    report
}

#[tokio::test]
async fn a_finalized_scorecard_is_what_score_plan_answers_with_the_hash_of_its_bytes() {
    let system = complete().await;
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
    let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;

    let answer = finalized(&system).await;

    assert_eq!(answer.scorecard, scored.scorecard);
    let (stored, card) = (answer.stored_scorecard.clone().unwrap(), answer.scorecard.clone().unwrap());
    let hash = Sha256::digest(card.encode_to_vec()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let expected = StoredScorecard {
        name: format!("{PLAN}/scorecards/1"),
        pins: card.pins,
        total: "95.00".to_owned(),
        grade: Grade::Excellent as i32,
        unit_total: String::new(),
        scorecard_sha256: hash,
        finalize_time: stored.finalize_time,
        principal: stored.principal.clone(),
        finalizer: "负责人".to_owned(),
        superseded: false,
    };
    assert_eq!(stored, expected);
    assert!(stored.finalize_time.is_some() && !stored.principal.is_empty());
    let pins = stored.pins.unwrap();
    assert_eq!((pins.actuals_revision, pins.judgements_revision, pins.as_of_period.as_str()), (2, 1, "2023-12"));
    assert_eq!(pins.profile, "profiles/cn-2020/versions/1");
    let expected = GetScorecardResponse { stored_scorecard: answer.stored_scorecard, scorecard: answer.scorecard };
    assert_eq!(get(&system, "1").await, expected);
    assert_eq!(get(&system, "-").await, expected);
}

#[tokio::test]
async fn while_rows_are_missing_nothing_is_finalized_and_each_is_named() {
    let system = approved().await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    let all = "i001,i002,i003,i004,i005,execution";
    fault.is(Code::FailedPrecondition, "SCORECARD_INCOMPLETE").has(&[("missing", all)]);

    // Not scorable and unjudged are missing as well; a missed target owes its reason only afterwards.
    let some = vec![text("i003", "完成"), text("i004", "提升"), number("i005", "1")];
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", some)).await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;

    let rest = "i001,i002,i003,i004,execution";
    fault.is(Code::FailedPrecondition, "SCORECARD_INCOMPLETE").has(&[("missing", rest)]);
}

#[tokio::test]
async fn an_override_completes_what_nobody_reported() {
    let system = complete().await;
    Story::new(&system).report("2023-12", "i005", "1").await;
    let _: ReportActualsResponse = system.answer("ReportActuals", &explained(&[("i005", "1")])).await;
    let _: ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![text("i001", "完成")])).await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    fault.is(Code::FailedPrecondition, "SCORECARD_INCOMPLETE").has(&[("missing", "i001")]);

    system.call("OverrideScore", &overriding("i001", "16")).await.unwrap();

    assert!(finalized(&system).await.stored_scorecard.is_some());
}

#[tokio::test]
async fn reasons_are_owed_for_what_is_missed_or_far_exceeded() {
    let system = complete().await;
    let without = actuals("2023-12", vec![number("i001", "5500"), number("i005", "108")]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &without).await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    fault.is(Code::FailedPrecondition, "REASONS_OWED").has(&[("indicators", "i001,i005")]);

    let _: ReportActualsResponse = system.answer("ReportActuals", &explained(&[("i001", "5500")])).await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    fault.is(Code::FailedPrecondition, "REASONS_OWED").has(&[("indicators", "i005")]);

    // A profile to which being far above means nothing, and one that begins to look a little later.
    let ignored = OverAchievementEffect::Ignored as i32;
    create(&system, REGION, Profile { over_achievement_effect: ignored, ..rules("ignoring") }).await;
    create(&system, REGION, Profile { over_achievement: "0.21".to_owned(), ..rules("later") }).await;
    for profile in ["ignoring", "later"] {
        let _: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &finalizing_by(profile)).await;
    }
    system.refused("FinalizeScorecard", &finalizing()).await.is(Code::FailedPrecondition, "REASONS_OWED");
    let _: ReportActualsResponse = system.answer("ReportActuals", &explained(&[("i005", "108")])).await;

    finalized(&system).await;
}

#[tokio::test]
async fn what_moved_on_since_it_was_read_is_not_finalized() {
    let system = complete().await;
    let read = |actuals_revision, judgements_revision| FinalizeScorecardRequest {
        actuals_revision,
        judgements_revision,
        ..finalizing()
    };
    Story::new(&system).report("2023-11", "i001", "1").await;
    system.call("OverrideScore", &overriding("i001", "10")).await.unwrap();

    for (actuals, judgements, present) in [(2, 2, "3"), (2, 0, "3"), (4, 0, "3"), (3, 1, "2"), (0, 1, "2"), (0, 3, "2")]
    {
        let fault = system.refused("FinalizeScorecard", &read(actuals, judgements)).await;
        fault.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", present)]);
    }
    let answer: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &read(3, 2)).await;

    let pins = answer.stored_scorecard.unwrap().pins.unwrap();
    assert_eq!((pins.actuals_revision, pins.judgements_revision), (3, 2));
}

#[tokio::test]
async fn a_newer_scorecard_supersedes_the_one_before_which_stays_as_it_was() {
    let system = complete().await;
    let first = finalized(&system).await;
    Story::new(&system).report("2023-12", "i001", "6800").await;

    let second = finalized(&system).await;

    let superseded = StoredScorecard { superseded: true, ..first.stored_scorecard.unwrap() };
    let old = GetScorecardResponse { stored_scorecard: Some(superseded.clone()), scorecard: first.scorecard };
    assert_eq!(get(&system, "1").await, old);
    let newest = second.stored_scorecard.clone().unwrap();
    assert_eq!(get(&system, "-").await.stored_scorecard, second.stored_scorecard);
    assert_eq!((newest.name.as_str(), newest.superseded), (format!("{PLAN}/scorecards/2").as_str(), false));
    let list = || ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed = walk!(system, "ListScorecards", list() => ListScorecardsResponse, stored_scorecards);
    assert_eq!(listed, [superseded, newest]);
}

#[tokio::test]
async fn an_older_version_and_an_earlier_month_are_finalized_as_they_are_named() {
    let system = complete().await;
    system.call("ReportActuals", &actuals("2023-11", vec![number("i001", "1")])).await.unwrap();
    adjusted(&system).await;
    Story::new(&system).approve().await;
    let of_first = FinalizeScorecardRequest { plan: format!("{PLAN}/versions/1"), ..finalizing() };
    let of_november = FinalizeScorecardRequest { as_of_period: "2023-11".to_owned(), ..finalizing() };

    let first: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &of_first).await;
    let second = finalized(&system).await;
    let november = system.refused("FinalizeScorecard", &of_november).await;

    let version = |answer: FinalizeScorecardResponse| answer.scorecard.unwrap().pins.unwrap().plan_version;
    assert_eq!(version(first), format!("{PLAN}/versions/1"));
    assert_eq!(version(second), format!("{PLAN}/versions/2"));
    let missing = [("missing", "i002,i003,i004,i005,execution")];
    november.is(Code::FailedPrecondition, "SCORECARD_INCOMPLETE").has(&missing);
}

#[tokio::test]
async fn a_scorecard_that_is_not_there_and_a_name_of_another_form_are_told_apart() {
    let system = complete().await;
    let rpcs = ["GetScorecard", "VerifyScorecard"];
    let named = |name: &str| GetScorecardRequest { name: name.to_owned() };
    for rpc in rpcs {
        for number in ["-", "1"] {
            let name = format!("{PLAN}/scorecards/{number}");
            system.refused(rpc, &named(&name)).await.is_not_found("scorecard", &name);
        }
    }
    finalized(&system).await;

    for rpc in rpcs {
        let name = format!("{PLAN}/scorecards/2");
        system.refused(rpc, &named(&name)).await.is_not_found("scorecard", &name);
        for bad in ["", PLAN, "x", "scorecards/1"] {
            system.refused(rpc, &named(bad)).await.is_of_fields(&["name"]);
        }
        for number in ["0", "-1", "01", "99999999999", ""] {
            let name = format!("{PLAN}/scorecards/{number}");
            system.refused(rpc, &named(&name)).await.is_of_fields(&["name"]);
        }
    }
    let list = ListScorecardsRequest { parent: REGION.to_owned(), ..Default::default() };
    system.refused("ListScorecards", &list).await.is_of_fields(&["parent"]);
}

#[tokio::test]
async fn the_fields_are_checked_and_the_plan_must_be_approved() {
    let system = draft().await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
    let approve = ApprovePlanRequest { name: PLAN.to_owned(), approver: "批复人".to_owned(), ..Default::default() };
    system.refused("ApprovePlan", &approve).await.is(Code::FailedPrecondition, "PLAN_STATE");

    for finalizer in [String::new(), "长".repeat(101)] {
        let bad = FinalizeScorecardRequest {
            finalizer,
            as_of_period: "2022-12".to_owned(),
            profile: "/".to_owned(),
            request_id: " ".to_owned(),
            ..finalizing()
        };
        let fault = system.refused("FinalizeScorecard", &bad).await;
        fault.is_of_fields(&["request_id", "as_of_period", "profile", "finalizer"]);
    }
}
