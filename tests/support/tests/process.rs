//! A process of a test is watched, stopped and never stays behind.

use std::process::Command;
use std::time::{Duration, Instant};

use jixiao_test_support::{Process, free_ports};

const LIMIT: Duration = Duration::from_secs(30);

fn shell(script: &str) -> Process {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    Process::spawn(command)
}

#[test]
fn both_streams_and_the_exit_status_are_captured() {
    let mut process = shell("echo out; echo err >&2; exit 3");

    let status = process.wait_exit(LIMIT).unwrap();

    assert_eq!(status.code(), Some(3));
    assert_eq!(process.output(), "out\nerr\n");
}

#[test]
fn output_is_seen_while_the_process_runs_and_sigterm_reaches_it() {
    let mut process =
        shell("trap 'echo stopping; kill $!; exit 4' TERM; sleep 600 >/dev/null 2>&1 & echo started; wait");
    assert!(process.wait_output("started", LIMIT));
    assert!(process.wait_exit(Duration::ZERO).is_none());

    process.terminate();

    assert_eq!(process.wait_exit(LIMIT).unwrap().code(), Some(4));
    assert!(process.output().ends_with("stopping\n"));
}

#[test]
fn waiting_for_text_that_never_comes_ends_with_the_process() {
    let before = Instant::now();

    let seen = shell("echo something else").wait_output("started", LIMIT);

    assert!(!seen);
    assert!(before.elapsed() < LIMIT);
}

#[test]
fn a_signal_to_a_process_that_has_ended_does_nothing() {
    let mut process = shell("exit 0");
    assert!(process.wait_exit(LIMIT).unwrap().success());

    process.terminate();

    assert!(process.wait_exit(LIMIT).unwrap().success());
}

#[test]
fn a_dropped_process_is_killed() {
    let pipe = shell("echo $$; exec sleep 600");
    assert!(pipe.wait_output("\n", LIMIT));
    let id = pipe.id();
    assert_eq!(pipe.output(), format!("{id}\n"));

    drop(pipe);

    let alive = Command::new("kill").args(["-0", &id.to_string()]).output().unwrap().status.success();
    assert!(!alive);
}

#[test]
fn free_ports_differ() {
    let [first, second] = free_ports();

    assert_ne!(first, second);
}
