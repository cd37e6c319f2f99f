use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{ListPlansRequest, Plan};
use jixiao_test_support::{Process, binary, free_ports};
use jixiao_tests::DEPARTMENT;
use tempfile::TempDir;

use crate::command::{PATIENCE, root, tool};

const STAYS: &str = "Ctrl-C stops it.";

/// `scripts/run.sh` on ports of its own and with a database in `folder`.
fn run(folder: &TempDir, [port, health_port]: [u16; 2]) -> Process {
    // A shell cannot trap what was ignored when it started, as SIGINT is in the background of a script.
    let default =
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])";
    let mut command = Command::new(tool("python"));
    command.args(["-c", default]).arg(root().join("scripts/run.sh"));
    command.env("PORT", port.to_string()).env("HEALTH_PORT", health_port.to_string());
    command.env("JIXIAO__DATABASE__URL", format!("sqlite://{}/run.db", folder.path().display()));
    // Where the binary of these tests is, so that cargo has nothing to build.
    command.env("CARGO_TARGET_DIR", binary().ancestors().nth(2).unwrap_or(Path::new("target")));
    Process::spawn(command)
}

async fn plans(port: u16) -> Vec<Plan> {
    let mut planning = PlanningServiceClient::connect(format!("http://127.0.0.1:{port}")).await.unwrap();
    let request = ListPlansRequest { parent: DEPARTMENT.to_owned(), ..Default::default() };
    planning.list_plans(request).await.unwrap().into_inner().plans
}

fn says_how_to_call(output: &str, port: u16) {
    assert!(output.contains(&format!("grpcurl -plaintext 127.0.0.1:{port} list\n")), "{output}");
    for rpc in ["jixiao.planning.v1.PlanningService/GetPlan", "jixiao.scoring.v1.ScoringService/ScorePlan"] {
        assert!(output.contains(&format!(" 127.0.0.1:{port} {rpc}\n")), "{output}");
    }
}

/// The total and the grade of the last scorecard, and what it rests on.
fn result(output: &str) -> Vec<&str> {
    let lines = output.lines().skip_while(|line| !line.starts_with("总分 TOTAL "));
    let lines: Vec<_> = lines.take(2).collect();
    assert_eq!(lines.len(), 2, "{output}");
    assert!(lines[0].contains("等级 GRADE ") && lines[1].starts_with("rests on "), "{lines:?}");
    lines
}

#[tokio::test]
async fn make_run_shows_the_scorecard_stays_and_is_used_by_a_second_one() {
    let (folder, ports) = (TempDir::new().unwrap(), free_ports());
    let mut first = run(&folder, ports);
    assert!(first.wait_output(STAYS, PATIENCE), "it did not come up");
    let before = plans(ports[0]).await;

    let mut second = run(&folder, ports);
    let second_ended = second.wait_exit(PATIENCE).unwrap();
    let after = plans(ports[0]).await;
    first.terminate();
    let first_ended = first.wait_exit(PATIENCE).unwrap();

    assert_eq!(second_ended.code(), Some(0));
    assert!(second.output().contains(&format!("Jixiao already answers at 127.0.0.1:{}", ports[0])));
    for output in [first.output(), second.output()] {
        assert!(output.contains("目标1 ") && output.contains("预算执行 execution: "), "{output}");
        says_how_to_call(&output, ports[0]);
    }
    assert_eq!(result(&first.output()), result(&second.output()));
    assert_eq!(before.len(), 1);
    assert_eq!(before, after, "the second run doubles and changes nothing");
    assert_eq!(first_ended.code(), Some(0));
}

#[test]
fn ctrl_c_stops_make_run_and_its_server() {
    let (folder, ports) = (TempDir::new().unwrap(), free_ports());
    let mut run = run(&folder, ports);
    assert!(run.wait_output(STAYS, PATIENCE), "it did not come up");

    run.signal("INT");

    // Its output ends only when its server, which shares it, has ended too.
    let status = run.wait_exit(PATIENCE).unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(run.output().contains("stopped"), "{}", run.output());
    TcpListener::bind(("127.0.0.1", ports[0])).unwrap();
}

#[test]
fn a_port_that_another_program_has_is_named_with_how_to_choose_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (folder, [other]) = (TempDir::new().unwrap(), free_ports());

    for ports in [[port, other], [other, port]] {
        let mut run = run(&folder, ports);
        let status = run.wait_exit(PATIENCE).unwrap();

        assert_eq!(status.code(), Some(1));
        let output = run.output();
        assert!(output.contains(&format!("error: port {port} of 127.0.0.1")), "{output}");
        assert!(output.contains("make run PORT="), "{output}");
    }
}
