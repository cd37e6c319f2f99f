//! Executions as append-only revisions, beside the actuals.

use jixiao_domain::{
    Actuals, ExecutionAmounts, ExecutionPart, ExecutionRecord, ExecutionReport, Fen, FundSource, Instant, Period,
    PlanName, Reported, Text,
};
use jixiao_store::StoreError;
use jixiao_store::results::{By, Report, Results};
use proptest::collection::vec;

use crate::actuals::report_number;
use crate::database::{Database, begin};
use crate::random;
use crate::random::for_all;
use crate::sample::{actual, by, period, plan_name};

on_every_engine![
    executions_are_read_back_as_they_were_recorded,
    executions_come_in_pages_of_any_size_with_their_parts,
    an_execution_and_actuals_share_their_revisions,
    writers_of_both_kinds_at_once_get_revisions_without_gap_or_duplicate,
    an_execution_is_recorded_at_the_instant_the_write_says,
    a_change_behind_the_stores_back_does_not_verify,
];

type Reports = Vec<(Period, Text<100>, Instant, ExecutionReport)>;

/// One part that is the whole.
fn in_one_part(fen: i64) -> ExecutionReport {
    let amounts = ExecutionAmounts { initial: Fen::new(fen), adjusted: None, executed: Fen::new(fen) };
    let part = ExecutionPart { task: 1, source: FundSource::Project, amounts };
    ExecutionReport::new(amounts, vec![part]).unwrap()
}

async fn report(database: &Database, plan: &PlanName, report: ExecutionReport) -> i64 {
    let write = database.begin(plan).await;
    let period = period(plan, 6);
    let within = Results::within(&write);
    let revision = within.report(plan, Report::of_execution(period, report, by()), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    revision.revision
}

async fn executions_come_in_pages_of_any_size_with_their_parts(database: Database) {
    let plan = plan_name();
    for executed in 1..=5 {
        let _ = report(&database, &plan, in_one_part(executed)).await;
    }
    let results = Results::of(&database.store);
    let all = results.execution_revisions(&plan, 0, 100).await.unwrap();
    assert_eq!(all.iter().map(|r| r.reported.revision).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(all.iter().zip(1..).all(|(record, executed)| record.report == in_one_part(executed)));

    for limit in 1..=6 {
        let mut walked: Vec<ExecutionRecord> = Vec::new();
        loop {
            let after = walked.last().map_or(0, |last| last.reported.revision);
            let page = results.execution_revisions(&plan, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(walked, all, "by {limit}");
    }
}

async fn executions_are_read_back_as_they_were_recorded(database: Database) {
    for_all(12, vec(random::execution(), 1..6), async |reports: Reports| {
        let plan = plan_name();
        let results = Results::of(&database.store);
        let mut current = Actuals::default();
        let mut parts = 0;

        for ((period, _, time, report), revision) in reports.into_iter().zip(1..) {
            let write = database.begin(&plan).await;
            let within = Results::within(&write);
            let given = within.report(&plan, Report::of_execution(period, report.clone(), by()), time).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();

            parts += report.parts().len();
            let By { principal, plan_version, correction_reason, .. } = by();
            let reported = Reported {
                period,
                revision,
                reporter: by().reporter,
                time,
                plan_version,
                principal,
                correction_reason,
            };
            let record = ExecutionRecord { report, reported };
            current.take(revision, [], Some(record));
            assert_eq!(given.revision, revision);
            assert_eq!(results.actuals(&plan).await.unwrap(), current);
            assert!(results.verify_actuals(&plan).await.unwrap());
        }

        let revisions = usize::try_from(current.revision).unwrap();
        assert_eq!(database.count("execution_revisions", &plan).await, revisions);
        assert_eq!(database.count("execution_parts", &plan).await, parts);
    });
}

async fn an_execution_and_actuals_share_their_revisions(database: Database) {
    let plan = plan_name();
    report_number(&database, &plan, 1, "i001", 1).await;

    let second = report(&database, &plan, in_one_part(1)).await;
    report_number(&database, &plan, 1, "i001", 2).await;
    let fourth = report(&database, &plan, in_one_part(2)).await;

    let results = Results::of(&database.store);
    let current = results.actuals(&plan).await.unwrap();
    assert_eq!((second, fourth, current.revision), (2, 4, 4));
    assert_eq!(current.records.values().map(|r| r.reported.revision).collect::<Vec<_>>(), [3]);
    assert_eq!(current.executions.values().map(|e| e.reported.revision).collect::<Vec<_>>(), [4]);
    assert!(results.verify_actuals(&plan).await.unwrap());
}

async fn writers_of_both_kinds_at_once_get_revisions_without_gap_or_duplicate(database: Database) {
    let plan = plan_name();
    let writers = (0..8).map(|writer| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let mut given = Vec::new();
            for number in 1..=10 {
                let write = begin(&store, &plan).await;
                let (period, within) = (period(&plan, 1), Results::within(&write));
                let revision = if writer % 2 == 0 {
                    within
                        .report(&plan, Report::of_actuals(period, vec![actual("i001", number)], by()), write.now())
                        .await
                } else {
                    within.report(&plan, Report::of_execution(period, in_one_part(number), by()), write.now()).await
                };
                given.push(revision.unwrap().revision);
                write.commit(&(), Vec::new()).await.unwrap();
            }
            given
        })
    });

    let mut given = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        given.extend(writer.await.unwrap());
    }

    given.sort_unstable();
    assert_eq!(given, (1..=80).collect::<Vec<_>>());
    let results = Results::of(&database.store);
    assert_eq!(results.actuals(&plan).await.unwrap().revision, 80);
    assert_eq!(database.count("execution_revisions", &plan).await, 40);
    assert_eq!(database.count("actual_revisions", &plan).await, 40);
    assert!(results.verify_actuals(&plan).await.unwrap());
}

async fn an_execution_is_recorded_at_the_instant_the_write_says(database: Database) {
    let plan = plan_name();
    let write = database.begin(&plan).await;
    let now = write.now();

    let period = period(&plan, 6);
    Results::within(&write).report(&plan, Report::of_execution(period, in_one_part(1), by()), now).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let current = Results::of(&database.store).actuals(&plan).await.unwrap();
    assert_eq!(current.executions[&period].reported.time, now);
}

async fn a_change_behind_the_stores_back_does_not_verify(database: Database) {
    let changes = [
        "UPDATE execution_revisions SET initial_fen = initial_fen + 1",
        "UPDATE execution_revisions SET adjusted_fen = 1",
        "UPDATE execution_revisions SET month = 7",
        "UPDATE execution_revisions SET reporter = 'x'",
        "UPDATE execution_revisions SET reported_at_us = reported_at_us + 1",
        "UPDATE execution_parts SET executed_fen = executed_fen + 1",
        "UPDATE execution_parts SET source = 1",
        "UPDATE execution_parts SET source = 9",
        "UPDATE execution_parts SET task = 2",
        "DELETE FROM execution_parts",
        "DELETE FROM execution_revisions",
        "DELETE FROM actual_heads",
    ];
    let untouched = plan_name();
    report(&database, &untouched, in_one_part(5)).await;

    for change in changes {
        let plan = plan_name();
        report(&database, &plan, in_one_part(5)).await;
        database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

        let verified = Results::of(&database.store).verify_actuals(&plan).await;

        assert!(matches!(verified, Ok(false) | Err(StoreError::Corrupt(_))), "{change}: {verified:?}");
    }
    assert!(Results::of(&database.store).verify_actuals(&untouched).await.unwrap());
}
