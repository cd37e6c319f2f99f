//! The comparison that the other tests rest on.

use jixiao_proto::common::v1::Tier;
use jixiao_tests::{Facts, Story, System};
use prost::Message;
use tonic::Request;

use crate::start::{actuals, draft, execution, judgement, text};

#[tokio::test]
async fn every_kind_of_write_is_seen() {
    let system = draft().await;
    let mut before = system.facts().await;
    Story::new(&system).weigh("").await;
    before = is_seen(&system, before).await;
    Story::new(&system).review().await;
    before = is_seen(&system, before).await;
    Story::new(&system).send_back().await;
    before = is_seen(&system, before).await;
    Story::new(&system).approve().await;
    before = is_seen(&system, before).await;
    let report = actuals("2023-11", vec![text("i004", "提升")]);
    let judge = judgement("i004", Tier::Achieved, "30");

    for (rpc, message) in [
        ("ReportActuals", report.encode_to_vec()),
        ("ReportActuals", report.encode_to_vec()),
        ("ReportExecution", execution().encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
    ] {
        system.call_with(rpc, Request::new(message)).await.unwrap();
        before = is_seen(&system, before).await;
    }
}

async fn is_seen(system: &System, before: Facts) -> Facts {
    let now = system.facts().await;
    assert!(now != before, "a write was not seen");
    now
}
