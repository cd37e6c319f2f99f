//! The content of plans.

use jixiao_domain::workflow::PlanState;
use jixiao_domain::{Goal, PlanContent, PlanName, PlanRef, VersionName};
use jixiao_proto::planning::v1 as wire;
use jixiao_store::StoreError;
use jixiao_store::planning::{PlanHeader, Planning, StoredPlan};
use prost::Message;
use sha2::{Digest, Sha256};

use crate::database::{Database, begin};
use crate::random;
use crate::random::for_all;
use crate::sample::{content, content_of, instant, plan_name};

on_every_engine![
    a_plan_is_read_back_as_it_was_added,
    a_plan_of_the_largest_size_is_kept_whole,
    adding_a_plan_again_gives_nothing_and_changes_nothing,
    of_many_that_add_the_same_plan_one_does,
    another_content_takes_the_place_of_all_of_the_first,
    a_state_is_put_beside_the_content,
    editors_that_lock_the_plan_lose_no_edit,
    what_was_not_added_is_not_there,
    a_change_behind_the_stores_back_does_not_verify,
    a_document_that_cannot_be_read_is_an_error,
];

pub(crate) fn first_version(plan: &PlanName) -> VersionName {
    VersionName { plan: plan.clone(), version: 1 }
}

pub(crate) fn newest(plan: &PlanName) -> PlanRef {
    PlanRef { plan: plan.clone(), version: None }
}

pub(crate) async fn add(database: &Database, plan: &PlanName, content: &PlanContent) -> StoredPlan {
    let write = database.begin(plan).await;
    let added = Planning::within(&write).add_plan(plan, content, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    added.expect("the plan is new")
}

/// The header of a draft, where nothing of it matters but that it is one.
pub(crate) fn open(name: &VersionName) -> PlanHeader {
    PlanHeader {
        name: name.clone(),
        state: PlanState::Draft,
        etag: 1,
        last_number: 0,
        content_sha256: Vec::new(),
        content_sm3: Vec::new(),
        base_version: None,
        reason: None,
        created: instant(1),
        updated: instant(1),
    }
}

/// What the document of a content must be, and its hash.
fn packed(content: &PlanContent) -> (wire::PlanContent, Vec<u8>) {
    let document = wire::PlanContent::from(content);
    let hash = Sha256::digest(document.encode_to_vec()).to_vec();
    (document, hash)
}

async fn assert_rows_are_those_of(database: &Database, plan: &PlanName, content: &PlanContent) {
    let references = |goal: &Goal| goal.tasks.len();
    assert_eq!(database.count("plan_tasks", plan).await, content.tasks().len());
    assert_eq!(database.count("plan_goals", plan).await, content.goals().len());
    assert_eq!(database.count("plan_goal_tasks", plan).await, content.goals().iter().map(references).sum::<usize>());
    assert_eq!(database.count("plan_indicators", plan).await, content.indicators().len());
    assert_eq!(Planning::of(&database.store).verify_plan(&first_version(plan)).await.unwrap(), Some(true));
}

async fn a_plan_is_read_back_as_it_was_added(database: Database) {
    for_all(24, random::content(), async |content: PlanContent| {
        let plan = plan_name();
        let write = database.begin(&plan).await;
        let now = write.now();

        let added = Planning::within(&write).add_plan(&plan, &content, now).await.unwrap().unwrap();
        write.commit(&(), Vec::new()).await.unwrap();

        let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
        let (document, hash) = packed(&content);
        assert_eq!(added, read);
        assert_eq!(read.content().unwrap(), content);
        assert_eq!(read.document, document);
        assert_eq!(read.header.content_sha256, hash);
        assert_eq!(read.header.name, first_version(&plan));
        assert_eq!((read.header.state, read.header.etag), (PlanState::Draft, 1));
        assert_eq!((read.header.created, read.header.updated), (now, now));
        assert_eq!(read.version().unwrap().content_sha256, read.header.content_sha256_hex());
        assert_rows_are_those_of(&database, &plan, &content).await;
    });
}

async fn a_plan_of_the_largest_size_is_kept_whole(database: Database) {
    let plan = plan_name();
    let content = content_of("部门", 100, 2000);

    add(&database, &plan, &content).await;

    let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
    assert!(read.content().unwrap() == content);
    assert_rows_are_those_of(&database, &plan, &content).await;
}

async fn adding_a_plan_again_gives_nothing_and_changes_nothing(database: Database) {
    let plan = plan_name();
    add(&database, &plan, &content("部门")).await;
    let before = database.dump_but_audit().await;
    let write = database.begin(&plan).await;

    let again = Planning::within(&write).add_plan(&plan, &content("另一个"), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    assert_eq!(again, None);
    assert_eq!(database.dump_but_audit().await, before);
}

async fn of_many_that_add_the_same_plan_one_does(database: Database) {
    let plan = plan_name();
    let callers = (0..8).map(|number| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let write = begin(&store, &plan).await;
            let content = content(&format!("部门{number}"));
            let added = Planning::within(&write).add_plan(&plan, &content, write.now()).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();
            added.map(|_| content)
        })
    });

    let mut added = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        added.extend(caller.await.unwrap());
    }

    let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
    assert_eq!(added, [read.content().unwrap()]);
    assert_rows_are_those_of(&database, &plan, &added[0]).await;
}

