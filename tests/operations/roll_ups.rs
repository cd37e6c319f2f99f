//! Regions in the terminal: scores, ranking, sums and warnings.

use jixiao_proto::results::v1::actual::Value;
use jixiao_tests::{REGION, Stories, small_plan};
use serde_json::Value as Json;

use crate::desk::Desk;

/// A region under the other by code.
const HEPING: &str = "regions/120101000";

/// Two departments with equal totals, one with rows missing, and one in the region under it whose scheme is another.
async fn province() -> Desk {
    let desk = Desk::empty();
    let stories = Stories::of(&desk.system, &[REGION, HEPING]).await;
    let content = |title: &str| {
        let mut content = small_plan();
        title.clone_into(&mut content.department_title);
        content
    };
    for department in ["a", "b"] {
        let name = format!("{REGION}/departments/{department}");
        let plan = stories.plan(&name, 2023, &content(&format!("部门{department}")), "cn-2020").await;
        stories.complete(&plan, "30", "81").await;
    }
    let plan = stories.plan(&format!("{REGION}/departments/c"), 2023, &content("部门c"), "cn-2020").await;
    stories.report(&plan, "2023-07", &[("i001", Value::Number("670".to_owned()))]).await;
    stories.plan(&format!("{HEPING}/departments/d"), 2023, &content("部门d"), "hubei").await;
    desk
}

