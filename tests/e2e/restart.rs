//! What was acknowledged stays.

use std::sync::Arc;

use jixiao_proto::results::v1::{GetActualsRequest, GetActualsResponse, ReportActualsRequest, ReportActualsResponse};
use jixiao_tests::{PLAN, Story, System};
use prost::Message;
use tokio::sync::mpsc;
use tonic::Request;

use crate::replay;
use crate::requests::{history, number, report, score};

#[tokio::test]
async fn after_a_stop_and_a_start_on_sqlite_everything_is_there_and_scores_the_same() {
    stays_over_a_restart(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn after_a_stop_and_a_start_on_postgresql_everything_is_there_and_scores_the_same() {
    stays_over_a_restart(System::all_on_postgres()).await;
}

async fn stays_over_a_restart(mut system: System) {
    replay::demo(&system).await;
    let once = ReportActualsRequest { request_id: "once".to_owned(), ..report("2023-12", "i001", number("84")) };
    assert_eq!(acknowledged(&system, &once).await, 5);
    let before = (system.facts().await, system.call("ScorePlan", &score("")).await.unwrap());

    system.stop_planning("TERM");
    system.start_planning();

    before.0.are_still(&system.facts().await);
    assert!(system.call("ScorePlan", &score("")).await.unwrap() == before.1);
    assert_eq!(acknowledged(&system, &once).await, 5);
    before.0.are_still(&system.facts().await);
    assert_eq!(Story::new(&system).report("2023-12", "i001", "84").await, 6);
}

async fn acknowledged(system: &System, report: &ReportActualsRequest) -> i64 {
    let answer: ReportActualsResponse = system.answer("ReportActuals", report).await;
    answer.revision
}

#[tokio::test]
async fn after_a_kill_in_a_burst_of_reports_on_sqlite_no_acknowledged_revision_is_lost() {
    survives_a_kill(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn after_a_kill_in_a_burst_of_reports_on_postgresql_no_acknowledged_revision_is_lost() {
    survives_a_kill(System::all_on_postgres()).await;
}

const CLIENTS: usize = 4;
const BEFORE_THE_KILL: usize = 40;

async fn survives_a_kill(mut system: System) {
    Story::new(&system).small_approved().await;
    let (done, mut acknowledged) = mpsc::unbounded_channel();
    let burst: Vec<_> =
        (0..CLIENTS).map(|client| tokio::spawn(reports(system.caller(), client, done.clone()))).collect();
    drop(done);
    let mut revisions: Vec<i64> = Vec::new();
    while revisions.len() < BEFORE_THE_KILL {
        revisions.push(acknowledged.recv().await.unwrap());
    }

    system.stop_planning("KILL");
    for client in burst {
        client.await.unwrap();
    }
    while let Some(revision) = acknowledged.recv().await {
        revisions.push(revision);
    }
    system.start_planning();

    let history = history(&system).await;
    let kept: Vec<i64> = history.iter().map(|record| record.revision).collect();
    let newest = i64::try_from(kept.len()).unwrap();
    assert_eq!(kept, (1..=newest).collect::<Vec<_>>(), "revisions have gaps");
    assert!(revisions.iter().all(|revision| kept.contains(revision)), "{revisions:?} {kept:?}");
    // At most one of each client was recorded and not acknowledged.
    assert!(kept.len() <= revisions.len() + CLIENTS, "{} {}", kept.len(), revisions.len());
    let read = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let read: GetActualsResponse = system.answer("GetActuals", &read).await;
    assert_eq!((read.revision, read.actuals.first()), (newest, history.last()));
    assert_eq!(Story::new(&system).report("2023-12", "i001", "1").await, newest + 1);
}

/// Reports until the server is gone, and tells each revision that was acknowledged.
async fn reports(caller: jixiao_tests::Caller, client: usize, done: mpsc::UnboundedSender<i64>) {
    let value: Arc<str> = client.to_string().into();
    loop {
        let request = Request::new(report("2023-12", "i001", number(&value)).encode_to_vec());
        let Ok(answer) = caller.call("ReportActuals", request).await else { return };
        done.send(ReportActualsResponse::decode(answer.as_slice()).unwrap().revision).unwrap();
    }
}
