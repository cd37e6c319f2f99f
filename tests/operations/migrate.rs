use jixiao_test_support::Postgres;
use tempfile::TempDir;

use crate::command::{jixiao, run};

fn refused_before_the_migration_and_not_after(url: &str) {
    let database = format!("database.url={url}");
    let settings = ["--set", &database, "--set", "listen=127.0.0.1:0", "--set", "health_listen=127.0.0.1:0"];

    let early = run(&mut jixiao(&[&settings[..], &["serve", "all"]].concat())).failed();
    let first = run(&mut jixiao(&["--set", &database, "migrate"])).succeeded();
    let second = run(&mut jixiao(&["--set", &database, "migrate"])).succeeded();

    assert!(early.contains("the schema is not ") && early.contains("run `jixiao migrate`"), "{early}");
    assert_eq!((first.as_str(), second.as_str()), ("the schema is up to date\n", "the schema is up to date\n"));
    let _serves = jixiao_tests::Server::start("all", &[database]);
}

#[test]
fn a_server_on_a_new_sqlite_file_says_to_migrate_and_starts_once_that_was_done() {
    let folder = TempDir::new().unwrap();
    refused_before_the_migration_and_not_after(&format!("sqlite://{}/new.db", folder.path().display()));
}

#[test]
fn a_server_on_a_new_postgres_database_says_to_migrate_and_starts_once_that_was_done() {
    refused_before_the_migration_and_not_after(&Postgres::database());
}

#[test]
fn the_migration_makes_the_folder_of_an_sqlite_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("not/yet/there.db");

    run(&mut jixiao(&["--set", &format!("database.url=sqlite://{}", file.display()), "migrate"])).succeeded();

    assert!(file.is_file());
}

#[test]
fn one_role_alone_on_sqlite_is_refused() {
    for role in ["planning", "results", "scoring"] {
        let error = run(&mut jixiao(&["serve", role])).failed();
        assert!(error.contains(&format!("`serve {role}` needs PostgreSQL")), "{error}");
    }
}

#[test]
fn a_role_that_asks_another_is_refused_without_its_address() {
    let database = format!("database.url={}", Postgres::database());
    for (role, service) in [("results", "planning"), ("scoring", "planning")] {
        let error = run(&mut jixiao(&["--set", &database, "serve", role])).failed();
        assert!(error.contains(&format!("upstream.{service}.endpoint")), "{error}");
    }
}
