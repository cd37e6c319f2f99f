//! Requests that are safe to repeat.

use std::sync::Arc;
use std::time::Duration;

use jixiao_domain::PlanName;
use jixiao_store::planning::Planning;
use jixiao_store::results::{NotRecorded, Report, Results};
use jixiao_store::{Begun, Request, Store, StoreError, Write};
use tokio::sync::Barrier;
use tokio::time::timeout;

use crate::database::Database;
use crate::sample::{actual, by, caller, content, in_year, period, plan_name};

on_every_engine![
    a_repeated_request_gets_its_first_answer_and_writes_nothing,
    the_answer_of_a_request_is_there_once_it_is_committed,
    an_id_with_another_payload_is_refused_and_writes_nothing,
    an_id_with_another_method_is_refused_and_writes_nothing,
    an_empty_id_protects_nothing,
    the_same_id_of_another_service_or_shard_is_another_request,
    a_write_that_is_dropped_leaves_nothing,
    of_many_at_once_one_does_the_work_and_all_get_its_answer,
    where_the_first_gives_up_the_one_that_waits_does_the_work,
    the_longest_answer_and_the_empty_one_are_kept,
    another_connection_sees_nothing_before_the_commit,
    callers_that_give_up_at_any_moment_leave_all_or_nothing,
];

fn request(plan: &PlanName, id: &str, payload: &str) -> Request {
    Request::of_plan(&caller(), plan, "results", "ReportActuals").repeatable(&id.parse().unwrap(), &payload.to_owned())
}

/// Reports an actual unless it was done before; says whether it was done now, and the answer.
async fn report(store: &Store, plan: &PlanName, request: Request) -> Result<(bool, String), StoreError> {
    match store.begin::<String>(request).await? {
        Begun::Repeated(answer) => Ok((false, answer)),
        Begun::New(write) => {
            let answer = format!("revision {}", report_within(&write, plan).await?);
            write.commit(&answer, Vec::new()).await?;
            Ok((true, answer))
        }
    }
}

