//! Calls at once, on either database.

use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::{CreatePlanRequest, UpdatePlanRequest};
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, JudgeIndicatorRequest, ListScorecardsRequest,
    ListScorecardsResponse,
};
use jixiao_tests::{DEPARTMENT, Fault, PLAN, REGION, Story, System, small_plan};
use prost::Message;
use prost_types::FieldMask;
use tonic::{Code, Request, Status};

use crate::start::{actuals, complete_actuals, finalizing, judgement, number, text};

macro_rules! on_both {
    ($($story:ident: $on_sqlite:ident, $on_postgresql:ident;)+) => {$(
        #[tokio::test]
        async fn $on_sqlite() {
            $story(System::all_on_sqlite()).await;
        }

        #[tokio::test]
        async fn $on_postgresql() {
            $story(System::all_on_postgres()).await;
        }
    )+};
}

on_both! {
    repeats: identical_requests_at_once_have_one_effect_on_sqlite, identical_requests_at_once_have_one_effect_on_postgresql;
    updates: of_updates_with_one_etag_at_once_one_is_taken_on_sqlite, of_updates_with_one_etag_at_once_one_is_taken_on_postgresql;
    finalizations: scorecards_finalized_at_once_are_numbered_one_after_the_other_on_sqlite, scorecards_finalized_at_once_are_numbered_one_after_the_other_on_postgresql;
    judged_meanwhile: nothing_is_finalized_by_what_was_read_after_a_judgement_on_sqlite, nothing_is_finalized_by_what_was_read_after_a_judgement_on_postgresql;
    creations: of_creations_of_one_plan_at_once_one_is_taken_on_sqlite, of_creations_of_one_plan_at_once_one_is_taken_on_postgresql;
}

async fn repeats(system: System) {
    Story::new(&system).small_approved().await;
    let report = actuals("2023-12", vec![number("i001", "1"), text("i004", "提升")]);
    let report = ReportActualsRequest { request_id: "report".to_owned(), ..report };
    let judge = judgement("i004", Tier::Achieved, "30");
    let judge = JudgeIndicatorRequest { request_id: "judge".to_owned(), ..judge };

    for (rpc, message) in [("ReportActuals", report.encode_to_vec()), ("JudgeIndicator", judge.encode_to_vec())] {
        let answers = at_once(&system, rpc, message).await;
        let first = answers.first().unwrap().as_ref().unwrap();
        assert!(answers.iter().all(|answer| answer.as_ref().unwrap() == first), "{rpc}");
    }

    let pins = Story::new(&system).score().await.pins.unwrap();
    assert_eq!((pins.actuals_revision, pins.judgements_revision), (1, 1));
}

async fn updates(system: System) {
    let etag = Story::new(&system).small().await.etag;
    let update = UpdatePlanRequest {
        name: jixiao_tests::PLAN.to_owned(),
        content: Some(small_plan()),
        update_mask: Some(FieldMask { paths: vec!["tasks".to_owned()] }),
        etag,
        ..Default::default()
    };

    let answers = at_once(&system, "UpdatePlan", update.encode_to_vec()).await;

    let present = Story::new(&system).plan().await.etag;
    let refused: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    assert_eq!(refused.len(), 7);
    for status in refused {
        Fault::of(&status).is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &present)]);
    }
}

async fn creations(system: System) {
    Story::new(&system).register().await;
    let name = format!("{DEPARTMENT}/plans/2024");
    let create = CreatePlanRequest { name, content: Some(small_plan()), request_id: String::new() };

    let answers = at_once(&system, "CreatePlan", create.encode_to_vec()).await;

    let refused: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    assert_eq!(refused.len(), 7);
    refused.iter().for_each(|status| {
        Fault::of(status).is(Code::AlreadyExists, "RESOURCE_EXISTS");
    });
}

async fn finalizations(system: System) {
    Story::new(&system).small_approved().await;
    complete_actuals(&system).await;

    let answers = at_once(&system, "FinalizeScorecard", finalizing().encode_to_vec()).await;
    let repeated = FinalizeScorecardRequest { request_id: "finalize".to_owned(), ..finalizing() };
    let repeats = at_once(&system, "FinalizeScorecard", repeated.encode_to_vec()).await;

    let name = |number: usize| format!("{PLAN}/scorecards/{number}");
    let stored = |answer: Result<Vec<u8>, Status>| {
        FinalizeScorecardResponse::decode(answer.unwrap().as_slice()).unwrap().stored_scorecard.unwrap()
    };
    let mut names: Vec<_> = answers.into_iter().map(|answer| stored(answer).name).collect();
    names.sort();
    assert_eq!(names, (1..=8).map(name).collect::<Vec<_>>());
    assert!(repeats.into_iter().all(|answer| stored(answer).name == name(9)));
    let list = ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed: ListScorecardsResponse = system.answer("ListScorecards", &list).await;
    let superseded: Vec<_> = listed.stored_scorecards.iter().map(|card| card.superseded).collect();
    assert_eq!(superseded, [true, true, true, true, true, true, true, true, false]);
}

async fn judged_meanwhile(system: System) {
    Story::new(&system).small_approved().await;
    complete_actuals(&system).await;
    let finalize = FinalizeScorecardRequest { judgements_revision: 1, ..finalizing() }.encode_to_vec();
    let judge = judgement("i004", Tier::Achieved, "28").encode_to_vec();
    let calls = [("FinalizeScorecard", &finalize), ("JudgeIndicator", &judge)].into_iter().cycle().take(16);
    let calls = calls.map(|(rpc, message)| {
        let (caller, message) = (system.caller(), message.clone());
        tokio::spawn(async move { caller.call(rpc, Request::new(message)).await })
    });

    for call in calls.collect::<Vec<_>>() {
        if let Err(status) = call.await.unwrap() {
            Fault::of(&status).is(Code::Aborted, "ETAG_MISMATCH");
        }
    }

    let list = ListAuditEntriesRequest { parent: REGION.to_owned(), page_size: 1000, ..Default::default() };
    let listed: ListAuditEntriesResponse = system.answer("ListAuditEntries", &list).await;
    let methods = listed.audit_entries.iter().map(|chained| chained.entry.as_ref().unwrap().method.as_str());
    let raced: Vec<_> = methods.skip_while(|method| *method != "JudgeIndicator").skip(1).collect();
    let after = raced.iter().skip_while(|method| **method != "JudgeIndicator");
    assert_eq!(after.filter(|method| **method == "FinalizeScorecard").count(), 0, "{raced:?}");
}

/// The answers to one call that eight callers make at once.
async fn at_once(system: &System, rpc: &'static str, message: Vec<u8>) -> Vec<Result<Vec<u8>, Status>> {
    let call = |_| {
        let (caller, message) = (system.caller(), message.clone());
        tokio::spawn(async move { caller.call(rpc, Request::new(message)).await })
    };
    let calls: Vec<_> = (0..8).map(call).collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    answers
}
