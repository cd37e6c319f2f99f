//! The published table becomes a scorecard.

use std::process::{Command, Output};

use jixiao_proto::scoring::v1::{ScorePlanResponse, Scorecard};
use jixiao_test_support::binary;
use jixiao_tests::System;

use crate::golden::is_kept;
use crate::rendering;
use crate::requests::{history, score};

#[tokio::test]
async fn the_demo_takes_the_published_table_to_the_golden_scorecards() {
    let mut system = System::all_on_sqlite();

    let output = demo(&mut system);

    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    is_golden("scorecard-2023-11.txt", &card(&system, "2023-11").await);
    is_golden("scorecard-2023-12.txt", &card(&system, "").await);
}

#[tokio::test]
async fn the_demo_run_twice_changes_nothing_and_prints_the_same() {
    let mut system = System::all_on_sqlite();
    let first = demo(&mut system);
    let before = (system.facts().await, history(&system).await.len());

    let second = demo(&mut system);

    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    before.0.are_still(&system.facts().await);
    assert_eq!(history(&system).await.len(), before.1);
    assert_eq!(without_pins(second), without_pins(first));
}

#[tokio::test]
async fn the_demo_prints_what_score_plan_answers() {
    let mut system = System::all_on_sqlite();

    let output = demo(&mut system);

    let printed = String::from_utf8(output.stdout).unwrap();
    let (november, december) = (card(&system, "2023-11").await, card(&system, "2023-12").await);
    let (november, december) = (november.totals.unwrap(), december.totals.unwrap());
    let (before, after) = printed.split_once("no grade yet; missing: ").unwrap();
    assert!(before.contains(&november.lowest_total) && before.contains(&november.highest_total), "{before}");
    assert!(after.starts_with(&november.missing.join(", ")), "{after}");
    let total = format!("TOTAL {} · 等级 GRADE 优", december.total);
    assert!(!before.contains(&total) && after.contains(&total), "{after}");
}

/// What the demo printed. The first time, the card of November rests on the revisions there were then.
fn without_pins(output: Output) -> Vec<String> {
    let printed = String::from_utf8(output.stdout).unwrap();
    printed.lines().filter(|line| !line.starts_with("rests on ")).map(str::to_owned).collect()
}

fn demo(system: &mut System) -> Output {
    let endpoint = format!("http://{}", system.scoring_server().address());
    Command::new(binary()).args(["demo", "--endpoint", &endpoint]).output().unwrap()
}

async fn card(system: &System, as_of: &str) -> Scorecard {
    let answer: ScorePlanResponse = system.answer("ScorePlan", &score(as_of)).await;
    answer.scorecard.unwrap()
}

fn is_golden(name: &str, card: &Scorecard) {
    is_kept(&format!("tests/e2e/golden/{name}"), &rendering::scorecard(card));
}
