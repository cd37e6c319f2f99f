//! Regions and departments.

use std::sync::atomic::{AtomicUsize, Ordering};

use jixiao_domain::{Department, DepartmentName, Effective, Region, RegionCode, Text};
use jixiao_store::planning::{DepartmentFilter, Planning, RegionFilter, RegionRecord};
use jixiao_store::{Begun, Request, Store, StoreError, Write};

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
    regions_that_are_put_have_every_field_and_keep_when_they_were_created,
    a_batch_with_a_region_that_is_there_adds_none,
    regions_are_found_by_every_filter_alike,
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
    let region = Region::new(code.clone(), text(title));
    let is_added = Planning::within(&write).add_region(&region, write.now()).await.unwrap().is_some();
    write.commit(&(), Vec::new()).await.unwrap();
    is_added
}

/// Adds a department; false where it is there.
pub(crate) async fn add_department(store: &Store, region: &RegionCode, id: &str, title: Text<100>) -> bool {
    let write = begin(store, region).await;
    let name = DepartmentName { region: region.clone(), department: id.parse().unwrap() };
    let tables = Planning::within(&write);
    tables.lock_regions([region]).await.unwrap();
    let roll = tables.department_roll(region).await.unwrap();
    let is_new = roll.get(&name.department).is_none();
    if is_new {
        let enrolled = roll.enrol(vec![Department::new(name, title)], write.now()).unwrap();
        tables.put_departments(&enrolled.to_put, write.now()).await.unwrap();
    }
    write.commit(&(), Vec::new()).await.unwrap();
    is_new
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
        found.into_iter().map(|record| record.department.name.department.to_string()).collect::<Vec<_>>()
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
        assert_eq!(read.map(|record| (record.region, record.etag)), Some((Region::new(code, title), 1)));
    });
}

async fn a_department_is_read_back_as_it_was_added(database: Database) {
    for_all(16, (random::id(), random::text()), async |(department, title)| {
        let name = DepartmentName { region: region_code(), department };

        assert!(add_department(&database.store, &name.region, name.department.as_str(), title.clone()).await);

        let read = Planning::of(&database.store).department(&name).await.unwrap();
        assert_eq!(read.map(|record| (record.department, record.etag)), Some((Department::new(name, title), 1)));
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
    assert_eq!(planning.regions(&RegionFilter::default(), None, 10).await.unwrap(), []);
    assert_eq!(planning.departments(&region, &DepartmentFilter::default(), None, 10).await.unwrap(), []);
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

async fn regions_that_are_put_have_every_field_and_keep_when_they_were_created(database: Database) {
    let codes: Vec<RegionCode> = (0..501).map(|_| region_code()).collect();
    for code in &codes {
        add_region(&database.store, code, "前").await;
    }
    let other = region_code();
    add_region(&database.store, &other, "前").await;
    let write = begin(&database.store, &codes[0]).await;
    let tables = Planning::within(&write);
    let there = tables.lock_regions(&codes).await.unwrap();
    let effective = Effective::new("2023-01-01".parse().ok(), None).unwrap();
    let put: Vec<RegionRecord> = (there.into_values())
        .map(|r| RegionRecord { region: Region { title: text("后"), effective, ..r.region }, etag: r.etag + 1, ..r })
        .collect();

    tables.put_regions(&put, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let planning = Planning::of(&database.store);
    assert_eq!(put.len(), 501);
    for record in [&put[0], &put[500]] {
        assert_eq!(planning.region(&record.region.code).await.unwrap().as_ref(), Some(record));
    }
    assert_eq!(planning.region(&other).await.unwrap().unwrap().region, Region::new(other, text("前")));
}

async fn a_batch_with_a_region_that_is_there_adds_none(database: Database) {
    let (there, new) = (region_code(), region_code());
    add_region(&database.store, &there, "天津市").await;
    let before = database.dump().await;

    let write = begin(&database.store, &there).await;
    let record = |code: &RegionCode| RegionRecord {
        region: Region::new(code.clone(), text("区")),
        etag: 1,
        created: write.now(),
    };
    let batch = [record(&new), record(&there)];
    let added = Planning::within(&write).add_regions(&batch, write.now()).await;
    drop(write);

    assert!(matches!(added, Err(StoreError::Conflict(_))), "{added:?}");
    assert_eq!(database.dump().await, before);
}

async fn regions_are_found_by_every_filter_alike(database: Database) {
    let write = begin(&database.store, &"000000000".parse().unwrap()).await;
    for (code, title, from, to) in [
        ("000000000", "全国", "", ""),
        ("120000000", "天津市", "", ""),
        ("120100000", "市辖区", "", "2022-12-31"),
        ("120101000", "和平区 50%_A", "2023-01-01", ""),
        ("120101001", "劝业场街道\\a", "2023-01-01", "2023-12-31"),
        ("130000000", "河北省", "", ""),
    ] {
        let day = |day: &str| (!day.is_empty()).then(|| day.parse().unwrap());
        let effective = Effective::new(day(from), day(to)).unwrap();
        let region = Region { effective, ..Region::new(code.parse().unwrap(), text(title)) };
        assert!(Planning::within(&write).add_region(&region, write.now()).await.unwrap().is_some());
    }
    write.commit(&(), Vec::new()).await.unwrap();
    let found = async |filter: RegionFilter| {
        let found = Planning::of(&database.store).regions(&filter, None, 100).await.unwrap();
        found.into_iter().map(|record| record.region.code.to_string()).collect::<Vec<_>>()
    };
    let under = |code: &str| RegionFilter { under: code.parse().ok(), ..RegionFilter::default() };
    let direct = |code: &str| RegionFilter { directly_under: code.parse().ok(), ..RegionFilter::default() };
    let prefix = |digits: &str| RegionFilter { code_prefix: Some(digits.to_owned()), ..RegionFilter::default() };
    let titled = |part: &str| RegionFilter { title: Some(text(part)), ..RegionFilter::default() };
    let on = |day: &str| RegionFilter { effective_on: day.parse().ok(), ..RegionFilter::default() };

    assert_eq!(found(under("120000000")).await, ["120100000", "120101000", "120101001"]);
    assert_eq!(found(under("000000000")).await.len(), 5);
    assert_eq!(found(direct("120000000")).await, ["120100000"]);
    assert_eq!(found(direct("000000000")).await, ["120000000", "130000000"]);
    assert_eq!(found(prefix("1201010")).await, ["120101000", "120101001"]);
    assert_eq!(found(prefix("120101001")).await, ["120101001"]);
    assert_eq!(found(titled("区")).await, ["120100000", "120101000"]);
    assert_eq!(found(titled("50%_A")).await, ["120101000"]);
    assert_eq!(found(titled("\\a")).await, ["120101001"]);
    for part in ["%", "_"] {
        assert_eq!(found(titled(part)).await, ["120101000"], "{part} stands for itself");
    }
    assert!(found(titled("50%_a")).await.is_empty());
    assert_eq!(found(on("2022-12-31")).await, ["000000000", "120000000", "120100000", "130000000"]);
    assert_eq!(found(on("2023-01-01")).await, ["000000000", "120000000", "120101000", "120101001", "130000000"]);
    assert_eq!(
        found(RegionFilter { effective_on: "2024-01-01".parse().ok(), ..under("120100000") }).await,
        ["120101000"]
    );
}
