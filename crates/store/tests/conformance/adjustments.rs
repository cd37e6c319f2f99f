//! Versions in force: they are adjusted by a next one, and never changed.

use jixiao_domain::workflow::PlanState;
use jixiao_domain::{OpinionAnswer, PlanName, PlanRef, PrincipalId};
use jixiao_store::StoreError;
use jixiao_store::planning::{PlanSource, Planning, StoredPlan};

use crate::database::{Database, begin};
use crate::plans::{add, newest};
use crate::sample::{content, plan_name, text};

on_every_engine![
    an_adjustment_is_the_next_version_with_the_same_content,
    a_draft_is_not_adjusted,
    the_last_number_is_carried_over_to_the_next_version,
    of_many_that_adjust_at_once_one_does,
    no_write_changes_a_version_in_force,
    a_version_that_was_not_locked_as_it_is_now_is_not_written,
    versions_come_by_number_in_pages_of_any_size,
    approval_and_an_edit_at_once_have_one_order,
];

/// A plan with a version 1 in that state.
async fn in_state(database: &Database, state: PlanState) -> (PlanName, StoredPlan) {
    let plan = plan_name();
    let added = add(database, &plan, &content("部门")).await;
    let write = database.begin(&plan).await;
    let header = Planning::within(&write).put_state(&added.header, state, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    (plan, StoredPlan { header, ..added })
}

async fn adjust(database: &Database, plan: &PlanName) -> StoredPlan {
    let write = database.begin(plan).await;
    let tables = Planning::within(&write);
    let base = tables.lock_plan(plan).await.unwrap().unwrap();
    let added = tables.add_version(&base, &text("年中调整"), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    added
}

async fn read(database: &Database, plan: &PlanName, version: i32) -> Option<StoredPlan> {
    let version = PlanRef { plan: plan.clone(), version: Some(version) };
    Planning::of(&database.store).plan(&version).await.unwrap()
}

async fn an_adjustment_is_the_next_version_with_the_same_content(database: Database) {
    for state in [PlanState::Approved, PlanState::Published] {
        let (plan, base) = in_state(&database, state).await;

        let added = adjust(&database, &plan).await;

        assert_eq!(read(&database, &plan, 2).await.as_ref(), Some(&added));
        assert_eq!(read(&database, &plan, 1).await.as_ref(), Some(&base));
        assert_eq!(added.document, base.document);
        let header = &added.header;
        assert_eq!((header.name.version, header.state, header.etag), (2, PlanState::Draft, 1));
        assert_eq!((header.base_version, header.reason.clone()), (Some(1), Some(text("年中调整"))));
        assert_eq!(header.content_sm3, base.header.content_sm3);
        let planning = Planning::of(&database.store);
        assert_eq!(planning.verify_plan(&header.name).await.unwrap(), Some(true));
        assert_eq!(planning.approved_plan(&newest(&plan)).await.unwrap(), Some(base));
    }
}

async fn a_draft_is_not_adjusted(database: Database) {
    let (plan, draft) = in_state(&database, PlanState::FinanceReviewed).await;
    let before = database.dump_but_audit().await;
    let write = database.begin(&plan).await;

    let added = Planning::within(&write).add_version(&draft, &text("x"), write.now()).await;
    write.commit(&(), Vec::new()).await.unwrap();

    assert!(matches!(added, Err(StoreError::Immutable)), "{added:?}");
    assert_eq!(database.dump_but_audit().await, before);
}

async fn the_last_number_is_carried_over_to_the_next_version(database: Database) {
    let plan = plan_name();
    let added = add(&database, &plan, &content("部门")).await;
    let write = database.begin(&plan).await;
    let tables = Planning::within(&write);
    let fewer = content("部门").without(&["i004".parse().unwrap()]).unwrap();
    let put = tables.put_content(&added.header, &fewer, write.now()).await.unwrap();
    tables.put_state(&put.header, PlanState::Approved, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    assert_eq!(adjust(&database, &plan).await.header.last_number, 4);
}

async fn of_many_that_adjust_at_once_one_does(database: Database) {
    let (plan, _) = in_state(&database, PlanState::Approved).await;
    let callers = (0..8).map(|_| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let write = begin(&store, &plan).await;
            let tables = Planning::within(&write);
            let locked = tables.lock_plan(&plan).await.unwrap().unwrap();
            let added = tables.add_version(&locked, &text("调整"), write.now()).await;
            let is_added = added.is_ok();
            assert!(is_added || (locked.header.name.version, locked.header.state) == (2, PlanState::Draft));
            write.commit(&(), Vec::new()).await.unwrap();
            is_added
        })
    });

    let mut added = 0;
    for caller in callers.collect::<Vec<_>>() {
        added += usize::from(caller.await.unwrap());
    }

    assert_eq!((added, database.count("plan_versions", &plan).await), (1, 2));
}

