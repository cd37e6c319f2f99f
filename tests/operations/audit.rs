use jixiao_tests::{PLAN, Story, System};
use serde_json::Value;

use crate::command::{Ended, jixiao, run};

fn verify(system: &System, arguments: &[&str]) -> Ended {
    let database = format!("database.url={}", system.database_url());
    run(&mut jixiao(&[&["--set", &database, "audit", "verify"], arguments].concat()))
}

fn list(system: &mut System, arguments: &[&str]) -> Ended {
    let endpoint = format!("http://{}", system.planning_server().address());
    run(&mut jixiao(&[&["audit", "list", "120000000", "--endpoint", &endpoint], arguments].concat()))
}

fn entries(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

async fn with_an_approved_plan() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    system
}

#[tokio::test]
async fn every_write_is_listed_with_what_it_changed_and_filters_hold() {
    let mut system = with_an_approved_plan().await;

    let all = entries(&list(&mut system, &["--json"]).succeeded());
    let approvals = entries(&list(&mut system, &["--json", "--method", "ApprovePlan", "--resource", PLAN]).succeeded());
    let none = list(&mut system, &["--json", "--until", "2020-01-01"]).succeeded();
    let table = list(&mut system, &[]).succeeded();

    let sequences: Vec<_> = all.iter().map(|entry| entry["sequence"].as_i64().unwrap()).collect();
    assert_eq!(sequences, (1..=i64::try_from(all.len()).unwrap()).collect::<Vec<_>>());
    assert_eq!((all[0]["method"].as_str(), all[0]["principal"].as_str()), (Some("CreateRegion"), Some("local")));
    assert!(all.windows(2).all(|pair| pair[0]["hash"] == pair[1]["previous_hash"]), "{all:?}");
    let [approval] = &approvals[..] else { panic!("{approvals:?}") };
    assert_eq!(approval["resource"], PLAN);
    let state = &approval["changes"][0];
    assert_eq!((state["field"].as_str(), state["new"].as_str()), (Some("state"), Some("approved")));
    assert_eq!(state["old"], "finance_reviewed");
    assert_eq!(none, "");
    assert!(table.contains("ApprovePlan") && table.contains("∅ → 天津市"), "{table}");
}

#[tokio::test]
async fn a_whole_chain_verifies_and_one_that_is_not_the_one_noted_down_fails() {
    let system = with_an_approved_plan().await;

    let whole = verify(&system, &[]).succeeded();
    let head = whole.trim_end().rsplit_once(' ').unwrap().1;
    let same = verify(&system, &["120000000", "--expect", head]).succeeded();
    let (place, hash) = head.split_once(':').unwrap();
    let other = verify(&system, &["--expect", &format!("{place}:{}", "0".repeat(hash.len()))]);
    let later = verify(&system, &["--expect", &format!("120000000=1000:{hash}")]);

    assert!(whole.starts_with("120000000: ") && head.starts_with("120000000="), "{whole}");
    assert_eq!(same, whole);
    for ended in [&other, &later] {
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.stdout.starts_with("120000000: BROKEN at "), "{ended:?}");
        assert!(ended.stderr.contains("1 of 1 chains are not as they were recorded"), "{ended:?}");
    }
    assert!(other.stdout.contains("not the one that was noted down"), "{other:?}");
    assert!(later.stdout.contains("the entry is missing"), "{later:?}");
}

#[tokio::test]
async fn arguments_that_are_no_region_time_or_head_are_refused() {
    for arguments in [
        &["verify", "12"][..],
        &["verify", "--expect", "120000000"],
        &["verify", "--expect", "120000000=0:00"],
        &["list", "120000000", "--since", "yesterday"],
        &["list", "12"],
    ] {
        let ended = run(&mut jixiao(&[&["audit"], arguments].concat()));
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{ended:?}");
        assert!(ended.stderr.contains("invalid value"), "{ended:?}");
    }
}
