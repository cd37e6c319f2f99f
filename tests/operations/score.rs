//! Scorecards in the terminal.

use jixiao_tests::{PLAN, REGION};

use crate::desk::Desk;

#[test]
fn table_json_and_csv_of_a_plan_hold_the_same_score() {
    let desk = Desk::demo();

    let table = desk.run(&["score", PLAN]).succeeded();
    let card = desk.json(&["score", PLAN]);
    let rows = desk.csv(&["score", PLAN]);
    let incomplete = desk.json(&["score", &format!("{PLAN}/versions/1"), "--period", "2023-11"]);

    assert!(table.starts_with("天津市残疾人联合会 绩效自评表 · as of 2023-12\n"), "{table}");
    assert!(table.contains("\n总分 TOTAL 96.00 · 等级 GRADE 优\n"), "{table}");
    assert_eq!((&card["totals"]["total"], &card["totals"]["grade"]), (&"96.00".into(), &"GRADE_EXCELLENT".into()));
    // Money is text in JSON, so that no reader cuts it.
    assert_eq!(card["execution"]["record"]["total"]["executedFen"], "10426396990");
    assert_eq!((&incomplete["totals"]["total"], &incomplete["totals"]["lowestTotal"]), (&"".into(), &"89.99".into()));
    assert_eq!(rows.len(), 1 + 79 + 1);
    let at = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
    let hundredths = |row: &Vec<String>| row[at("score")].replace('.', "").parse::<u32>().unwrap();
    assert_eq!(rows[1..].iter().map(hundredths).sum::<u32>(), 9600);
    let first = ["indicator", "sign", "target", "unit", "actual", "revision"].map(|name| rows[1][at(name)].as_str());
    assert_eq!(first, ["i001", "=", "80", "人", "83", "2"]);
    let last = ["indicator", "score", "outcome"].map(|name| rows[80][at(name)].as_str());
    assert_eq!(last, ["execution", "9.67", "OUTCOME_SCORED"]);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
}

#[tokio::test]
async fn what_contradicts_itself_or_is_not_there_is_refused() {
    let desk = Desk::small().await;
    let refused: [(&[&str], &str); 7] = [
        (&["score", REGION], "a region needs --year"),
        (&["score", PLAN, "--year", "2023"], "--year is for a region, not for a plan"),
        (&["score", PLAN, "--resume", "x"], "--resume is for a region, not for a plan"),
        (&["monitor", PLAN, "--red"], "--red is for a region, not for a plan"),
        (&["score", "regions/12", "--year", "2023"], "parent is not a name regions/{region}"),
        (&["score", REGION, "--year", "2023", "--resume", "x"], "ScorePlans failed: RESUME_TOKEN_INVALID"),
        (&["score", PLAN, "--profile", "hubei"], "ScorePlan failed: WEIGHT_SCHEME_MISMATCH"),
    ];
    for (arguments, why) in refused {
        let error = desk.run(arguments).failed();
        assert!(error.contains(why), "{error}");
    }
    let both = desk.run(&["score", PLAN, "--json", "--csv"]);
    assert_eq!((both.code, both.stdout.as_str()), (Some(2), ""), "{both:?}");
}
