//! What cannot work is refused at the start, with what to do.

use std::net::TcpListener;
use std::process::Command;

use jixiao_test_support::{Postgres, binary};
use tempfile::TempDir;

#[test]
fn one_of_three_services_is_not_served_on_sqlite() {
    let folder = TempDir::new().unwrap();
    let url = format!("database.url=sqlite://{}", folder.path().join("jixiao.db").display());

    for role in ["planning", "results", "scoring"] {
        let message = refused(role, &[&url, "upstream.planning.endpoint=http://127.0.0.1:1"]);
        assert!(message.contains("PostgreSQL") && message.contains(role), "{message}");
        assert!(message.contains("serve all") && message.contains("database.url"), "{message}");
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn a_service_that_asks_others_needs_their_addresses() {
    let url = "database.url=postgres://127.0.0.1:1/jixiao";
    let planning = "upstream.planning.endpoint=http://127.0.0.1:1";

    let results = refused("results", &[url]);
    let scoring = refused("scoring", &[url]);
    let half = refused("scoring", &[url, planning]);

    assert!(results.contains("upstream.planning.endpoint"), "{results}");
    assert!(scoring.contains("upstream.planning.endpoint"), "{scoring}");
    assert!(half.contains("upstream.results.endpoint"), "{half}");
}

#[test]
fn a_database_without_the_schema_is_not_served() {
    let folder = TempDir::new().unwrap();
    let sqlite = format!("sqlite://{}", folder.path().join("jixiao.db").display());

    for url in [sqlite, Postgres::database()] {
        let message = refused("all", &[&format!("database.url={url}")]);
        assert!(message.contains("jixiao migrate"), "{message}");
        assert!(!message.contains("SELECT"), "{message}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = TempDir::new().unwrap();
    let url = format!("database.url=sqlite://{}", folder.path().join("jixiao.db").display());
    let migrated = Command::new(binary()).args(["--set", &url, "migrate"]).output().unwrap();
    assert!(migrated.status.success());
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap();

    for setting in ["listen", "health_listen"] {
        let other = if setting == "listen" { "health_listen=127.0.0.1:0" } else { "listen=127.0.0.1:0" };
        let message = refused("all", &[&url, other, &format!("{setting}={taken}")]);
        assert!(message.contains(&format!("{setting} {taken}")), "{message}");
    }
}

/// What `jixiao serve` printed when it refused to start.
fn refused(role: &str, settings: &[&str]) -> String {
    let mut command = Command::new(binary());
    for setting in ["listen=127.0.0.1:0", "health_listen=127.0.0.1:0"].iter().chain(settings) {
        command.args(["--set", setting]);
    }
    let output = command.args(["serve", role]).output().unwrap();
    assert!(!output.status.success(), "serve {role} was not refused");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!message.contains("panicked"), "{message}");
    message
}
