//! Regions and departments.

use std::sync::atomic::{AtomicUsize, Ordering};

use jixiao_domain::{Department, DepartmentName, Region, RegionCode, Text};
use jixiao_store::planning::Planning;
use jixiao_store::{Begun, Request, Store, Write};

use crate::database::Database;
use crate::random;
use crate::random::for_all;
use crate::sample::{caller, text};

on_every_engine![
    a_region_is_read_back_as_it_was_added,
    a_department_is_read_back_as_it_was_added,
    departments_are_found_by_their_whole_title_in_their_region,
    a_code_that_is_taken_is_refused_and_changes_nothing,
    a_name_that_is_taken_is_refused_and_changes_nothing,
    what_was_not_added_is_not_there,
    of_many_that_add_the_same_region_one_does,
];

/// A region that no other test and no other call has.
pub(crate) fn region_code() -> RegionCode {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("{:09}", COUNT.fetch_add(1, Ordering::Relaxed)).parse().unwrap()
}

pub(crate) async fn begin(store: &Store, region: &RegionCode) -> Write {
    match store.begin::<()>(Request::of_region(&caller(), region, "conformance", "Write")).await.unwrap() {
        Begun::New(write) => write,
        Begun::Repeated(()) => panic!("a request without an id cannot be a repeated one"),
    }
}

/// Adds a region; false where it is there.
pub(crate) async fn add_region(store: &Store, code: &RegionCode, title: &str) -> bool {
    let write = begin(store, code).await;
    let region = Region { code: code.clone(), title: text(title) };
    let is_added = Planning::within(&write).add_region(&region, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    is_added
}

/// Adds a department; false where it is there.
pub(crate) async fn add_department(store: &Store, region: &RegionCode, id: &str, title: Text<100>) -> bool {
    let write = begin(store, region).await;
    let name = DepartmentName { region: region.clone(), department: id.parse().unwrap() };
    let is_added = Planning::within(&write).add_department(&Department { name, title }, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    is_added
}

async fn departments_are_found_by_their_whole_title_in_their_region(database: Database) {
    let (own, other) = (region_code(), region_code());
    for (region, id, title) in [
        (&own, "b", "教育局"),
        (&own, "a", "教育局"),
        (&own, "c", "教育局 "),
        (&own, "d", "教育"),
        (&other, "a", "教育局"),
    ] {
        add_region(&database.store, region, "试验区").await;
        assert!(add_department(&database.store, region, id, text(title)).await);
    }
    let tables = Planning::of(&database.store);
    let found = async |title: &str, limit| {
        let found = tables.departments_titled(&own, &text(title), limit).await.unwrap();
        found.into_iter().map(|department| department.name.department.to_string()).collect::<Vec<_>>()
    };

    assert_eq!(found("教育局", 10).await, ["a", "b"]);
    assert_eq!(found("教育局", 1).await, ["a"]);
    assert!(found("卫生局", 10).await.is_empty());
}

async fn a_region_is_read_back_as_it_was_added(database: Database) {
    for_all(16, random::text(), async |title: Text<100>| {
        let code = region_code();

        assert!(add_region(&database.store, &code, title.as_str()).await);

        let read = Planning::of(&database.store).region(&code).await.unwrap();
        assert_eq!(read, Some(Region { code, title }));
    });
}

async fn a_department_is_read_back_as_it_was_added(database: Database) {
    for_all(16, (random::id(), random::text()), async |(department, title)| {
        let name = DepartmentName { region: region_code(), department };

        assert!(add_department(&database.store, &name.region, name.department.as_str(), title.clone()).await);

        let read = Planning::of(&database.store).department(&name).await.unwrap();
        assert_eq!(read, Some(Department { name, title }));
    });
}

async fn a_code_that_is_taken_is_refused_and_changes_nothing(database: Database) {
    let code = region_code();
    add_region(&database.store, &code, "天津市").await;
    let before = database.dump_but_audit().await;

    let is_added = add_region(&database.store, &code, "另一个").await;

    assert!(!is_added);
    assert_eq!(database.dump_but_audit().await, before);
}

async fn a_name_that_is_taken_is_refused_and_changes_nothing(database: Database) {
    let (region, other) = (region_code(), region_code());
    add_department(&database.store, &region, "a", text("部门")).await;
    let before = database.dump_but_audit().await;

    let is_added = add_department(&database.store, &region, "a", text("另一个")).await;

    assert!(!is_added);
    assert_eq!(database.dump_but_audit().await, before);
    assert!(add_department(&database.store, &other, "a", text("部门")).await);
}

async fn what_was_not_added_is_not_there(database: Database) {
    let planning = Planning::of(&database.store);
    let region = region_code();
    let name = DepartmentName { region: region.clone(), department: "a".parse().unwrap() };

    assert_eq!(planning.region(&region).await.unwrap(), None);
    assert_eq!(planning.department(&name).await.unwrap(), None);
    assert_eq!(planning.regions(None, 10).await.unwrap(), []);
    assert_eq!(planning.departments(&region, None, 10).await.unwrap(), []);
}

async fn of_many_that_add_the_same_region_one_does(database: Database) {
    let code = region_code();
    let callers = (0..8).map(|_| {
        let (store, code) = (database.store.clone(), code.clone());
        tokio::spawn(async move { add_region(&store, &code, "天津市").await })
    });

    let mut added = 0;
    for caller in callers.collect::<Vec<_>>() {
        added += usize::from(caller.await.unwrap());
    }

    assert_eq!(added, 1);
}
