//! What it costs that the services are processes of their own, on PostgreSQL.

use jixiao_bench::Goal;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::Plan;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ReportActualsRequest};
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_tests::{PLAN, Story, System};
use prost::Message;
use prost::bytes::Bytes;

use crate::client::Client;
use crate::pairs::{Side, pairs};
use crate::systems::{CALLS, SCORE, at_most};

/// A score that is joined costs so much more than one that is kept.
const JOINS: usize = CALLS / 4;

pub(crate) async fn measure() -> Vec<Goal> {
    let newest = (PLAN.to_owned(), CALLS);
    // Of a version that is named no score is kept.
    let joined = (format!("{PLAN}/versions/1"), JOINS);
    let usual = ("P4", "ScorePlan over three processes / in one", Vec::new(), newest);
    let without = ("P4-join", "ScorePlan joined over three processes / in one", no_memory(), joined);
    let mut goals = Vec::new();
    for (id, what, settings, (plan, calls)) in [usual, without] {
        let mut three = System::split_on_postgres_with(&settings);
        let mut one = System::all_on_postgres_with(&settings);
        for system in [&three, &one] {
            reported(system).await;
        }
        let (three, one) = (side(&mut three, &plan, calls), side(&mut one, &plan, calls));
        assert_eq!(three.client.call(0).await, one.client.call(0).await, "both answer the same");
        goals.push(at_most(id, what, 3.0, &pairs(&three, &one).await));
    }
    goals
}

fn no_memory() -> Vec<String> {
    vec!["limits.answer_bytes=0".to_owned()]
}

/// The published table, approved, with an actual for every number.
async fn reported(system: &System) {
    let mut story = Story::new(system);
    story.approved().await;
    let report = ReportActualsRequest {
        plan: PLAN.to_owned(),
        period: "2023-12".to_owned(),
        actuals: actuals(story.plan().await),
        reporter: "填报人".to_owned(),
        ..ReportActualsRequest::default()
    };
    system.results().report_actuals(report).await.unwrap();
}

/// Each number reached exactly.
fn actuals(plan: Plan) -> Vec<Actual> {
    let numbered = plan.content.unwrap().indicators.into_iter().filter_map(|indicator| {
        let Some(Kind::Numeric(target)) = indicator.target?.kind else { return None };
        Some(Actual { indicator: indicator.id, value: Some(Value::Number(target.value)), ..Actual::default() })
    });
    numbered.collect()
}

/// The score of a plan, with all processes that take part.
fn side(system: &mut System, plan: &str, calls: usize) -> Side {
    let message = ScorePlanRequest { plan: plan.to_owned(), ..Default::default() }.encode_to_vec();
    let mut processes = vec![
        system.planning_server().process().id(),
        system.results_server().process().id(),
        system.scoring_server().process().id(),
    ];
    processes.dedup();
    let client = Client::new(system.scoring_server().address(), SCORE, vec![Bytes::from(message)]);
    Side { client, processes, calls }
}
