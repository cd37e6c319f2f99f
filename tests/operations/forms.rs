//! Forms by the command line.

use std::fs;

use jixiao_proto::planning::v1::{CreateDepartmentRequest, Department};
use jixiao_proto::results::v1::GetActualsRequest;
use jixiao_tests::{DEPARTMENT, PLAN, REGION};

use crate::command::{jixiao, root, run};
use crate::desk::Desk;

const THREE: &str = "tests/fixtures/forms/three-departments.xlsx";

#[tokio::test]
async fn every_form_is_written_under_the_name_that_is_printed() {
    let desk = Desk::small().await;
    let commands: [&[&str]; 5] = [
        &["export", PLAN],
        &["template", PLAN],
        // Another month is another file.
        &["template", PLAN, "--period", "2023-07"],
        &["report", PLAN],
        &["report", PLAN, "--monitoring"],
    ];

    for command in commands {
        for (format, magic) in [("xlsx", "PK"), ("html", "<!DOCTYPE html>")] {
            let printed = desk.run(&[command, &["--format", format]].concat()).succeeded();
            let name = printed.trim_end();
            assert!(name.starts_with("天津市残疾人联合会2023年度") && name.ends_with(format), "{name}");
            let written = fs::read(desk.folder.path().join(name)).unwrap();
            assert!(written.starts_with(magic.as_bytes()), "{name}");
        }
    }
}

#[tokio::test]
async fn a_file_that_is_there_is_replaced_only_where_it_is_named() {
    let desk = Desk::small().await;
    let name = desk.run(&["template", PLAN]).succeeded();
    let path = desk.folder.path().join(name.trim_end());
    fs::write(&path, "filled by hand").unwrap();

    let error = desk.run(&["template", PLAN]).failed();

    assert!(error.contains("is there already"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"filled by hand");
    desk.run(&["template", PLAN, "-o", name.trim_end()]).succeeded();
    assert!(fs::read(&path).unwrap().starts_with(b"PK"));
}

#[tokio::test]
async fn a_form_can_go_to_the_standard_output() {
    let desk = Desk::small().await;

    let page = desk.run(&["report", PLAN, "--format", "html", "-o", "-"]).succeeded();

    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_filled_form_is_reported() {
    let desk = Desk::small().await;
    let form = "所属时期\t2023-12\n编号\t三级指标\t实际完成值\ni001\t体检人数\t6800\n";
    fs::write(desk.folder.path().join("filled.txt"), form).unwrap();
    let import = ["import", "filled.txt", "--plan", PLAN, "--reporter", "填报人"];

    let checked = desk.run(&[&import[..], &["--validate-only"]].concat()).succeeded();
    let reported = desk.run(&import).succeeded();

    assert!(checked.starts_with("would report 1 actuals for 2023-12; the revision is 0\n"), "{checked}");
    assert!(reported.starts_with("reported 1 actuals for 2023-12; the revision is 1\n"), "{reported}");
    let request = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let actuals = desk.system.results().get_actuals(request).await.unwrap().into_inner().actuals;
    assert_eq!(actuals.len(), 1);
}

#[tokio::test]
async fn of_several_files_and_plans_each_has_its_own_result() {
    let desk = Desk::small().await;
    let three = root().join(THREE);
    let three = three.to_str().unwrap();
    let title = dry_run(three).lines().next().unwrap().split(',').next().unwrap().to_owned();
    let department =
        Department { name: format!("{REGION}/departments/first"), title: title.clone(), ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    desk.system.planning().create_department(create).await.unwrap();
    fs::write(desk.folder.path().join("notes.txt"), "no table").unwrap();

    let ended = desk.run(&["import", "notes.txt", three, "--parent", REGION]);

    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stdout.contains(&format!("{REGION}/departments/first/plans/")), "{ended:?}");
    assert!(ended.stderr.contains("error: notes.txt: ImportPlans failed: FORM_UNREADABLE"), "{ended:?}");
    assert!(ended.stderr.ends_with("error: 3 of 4 could not be imported\n"), "{ended:?}");
    assert!(!ended.stderr.contains('\u{1b}'), "a bar is for terminals: {ended:?}");
}

/// What a dry run prints.
fn dry_run(file: &str) -> String {
    run(&mut jixiao(&["import", "--dry-run", file])).succeeded()
}

#[test]
fn the_json_of_a_file_with_several_plans_is_a_list() {
    let printed = run(&mut jixiao(&["import", "--dry-run", "--json", THREE])).succeeded();

    let plans: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(plans.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_check_of_a_form_that_would_be_refused_fails() {
    let desk = Desk::small().await;
    let form = "所属时期\t2023-12\n编号\t三级指标\t实际完成值\ni999\t甲\t1\n";
    fs::write(desk.folder.path().join("wrong.txt"), form).unwrap();
    fs::write(
        desk.folder.path().join("year.txt"),
        "部门名称\t天津市残疾人联合会\n一级指标\t二级指标\t三级指标\t符号\n",
    )
    .unwrap();

    for arguments in
        [["wrong.txt", "--plan", PLAN, "--reporter", "填报人"].as_slice(), &["year.txt", "--parent", DEPARTMENT]]
    {
        let ended = desk.run(&[&["import", "--validate-only"], arguments].concat());
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.stderr.contains("would be refused") && ended.stdout.contains("error "), "{ended:?}");
    }
}

#[test]
fn options_of_the_other_kind_of_parent_are_refused() {
    for (parent, option) in [(REGION, ["--etag", "1-1"].as_slice()), (DEPARTMENT, &["--replace"])] {
        let error = run(&mut jixiao(&[&["import", THREE, "--parent", parent], option].concat())).failed();
        assert!(error.contains("--replace is for a region"), "{error}");
    }
}

#[test]
fn arguments_that_contradict_each_other_are_refused() {
    let wrong: [&[&str]; 4] = [
        &["import", "a.txt"],
        &["import", "a.txt", "--plan", PLAN],
        &["import", "a.txt", "--plan", PLAN, "--reporter", "x", "--parent", DEPARTMENT],
        &["report", PLAN, "--monitoring", "--profile", "hubei"],
    ];
    for arguments in wrong {
        let ended = run(&mut jixiao(arguments));
        assert_eq!(ended.code, Some(2), "{ended:?}");
    }
}