async fn no_write_changes_a_version_in_force(database: Database) {
    for state in [PlanState::Approved, PlanState::Published] {
        let (plan, stored) = in_state(&database, state).await;
        let (header, before) = (&stored.header, database.dump_but_audit().await);
        let source = PlanSource { file_sha256: vec![7; 32], lines: vec![], findings: vec![], is_settled: false };
        let write = database.begin(&plan).await;
        let (tables, now) = (Planning::within(&write), write.now());

        let mut refused = vec![
            tables.put_content(header, &content("新"), now).await.err(),
            tables.put_source(header, source).await.err(),
            tables.settle_source(header).await.err(),
        ];
        for to in PlanState::ALL.into_iter().filter(|to| (state, *to) != (PlanState::Approved, PlanState::Published)) {
            refused.push(tables.put_state(header, to, now).await.err());
        }
        assert_eq!(tables.add_plan(&plan, &content("新"), now).await.unwrap(), None);
        write.commit(&(), Vec::new()).await.unwrap();

        assert!(refused.iter().all(|error| matches!(error, Some(StoreError::Immutable))), "{refused:?}");
        assert_eq!(database.dump_but_audit().await, before);
    }
}

async fn a_version_that_was_not_locked_as_it_is_now_is_not_written(database: Database) {
    let (plan, approved) = in_state(&database, PlanState::Approved).await;
    let before = database.dump_but_audit().await;
    let mut stale = approved.header.clone();
    stale.state = PlanState::Draft;
    let older = jixiao_store::planning::PlanHeader { etag: 1, ..stale.clone() };
    let write = database.begin(&plan).await;

    for header in [stale, older] {
        let put = Planning::within(&write).put_content(&header, &content("新"), write.now()).await;
        assert!(matches!(put, Err(StoreError::Immutable)), "{put:?}");
        let put = Planning::within(&write).put_state(&header, PlanState::Submitted, write.now()).await;
        assert!(matches!(put, Err(StoreError::Immutable)), "{put:?}");
    }
    write.commit(&(), Vec::new()).await.unwrap();

    assert_eq!(database.dump_but_audit().await, before);
}

async fn versions_come_by_number_in_pages_of_any_size(database: Database) {
    let (plan, _) = in_state(&database, PlanState::Approved).await;
    for _ in 2..=4 {
        let draft = adjust(&database, &plan).await;
        let write = database.begin(&plan).await;
        Planning::within(&write).put_state(&draft.header, PlanState::Approved, write.now()).await.unwrap();
        write.commit(&(), Vec::new()).await.unwrap();
    }
    let planning = Planning::of(&database.store);

    for limit in 1..=5 {
        let mut walked = Vec::new();
        loop {
            let after = walked.last().copied().unwrap_or(0);
            let page = planning.versions(&plan, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            for header in page {
                assert_eq!(Some(&header), read(&database, &plan, header.name.version).await.map(|p| p.header).as_ref());
                assert_eq!(header.base_version.unwrap_or_default(), header.name.version - 1);
                walked.push(header.name.version);
            }
        }
        assert_eq!(walked, [1, 2, 3, 4], "by {limit}");
    }
    assert_eq!(planning.versions(&plan_name(), 0, 10).await.unwrap(), []);
}

async fn approval_and_an_edit_at_once_have_one_order(database: Database) {
    for _ in 0..6 {
        let plan = plan_name();
        add(&database, &plan, &content("部门")).await;
        let write_as = |approves: bool| {
            let (store, plan) = (database.store.clone(), plan.clone());
            tokio::spawn(async move {
                let write = begin(&store, &plan).await;
                let tables = Planning::within(&write);
                let locked = tables.lock_plan(&plan).await.unwrap().unwrap();
                let written = match approves {
                    true => tables.put_state(&locked.header, PlanState::Approved, write.now()).await.map(|_| ()),
                    false => tables.put_content(&locked.header, &content("新"), write.now()).await.map(|_| ()),
                };
                write.commit(&(), Vec::new()).await.unwrap();
                written.is_ok()
            })
        };
        let (approval, edit) = (write_as(true), write_as(false));
        let (approved, edited) = (approval.await.unwrap(), edit.await.unwrap());

        let now = read(&database, &plan, 1).await.unwrap();
        assert!(approved);
        assert_eq!(now.header.state, PlanState::Approved);
        assert_eq!(now.document.department_title, if edited { "新" } else { "部门" });
        assert_eq!(Planning::of(&database.store).verify_plan(&now.header.name).await.unwrap(), Some(true));
    }
}

/// An answer that accepts.
pub(crate) fn accepted(words: &str, time: jixiao_domain::Instant) -> OpinionAnswer {
    OpinionAnswer {
        is_accepted: true,
        text: Some(text(words)),
        answered_by: text("填报人"),
        principal: PrincipalId::local(),
        time,
    }
}
