//! `jixiao verify-store`.

use std::process::Command;

use jixiao_test_support::Postgres;
use jixiao_tests::{PLAN, Story, System};

use crate::command::{jixiao, run};

#[tokio::test]
async fn it_counts_what_it_compared_and_names_what_differs() {
    let system = System::all_on_postgres();
    Story::new(&system).small_approved().await;
    let database = format!("database.url={}", system.database_url());
    let verify = || run(&mut jixiao(&["--set", &database, "verify-store"]));

    let intact = verify().succeeded();
    let psql = Postgres::server().programs().join("psql");
    let tamper = "UPDATE plan_indicators SET name = 'x' WHERE indicator = 'i001'";
    let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", tamper, system.database_url()];
    assert!(Command::new(psql).args(arguments).status().unwrap().success());
    let broken = verify();

    assert_eq!(intact, "compared plans: 1, versions: 1\n");
    assert_eq!(broken.code, Some(1), "{broken:?}");
    let line = format!("{PLAN}/versions/1: the packed content differs from its rows\n");
    assert_eq!(broken.stdout, format!("{line}compared plans: 1, versions: 1\n"));
    assert_eq!(broken.stderr, "error: documents that differ from their rows, listed above: 1\n");
}

#[tokio::test]
async fn a_second_server_on_the_same_file_is_refused_and_the_first_goes_on() {
    let system = System::all_on_sqlite();
    let database = format!("database.url={}", system.database_url());
    let settings = ["--set", &database, "--set", "listen=127.0.0.1:0", "--set", "health_listen=127.0.0.1:0"];

    let refused = run(&mut jixiao(&[&settings[..], &["serve", "all"]].concat())).failed();

    assert!(refused.contains("another process serves this database file"), "{refused}");
    Story::new(&system).small_approved().await;
    assert_eq!(run(&mut jixiao(&["--set", &database, "verify-store"])).succeeded(), "compared plans: 1, versions: 1\n");
}