/// What a command prints as JSON, one value a line.
fn values(desk: &Desk, arguments: &[&str]) -> Vec<Json> {
    let printed = desk.run(&[arguments, &["--json"]].concat()).succeeded();
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn version(region: &str, department: &str) -> String {
    format!("{region}/departments/{department}/plans/2023/versions/1")
}

#[tokio::test]
async fn a_region_is_scored_line_by_line_and_gone_on_with_by_token() {
    let desk = province().await;
    let score = ["score", REGION, "--year", "2023", "--profile", "cn-2020"];

    let lines = desk.run(&score).succeeded();
    let streamed = values(&desk, &score);
    let rows = desk.csv(&score);
    let token = streamed[1]["resumeToken"].as_str().unwrap();
    let rest = values(&desk, &[&score[..], &["--resume", token]].concat());
    let rest_of_rows = desk.csv(&[&score[..], &["--resume", token]].concat());

    let [a, b, c] = ["a", "b", "c"].map(|department| version(REGION, department));
    let d = version(HEPING, "d");
    let expected = format!(
        " 99.00  优  {a} 部门a\n 99.00  优  {b} 部门b\n     –  –   {c} 部门c: 5 missing, from 1.67 to 85.00\n     –  –   {d} \
         WEIGHT_SCHEME_MISMATCH: the profile gives the execution row 10.00 points, the plan version 20.00\nplans 绩效目标: 4, \
         refused 未评: 1\n"
    );
    assert_eq!(lines, expected);
    assert_eq!(streamed.len(), 4);
    assert_eq!(streamed[0]["scorecard"]["totals"]["total"], "99.00");
    assert_eq!(streamed[3]["refusal"]["reason"], "WEIGHT_SCHEME_MISMATCH");
    assert_eq!(rest, streamed[2..]);
    assert_eq!(rows.len(), 1 + 4);
    assert_eq!(rows[3], [&c, "部门c", "", "", "1.67", "85.00", "5", "", ""]);
    // Put behind what came before it makes one file: without the names of the columns.
    assert_eq!(rest_of_rows, rows[3..]);
}

#[tokio::test]
async fn a_ranking_has_shared_places_and_loses_no_plan() {
    let desk = province().await;
    let rank = ["rank", REGION, "--year", "2023", "--profile", "cn-2020"];

    let table = desk.run(&rank).succeeded();
    let rows = desk.csv(&rank);
    let ranked = values(&desk, &rank);

    let cell = |text: &str| table.matches(text).count();
    assert_eq!((cell("│          1 ┆      99.00 ┆ 优 "), cell("┆ 1.67 – 85.00 ")), (2, 1), "{table}");
    assert!(table.lines().last().unwrap().starts_with(&format!("{} WEIGHT_SCHEME_MISMATCH: ", version(HEPING, "d"))));
    assert!(table.contains("\nplans 绩效目标: 3, refused 未评: 1\n"), "{table}");
    let places: Vec<_> = rows[1..].iter().map(|row| [&row[0], &row[1], &row[5], &row[7]].map(String::as_str)).collect();
    let expected = [
        ["1", "99.00", "部门a", ""],
        ["1", "99.00", "部门b", ""],
        ["", "", "部门c", ""],
        ["", "", "", "WEIGHT_SCHEME_MISMATCH"],
    ];
    assert_eq!(places, expected);
    assert_eq!((ranked.len(), ranked[0]["plans"].as_array().unwrap().len()), (1, 3));
}

#[tokio::test]
async fn averages_stand_beside_the_rows_they_are_of() {
    let desk = province().await;
    let summarize = ["summarize", REGION, "--year", "2023", "--profile", "cn-2020"];

    let table = desk.run(&summarize).succeeded();
    let summed = desk.json(&summarize);
    let printed = desk.run(&[&summarize[..], &["--csv"]].concat());
    let before = desk.run(&[&summarize[..], &["--year-before"]].concat()).succeeded();

    assert!(table.contains("average 平均分: of the plans with a total, not the score of a sum\n"), "{table}");
    assert!(table.contains("产出指标"), "{table}");
    let all = &summed["all"];
    assert_eq!(
        (&all["departments"], &all["complete"], &all["averageTotal"]),
        (&"4".into(), &"2".into(), &"99.00".into())
    );
    let lines: Vec<_> = printed.stdout.lines().collect();
    let whole = format!("all,{REGION},,,4,2,1,1,99.00,99.00,99.00,,,,,");
    assert!(lines[1].starts_with(&whole), "{}", lines[1]);
    // Met 4 and missed 1 of two departments each, missed 1 and not reported 4 of the third.
    assert_eq!(lines[1].strip_prefix(&whole), Some("8,3,0,4,0,0,0"));
    let parts = |part: &str| lines.iter().filter(|line| line.starts_with(part) && line.contains(",,,")).count();
    assert!(parts("all,") > 1 && parts("region,") > 1, "{lines:#?}");
    let width = lines[0].split(',').count();
    assert!(lines.iter().all(|line| line.split(',').count() == width), "{lines:#?}");
    assert!(printed.stderr.contains("WEIGHT_SCHEME_MISMATCH"), "{printed:?}");
    assert!(before.contains("上年"), "{before}");
}

#[tokio::test]
async fn warnings_come_the_most_severe_first_and_lights_of_a_plan_say_what_is_a_projection() {
    let desk = province().await;
    let plan = version(REGION, "c");
    let warnings = ["monitor", REGION, "--year", "2023", "--profile", "cn-2020"];

    let listed = values(&desk, &warnings);
    let rows = desk.run(&[&warnings[..], &["--csv", "--red"]].concat());
    let table = desk.run(&warnings).succeeded();
    let lights = desk.run(&["monitor", &plan]).succeeded();
    let cells = desk.csv(&["monitor", &plan]);

    // 670 of 6700·7/12 in July; the others reported for December alone.
    assert_eq!(listed.len(), 1);
    let found = listed[0]["warnings"].as_array().unwrap();
    assert_eq!((found.len(), &found[0]["indicator"]["signal"]), (1, &"SIGNAL_RED".into()));
    assert_eq!(listed[0]["refusals"][0]["reason"], "WEIGHT_SCHEME_MISMATCH");
    let expected = format!("部门c,{plan},i001,体检人数,红 red,0.1714,≥ 6700 人,670,1148.571429");
    assert_eq!(rows.stdout.lines().nth(1), Some(expected.as_str()), "{rows:?}");
    assert!(rows.stderr.contains("WEIGHT_SCHEME_MISMATCH"), "{rows:?}");
    assert!(table.contains("\nwarnings, the most severe first: 1\n"), "{table}");
    assert!(lights.contains("light 总灯 红 red · 红 red 1 · 无数据 no data 4\n"), "{lights}");
    assert!(lights.contains("projection 全年推算") && lights.contains("A projection is no report"), "{lights}");
    assert_eq!(cells.len(), 1 + 1 + 5);
    assert_eq!(cells[1][..4], ["", "execution", "预算执行 (yuan)", "无数据 no data"]);
    assert_eq!(cells[2][1..], ["i001", "体检人数", "红 red", "0.1714", "≥ 6700 人", "670", "1148.571429"]);
}

#[tokio::test]
async fn a_region_that_is_no_name_is_refused_by_every_command() {
    let desk = Desk::empty();
    for command in ["score", "rank", "summarize", "monitor"] {
        let error = desk.run(&[command, "regions/12", "--year", "2023"]).failed();
        assert!(error.contains("failed: FIELD_INVALID") && error.contains("\n  parent is not a name"), "{error}");
    }
}