async fn report_within(write: &Write, plan: &PlanName) -> Result<i64, StoreError> {
    let actuals = vec![actual("i001", 7)];
    let report = Report::of_actuals(period(plan, 3), actuals, by());
    match Results::within(write).report(plan, report, write.now()).await {
        Ok(recorded) => Ok(recorded.revision),
        Err(NotRecorded::Store(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

async fn a_repeated_request_gets_its_first_answer_and_writes_nothing(database: Database) {
    let plan = plan_name();
    let first = report(&database.store, &plan, request(&plan, "id", "payload")).await.unwrap();
    report(&database.store, &plan, request(&plan, "later", "payload")).await.unwrap();
    let before = database.dump().await;

    let second = report(&database.store, &plan, request(&plan, "id", "payload")).await.unwrap();

    assert_eq!(first, (true, "revision 1".to_owned()));
    assert_eq!(second, (false, "revision 1".to_owned()));
    assert_eq!(database.dump().await, before);
}

async fn the_answer_of_a_request_is_there_once_it_is_committed(database: Database) {
    let plan = plan_name();
    let ask = async |payload: &str| database.store.repeated::<String>(&request(&plan, "id", payload)).await;
    assert_eq!(ask("payload").await.unwrap(), None);
    let Begun::New(write) = database.store.begin::<String>(request(&plan, "id", "payload")).await.unwrap() else {
        panic!("it is new")
    };
    assert_eq!(ask("payload").await.unwrap(), None);

    write.commit(&"answer".to_owned(), Vec::new()).await.unwrap();

    let before = database.dump().await;
    assert_eq!(ask("payload").await.unwrap().as_deref(), Some("answer"));
    assert!(matches!(ask("another").await, Err(StoreError::RequestReused { .. })));
    let without_id = database.store.repeated::<String>(&request(&plan, "", "payload")).await.unwrap();
    assert_eq!(without_id, None);
    assert_eq!(database.dump().await, before);
}

async fn an_id_with_another_payload_is_refused_and_writes_nothing(database: Database) {
    let plan = plan_name();
    report(&database.store, &plan, request(&plan, "id", "payload")).await.unwrap();
    let before = database.dump().await;

    let refused = report(&database.store, &plan, request(&plan, "id", "another")).await;

    assert!(matches!(refused, Err(StoreError::RequestReused { .. })), "{refused:?}");
    assert_eq!(database.dump().await, before);
}

async fn an_id_with_another_method_is_refused_and_writes_nothing(database: Database) {
    let plan = plan_name();
    report(&database.store, &plan, request(&plan, "id", "payload")).await.unwrap();
    let before = database.dump().await;
    let id = "id".parse().unwrap();
    let other = Request::of_plan(&caller(), &plan, "results", "ReportExecution").repeatable(&id, &"payload".to_owned());

    let refused = report(&database.store, &plan, other).await;

    assert!(matches!(refused, Err(StoreError::RequestReused { .. })), "{refused:?}");
    assert_eq!(database.dump().await, before);
}

async fn an_empty_id_protects_nothing(database: Database) {
    let plan = plan_name();

    let first = report(&database.store, &plan, request(&plan, "", "payload")).await.unwrap();
    let second = report(&database.store, &plan, request(&plan, "", "payload")).await.unwrap();

    assert_eq!(first, (true, "revision 1".to_owned()));
    assert_eq!(second, (true, "revision 2".to_owned()));
    assert!(database.dump().await["requests"].is_empty());
}

async fn the_same_id_of_another_service_or_shard_is_another_request(database: Database) {
    let plan = plan_name();
    let payload = "payload".to_owned();
    let requests = [
        Request::of_plan(&caller(), &plan, "results", "Write"),
        Request::of_plan(&caller(), &plan, "scoring", "Write"),
        Request::of_plan(&caller(), &in_year(&plan, 2024), "results", "Write"),
        Request::of_plan(&caller(), &plan_name(), "results", "Write"),
        Request::of_department(&caller(), &plan.owner, "results", "Write"),
        Request::of_region(&caller(), &plan.owner.region, "results", "Write"),
    ]
    .map(|request| request.repeatable(&"id".parse().unwrap(), &payload));

    for (place, request) in requests.iter().enumerate() {
        let answer = report(&database.store, &plan, request.clone()).await.unwrap();
        assert_eq!(answer, (true, format!("revision {}", place + 1)));
    }

    for (place, request) in requests.into_iter().enumerate() {
        let answer = report(&database.store, &plan, request).await.unwrap();
        assert_eq!(answer, (false, format!("revision {}", place + 1)));
    }
    assert_eq!(database.dump().await["requests"].len(), 6);
}

async fn a_write_that_is_dropped_leaves_nothing(database: Database) {
    let plan = plan_name();
    let before = database.dump().await;
    let Begun::New(write) = database.store.begin::<String>(request(&plan, "id", "payload")).await.unwrap() else {
        panic!("it is new")
    };
    report_within(&write, &plan).await.unwrap();
    Planning::within(&write).add_plan(&plan, &content("部门"), write.now()).await.unwrap();

    drop(write);

    assert_eq!(database.dump().await, before);
    let again = report(&database.store, &plan, request(&plan, "id", "another")).await.unwrap();
    assert_eq!(again, (true, "revision 1".to_owned()));
}

async fn of_many_at_once_one_does_the_work_and_all_get_its_answer(database: Database) {
    let plan = plan_name();
    let start = Arc::new(Barrier::new(8));
    let callers = (0..8).map(|_| {
        let (store, plan, start) = (database.store.clone(), plan.clone(), Arc::clone(&start));
        tokio::spawn(async move {
            start.wait().await;
            report(&store, &plan, request(&plan, "id", "payload")).await
        })
    });

    let mut workers = 0;
    for caller in callers.collect::<Vec<_>>() {
        let (is_new, answer) = caller.await.unwrap().unwrap();
        workers += usize::from(is_new);
        assert_eq!(answer, "revision 1");
    }

    assert_eq!(workers, 1);
    assert_eq!(Results::of(&database.store).actuals(&plan).await.unwrap().revision, 1);
}

async fn where_the_first_gives_up_the_one_that_waits_does_the_work(database: Database) {
    let plan = plan_name();
    let Begun::New(first) = database.store.begin::<String>(request(&plan, "id", "payload")).await.unwrap() else {
        panic!("it is new")
    };
    report_within(&first, &plan).await.unwrap();
    let (store, name) = (database.store.clone(), plan.clone());
    let second = tokio::spawn(async move { report(&store, &name, request(&name, "id", "payload")).await });

    drop(first);

    assert_eq!(second.await.unwrap().unwrap(), (true, "revision 1".to_owned()));
    assert_eq!(Results::of(&database.store).actuals(&plan).await.unwrap().revision, 1);
}

async fn the_longest_answer_and_the_empty_one_are_kept(database: Database) {
    let plan = plan_name();
    for (id, answer) in [("long", "𠮷".repeat(1_000_000)), ("empty", String::new())] {
        let Begun::New(write) = database.store.begin::<String>(request(&plan, id, id)).await.unwrap() else {
            panic!("it is new")
        };
        write.commit(&answer, Vec::new()).await.unwrap();

        let Begun::Repeated(repeated) = database.store.begin::<String>(request(&plan, id, id)).await.unwrap() else {
            panic!("it was made before")
        };

        assert!(repeated == answer, "the {id} answer");
    }
}

async fn another_connection_sees_nothing_before_the_commit(database: Database) {
    let plan = plan_name();
    let write = database.begin(&plan).await;
    report_within(&write, &plan).await.unwrap();

    let seen = Results::of(&database.store).actuals(&plan).await.unwrap();

    assert_eq!(seen.revision, 0);
    write.commit(&(), Vec::new()).await.unwrap();
    assert_eq!(Results::of(&database.store).actuals(&plan).await.unwrap().revision, 1);
}

async fn callers_that_give_up_at_any_moment_leave_all_or_nothing(database: Database) {
    let plan = plan_name();
    let mut answered = 0;

    // From before the transaction begins until long after it has ended.
    for attempt in 0..60u64 {
        let call = report(&database.store, &plan, request(&plan, &format!("id-{attempt}"), "payload"));
        if let Ok(answer) = timeout(Duration::from_micros(attempt * attempt * 10), call).await {
            answer.unwrap();
            answered += 1;
        }
    }

    let results = Results::of(&database.store);
    let written = results.actuals(&plan).await.unwrap().revision;
    assert!(written >= answered, "{answered} were answered, {written} written");
    assert_eq!(database.count("requests", &plan).await, usize::try_from(written).unwrap());
    assert_eq!(database.count("actual_revisions", &plan).await, usize::try_from(written).unwrap());
    assert!(results.verify_actuals(&plan).await.unwrap());
    for attempt in 0..60u64 {
        report(&database.store, &plan, request(&plan, &format!("id-{attempt}"), "payload")).await.unwrap();
    }
    assert_eq!(results.actuals(&plan).await.unwrap().revision, 60);
}
