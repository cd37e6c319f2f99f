//! What only PostgreSQL can show.

use jixiao_domain::{PeriodEventKind, PeriodName, PlanName};
use jixiao_store::planning::Planning;
use jixiao_store::results::{NotRecorded, Recorded, Report, Results};
use jixiao_store::{Store, StoreError, Write};
use sea_orm::ConnectionTrait;

use crate::database::{Database, begin, texts};
use crate::plans::add;
use crate::sample::{actual, by, content, period, plan_name};

/// A database with a setting for every later connection, and a store that has it.
async fn with_setting(setting: &str) -> (Database, Store) {
    let database = Database::postgres().await;
    let (_, name) = database.url().rsplit_once('/').unwrap();
    let raw = database.raw().await;
    raw.execute_unprepared(&format!("ALTER DATABASE {name} SET {setting}")).await.unwrap();
    raw.close().await.unwrap();
    let store = Store::connect(database.url(), 4).await.unwrap();
    (database, store)
}

async fn report(write: &Write, plan: &PlanName) -> Result<Recorded, StoreError> {
    let period = period(plan, 1);
    Results::within(write)
        .report(plan, Report::of_actuals(period, vec![actual("i001", 1)], by()), write.now())
        .await
        .map_err(|refused| match refused {
            NotRecorded::Store(error) => error,
            other => panic!("{other}"),
        })
}

