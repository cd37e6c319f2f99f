//! Actuals as append-only revisions.

use jixiao_domain::{ActualRecord, Actuals, ExecutionRecord, IndicatorId, Instant, PlanName, Reported};
use jixiao_store::StoreError;
use jixiao_store::results::{By, Report, Results};
use proptest::collection::vec;

use crate::database::{Database, begin};
use crate::random::{self, for_all};
use crate::sample::{actual, by, in_year, instant, period, plan_name};

on_every_engine![
    reports_are_read_back_as_they_were_recorded,
    a_large_batch_is_kept_whole,
    a_batch_without_actuals_is_no_revision,
    writers_at_once_get_revisions_without_gap_or_duplicate,
    revisions_come_in_pages_of_any_size,
    revisions_of_one_indicator_come_alone,
    a_plan_without_reports_has_none,
    an_actual_is_recorded_at_the_instant_the_write_says,
    a_change_behind_the_stores_back_does_not_verify,
];

pub(crate) async fn report_number(database: &Database, plan: &PlanName, month: u8, indicator: &str, number: i64) {
    let write = database.begin(plan).await;
    let batch = vec![actual(indicator, number)];
    let period = period(plan, month);
    Results::within(&write).report(plan, Report::of_actuals(period, batch, by()), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
}

async fn reports_are_read_back_as_they_were_recorded(database: Database) {
    for_all(12, vec(random::report(), 1..6), async |reports: Vec<(Report, Instant)>| {
        let plan = plan_name();
        let results = Results::of(&database.store);
        let mut current = Actuals::default();
        let mut all: Vec<ActualRecord> = Vec::new();
        let mut executions: Vec<ExecutionRecord> = Vec::new();

        for ((report, time), revision) in reports.into_iter().zip(1..) {
            let write = database.begin(&plan).await;
            let given = Results::within(&write).report(&plan, report.clone(), time).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();

            let Report { period, actuals, execution, by } = report;
            let By { reporter, principal, plan_version, correction_reason } = by;
            let reported = Reported { period, revision, reporter, time, plan_version, principal, correction_reason };
            let execution = execution.map(|report| ExecutionRecord { report, reported: reported.clone() });
            let records = actuals.into_iter().map(|actual| ActualRecord { actual, reported: reported.clone() });
            let records: Vec<ActualRecord> = records.collect();
            current.take(revision, records.clone(), execution.clone());
            all.extend(records);
            executions.extend(execution);
            assert_eq!(given.revision, revision);
            assert_eq!(results.actuals(&plan).await.unwrap(), current);
            assert!(results.verify_actuals(&plan).await.unwrap());
        }

        assert_eq!(results.revisions(&plan, None, None, 1000).await.unwrap(), all);
        assert_eq!(results.execution_revisions(&plan, 0, 1000).await.unwrap(), executions);
    });
}

async fn a_large_batch_is_kept_whole(database: Database) {
    let plan = plan_name();
    let batch: Vec<_> = (0..2001).map(|number| actual(&format!("i{number:04}"), number)).collect();
    let write = database.begin(&plan).await;

    let period = period(&plan, 1);
    Results::within(&write).report(&plan, Report::of_actuals(period, batch.clone(), by()), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let results = Results::of(&database.store);
    let read = results.revisions(&plan, None, None, 5000).await.unwrap();
    assert!(read.into_iter().map(|record| record.actual).collect::<Vec<_>>() == batch);
    assert!(results.verify_actuals(&plan).await.unwrap());
}

async fn a_batch_without_actuals_is_no_revision(database: Database) {
    let plan = plan_name();
    report_number(&database, &plan, 1, "i001", 1).await;
    let before = database.dump_but_audit().await;
    let write = database.begin(&plan).await;

    let period = period(&plan, 1);
    let given = Results::within(&write).report(&plan, Report::of_actuals(period, Vec::new(), by()), write.now()).await;
    write.commit(&(), Vec::new()).await.unwrap();

    assert_eq!(given.unwrap().revision, 1);
    assert_eq!(database.dump_but_audit().await, before);
}

async fn writers_at_once_get_revisions_without_gap_or_duplicate(database: Database) {
    let plan = plan_name();
    let writers = (0..8).map(|writer| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let mut given = Vec::new();
            for number in 1..=10 {
                let write = begin(&store, &plan).await;
                let batch = vec![actual(&format!("w{writer}"), number), actual("shared", number)];
                let period = period(&plan, 1);
                let within = Results::within(&write);
                given.push(
                    within.report(&plan, Report::of_actuals(period, batch, by()), write.now()).await.unwrap().revision,
                );
                write.commit(&(), Vec::new()).await.unwrap();
            }
            given
        })
    });

    let mut given = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        let revisions = writer.await.unwrap();
        assert!(revisions.is_sorted(), "{revisions:?}");
        given.extend(revisions);
    }

    given.sort_unstable();
    assert_eq!(given, (1..=80).collect::<Vec<_>>());
    let results = Results::of(&database.store);
    let current = results.actuals(&plan).await.unwrap();
    assert_eq!((current.revision, current.records.len()), (80, 9));
    assert_eq!(results.revisions(&plan, None, None, 1000).await.unwrap().len(), 160);
    assert!(results.verify_actuals(&plan).await.unwrap());
}

