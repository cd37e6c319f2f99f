use std::process::Command;

use jixiao_proto::planning::v1::{ListDepartmentsRequest, ListRegionsRequest};
use jixiao_proto::results::v1::ListActualRevisionsRequest;
use jixiao_tests::System;

use crate::command::{Ended, root, run, tool};

/// Every rpc of the three services and of the audit, 70, three of them twice, and the health check.
const EVERY_RPC: usize = 98;

fn load(arguments: &[&str]) -> Ended {
    tool("grpcurl");
    run(Command::new(root().join("tests/load/load.sh")).args(arguments))
}

#[tokio::test]
async fn the_load_script_calls_every_rpc_and_counts_what_its_workers_called() {
    let mut system = System::all_on_sqlite();
    let address = system.planning_server().address().to_owned();
    let (workers, calls) = (2, 3);

    let printed = load(&[&address, &workers.to_string(), &calls.to_string(), "short"]).succeeded();

    let expected = format!("load: calls={} errors=0", EVERY_RPC + 3 * workers * calls);
    assert_eq!(printed.lines().last(), Some(expected.as_str()), "{printed}");
    for rpc in ["GetPlan", "ReportActuals", "ScorePlan"] {
        let line = printed.lines().find(|line| line.trim_start().starts_with(rpc)).unwrap();
        let counts: Vec<_> = line.split_whitespace().skip(1).take(2).collect();
        assert_eq!(counts, [(workers * calls).to_string(), "0".to_owned()], "{line}");
    }
    // The server has what was counted: the two actuals of the tour (its form brings nothing new), and one a call.
    assert_eq!(revisions(&system).await, 2 + workers * calls);
}

/// How many revisions of actuals the plan of the only department has.
async fn revisions(system: &System) -> usize {
    let regions = system.planning().list_regions(ListRegionsRequest::default()).await.unwrap().into_inner().regions;
    let request = ListDepartmentsRequest { parent: regions[0].name.clone(), ..Default::default() };
    let departments = system.planning().list_departments(request).await.unwrap().into_inner().departments;
    let plan = format!("{}/plans/2023", departments[0].name);
    let request = ListActualRevisionsRequest { plan, ..Default::default() };
    system.results().list_actual_revisions(request).await.unwrap().into_inner().actual_revisions.len()
}

#[test]
fn the_load_script_fails_where_nothing_answers() {
    let ended = load(&["127.0.0.1:1", "1", "1"]);

    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stderr.contains("nothing answers at 127.0.0.1:1"), "{ended:?}");
    assert_eq!(ended.stdout.lines().last(), Some("load: calls=0 errors=1"));
}
