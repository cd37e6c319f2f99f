//! What a report costs beside rows that are written by hand, and what a burst of reports does to reads.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use jixiao_bench::{Goal, spread};
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::{Indicator, PlanContent};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ReportActualsRequest};
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_tests::{REGION, Stories, Story, System};
use prost::Message;
use prost::bytes::Bytes;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::client::Client;
use crate::cpu;
use crate::systems::SCORE;

const REPORT: &str = "/jixiao.results.v1.ResultsService/ReportActuals";
const PLANS: usize = 64;
const UNDER_WAY: usize = 64;
const PAIRS: usize = 3;
/// Reports of one measurement.
const REPORTS: usize = 512;
/// Reads of one measurement, enough for a hundredth of them.
const READS: usize = 4000;
/// Rows of one measurement of the reference, and of each of its transactions.
const ROWS: u32 = 100_000;
const AT_ONCE: u32 = 1000;

pub(crate) async fn measure() -> Vec<Goal> {
    let mut system = System::all_on_sqlite();
    let (plans, content) = fill(&system).await;
    let values = f64::from(u32::try_from(content.indicators.len()).unwrap());
    let process = system.results_server().process().id();
    let reports = Client::new(system.results_server().address(), REPORT, reports(&plans, &content)).with(UNDER_WAY);
    let score = |plan: &String| ScorePlanRequest { plan: plan.clone(), ..Default::default() }.encode_to_vec().into();
    let reads = Client::new(system.scoring_server().address(), SCORE, plans.iter().map(score).collect());

    let rows = Rows::new();
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..=PAIRS {
        let reference = rows.upsert();
        let before = cpu::seconds(process);
        reports.calls(REPORTS).await;
        let calls = f64::from(u32::try_from(REPORTS).unwrap());
        let subject = (cpu::seconds(process) - before) / calls / values * 1e6;
        // The first does not count.
        if pair > 0 {
            ratios.push(subject / reference);
            ours.push(subject);
            theirs.push(reference);
        }
    }
    let ([ours, ..], [theirs, ..]) = (spread(ours), spread(theirs));
    let beside = format!("{ours:.1} against {theirs:.1} µs of processor time for a value");
    let written = Goal::at_most("P10", "report of a table, durable / rusqlite upserts", spread(ratios), 2.0);
    vec![Goal { beside, ..written }, burst(&reads, &reports).await]
}

/// How long reads take while reports are under way, beside how long they take without.
async fn burst(reads: &Client, reports: &Client) -> Goal {
    let (mut ratios, mut during, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let quiet = slowest(reads).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let burst = tokio::spawn({
            let (reports, is_over) = (reports.clone(), Arc::clone(&is_over));
            async move {
                while !is_over.load(Ordering::Relaxed) {
                    reports.calls(UNDER_WAY).await;
                }
            }
        });
        let loud = slowest(reads).await;
        is_over.store(true, Ordering::Relaxed);
        burst.await.unwrap();
        ratios.push(loud / quiet);
        during.push(loud);
        without.push(quiet);
    }
    let ([during, ..], [without, ..]) = (spread(during), spread(without));
    let beside = format!("{during:.1} against {without:.1} ms");
    let what = "p99 of ScorePlan during a burst of reports / without";
    Goal { beside, ..Goal::at_most("P17", what, spread(ratios), 2.0) }
}

/// Milliseconds that only a hundredth of the reads take longer than; one read at a time.
async fn slowest(reads: &Client) -> f64 {
    let mut took = Vec::with_capacity(READS);
    for nth in 0..READS {
        let start = Instant::now();
        reads.call(nth).await;
        took.push(start.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_by(f64::total_cmp);
    took.get(READS - READS / 100).copied().unwrap()
}

/// Departments with the published table, approved.
async fn fill(system: &System) -> (Vec<String>, PlanContent) {
    let mut story = Story::new(system);
    story.import().await;
    let content = story.plan().await.content.unwrap();
    let stories = Stories::of(system, &[]).await;
    let mut plans = Vec::with_capacity(PLANS);
    for nth in 0..PLANS {
        let department = format!("{REGION}/departments/d{nth:03}");
        plans.push(stories.plan(&department, 2023, &content, "").await);
    }
    (plans, content)
}

/// Reports that all differ, each of a whole table; more than are sent.
fn reports(plans: &[String], content: &PlanContent) -> Vec<Bytes> {
    let of = |nth: usize| {
        let report = ReportActualsRequest {
            plan: plans.get(nth % plans.len()).cloned().unwrap(),
            period: format!("2023-{:02}", nth / plans.len() % 12 + 1),
            actuals: content.indicators.iter().map(|indicator| actual(indicator, nth)).collect(),
            reporter: "填报人".to_owned(),
            correction_reason: "更正".to_owned(),
            request_id: format!("report-{nth}"),
            ..ReportActualsRequest::default()
        };
        Bytes::from(report.encode_to_vec())
    };
    (0..REPORTS * 20).map(of).collect()
}

fn actual(indicator: &Indicator, nth: usize) -> Actual {
    let is_number = matches!(indicator.target.as_ref().unwrap().kind, Some(Kind::Numeric(_)));
    let value = if is_number { Value::Number(nth.to_string()) } else { Value::Text(format!("第{nth}次填报")) };
    Actual { indicator: indicator.id.clone(), value: Some(value), ..Actual::default() }
}

/// The least table that holds actuals, written by hand.
struct Rows {
    database: Connection,
    _folder: TempDir,
}

impl Rows {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let database = Connection::open(folder.path().join("rows.db")).unwrap();
        let schema = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             CREATE TABLE actuals (region TEXT NOT NULL, department TEXT NOT NULL, fiscal_year INTEGER NOT NULL, \
             month INTEGER NOT NULL, indicator TEXT NOT NULL, revision INTEGER NOT NULL, value_micros INTEGER, \
             text TEXT, reporter TEXT NOT NULL, reported_at_us INTEGER NOT NULL, \
             PRIMARY KEY (region, department, fiscal_year, month, indicator))";
        database.execute_batch(schema).unwrap();
        Self { database, _folder: folder }
    }

    /// Microseconds of processor time for a row.
    fn upsert(&self) -> f64 {
        let process = std::process::id();
        let before = cpu::seconds(process);
        let upsert = "INSERT INTO actuals VALUES (?1, ?2, 2023, ?3, ?4, ?5, ?6, NULL, ?7, ?8) \
             ON CONFLICT DO UPDATE SET revision = excluded.revision, value_micros = excluded.value_micros, \
             text = excluded.text, reporter = excluded.reporter, reported_at_us = excluded.reported_at_us";
        let mut statement = self.database.prepare(upsert).unwrap();
        for nth in 0..ROWS {
            if nth % AT_ONCE == 0 {
                self.database.execute_batch("BEGIN IMMEDIATE").unwrap();
            }
            let (table, place) = (nth / 80, nth % 80);
            let (department, month) = (format!("d{:03}", table % 64), table / 64 % 12 + 1);
            let row = ("120000000", department, month, format!("i{place:03}"), nth, nth, "填报人", nth);
            statement.execute(row).unwrap();
            if nth % AT_ONCE == AT_ONCE - 1 {
                self.database.execute_batch("COMMIT").unwrap();
            }
        }
        (cpu::seconds(process) - before) / f64::from(ROWS) * 1e6
    }
}
