//! The systems under measurement, and what they are compared with.

use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use jixiao_bench::Goal;
use jixiao_proto::planning::v1::GetPlanRequest;
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_test_support::{Process, binary};
use jixiao_tests::{PLAN, System};
use prost::Message;
use prost::bytes::Bytes;
use tempfile::TempDir;

use crate::client::Client;
use crate::pairs::{Paired, Side, pairs};
use crate::reference;

pub(crate) const SCORE: &str = "/jixiao.scoring.v1.ScoringService/ScorePlan";
const GET: &str = "/jixiao.planning.v1.PlanningService/GetPlan";
/// Longer than any start.
const START: Duration = Duration::from_secs(30);
pub(crate) const CALLS: usize = 4000;
const CALLS_OF_A_PEER: usize = 400;

pub(crate) async fn measure() -> Vec<Goal> {
    let folder = TempDir::new().unwrap();
    let mut goals = Vec::new();
    let mut warm = System::all_on_sqlite();
    demo(&mut warm);
    let score =
        side(&mut warm, SCORE, ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() }.encode_to_vec());
    let get = side(&mut warm, GET, GetPlanRequest { name: PLAN.to_owned(), approved: false }.encode_to_vec());
    let mut cold = System::all_on_sqlite_with(&["limits.answer_bytes=0".to_owned()]);
    demo(&mut cold);
    let cold_score =
        side(&mut cold, SCORE, ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() }.encode_to_vec());
    let cold_get = side(&mut cold, GET, GetPlanRequest { name: PLAN.to_owned(), approved: false }.encode_to_vec());
    let answer = score.client.call(0).await;
    assert_eq!(answer, cold_score.client.call(0).await, "both are the same demo");
    kept(&cold).await;

    let (_scorecard, fixed_score) = reference_side(&folder, "fixed", &[], &answer);
    let (_plan, fixed_get) = reference_side(&folder, "fixed", &[], &get.client.call(0).await);
    let database = cold.database_url().trim_start_matches("sqlite://").to_owned();
    let (_join, join) = reference_side(&folder, "join", &[&database], &answer);

    let paired = pairs(&score, &fixed_score).await;
    goals.push(at_most("P1", "ScorePlan warm / fixed reply", 1.25, &paired));
    let paired = pairs(&cold_score, &fixed_score).await;
    goals.push(at_most("P2", "ScorePlan cold / fixed reply", 2.5, &paired));
    let paired = pairs(&cold_score, &join).await;
    goals.push(at_most("P3", "ScorePlan cold / rusqlite row join", 0.35, &paired));
    let paired = pairs(&get, &fixed_get).await;
    goals.push(at_most("P9", "GetPlan warm / fixed reply", 1.3, &paired));
    let paired = pairs(&cold_get, &fixed_get).await;
    goals.push(at_most("P9-cold", "GetPlan cold / fixed reply", 3.0, &paired));
    if let Ok(peers) = env::var("JIXIAO_BENCH_PEERS") {
        for (id, kind, [as_warm, as_cold]) in [("P14", "python", [30.0, 15.0]), ("P15", "node", [10.0, 4.0])] {
            let (_peer, peer) = peer_side(&peers, kind, &database);
            let paired = pairs(&score, &peer).await;
            goals.push(at_least(id, &format!("ScorePlan warm / {kind}, calls in a second"), as_warm, &paired));
            let paired = pairs(&cold_score, &peer).await;
            let cold = format!("{id}-cold");
            goals.push(at_least(&cold, &format!("ScorePlan cold / {kind}, calls in a second"), as_cold, &paired));
        }
    }
    goals
}

/// Of processor time.
pub(crate) fn at_most(id: &str, what: &str, goal: f64, paired: &Paired) -> Goal {
    let beside = beside(paired);
    Goal { beside, ..Goal::at_most(id, what, paired.ratio, goal) }
}

/// Of calls in a second.
fn at_least(id: &str, what: &str, goal: f64, paired: &Paired) -> Goal {
    let beside = beside(paired);
    Goal { beside, ..Goal::at_least(id, what, paired.rates, goal) }
}

fn beside(paired: &Paired) -> String {
    let Paired { subject, reference, subject_rate, reference_rate, resident, .. } = paired;
    format!(
        "{subject:.0} against {reference:.0} µs of processor time; {subject_rate:.0} against {reference_rate:.0} calls/s; \
         {resident:.0} MiB"
    )
}

/// Fills a system with the published table and its illustrative actuals.
fn demo(system: &mut System) {
    let endpoint = format!("http://{}", system.planning_server().address());
    let output = Command::new(binary()).args(["demo", "--endpoint", &endpoint]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn side(system: &mut System, path: &'static str, message: Vec<u8>) -> Side {
    let server = system.planning_server();
    let client = Client::new(server.address(), path, vec![Bytes::from(message)]);
    Side { client, processes: vec![server.process().id()], calls: CALLS }
}

/// Until the score of the plan is kept.
async fn kept(system: &System) {
    let database = rusqlite::Connection::open(system.database_url().trim_start_matches("sqlite://")).unwrap();
    let count = || -> i64 {
        let newest = "SELECT COUNT(*) FROM kept_scores k JOIN newest_changes n USING (region, department, fiscal_year) \
             WHERE k.sequence = n.sequence AND k.month = 12";
        database.query_row(newest, (), |row| row.get(0)).unwrap()
    };
    for _ in 0..100 {
        if count() > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the score was not kept");
}

/// A reference server of this program, with the process that runs it.
fn reference_side(folder: &TempDir, kind: &str, arguments: &[&str], reply: &Bytes) -> (Process, Side) {
    let file = folder.path().join(format!("{kind}-{}", reply.len()));
    fs::write(&file, reply).unwrap();
    let mut command = Command::new(env::current_exe().unwrap());
    command.arg(kind).args(arguments).arg(&file);
    let process = Process::spawn(command);
    assert!(process.wait_output("serving 127.0.0.1:", START), "{}", process.output());
    let output = process.output();
    let address = output.lines().find_map(|line| line.strip_prefix("serving ")).unwrap().to_owned();
    let client = Client::new(&address, reference::PATH, vec![Bytes::new()]);
    let processes = vec![process.id()];
    (process, Side { client, processes, calls: CALLS })
}

/// A peer that `make bench-setup` installed, on a database that a system of ours wrote.
fn peer_side(script: &str, kind: &str, database: &str) -> (Process, Side) {
    let port = jixiao_test_support::free_port();
    let mut command = Command::new(script);
    command.args([kind, "--database", database, "--port", &port.to_string()]);
    let process = Process::spawn(command);
    assert!(process.wait_output("ready", START), "{}", process.output());
    let message = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() }.encode_to_vec();
    let client = Client::new(&format!("127.0.0.1:{port}"), SCORE, vec![Bytes::from(message)]);
    let processes = vec![process.id()];
    (process, Side { client, processes, calls: CALLS_OF_A_PEER })
}