/// Ends every other connection to the database, as a server does that goes down.
async fn cut_all(database: &Database) {
    let raw = database.raw().await;
    let cut = "SELECT pg_terminate_backend(pid, 5000)::text AS line FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let cut = texts(&raw, cut).await;
    raw.close().await.unwrap();
    assert!(!cut.is_empty() && cut.iter().all(|ended| ended == "true"), "{cut:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_of_these_tests_does_not_compare_byte_by_byte_by_itself() {
    let database = Database::postgres().await;
    let raw = database.raw().await;
    let ordered = "SELECT id AS line FROM (VALUES ('a-b'), ('a10'), ('a2'), ('ab')) AS ids (id) ORDER BY id";

    assert_eq!(texts(&raw, ordered).await, ["a2", "a10", "a-b", "ab"]);
    assert_eq!(texts(&raw, &ordered.replace("BY id", "BY id COLLATE \"C\"")).await, ["a-b", "a10", "a2", "ab"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_serialization_failure_is_a_conflict_and_nothing_is_written() {
    let (database, store) = with_setting("default_transaction_isolation = 'serializable'").await;
    let plan = plan_name();
    let (first, second) = (begin(&store, &plan).await, begin(&store, &plan).await);
    for write in [&first, &second] {
        Results::within(write).actuals(&plan).await.unwrap();
    }
    report(&first, &plan).await.unwrap();
    first.commit(&(), Vec::new()).await.unwrap();
    let before = database.dump().await;

    let refused = report(&second, &plan).await;

    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    drop(second);
    assert_eq!(database.dump().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_serialization_failure_of_a_commit_is_a_conflict_and_nothing_is_written() {
    let (database, store) = with_setting("default_transaction_isolation = 'serializable'").await;
    let (plan, other) = (plan_name(), plan_name());
    // The period is there, so that neither waits for the other to make it.
    let seed = begin(&store, &plan_name()).await;
    report(&seed, &plan_name()).await.unwrap();
    seed.commit(&(), Vec::new()).await.unwrap();
    let (first, second) = (begin(&store, &plan).await, begin(&store, &plan).await);
    // Each reads what the other then writes, so that there is no order in which they could have run.
    Results::within(&first).actuals(&other).await.unwrap();
    Results::within(&second).actuals(&plan).await.unwrap();
    report(&first, &plan).await.unwrap();
    report(&second, &other).await.unwrap();
    first.commit(&(), Vec::new()).await.unwrap();
    let before = database.dump().await;

    let refused = second.commit(&(), Vec::new()).await;

    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    assert_eq!(database.dump().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_that_lock_crosswise_one_gives_way_and_the_other_goes_on() {
    let (database, store) = with_setting("deadlock_timeout = '10ms'").await;
    let (plan, other) = (plan_name(), plan_name());
    for plan in [&plan, &other] {
        add(&database, plan, &content("部门")).await;
    }
    let (first, second) = (begin(&store, &plan).await, begin(&store, &plan).await);
    Planning::within(&first).lock_plan(&plan).await.unwrap();
    Planning::within(&second).lock_plan(&other).await.unwrap();

    // Who gave way has to go before the other can.
    let lock = async |write: Write, plan: &PlanName| Planning::within(&write).lock_plan(plan).await.map(|_| ());
    let (one, two) = tokio::join!(lock(first, &other), lock(second, &plan));

    let conflicts = [&one, &two].into_iter().filter(|taken| matches!(taken, Err(StoreError::Conflict(_)))).count();
    assert_eq!((conflicts, one.is_ok() || two.is_ok()), (1, true), "{one:?} {two:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_before_the_commit_is_unavailable_and_nothing_is_written() {
    let database = Database::postgres().await;
    let plan = plan_name();
    let before = database.dump().await;
    let write = database.begin(&plan).await;
    report(&write, &plan).await.unwrap();
    cut_all(&database).await;

    let refused = report(&write, &plan).await;

    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    drop(write);
    assert_eq!(database.dump().await, before);
    report(&database.begin(&plan).await, &plan).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outcome_of_a_commit_that_gets_no_answer_is_unknown() {
    let database = Database::postgres().await;
    let plan = plan_name();
    let write = database.begin(&plan).await;
    report(&write, &plan).await.unwrap();
    // Cuts the connection once the commit has begun.
    let raw = database.raw().await;
    raw.execute_unprepared(
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS \
         'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'; \
         CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON audit_entries \
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()",
    )
    .await
    .unwrap();
    raw.close().await.unwrap();

    let committed = write.commit(&(), Vec::new()).await;

    assert!(matches!(committed, Err(StoreError::OutcomeUnknown(_))), "{committed:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closing_waits_for_the_reports_under_way_and_reports_do_not_wait_for_each_other() {
    let (database, store) = with_setting("lock_timeout = '500ms'").await;
    let (plan, other) = (plan_name(), plan_name());
    let name = PeriodName { region: plan.owner.region.clone(), period: period(&plan, 1) };
    crate::periods::step(&store, &name, PeriodEventKind::Opened).await;
    let first = begin(&store, &plan).await;
    report(&first, &plan).await.unwrap();

    let second = begin(&store, &other).await;
    report(&second, &other).await.unwrap();
    second.commit(&(), Vec::new()).await.unwrap();
    let closing = begin(&store, &other).await;
    let waited = Results::within(&closing).lock_period(&name).await;
    drop(closing);

    assert!(matches!(waited, Err(StoreError::Database(_))), "it gave up waiting: {waited:?}");
    first.commit(&(), Vec::new()).await.unwrap();
    crate::periods::step(&store, &name, PeriodEventKind::Closed).await;
    let late = begin(&store, &plan).await;
    let refused = Results::within(&late)
        .report(&plan, Report::of_actuals(name.period, vec![actual("i001", 2)], by()), late.now())
        .await;
    assert!(matches!(&refused, Err(NotRecorded::PeriodClosed(closed)) if *closed == name), "{refused:?}");
    drop(late);
    assert_eq!(Results::of(&store).actuals(&plan).await.unwrap().revision, 1);
    drop(database);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_waits_for_the_closing_under_way_and_is_refused() {
    let (_database, store) = with_setting("lock_timeout = '10s'").await;
    let plan = plan_name();
    let name = PeriodName { region: plan.owner.region.clone(), period: period(&plan, 1) };
    let closing = begin(&store, &plan).await;
    crate::periods::step_within(&closing, &name, PeriodEventKind::Closed).await;

    let late = begin(&store, &plan).await;
    let report = Report::of_actuals(name.period, vec![actual("i001", 1)], by());
    let (refused, ()) = tokio::join!(async { Results::within(&late).report(&plan, report, late.now()).await }, async {
        closing.commit(&(), Vec::new()).await.unwrap()
    },);

    assert!(matches!(refused, Err(NotRecorded::PeriodClosed(_))), "{refused:?}");
}
