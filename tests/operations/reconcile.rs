//! Published sheets against the rules.

use jixiao_tests::{PLAN, REGION};

use crate::desk::Desk;

const RECONCILE: [&str; 3] = ["reconcile", REGION, "sheet.html"];

#[test]
fn a_row_whose_arithmetic_is_wrong_is_printed_with_the_difference() {
    let desk = Desk::demo();
    // The sheet as it is handed out, with one score of 0.85 made the full weight.
    let sheet = desk.run(&["report", PLAN, "--format", "html", "-o", "-"]).succeeded();
    let (before, row) = sheet.split_once("享受免费体检的残疾人数量").unwrap();
    let (unit_score, row) = row.split_once(">0.85<details").unwrap();
    desk.write("sheet.html", &format!("{before}享受免费体检的残疾人数量{unit_score}>1.04<details{row}"));

    let table = desk.run(&RECONCILE).succeeded();
    let answer = desk.json(&RECONCILE);
    let all = desk.csv(&[&RECONCILE[..], &["--all"]].concat());

    assert!(table.contains("DIFFERENT") && table.contains("\nrows that differ: 1\n"), "{table}");
    let rows = answer["rows"].as_array().unwrap();
    let different: Vec<_> = rows.iter().filter(|row| row["result"] == "RECONCILE_RESULT_DIFFERENT").collect();
    let [row] = different[..] else { panic!("{different:?}") };
    let cells = ["indicatorName", "printedScore", "score", "difference"].map(|name| row[name].as_str().unwrap());
    assert_eq!(cells, ["享受免费体检的残疾人数量", "1.04", "0.85", "0.19"]);
    let sums = ["printedTotal", "sumOfPrinted", "sumByRule"].map(|name| answer[name].as_str().unwrap());
    assert_eq!(sums, ["96.00", "96.19", "96.00"]);
    assert_eq!(all.len(), 1 + 79 + 1);
}

#[tokio::test]
async fn what_is_no_sheet_or_no_region_is_refused() {
    let desk = Desk::small().await;
    desk.write("sheet.html", "no table");

    let file = desk.run(&RECONCILE).failed();
    let absent = desk.run(&["reconcile", REGION, "absent.csv"]).failed();
    let region = desk.run(&["reconcile", "regions/12", "sheet.html"]).failed();

    assert!(file.starts_with("error: ReconcileSheet failed: FORM_UNREADABLE: "), "{file}");
    assert!(absent.starts_with("error: cannot read absent.csv: "), "{absent}");
    assert!(region.contains("\n  parent is not a name regions/{region}"), "{region}");
}
