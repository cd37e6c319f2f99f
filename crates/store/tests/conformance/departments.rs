//! Departments: their tree, their codes, and how they are found.

use std::collections::{BTreeMap, BTreeSet};

use jixiao_domain::{Department, DepartmentId, DepartmentName, Effective, NotATree, RegionCode};
use jixiao_store::Store;
use jixiao_store::planning::{DepartmentFilter, DepartmentRecord, Planning, Unfit, WhyUnfit};
use proptest::prelude::*;

use crate::database::Database;
use crate::random::for_all;
use crate::registry::{add_region, begin, region_code};
use crate::sample::text;

on_every_engine![
    a_department_is_read_back_with_every_field,
    a_department_that_is_put_as_it_is_keeps_its_etag_and_a_changed_one_does_not,
    a_code_belongs_to_one_department_of_a_region,
    departments_of_one_batch_may_exchange_their_codes,
    what_makes_no_tree_is_refused_and_changes_nothing,
    subtrees_by_path_are_those_by_parents_whoever_moves,
    of_many_that_take_the_same_code_one_gets_it,
    departments_are_found_by_every_filter_alike,
    filtered_departments_come_in_pages_of_any_size,
];

fn id(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

fn department(region: &RegionCode, id: &str, parent: &str) -> Department {
    let name = DepartmentName { region: region.clone(), department: id.parse().unwrap() };
    Department {
        parent: (!parent.is_empty()).then(|| parent.parse().unwrap()), ..Department::new(name, text("部门"))
    }
}

fn coded(region: &RegionCode, id: &str, code: &str) -> Department {
    Department { code: code.parse().ok(), ..department(region, id, "") }
}

/// Puts departments as one transaction.
async fn put(
    store: &Store,
    region: &RegionCode,
    departments: Vec<Department>,
) -> Result<Vec<DepartmentRecord>, Vec<Unfit>> {
    let write = begin(store, region).await;
    let tables = Planning::within(&write);
    tables.lock_regions([region]).await.unwrap();
    let enrolled = tables.department_roll(region).await.unwrap().enrol(departments, write.now())?;
    tables.put_departments(&enrolled.to_put, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    Ok(enrolled.given)
}

async fn region(database: &Database) -> RegionCode {
    let code = region_code();
    add_region(&database.store, &code, "试验区").await;
    code
}

async fn get(store: &Store, region: &RegionCode, department: &str) -> DepartmentRecord {
    let name = DepartmentName { region: region.clone(), department: id(department) };
    Planning::of(store).department(&name).await.unwrap().unwrap()
}

async fn found(store: &Store, region: &RegionCode, filter: &DepartmentFilter) -> Vec<String> {
    let found = Planning::of(store).departments(region, filter, None, 1000).await.unwrap();
    found.into_iter().map(|record| record.department.name.department.to_string()).collect()
}

async fn a_department_is_read_back_with_every_field(database: Database) {
    let region = region(&database).await;
    let school = Department {
        code: "101001".parse().ok(),
        credit_code: "91350100M000100Y43".parse().ok(),
        effective: Effective::new("2023-01-01".parse().ok(), "2024-12-31".parse().ok()).unwrap(),
        ..department(&region, "school", "bureau")
    };

    let given = put(&database.store, &region, vec![school.clone(), department(&region, "bureau", "")]).await.unwrap();

    let read = get(&database.store, &region, "school").await;
    assert_eq!((&read, &read.department, read.etag), (&given[0], &school, 1));
    assert_eq!(read.ancestors, [id("bureau")]);
    assert!(get(&database.store, &region, "bureau").await.ancestors.is_empty());
}

async fn a_department_that_is_put_as_it_is_keeps_its_etag_and_a_changed_one_does_not(database: Database) {
    let region = region(&database).await;
    let (a, b) = (department(&region, "a", ""), department(&region, "b", "a"));
    let first = put(&database.store, &region, vec![a.clone(), b.clone()]).await.unwrap();

    let second = put(&database.store, &region, vec![Department { title: text("新"), ..a }, b]).await.unwrap();

    assert_eq!(second.iter().map(|record| record.etag).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((second[0].created, &second[1]), (first[0].created, &first[1]));
    assert_eq!(get(&database.store, &region, "a").await, second[0]);
}

async fn a_code_belongs_to_one_department_of_a_region(database: Database) {
    let (own, other) = (region(&database).await, region(&database).await);
    let credit = |department: Department| Department { credit_code: "91350100M000100Y43".parse().ok(), ..department };
    put(&database.store, &own, vec![credit(coded(&own, "a", "101"))]).await.unwrap();
    let before = database.dump().await;

    let refused = put(&database.store, &own, vec![coded(&own, "c", "102"), credit(coded(&own, "b", "101"))]).await;

    let by = || id("a");
    let expected = [WhyUnfit::CodeTaken(by()), WhyUnfit::CreditCodeTaken(by())].map(|why| Unfit { place: 1, why });
    assert_eq!(refused, Err(expected.to_vec()));
    assert_eq!(database.dump().await, before);
    assert!(put(&database.store, &other, vec![credit(coded(&other, "b", "101"))]).await.is_ok());
}

async fn departments_of_one_batch_may_exchange_their_codes(database: Database) {
    let region = region(&database).await;
    put(&database.store, &region, vec![coded(&region, "a", "101"), coded(&region, "b", "102")]).await.unwrap();

    put(&database.store, &region, vec![coded(&region, "a", "102"), coded(&region, "b", "101")]).await.unwrap();

    assert_eq!(get(&database.store, &region, "a").await.department, coded(&region, "a", "102"));
    assert_eq!(get(&database.store, &region, "b").await.department, coded(&region, "b", "101"));
}

async fn what_makes_no_tree_is_refused_and_changes_nothing(database: Database) {
    let region = region(&database).await;
    let parent = |level: usize| if level == 0 { String::new() } else { format!("l{}", level - 1) };
    let chain = (0..10).map(|level| department(&region, &format!("l{level}"), &parent(level)));
    put(&database.store, &region, chain.rev().collect()).await.unwrap();
    let before = database.dump().await;

    for (given, place, why) in [
        (vec![department(&region, "l0", "l9")], 0, NotATree::Cycle),
        (vec![department(&region, "x", "l0"), department(&region, "y", "l9")], 1, NotATree::TooDeep),
        (vec![department(&region, "x", "absent")], 0, NotATree::NoParent(id("absent"))),
    ] {
        let refused = put(&database.store, &region, given).await;
        assert_eq!(refused, Err(vec![Unfit { place, why: WhyUnfit::Misplaced(why) }]));
    }

    assert_eq!(database.dump().await, before);
}

/// Ids of which some begin with others.
const IDS: [&str; 8] = ["a", "a-", "a0", "ab", "b", "b-a", "0", "z"];

/// Batches of departments with their parents, by place; 8 is the top.
fn moves() -> impl Strategy<Value = Vec<Vec<(usize, usize)>>> {
    let batch = proptest::collection::btree_map(0..IDS.len(), 0..=IDS.len(), 1..4);
    proptest::collection::vec(batch.prop_map(|batch| batch.into_iter().collect()), 1..12)
}

/// Those that lead up to one of them, by walking.
fn below(parents: &BTreeMap<&str, &str>, above: &str) -> Vec<String> {
    let up = |from: &'static str| {
        std::iter::successors(Some(from), |here| {
            parents
                .get(here)
                .copied()
                .filter(|up| !up.is_empty())
                .map(|up| IDS.into_iter().find(|id| *id == up).unwrap())
        })
    };
    let mut below: BTreeSet<String> = BTreeSet::new();
    for id in IDS.into_iter().filter(|id| parents.contains_key(id)) {
        if up(id).skip(1).any(|ancestor| ancestor == above) {
            below.insert(id.to_owned());
        }
    }
    below.into_iter().collect()
}

async fn subtrees_by_path_are_those_by_parents_whoever_moves(database: Database) {
    for_all(12, moves(), async |batches| {
        let region = region(&database).await;
        let mut parents: BTreeMap<&str, &str> = BTreeMap::new();
        for batch in batches {
            let named = |place: usize| IDS.get(place).copied().unwrap_or_default();
            let links: Vec<(&str, &str)> = batch.iter().map(|(of, parent)| (named(*of), named(*parent))).collect();
            let given = links.iter().map(|(of, parent)| department(&region, of, parent)).collect();
            if put(&database.store, &region, given).await.is_ok() {
                parents.extend(links);
            }
            for above in IDS {
                let under = DepartmentFilter { under: Some(id(above)), ..Default::default() };
                assert_eq!(found(&database.store, &region, &under).await, below(&parents, above), "below {above}");
                let directly = DepartmentFilter { directly_under: Some(Some(id(above))), ..Default::default() };
                let children = parents.iter().filter(|(_, parent)| **parent == above).map(|(of, _)| (*of).to_owned());
                assert_eq!(found(&database.store, &region, &directly).await, children.collect::<Vec<_>>());
            }
        }
    });
}

async fn of_many_that_take_the_same_code_one_gets_it(database: Database) {
    let region = region(&database).await;
    let callers = (0..8).map(|number| {
        let (store, region) = (database.store.clone(), region.clone());
        tokio::spawn(async move { put(&store, &region, vec![coded(&region, &format!("d{number}"), "101")]).await })
    });

    let mut got = 0;
    for caller in callers.collect::<Vec<_>>() {
        got += usize::from(caller.await.unwrap().is_ok());
    }

    assert_eq!((got, found(&database.store, &region, &DepartmentFilter::default()).await.len()), (1, 1));
}

async fn departments_are_found_by_every_filter_alike(database: Database) {
    let region = region(&database).await;
    let full = |id, parent, title: &str, code: &str, credit: &str, from: &str, to: &str| Department {
        title: text(title),
        code: code.parse().ok(),
        credit_code: credit.parse().ok(),
        effective: Effective::new(from.parse().ok(), to.parse().ok()).unwrap(),
        ..department(&region, id, parent)
    };
    let all = vec![
        full("a", "", "教育局", "10", "91350100M000100Y43", "", ""),
        full("a0", "", "a局 50%_A", "1Z", "", "", "2022-12-31"),
        full("b", "a", "一中", "101", "12100000400000624D", "2023-01-01", ""),
        full("c", "b", "一中分校", "10Z", "", "2023-01-01", "2023-12-31"),
        full("d", "a0", "无编码", "", "", "", ""),
    ];
    put(&database.store, &region, all).await.unwrap();
    let find = async |filter: DepartmentFilter| found(&database.store, &region, &filter).await;
    let none = DepartmentFilter::default;
    let under = |above: &str| DepartmentFilter { under: Some(id(above)), ..none() };
    let directly = |above: Option<&str>| DepartmentFilter { directly_under: Some(above.map(id)), ..none() };
    let prefix = |prefix: &str| DepartmentFilter { code_prefix: prefix.parse().ok(), ..none() };
    let titled = |part: &str| DepartmentFilter { title: Some(text(part)), ..none() };
    let on = |day: &str| DepartmentFilter { effective_on: day.parse().ok(), ..none() };
    let credit = |code: &str| DepartmentFilter { credit_code: code.parse().ok(), ..none() };

    assert_eq!(find(none()).await, ["a", "a0", "b", "c", "d"]);
    assert_eq!(find(under("a")).await, ["b", "c"]);
    assert_eq!(find(under("c")).await, [""; 0]);
    assert_eq!(find(under("absent")).await, [""; 0]);
    assert_eq!(find(directly(Some("a"))).await, ["b"]);
    assert_eq!(find(directly(None)).await, ["a", "a0"]);
    assert_eq!(find(prefix("10")).await, ["a", "b", "c"]);
    assert_eq!(find(prefix("1")).await, ["a", "a0", "b", "c"]);
    assert_eq!(find(prefix("10Z")).await, ["c"]);
    assert_eq!(find(titled("一中")).await, ["b", "c"]);
    for itself in ["%", "_", "50%_A"] {
        assert_eq!(find(titled(itself)).await, ["a0"], "{itself} stands for itself");
    }
    assert_eq!(find(titled("50%_a")).await, [""; 0]);
    assert_eq!(find(credit("12100000400000624D")).await, ["b"]);
    assert_eq!(find(on("2022-12-31")).await, ["a", "a0", "d"]);
    assert_eq!(find(on("2023-12-31")).await, ["a", "b", "c", "d"]);
    assert_eq!(find(DepartmentFilter { effective_on: "2024-01-01".parse().ok(), ..under("a") }).await, ["b"]);
}

async fn filtered_departments_come_in_pages_of_any_size(database: Database) {
    let region = region(&database).await;
    let mut given = vec![department(&region, "m", "")];
    given.extend(["z", "a10", "a-b", "0", "a2"].map(|id| department(&region, id, "m")));
    given.push(department(&region, "b", ""));
    put(&database.store, &region, given).await.unwrap();
    let filter = DepartmentFilter { under: Some(id("m")), ..Default::default() };

    for limit in 1..=6 {
        let mut walked: Vec<DepartmentId> = Vec::new();
        loop {
            let tables = Planning::of(&database.store);
            let page = tables.departments(&region, &filter, walked.last(), limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page.into_iter().map(|record| record.department.name.department));
        }
        assert_eq!(walked, ["0", "a-b", "a10", "a2", "z"].map(id), "by {limit}");
    }
}
