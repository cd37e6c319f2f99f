use std::fs;

use jixiao_proto::planning::v1::GetPlanRequest;
use jixiao_tests::{DEPARTMENT, PLAN, Story, System};

use crate::command::{Ended, jixiao, root, run};

const TABLE: &str = "tests/fixtures/tianjin-disabled-persons-federation-2023.txt";

fn dry_run(arguments: &[&str]) -> Ended {
    run(&mut jixiao(&[&["import", "--dry-run"], arguments].concat()))
}

#[test]
fn a_dry_run_prints_the_plan_and_its_findings_as_json() {
    let golden = root().join("crates/forms/tests/golden/tianjin-disabled-persons-federation-2023.json");

    let printed = dry_run(&["--json", TABLE]).succeeded();

    assert!(printed == fs::read_to_string(golden).unwrap(), "{printed}");
}

#[test]
fn a_dry_run_without_json_prints_a_summary_and_a_line_for_each_finding() {
    let printed = dry_run(&[TABLE]).succeeded();

    assert!(printed.starts_with("天津市残疾人联合会, 2023: 6 tasks, 6 goals, 79 indicators\n"), "{printed}");
    let unit = printed.lines().find(|line| line.contains("UNIT_MISSING")).unwrap();
    assert!(unit.contains("line 114:8"), "{unit}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = dry_run(&["no/such/table.txt"]).failed();
    assert!(error.contains("no/such/table.txt") && error.contains("No such file"), "{error}");
}

#[test]
fn a_file_that_is_no_table_is_refused_with_the_reason() {
    let folder = tempfile::TempDir::new().unwrap();
    let files: [(&str, &[u8]); 4] = [
        ("prose", "只是一段话。\n".as_bytes()),
        ("empty", b""),
        ("binary", &[0xff, 0xfe, 0, 1]),
        ("zip", b"PK\x03\x04"),
    ];
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        for json in [&["--json"][..], &[]] {
            let error = dry_run(&[json, &[path.to_str().unwrap()]].concat()).failed();
            assert!(error.contains("is not a target table: "), "{name}: {error}");
        }
    }
}

#[tokio::test]
async fn an_import_prints_the_name_of_the_plan_that_the_server_now_has() {
    let mut system = System::all_on_sqlite();
    Story::new(&system).register().await;
    let endpoint = format!("http://{}", system.planning_server().address());

    let printed = run(&mut jixiao(&["import", TABLE, "--parent", DEPARTMENT, "--endpoint", &endpoint])).succeeded();

    let request = GetPlanRequest { name: PLAN.to_owned(), ..Default::default() };
    let plan = system.planning().get_plan(request).await.unwrap().into_inner().plan.unwrap();
    let first = format!("stored {} with 79 indicators; its etag is {}", plan.name, plan.etag);
    assert_eq!(printed.lines().next(), Some(first.as_str()));
    assert!(plan.name.starts_with(PLAN), "{}", plan.name);
    assert!(printed.contains("UNIT_MISSING"), "{printed}");
}

#[tokio::test]
async fn an_import_into_an_unknown_department_says_so() {
    let mut system = System::all_on_sqlite();
    let endpoint = format!("http://{}", system.planning_server().address());

    let error = run(&mut jixiao(&["import", TABLE, "--parent", DEPARTMENT, "--endpoint", &endpoint])).failed();

    assert!(error.contains("ImportPlan failed: RESOURCE_NOT_FOUND"), "{error}");
}

#[test]
fn an_import_without_a_server_says_that_it_cannot_be_reached() {
    // Nobody listens at port 1.
    let endpoint = "http://127.0.0.1:1";
    let error = run(&mut jixiao(&["import", TABLE, "--parent", DEPARTMENT, "--endpoint", endpoint])).failed();
    assert!(error.contains("ImportPlan failed"), "{error}");
}
