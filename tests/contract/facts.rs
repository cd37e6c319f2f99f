//! The comparison that the other tests rest on.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_tests::{Facts, REGION, Story, System};
use prost::Message;
use tonic::Request;

use crate::profiles::{creating, rules};
use crate::start::{actual, actuals, draft, execution, finalizing, judgement, number, overriding, text};

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
    let on_time = actual("i002", Value::Date("2023-09-30".to_owned()));
    let all = vec![number("i001", "6700"), on_time, number("i003", "1"), text("i004", "提升"), number("i005", "90")];
    let rest = actuals("2023-12", all);

    for (rpc, message) in [
        ("ReportActuals", report.encode_to_vec()),
        ("ReportActuals", report.encode_to_vec()),
        ("ReportExecution", execution().encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
        ("OverrideScore", overriding("i001", "1").encode_to_vec()),
        ("CreateProfile", creating(REGION, rules("own")).encode_to_vec()),
        ("ReportActuals", rest.encode_to_vec()),
        ("JudgeIndicator", judge.encode_to_vec()),
        ("FinalizeScorecard", finalizing().encode_to_vec()),
        ("FinalizeScorecard", finalizing().encode_to_vec()),
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
