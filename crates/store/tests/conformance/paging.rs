//! Pages by key: byte by byte on every engine, each row once, whatever is added meanwhile.

use jixiao_domain::{DepartmentId, IndicatorId, RegionCode};
use jixiao_store::Store;
use jixiao_store::planning::{DepartmentFilter, Planning, RegionFilter};
use jixiao_store::results::{Report, Results};

use crate::database::Database;
use crate::registry::{add_department, add_region, region_code};
use crate::sample::{actual, by, period, plan_name, text};

on_every_engine![
    departments_come_byte_by_byte_in_pages_of_any_size,
    departments_of_another_region_do_not_come,
    regions_come_byte_by_byte_in_pages_of_any_size,
    revisions_of_a_batch_come_byte_by_byte_in_pages_of_any_size,
    a_walk_meets_every_department_once_while_others_are_added,
];

/// Ids that languages order otherwise than bytes: hyphens ignored, digits as numbers, digits after letters.
const IDS: [&str; 20] = [
    "b", "a10", "a-b", "z", "a0", "2", "a--", "a", "10", "a-0", "a2", "9", "a-", "ab", "a1", "b-a", "0-", "a00", "00",
    "0",
];

fn by_bytes() -> Vec<String> {
    let mut ids = IDS.map(str::to_owned).to_vec();
    ids.sort_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    ids
}

/// All departments of a region by pages.
async fn walk(store: &Store, region: &RegionCode, limit: u64) -> Vec<String> {
    let mut walked: Vec<String> = Vec::new();
    loop {
        let after: Option<DepartmentId> = walked.last().map(|id| id.parse().unwrap());
        let page =
            Planning::of(store).departments(region, &DepartmentFilter::default(), after.as_ref(), limit).await.unwrap();
        if page.is_empty() {
            return walked;
        }
        walked.extend(page.into_iter().map(|record| record.department.name.department.to_string()));
    }
}

async fn departments_come_byte_by_byte_in_pages_of_any_size(database: Database) {
    let region = region_code();
    for id in IDS {
        add_department(&database.store, &region, id, text("部门")).await;
    }

    for limit in 1..=21 {
        assert_eq!(walk(&database.store, &region, limit).await, by_bytes(), "by {limit}");
    }
    // A page need not begin after one that is there.
    let absent: DepartmentId = "00-".parse().unwrap();
    let after = Planning::of(&database.store)
        .departments(&region, &DepartmentFilter::default(), Some(&absent), 1)
        .await
        .unwrap();
    assert_eq!(after[0].department.name.department.as_str(), "10");
}

async fn departments_of_another_region_do_not_come(database: Database) {
    let (region, other) = (region_code(), region_code());
    add_department(&database.store, &region, "a", text("部门")).await;
    add_department(&database.store, &other, "b", text("部门")).await;

    assert_eq!(walk(&database.store, &region, 1).await, ["a"]);
}

async fn regions_come_byte_by_byte_in_pages_of_any_size(database: Database) {
    let mut codes = ["120000000", "009999999", "110101001", "999999999", "000000010", "000000009", "120000001"];
    for code in codes {
        add_region(&database.store, &code.parse().unwrap(), "地区").await;
    }
    codes.sort_unstable();

    for limit in 1..=8 {
        let mut walked: Vec<RegionCode> = Vec::new();
        loop {
            let after = walked.last().cloned();
            let page =
                Planning::of(&database.store).regions(&RegionFilter::default(), after.as_ref(), limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page.into_iter().map(|record| record.region.code));
        }
        assert_eq!(walked.iter().map(RegionCode::as_str).collect::<Vec<_>>(), codes, "by {limit}");
    }
}

async fn revisions_of_a_batch_come_byte_by_byte_in_pages_of_any_size(database: Database) {
    let plan = plan_name();
    for month in 1..=2 {
        let write = database.begin(&plan).await;
        let batch = IDS.map(|id| actual(id, 1)).to_vec();
        let at = period(&plan, month);
        Results::within(&write).report(&plan, Report::of_actuals(at, batch, by()), write.now()).await.unwrap();
        write.commit(&(), Vec::new()).await.unwrap();
    }
    let in_order: Vec<_> =
        (1..=2i64).flat_map(|revision| by_bytes().into_iter().map(move |id| (revision, id))).collect();

    for limit in 1..=41 {
        let mut walked: Vec<(i64, String)> = Vec::new();
        loop {
            let after: Option<(i64, IndicatorId)> =
                walked.last().map(|(revision, id)| (*revision, id.parse().unwrap()));
            let after = after.as_ref().map(|(revision, id)| (*revision, id));
            let page = Results::of(&database.store).revisions(&plan, None, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page.into_iter().map(|r| (r.reported.revision, r.actual.indicator.to_string())));
        }
        assert_eq!(walked, in_order, "by {limit}");
    }
}

async fn a_walk_meets_every_department_once_while_others_are_added(database: Database) {
    let region = region_code();
    let there: Vec<String> = (0..30).map(|number| format!("m{number:02}")).collect();
    for id in &there {
        add_department(&database.store, &region, id, text("部门")).await;
    }
    let (store, beside) = (database.store.clone(), region.clone());
    let writer = tokio::spawn(async move {
        for number in 0..30 {
            for id in [format!("a{number:02}"), format!("m{number:02}-"), format!("z{number:02}")] {
                add_department(&store, &beside, &id, text("部门")).await;
            }
        }
    });

    let mut walked: Vec<String> = Vec::new();
    loop {
        let after: Option<DepartmentId> = walked.last().map(|id| id.parse().unwrap());
        let page = Planning::of(&database.store)
            .departments(&region, &DepartmentFilter::default(), after.as_ref(), 2)
            .await
            .unwrap();
        if page.is_empty() {
            break;
        }
        walked.extend(page.into_iter().map(|record| record.department.name.department.to_string()));
        // In every gap, before and behind the place where the walk is; each is met at most once and ends it not.
        if walked.len() < 20 {
            let here = walked.last().unwrap();
            for id in [format!("0{}", walked.len()), format!("{here}-x")] {
                add_department(&database.store, &region, &id, text("部门")).await;
            }
        }
    }
    writer.await.unwrap();

    assert_eq!(walked.iter().filter(|id| there.contains(id)).collect::<Vec<_>>(), there.iter().collect::<Vec<_>>());
    assert!(walked.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()), "one came twice: {walked:?}");
    assert!(walked.len() > there.len(), "nothing was added behind the place where the walk was");
}