async fn another_content_takes_the_place_of_all_of_the_first(database: Database) {
    for_all(24, (random::content(), random::content()), async |(first, second): (PlanContent, PlanContent)| {
        let (plan, other) = (plan_name(), plan_name());
        let before = add(&database, &plan, &first).await;
        let untouched = add(&database, &other, &first).await;
        let write = database.begin(&plan).await;
        let now = write.now();
        let locked = Planning::within(&write).lock_plan(&plan).await.unwrap().unwrap();

        let put = Planning::within(&write).put_content(&locked.header, &second, now).await.unwrap();
        write.commit(&(), Vec::new()).await.unwrap();

        let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
        assert_eq!(locked, before);
        assert_eq!(put, read);
        assert_eq!(read.content().unwrap(), second);
        assert_eq!(read.header.content_sha256, packed(&second).1);
        assert_eq!(read.header.content_sha256 == before.header.content_sha256, first == second);
        assert_eq!((read.header.state, read.header.etag), (PlanState::Draft, 2));
        assert_eq!((read.header.created, read.header.updated), (before.header.created, now));
        assert_rows_are_those_of(&database, &plan, &second).await;
        let read = Planning::of(&database.store).plan(&newest(&other)).await.unwrap();
        assert_eq!(read, Some(untouched));
        assert_rows_are_those_of(&database, &other, &first).await;
    });
}

async fn a_state_is_put_beside_the_content(database: Database) {
    let plan = plan_name();
    let mut last = add(&database, &plan, &content("部门")).await.header;
    let other = plan_name();
    let untouched = add(&database, &other, &content("部门")).await;

    let (in_force, before): (Vec<_>, Vec<_>) = PlanState::ALL.into_iter().partition(|state| state.is_in_force());
    for state in before.into_iter().chain(in_force) {
        let write = database.begin(&plan).await;
        let put = Planning::within(&write).put_state(&last, state, write.now()).await.unwrap();
        let now = write.now();
        write.commit(&(), Vec::new()).await.unwrap();

        let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
        assert_eq!(read.header, put);
        assert_eq!((put.state, put.etag, put.updated), (state, last.etag + 1, now));
        assert_eq!((put.created, &put.content_sha256), (last.created, &last.content_sha256));
        assert_rows_are_those_of(&database, &plan, &content("部门")).await;
        last = put;
    }
    assert_eq!(Planning::of(&database.store).plan(&newest(&other)).await.unwrap(), Some(untouched));
}

