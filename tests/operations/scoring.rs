//! Scoring by the command line.

use std::fs;

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_tests::{DEPARTMENT, PLAN, Province, REGION, System, small_plan};
use tempfile::TempDir;

use crate::command::{Ended, jixiao, run};

const OTHER: &str = "regions/120000000/departments/other";

/// Two departments: one with a total of 91.00, one without anything reported.
struct Desk {
    _system: System,
    endpoint: String,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let mut system = System::all_on_sqlite();
        let province = Province::of(&system, &[REGION]).await;
        province.plan(DEPARTMENT, 2023, &small_plan(), "").await;
        province.plan(OTHER, 2023, &small_plan(), "").await;
        province.complete(PLAN, "24.00", "81").await;
        let values = [("i003", Value::Number("2072400".to_owned()))];
        province.report(PLAN, "2023-12", &values).await;
        province.judge(PLAN, "i004", Tier::Achieved, "26.00").await;
        let endpoint = format!("http://{}", system.planning_server().address());
        Self { _system: system, endpoint, folder: TempDir::new().unwrap() }
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        run(jixiao(&[arguments, &["--endpoint", &self.endpoint]].concat()).current_dir(self.folder.path()))
    }

    fn prints(&self, arguments: &[&str]) -> String {
        self.run(arguments).succeeded()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

#[track_caller]
fn says(printed: &str, lines: &[&str]) {
    for line in lines {
        assert!(printed.lines().any(|it| it.trim() == *line), "no line `{line}` in:\n{printed}");
    }
}

#[tokio::test]
async fn explain_prints_the_arithmetic_of_a_row_as_a_person_would_write_it() {
    let desk = Desk::new().await;

    says(
        &desk.prints(&["explain", PLAN, "i003"]),
        &[
            "i003 项目成本",
            "target 指标值 T: ≤ 1884000 元",
            "weight 分值 w: 16.66",
            "actual 完成值 A: 2072400",
            "reported 填报: for 2023-12, revision 3, by 填报人",
            "reason 偏差原因: 见台账",
            "formula 公式: A ≤ T: w; A ≥ 2T: 0; else w × (1 − (A − T) ÷ T)",
            "put in 代入: 16.66 × (1 − (2072400 − 1884000) ÷ 1884000) = 14.99",
            "exact 精确值: 7497/500 = 14.994, rounded once half-up to 0.01 四舍五入: 14.99",
            "score 得分: 14.99 of 16.66, 已计分 scored",
            "unit's own 单位自评: 14.99",
            "met 是否完成: NO 未完成: 2072400 > 1884000 as reported; the rounded score does not decide 按填报值判断",
            "profile 计分规则: profiles/cn-2020/versions/1, after 财预〔2020〕10号",
        ],
    );
    says(
        &desk.prints(&["explain", PLAN, "i004"]),
        &[
            "judged 复核: 达成, 26.00 points, by 评审人: 见台账",
            "score 得分: 26.00 of 30.00, 已评价 judged",
            "met 是否完成: yes 已完成: only the tier 达成 counts as met",
        ],
    );
    says(
        &desk.prints(&["explain", PLAN, "execution"]),
        &[
            "budget 预算: 1,500.00 yuan, not adjusted",
            "put in 代入: 1500.00 = 1500.00: 10.00",
            "score 得分: 10.00 of 10.00, 已计分 scored",
        ],
    );
    let other = format!("{OTHER}/plans/2023");
    says(
        &desk.prints(&["explain", &other, "i001"]),
        &[
            "actual 完成值 A: nothing was reported up to that month 未填报: neither 0 nor full",
            "score 得分: none: 未填报 not reported; from 0.00 to 16.67 is still possible",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&desk.prints(&["explain", PLAN, "i003", "--json"])).unwrap();
    assert_eq!((&json["score"], &json["trace"]["exact"]), (&"14.99".into(), &"7497/500".into()));
    let failed = desk.run(&["explain", PLAN, "i009"]).failed();
    assert_eq!(failed, "error: the plan has no indicator i009; it has i001 to i005 and execution\n");
}

#[tokio::test]
async fn score_prints_one_card_or_a_region_as_table_json_or_csv() {
    let desk = Desk::new().await;

    let card = desk.prints(&["score", PLAN]);
    assert!(card.contains("总分 TOTAL 93.33 · 等级 GRADE 优"), "{card}");
    let json: serde_json::Value = serde_json::from_str(&desk.prints(&["score", PLAN, "--json"])).unwrap();
    assert_eq!(json["totals"]["total"], "93.33");
    let csv = desk.prints(&["score", PLAN, "--csv"]);
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + 5 + 1);
    assert!(
        lines[0].starts_with("goal,indicator,level1,level2,name,sign,target,unit,weight,actual,period,revision,"),
        "{csv}"
    );
    assert!(lines[6].starts_with(",execution,,,预算执行率,,,,10.00,,2023-12,2,10.00,10.00,"), "{csv}");

    let version = |department: &str| format!("{department}/plans/2023/versions/1");
    let region = desk.prints(&["score", REGION, "--year", "2023"]);
    let expected = format!(
        " 93.33  优  {} 天津市残疾人联合会\n     –  –   {} 天津市残疾人联合会: 6 missing, from 0.00 to 100.00\nplans 绩效目标: 2, refused \
         未评: 0\n",
        version(DEPARTMENT),
        version(OTHER)
    );
    assert_eq!(region, expected);
    let csv = desk.prints(&["score", REGION, "--year", "2023", "--csv"]);
    assert_eq!(csv.lines().count(), 3);
    let json = desk.prints(&["score", REGION, "--year", "2023", "--json"]);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    let token = first["resumeToken"].as_str().unwrap();
    let rest = desk.prints(&["score", REGION, "--year", "2023", "--json", "--resume", token]);
    assert_eq!(Some(rest.trim_end()), json.lines().nth(1));
    assert_eq!(desk.run(&["score", REGION]).failed(), "error: a region needs --year\n");
    let refused = desk.run(&["score", REGION, "--year", "2023", "--profile", "profiles/hunan"]).failed();
    assert!(refused.starts_with("error: ScorePlans failed: RESOURCE_NOT_FOUND"), "{refused}");
}

#[tokio::test]
async fn rank_monitor_and_summarize_print_a_region() {
    let desk = Desk::new().await;
    let cells = |line: &str| line.split(['│', '┆']).map(str::trim).map(str::to_owned).collect::<Vec<_>>();

    let ranked = desk.prints(&["rank", REGION, "--year", "2023"]);
    let rows: Vec<_> = ranked.lines().filter(|line| line.contains("regions/")).map(cells).collect();
    assert_eq!(rows[0][1..5], ["1", "93.33", "优", ""]);
    assert_eq!(rows[1][1..5], ["", "", "", "0.00 – 100.00"]);
    assert_eq!(desk.prints(&["rank", REGION, "--year", "2023", "--csv"]).lines().count(), 3);

    let monitored = desk.prints(&["monitor", PLAN, "--period", "2023-12"]);
    says(&monitored, &["light 总灯 红 red · 红 red 1 · 绿 green 4"]);
    assert!(monitored.contains("points beside money 得分与执行率: plausible (points 92.59 %, execution 100.00 %)"));
    assert!(monitored.contains("A projection is no report"), "{monitored}");
    let warnings = desk.prints(&["monitor", REGION, "--year", "2023", "--period", "2023-12"]);
    says(&warnings, &["warnings, the most severe first: 1"]);
    let red = desk.prints(&["monitor", REGION, "--year", "2023", "--period", "2023-12", "--red", "--csv"]);
    let line = red.lines().nth(1).unwrap();
    assert!(line.contains(&format!("{PLAN}/versions/1,i003,项目成本,红 red,,≤ 1884000 元,2072400,2072400")), "{red}");

    let summed = desk.prints(&["summarize", REGION, "--year", "2023"]);
    let all = summed.lines().find(|line| line.contains("合计")).map(cells).unwrap();
    assert_eq!(all[2..10], ["2", "1", "1", "0", "93.33", "93.33", "93.33", "优 1"]);
    let json: serde_json::Value =
        serde_json::from_str(&desk.prints(&["summarize", REGION, "--year", "2023", "--json"])).unwrap();
    assert_eq!(json["all"]["averageTotal"], "93.33");
}

#[tokio::test]
async fn a_profile_is_made_from_a_reviewed_file_shown_and_given_back() {
    let desk = Desk::new().await;
    let shown = desk.prints(&["profile", "show", "profiles/hubei"]);
    let own = shown.replace("id = \"hubei\"", "id = \"own\"");
    let rule = "[[rules]]\nselector = { unit = \"%\", target_kind = \"TARGET_KIND_NUMERIC\" }\n\
                method = { steps = { steps = [{ from = \"90\", points = \"10\" }, { from = \"80\", points = \"8\" }] } }\n";
    let own = own.replace("rules = []\n", "") + "\n" + rule;
    let file = desk.file("own.toml", &own);
    let check = desk.prints(&["profile", "create", REGION, &file, "--validate-only"]);
    assert_eq!(check, format!("would be {REGION}/profiles/own/versions/1\n"));

    let made = desk.prints(&["profile", "create", REGION, &file]);

    assert_eq!(made, format!("is {REGION}/profiles/own/versions/1\n"));
    let json = desk.prints(&["profile", "show", &format!("{REGION}/profiles/own"), "--json"]);
    let again = desk.file("own.json", &json);
    let next = desk.prints(&["profile", "create", REGION, &again]);
    assert_eq!(next, format!("is {REGION}/profiles/own/versions/2\n"));
    let listed = desk.prints(&["profile", "list", REGION, "--csv"]);
    let names: Vec<_> = listed.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    let built_in = ["cn-2020", "cn-2021-cost", "hubei"].map(|id| format!("profiles/{id}/versions/1"));
    let own = [1, 2].map(|version| format!("{REGION}/profiles/own/versions/{version}"));
    assert_eq!(names, built_in.iter().chain(&own).collect::<Vec<_>>());
}

#[tokio::test]
async fn every_problem_of_a_profile_is_printed_with_its_field() {
    let desk = Desk::new().await;
    let shown = desk.prints(&["profile", "show", "profiles/cn-2020"]).replace("id = \"cn-2020\"", "id = \"own\"");
    let spoilt = shown
        .replace("achieved_from = \"0.80\"", "achieved_from = \"0.50\"")
        .replace("CAP_RULE_LINEAR", "CAP_RULE_UNSPECIFIED")
        .replace("yellow_below = \"0.80\"", "yellow_below = \"1.80\"");

    let failed = desk.run(&["profile", "create", REGION, &desk.file("own.toml", &spoilt)]).failed();

    says(
        &failed,
        &[
            "error: CreateProfile failed: FIELD_INVALID: the request has invalid fields",
            "profile.cap_rule is required",
            "profile.partly_achieved_from is not below achieved_from",
            "profile.lights do not rise",
        ],
    );
    let unknown = desk.run(&["profile", "create", REGION, &desk.file("x.toml", "colour = \"red\"")]).failed();
    assert!(unknown.contains("x.toml is no profile") && unknown.contains("colour"), "{unknown}");
    let broken = desk.run(&["profile", "create", REGION, &desk.file("x.json", "{")]).failed();
    assert!(broken.contains("x.json is no profile"), "{broken}");
    let taken = desk.run(&["profile", "create", REGION, &desk.file("y.toml", &shown.replace("\"own\"", "\"hubei\""))]);
    assert!(taken.failed().contains("RESOURCE_EXISTS"));
}

#[tokio::test]
async fn reconcile_lists_the_rows_whose_arithmetic_is_not_that_of_the_rule() {
    let desk = Desk::new().await;
    let sheet =
        "三级指标,符号,指标值,单位,实际完成值,分值,得分\n培训人数,≥,6700,人,5500,3,2.46\n达标率,≥,90,%,81,5,5\n";
    let file = desk.file("sheet.csv", sheet);

    let printed = desk.prints(&["reconcile", REGION, &file]);

    says(
        &printed,
        &[
            "rows that differ: 1",
            "printed total none · sum of the printed scores 7.46 · with the scores of the rules 6.96",
        ],
    );
    assert!(printed.contains("达标率") && !printed.contains("培训人数"), "{printed}");
    let csv = desk.prints(&["reconcile", REGION, &file, "--all", "--csv"]);
    assert_eq!(csv.lines().count(), 3);
    let line = csv.lines().nth(2).unwrap();
    assert_eq!(line, "3,达标率,≥ 90 %,81,5.00,5.00,4.50,0.50,DIFFERENT,5.00 × 81 ÷ 90 = 4.50");
}
