//! A PostgreSQL server for tests starts by itself and never stays behind.
#![expect(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, reason = "test code")]

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use jixiao_test_support::{Postgres, Process};

/// Set in the process that [`a_killed_test_process_leaves_no_server_behind`] starts.
const HOLDER: &str = "JIXIAO_TEST_HOLDS_A_SERVER";

const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn two_databases_are_separate_and_a_copy_has_what_its_template_had() {
    // Arrange
    let (first, second) = (Postgres::database(), Postgres::database());
    run(&first, "CREATE TABLE plans (id int); INSERT INTO plans VALUES (7)");

    // Act
    let copy = Postgres::database_like(&first);
    run(&copy, "INSERT INTO plans VALUES (8)");

    // Assert
    assert_eq!(run(&first, "SELECT id FROM plans ORDER BY id"), "7");
    assert_eq!(run(&copy, "SELECT id FROM plans ORDER BY id"), "7\n8");
    assert_eq!(run(&second, "SELECT to_regclass('plans') IS NULL"), "t");
}

#[test]
fn the_server_speaks_utf8_in_the_c_locale_and_takes_many_connections() {
    let url = Postgres::database();

    assert_eq!(run(&url, "SHOW server_encoding"), "UTF8");
    assert_eq!(run(&url, "SELECT datcollate FROM pg_database WHERE datname = current_database()"), "C");
    assert_eq!(run(&url, "SHOW max_connections"), "200");
    assert_eq!(run(&url, "SHOW listen_addresses"), "127.0.0.1");
    assert_eq!(run(&url, "SHOW unix_socket_directories"), Postgres::server().directory().to_str().unwrap());
}

#[test]
fn a_killed_test_process_leaves_no_server_behind() {
    if env::var_os(HOLDER).is_some() {
        hold_a_server();
    }

    // Arrange
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "a_killed_test_process_leaves_no_server_behind", "--nocapture"]).env(HOLDER, "1");
    let mut holder = Process::spawn(command);
    assert!(holder.wait_output("holding.\n", LIMIT), "the holder did not start");
    let output = holder.output();
    let directory = PathBuf::from(between(&output, "directory=", "\n"));
    let server: u32 = between(&output, "server=", "\n").parse().unwrap();
    assert!(directory.join("data").exists() && alive(server));

    // Act
    holder.signal("KILL");

    // Assert
    let status = holder.wait_exit(LIMIT).expect("a killed process ends");
    assert!(!status.success());
    // Whose parent is gone cannot be waited for by an event.
    let deadline = Instant::now() + LIMIT;
    while (alive(server) || directory.exists()) && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(!alive(server), "the server still runs");
    assert!(!directory.exists(), "its directory is still there");
}

/// In a process of its own: starts a server, says where, and stays until it is killed.
fn hold_a_server() -> ! {
    let _ = Postgres::database();
    let directory = Postgres::server().directory();
    let url = Postgres::database();
    let server = run(&url, "SELECT (regexp_split_to_array(pg_read_file('postmaster.pid'), '\\n'))[1]");
    println!("directory={}\nserver={server}\nholding.", directory.display());
    loop {
        thread::park();
    }
}

fn run(url: &str, sql: &str) -> String {
    let psql = installed("psql");
    let mut command = Command::new(psql);
    command.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]);
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{sql}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap().trim_end().to_owned()
}

fn installed(program: &str) -> PathBuf {
    Postgres::server().programs().join(program)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found).expect(start)
}

/// Whether a process exists; one that ended and was not waited for does not count.
fn alive(process: u32) -> bool {
    match fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat")) {
        Ok(stat) => !stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('Z')),
        Err(error) if error.kind() == io::ErrorKind::NotFound && Path::new("/proc/self").exists() => false,
        Err(_) => Command::new("kill").args(["-0", &process.to_string()]).status().is_ok_and(|status| status.success()),
    }
}
