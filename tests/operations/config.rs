use std::fs;

use tempfile::TempDir;

use crate::command::{Ended, jixiao, run};
use crate::flags::shown;

fn file(text: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("jixiao.toml");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn config(arguments: &[&str], environment: &[(&str, &str)]) -> Ended {
    let arguments = [arguments, &["config"]].concat();
    run(jixiao(&arguments).envs(environment.iter().copied()))
}

#[test]
fn a_file_is_overruled_by_the_environment_and_that_by_the_command_line() {
    let (_folder, path) = file("[limits]\nconcurrency = 11\ndeadline_ms = 11\nrequest_bytes = 11\n");
    let environment = [("JIXIAO__LIMITS__DEADLINE_MS", "22"), ("JIXIAO__LIMITS__REQUEST_BYTES", "22")];

    let printed = config(&["--config", &path, "--set", "limits.request_bytes=33"], &environment).succeeded();

    let settings = shown(&printed);
    assert_eq!(settings["limits.concurrency"], "11");
    assert_eq!(settings["limits.deadline_ms"], "22");
    assert_eq!(settings["limits.request_bytes"], "33");
    assert_eq!(settings["database.max_connections"], "8", "nobody sets it");
}

#[test]
fn the_password_of_the_database_is_not_printed() {
    let url = "postgres://jixiao:geheim@db/jixiao?password=geheim";
    let printed = config(&[], &[("JIXIAO__DATABASE__URL", url)]).succeeded();

    assert!(!printed.contains("geheim"), "{printed}");
    assert_eq!(shown(&printed)["database.url"], "postgres://jixiao:***@db/jixiao?password=***");
}

#[test]
fn a_password_is_not_in_the_message_of_a_database_that_cannot_be_reached() {
    // Port 1 of this machine: nobody listens there.
    let url = "postgres://jixiao:geheim@127.0.0.1:1/jixiao";
    let error = run(jixiao(&["migrate"]).env("JIXIAO__DATABASE__URL", url)).failed();

    assert!(!error.contains("geheim"), "{error}");
}

#[test]
fn an_unknown_key_is_refused_wherever_it_comes_from() {
    let (_folder, path) = file("[limits]\nconcurency = 11\n");
    let attempts = [
        config(&["--config", &path], &[]),
        config(&[], &[("JIXIAO__LIMITS__CONCURENCY", "11")]),
        config(&["--set", "limits.concurency=11"], &[]),
    ];
    for attempt in attempts {
        let error = attempt.failed();
        assert!(error.contains("unknown field `concurency`") && error.contains("`concurrency`"), "{error}");
    }
}

#[test]
fn a_value_of_another_kind_is_refused_with_its_key() {
    for (setting, key) in [("listen=here", "listen"), ("limits.concurrency=0", "limits.concurrency")] {
        let error = config(&["--set", setting], &[]).failed();
        assert!(error.contains(key), "{error}");
    }
}

#[test]
fn what_is_printed_is_a_file_that_gives_the_same_settings() {
    let first = config(&["--set", "listen=127.0.0.1:50061", "--set", "log.format=json"], &[]).succeeded();
    let (_folder, path) = file(&first);

    assert_eq!(config(&["--config", &path], &[]).succeeded(), first);
}