async fn editors_that_lock_the_plan_lose_no_edit(database: Database) {
    let plan = plan_name();
    add(&database, &plan, &content("部门")).await;
    let editors = (0..8).map(|_| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            for _ in 0..5 {
                let write = begin(&store, &plan).await;
                let planning = Planning::within(&write);
                let locked = planning.lock_plan(&plan).await.unwrap().unwrap();
                let edited = content(&format!("{}.", locked.document.department_title));
                planning.put_content(&locked.header, &edited, write.now()).await.unwrap();
                write.commit(&(), Vec::new()).await.unwrap();
            }
        })
    });

    for editor in editors.collect::<Vec<_>>() {
        editor.await.unwrap();
    }

    let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();
    assert_eq!(read.header.etag, 41);
    assert_eq!(read.document.department_title, format!("部门{}", ".".repeat(40)));
    assert_rows_are_those_of(&database, &plan, &read.content().unwrap()).await;
}

async fn what_was_not_added_is_not_there(database: Database) {
    let plan = plan_name();
    let planning = Planning::of(&database.store);

    assert_eq!(planning.plan(&newest(&plan)).await.unwrap(), None);
    assert_eq!(planning.approved_plan(&newest(&plan)).await.unwrap(), None);
    assert_eq!(planning.plans(&crate::versions::of(&plan), None, 10).await.unwrap(), []);
    assert_eq!(planning.verify_plan(&first_version(&plan)).await.unwrap(), None);
    let write = database.begin(&plan).await;
    assert_eq!(Planning::within(&write).lock_plan(&plan).await.unwrap(), None);
}

async fn a_change_behind_the_stores_back_does_not_verify(database: Database) {
    let changes = [
        "UPDATE plan_versions SET department_title = 'x'",
        "UPDATE plan_versions SET scheme_id = 'x', execution_weight = 10",
        "UPDATE plan_versions SET content_sha256 = document",
        "UPDATE plan_versions SET content_sm3 = content_sha256",
        "UPDATE plan_versions SET document = content_sha256",
        "UPDATE plan_tasks SET name = 'x'",
        "UPDATE plan_tasks SET total_fen = total_fen + 1",
        "UPDATE plan_tasks SET basic_fen = 0",
        "UPDATE plan_tasks SET project_fen = NULL",
        "UPDATE plan_goals SET text = 'x'",
        "UPDATE plan_goal_tasks SET task = 3 - task",
        "UPDATE plan_indicators SET name = 'x'",
        "UPDATE plan_indicators SET place = -place",
        "UPDATE plan_indicators SET goal = 1",
        "UPDATE plan_indicators SET text = NULL",
        "UPDATE plan_indicators SET target_kind = 9",
        "UPDATE plan_indicators SET line = NULL",
        "UPDATE plan_indicators SET weight = 1",
        "UPDATE plan_indicators SET library = NULL",
        "UPDATE plan_indicators SET library = 'Trained Persons'",
        "UPDATE plan_indicators SET method = NULL",
        "DELETE FROM plan_tasks",
        "DELETE FROM plan_goals",
        "DELETE FROM plan_goal_tasks",
        "DELETE FROM plan_indicators",
    ];
    let untouched = plan_name();
    add(&database, &untouched, &content("部门")).await;

    for change in changes {
        let plan = plan_name();
        add(&database, &plan, &content("部门")).await;
        database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

        let verified = Planning::of(&database.store).verify_plan(&first_version(&plan)).await;

        assert!(matches!(verified, Ok(Some(false)) | Err(StoreError::Corrupt(_))), "{change}: {verified:?}");
    }
    let verified = Planning::of(&database.store).verify_plan(&first_version(&untouched)).await.unwrap();
    assert_eq!(verified, Some(true));
}

async fn a_document_that_cannot_be_read_is_an_error(database: Database) {
    let plan = plan_name();
    add(&database, &plan, &content("部门")).await;
    database.tamper("UPDATE plan_versions SET document = content_sha256").await;

    let read = Planning::of(&database.store).plan(&newest(&plan)).await;

    assert!(matches!(read, Err(StoreError::Corrupt(_))), "{read:?}");
}
