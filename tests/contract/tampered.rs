//! A finalized scorecard that was changed behind the store's back.

use std::process::Command;

use jixiao_proto::scoring::v1::{VerifyScorecardRequest, VerifyScorecardResponse};
use jixiao_test_support::Postgres;
use jixiao_tests::{PLAN, Story, System};

use crate::start::{complete_actuals, finalized};

/// Changes the first scorecard as nobody can by the API. The second is of another actual.
async fn changed(system: &System, set: &str) {
    Story::new(system).small_approved().await;
    complete_actuals(system).await;
    finalized(system).await;
    Story::new(system).report("2023-12", "i001", "6800").await;
    finalized(system).await;
    let statement = format!("UPDATE scorecards SET {set} WHERE number = 1");
    let psql = Postgres::server().programs().join("psql");
    let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", &statement, system.database_url()];
    assert!(Command::new(psql).args(arguments).status().unwrap().success(), "{set}");
}

async fn verified(system: &System, number: i32) -> VerifyScorecardResponse {
    let name = format!("{PLAN}/scorecards/{number}");
    system.answer("VerifyScorecard", &VerifyScorecardRequest { name }).await
}

#[tokio::test]
async fn verifying_tells_a_scorecard_that_was_changed_behind_the_stores_back() {
    let second = |column: &str| format!("{column} = (SELECT {column} FROM scorecards WHERE number = 2)");
    for (set, same, intact) in [
        (second("document"), false, false),
        (format!("{}, {}", second("document"), second("sha256")), false, true),
        (second("sha256"), true, false),
        ("document = substr(document, 1, 0)".to_owned(), false, false),
    ] {
        let system = System::all_on_postgres();
        changed(&system, &set).await;

        let first = verified(&system, 1).await;

        assert_eq!((first.same, first.intact), (same, intact), "{set}");
        let untouched = verified(&system, 2).await;
        assert_eq!((untouched.same, untouched.intact), (true, true), "{set}");
    }
}