async fn revisions_come_in_pages_of_any_size(database: Database) {
    let plan = plan_name();
    for number in 1..=7 {
        report_number(&database, &plan, 1, "i001", number).await;
    }
    let results = Results::of(&database.store);
    let all = results.revisions(&plan, None, None, 100).await.unwrap();

    for limit in 1..=8 {
        let mut walked: Vec<ActualRecord> = Vec::new();
        loop {
            let after = walked.last().map(|last| (last.reported.revision, &last.actual.indicator));
            let page = results.revisions(&plan, None, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(walked, all, "by {limit}");
    }
}

async fn revisions_of_one_indicator_come_alone(database: Database) {
    let (plan, other) = (plan_name(), plan_name());
    for (plan, indicator) in [(&plan, "i001"), (&plan, "i002"), (&other, "i001"), (&plan, "i001")] {
        report_number(&database, plan, 1, indicator, 1).await;
    }
    report_number(&database, &in_year(&plan, 2024), 1, "i001", 1).await;
    let results = Results::of(&database.store);
    let first: IndicatorId = "i001".parse().unwrap();
    let revisions = |records: Vec<ActualRecord>| records.iter().map(|r| r.reported.revision).collect::<Vec<_>>();

    assert_eq!(revisions(results.revisions(&plan, Some(&first), None, 100).await.unwrap()), [1, 3]);
    assert_eq!(revisions(results.revisions(&plan, Some(&first), Some((1, &first)), 100).await.unwrap()), [3]);
    assert_eq!(revisions(results.revisions(&plan, None, None, 100).await.unwrap()), [1, 2, 3]);
    assert_eq!(revisions(results.revisions(&other, None, None, 100).await.unwrap()), [1]);
}

async fn a_plan_without_reports_has_none(database: Database) {
    let plan = plan_name();
    let results = Results::of(&database.store);

    assert_eq!(results.actuals(&plan).await.unwrap(), Actuals::default());
    assert_eq!(results.revisions(&plan, None, None, 10).await.unwrap(), []);
    assert!(results.verify_actuals(&plan).await.unwrap());
}

async fn an_actual_is_recorded_at_the_instant_the_write_says(database: Database) {
    let plan = plan_name();
    let write = database.begin(&plan).await;
    let now = write.now();
    let period = period(&plan, 1);

    Results::within(&write)
        .report(&plan, Report::of_actuals(period, vec![actual("i001", 1)], by()), now)
        .await
        .unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let results = Results::of(&database.store);
    let row = results.revisions(&plan, None, None, 1).await.unwrap().remove(0);
    let packed = results.actuals(&plan).await.unwrap().records.into_values().next().unwrap();
    assert_eq!((row.reported.time, packed.reported.time), (now, now));
    assert!(now > instant(1_700_000_000_000_000), "the clock is past 2023");
}

async fn a_change_behind_the_stores_back_does_not_verify(database: Database) {
    let changes = [
        "UPDATE actual_revisions SET number_millionths = 3",
        "UPDATE actual_revisions SET number_millionths = NULL",
        "UPDATE actual_revisions SET value_kind = 9",
        "UPDATE actual_revisions SET month = 2",
        "UPDATE actual_revisions SET indicator = 'other'",
        "UPDATE actual_revisions SET reporter = 'x'",
        "UPDATE actual_revisions SET reported_at_us = reported_at_us + 1",
        "UPDATE actual_revisions SET revision = revision + 1",
        "UPDATE actual_revisions SET measure = 'x'",
        "UPDATE actual_revisions SET plan_version = 2",
        "UPDATE actual_revisions SET principal = 'x'",
        "UPDATE actual_revisions SET correction_reason = 'x'",
        "UPDATE actual_revisions SET numerator_millionths = 1",
        "UPDATE actual_revisions SET likelihood = 1",
        "UPDATE actual_revisions SET estimate = 'x'",
        "DELETE FROM actual_revisions",
        "UPDATE actual_heads SET revision = revision + 1",
        "UPDATE actual_heads SET document = (SELECT content_sha256 FROM plan_versions)",
        "UPDATE actual_heads SET document = (SELECT answer FROM requests)",
        "DELETE FROM actual_heads",
    ];
    // Bytes that are no document, and an empty document.
    crate::plans::add(&database, &plan_name(), &crate::sample::content("部门")).await;
    database
        .tamper("INSERT INTO requests SELECT region, department, 1, '', '', '', '', '', '', 1 FROM plan_versions")
        .await;
    let untouched = plan_name();
    report_number(&database, &untouched, 1, "i001", 2).await;

    for change in changes {
        let plan = plan_name();
        report_number(&database, &plan, 1, "i001", 2).await;
        database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

        let verified = Results::of(&database.store).verify_actuals(&plan).await;

        assert!(matches!(verified, Ok(false) | Err(StoreError::Corrupt(_))), "{change}: {verified:?}");
    }
    assert!(Results::of(&database.store).verify_actuals(&untouched).await.unwrap());
}
