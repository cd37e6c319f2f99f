//! Profiles of regions.

use std::borrow::Cow;

use jixiao_domain::{CivilDate, Effective, Points, Profile, RegionCode, SchemeId};
use jixiao_store::scoring::Scoring;
use jixiao_store::{Store, StoreError};

use crate::database::Database;
use crate::random;
use crate::random::for_all;
use crate::registry::{begin, region_code};

on_every_engine![
    a_profile_is_read_back_as_the_first_version_of_its_region,
    versions_count_from_1_for_each_region_and_id_and_stay_as_they_were,
    a_profile_that_was_taken_back_is_not_there_and_its_version_is_given_again,
    a_profile_that_does_not_fit_together_is_not_added,
    a_region_has_no_profile_of_another,
    the_nearest_region_with_a_version_in_force_wins,
    the_days_of_a_version_are_inclusive_and_of_those_in_force_the_newest_counts,
    a_built_in_profile_is_not_found_here,
    profiles_are_listed_from_the_top_down_by_id_and_version,
    of_many_that_add_at_once_each_version_is_one_profiles,
    a_change_behind_the_stores_back_is_corrupt,
];

fn code(code: &str) -> RegionCode {
    code.parse().unwrap()
}

fn id(id: &str) -> SchemeId {
    id.parse().unwrap()
}

fn day(day: &str) -> CivilDate {
    day.parse().unwrap()
}

/// Of that id, told from others by the points of its execution row.
fn own(named: &str, execution: u32) -> Profile {
    let execution_weight = Points::from_hundredths(execution * 100);
    Profile { id: Cow::Owned(named.to_owned()), execution_weight, ..Profile::default_rules().clone() }
}

/// In force on those days; an empty one is no bound.
fn in_force(from: &str, to: &str, profile: Profile) -> Profile {
    let bound = |text: &str| (!text.is_empty()).then(|| day(text));
    Profile { effective: Effective::new(bound(from), bound(to)).unwrap(), ..profile }
}

/// As it is stored.
fn stored(region: &str, version: i32, profile: Profile) -> Profile {
    Profile { region: Some(code(region)), version, ..profile }
}

async fn add(store: &Store, region: &RegionCode, profile: &Profile) -> Result<Profile, StoreError> {
    let write = begin(store, region).await;
    let added = Scoring::within(&write).add_profile(region, profile, write.now()).await?;
    write.commit(&(), Vec::new()).await.unwrap();
    Ok(added)
}

async fn a_profile_is_read_back_as_the_first_version_of_its_region(database: Database) {
    for_all(32, random::profile(), async |profile: Profile| {
        let region = region_code();
        let expected = Profile { region: Some(region.clone()), version: 1, ..profile.clone() };
        // Neither is looked at.
        let given = Profile { region: Some(code("990000000")), version: 7, ..profile };

        let added = add(&database.store, &region, &given).await.unwrap();

        assert_eq!(added, expected);
        let tables = Scoring::of(&database.store);
        let id = expected.id.parse().unwrap();
        assert_eq!(tables.profile(&region, &id, None).await.unwrap().as_ref(), Some(&expected));
        assert_eq!(tables.profile(&region, &id, Some(1)).await.unwrap().as_ref(), Some(&expected));
        let first = expected.effective.from().unwrap_or(day("1990-01-01"));
        assert_eq!(tables.profile_of(&region, &id, first).await.unwrap().as_ref(), Some(&expected));
        assert!(tables.profiles(&region).await.unwrap().contains(&expected));
    });
}

async fn versions_count_from_1_for_each_region_and_id_and_stay_as_they_were(database: Database) {
    let (region, other) = (code("120000000"), code("120101000"));
    let mut before: Vec<String> = Vec::new();
    let mut expected = Vec::new();
    for version in 1..=11i32 {
        let profile = own("own", version.unsigned_abs());
        expected.push(stored("120000000", version, profile.clone()));

        assert_eq!(add(&database.store, &region, &profile).await.unwrap(), expected[expected.len() - 1]);

        let rows = database.dump().await["profiles"].clone();
        assert!(before.iter().all(|row| rows.contains(row)), "{before:?} {rows:?}");
        assert_eq!(rows.len(), before.len() + 1);
        before = rows;
    }

    assert_eq!(add(&database.store, &region, &own("own-2", 1)).await.unwrap().version, 1, "another id");
    assert_eq!(add(&database.store, &other, &own("own", 1)).await.unwrap().version, 1, "another region");
    let tables = Scoring::of(&database.store);
    for version in &expected {
        let found = tables.profile(&region, &id("own"), Some(version.version)).await.unwrap();
        assert_eq!(found.as_ref(), Some(version));
    }
    assert_eq!(tables.profile(&region, &id("own"), None).await.unwrap(), expected.pop());
    assert_eq!(tables.profile(&region, &id("own"), Some(12)).await.unwrap(), None);
    assert_eq!(tables.profile(&region, &id("own"), Some(0)).await.unwrap(), None);
}

async fn a_profile_that_was_taken_back_is_not_there_and_its_version_is_given_again(database: Database) {
    let region = code("120000000");
    let first = add(&database.store, &region, &own("own", 1)).await.unwrap();
    let before = database.dump().await;

    let write = begin(&database.store, &region).await;
    let dropped = Scoring::within(&write).add_profile(&region, &own("own", 2), write.now()).await.unwrap();
    drop(write);

    assert_eq!(dropped.version, 2);
    assert_eq!(database.dump().await, before);
    assert_eq!(Scoring::of(&database.store).profiles(&region).await.unwrap(), [first]);
    assert_eq!(add(&database.store, &region, &own("own", 3)).await.unwrap(), stored("120000000", 2, own("own", 3)));
}

async fn a_profile_that_does_not_fit_together_is_not_added(database: Database) {
    let region = code("120000000");
    add(&database.store, &region, &own("own", 1)).await.unwrap();
    let before = database.dump_but_audit().await;

    for bad in
        [own("own", 100), own("not an id", 1), own("", 1), Profile { source: Cow::Borrowed(""), ..own("own", 1) }]
    {
        let write = begin(&database.store, &region).await;
        let refused = Scoring::within(&write).add_profile(&region, &bad, write.now()).await;
        write.commit(&(), Vec::new()).await.unwrap();

        assert!(matches!(refused, Err(StoreError::Corrupt("profile"))), "{refused:?}");
        assert_eq!(database.dump_but_audit().await, before);
    }
}

async fn a_region_has_no_profile_of_another(database: Database) {
    let added = add(&database.store, &code("120000000"), &own("own", 1)).await.unwrap();
    let tables = Scoring::of(&database.store);

    assert_eq!(tables.profile(&code("120000000"), &id("own"), None).await.unwrap(), Some(added));
    for region in ["000000000", "120101000", "130000000"] {
        assert_eq!(tables.profile(&code(region), &id("own"), None).await.unwrap(), None, "{region}");
        assert_eq!(tables.profile(&code(region), &id("own"), Some(1)).await.unwrap(), None, "{region}");
    }
}

async fn the_nearest_region_with_a_version_in_force_wins(database: Database) {
    for (region, from, to, execution) in [
        ("000000000", "", "", 1),
        ("120000000", "2021-01-01", "", 2),
        ("120101000", "2022-01-01", "2022-12-31", 3),
        ("120101000", "2023-01-01", "2023-12-31", 4),
        ("120102000", "", "", 5),
        ("130000000", "", "", 6),
    ] {
        add(&database.store, &code(region), &in_force(from, to, own("own", execution))).await.unwrap();
    }
    let tables = Scoring::of(&database.store);
    let means = async |region: &str, on: &str| {
        let found = tables.profile_of(&code(region), &id("own"), day(on)).await.unwrap();
        found.map(|profile| profile.execution_weight.hundredths() / 100)
    };

    for (region, on, execution) in [
        ("120101001", "2023-12-31", 4),
        ("120101000", "2023-12-31", 4),
        ("120101000", "2022-12-31", 3),
        // It has the id, but none of its versions was in force yet, or was any more.
        ("120101000", "2021-12-31", 2),
        ("120101001", "2024-12-31", 2),
        ("120101000", "2020-12-31", 1),
        ("120100000", "2023-12-31", 2),
        ("120102000", "2023-12-31", 5),
        ("110000000", "2023-12-31", 1),
        ("000000000", "2023-12-31", 1),
    ] {
        assert_eq!(means(region, on).await, Some(execution), "{region} on {on}");
    }
    let other = tables.profile_of(&code("120101000"), &id("other"), day("2023-12-31")).await.unwrap();
    assert_eq!(other, None, "another id");
}

async fn the_days_of_a_version_are_inclusive_and_of_those_in_force_the_newest_counts(database: Database) {
    let region = code("120000000");
    for (from, to) in
        [("2020-02-10", "2021-09-30"), ("", "2020-05-01"), ("2021-09-30", "2021-09-30"), ("2023-10-02", "")]
    {
        add(&database.store, &region, &in_force(from, to, own("own", 1))).await.unwrap();
    }
    let tables = Scoring::of(&database.store);

    for (on, version) in [
        ("1990-01-01", Some(2)),
        ("2020-02-09", Some(2)),
        ("2020-02-10", Some(2)),
        ("2020-05-01", Some(2)),
        ("2020-05-02", Some(1)),
        ("2021-09-29", Some(1)),
        ("2021-09-30", Some(3)),
        ("2021-10-01", None),
        ("2023-10-01", None),
        ("2023-10-02", Some(4)),
        ("2199-12-31", Some(4)),
    ] {
        let found = tables.profile_of(&region, &id("own"), day(on)).await.unwrap();
        assert_eq!(found.map(|profile| profile.version), version, "{on}");
    }
}

async fn a_built_in_profile_is_not_found_here(database: Database) {
    let region = code("120000000");
    let tables = Scoring::of(&database.store);
    for built_in in Profile::built_in() {
        let id = built_in.id.parse().unwrap();
        assert_eq!(tables.profile(&region, &id, None).await.unwrap(), None);
        assert_eq!(tables.profile_of(&region, &id, day("2023-12-31")).await.unwrap(), None);
    }
    assert_eq!(tables.profiles(&region).await.unwrap(), []);
}

async fn profiles_are_listed_from_the_top_down_by_id_and_version(database: Database) {
    let mut there = vec![("000000000", "z", 1), ("120000000", "a", 1), ("120000000", "a-b", 1)];
    there.extend((1..=10).map(|version| ("120000000", "a10", version)));
    there.extend([("120000000", "a2", 1), ("120000000", "ab", 1), ("120101000", "0", 1), ("120101000", "0", 2)]);
    // Versions of one id in their order, everything else backwards.
    let mut added = there.clone();
    added.sort_by_key(|(region, named, version)| (std::cmp::Reverse((*region, *named)), *version));
    for (region, named, version) in added.into_iter().chain([("120101001", "below", 1), ("120102000", "beside", 1)]) {
        let added = add(&database.store, &code(region), &own(named, 10)).await.unwrap();
        assert_eq!(added.version, version);
    }
    let tables = Scoring::of(&database.store);

    let listed = tables.profiles(&code("120101000")).await.unwrap();

    let expected = there.iter().map(|(region, named, version)| stored(region, *version, own(named, 10)));
    let expected: Vec<Profile> = expected.collect();
    assert_eq!(listed, expected);
    assert_eq!(tables.profiles(&code("120000000")).await.unwrap(), expected[..expected.len() - 2]);
    assert_eq!(tables.profiles(&code("130000000")).await.unwrap(), expected[..1]);
}

async fn of_many_that_add_at_once_each_version_is_one_profiles(database: Database) {
    let callers = (1..=8).map(|execution| {
        let store = database.store.clone();
        tokio::spawn(async move { add(&store, &code("120000000"), &own("own", execution)).await })
    });

    let mut added = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        match caller.await.unwrap() {
            Ok(profile) => added.push(profile),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }

    added.sort_by_key(|profile| profile.version);
    let versions: Vec<i32> = added.iter().map(|profile| profile.version).collect();
    assert!(!versions.is_empty());
    assert_eq!(versions, (1..).take(versions.len()).collect::<Vec<_>>());
    assert_eq!(Scoring::of(&database.store).profiles(&code("120000000")).await.unwrap(), added);
}

async fn a_change_behind_the_stores_back_is_corrupt(database: Database) {
    let changes = [
        "document = substr(document, 2)",
        "document = substr(document, 1, 0)",
        "document = (SELECT document FROM profiles WHERE profile = 'other')",
        "region = '130000000'",
        "profile = 'another'",
        "profile = 'Not an id'",
        "version = 2",
        "source = 'x'",
        "effective_from = '2023-01-02'",
        "effective_from = NULL",
        "effective_to = '2023-12-30'",
        "effective_to = NULL",
    ];
    for change in changes {
        let database = database.another().await;
        let store = &database.store;
        let region = code("120000000");
        let other = add(store, &region, &own("other", 2)).await.unwrap();
        add(store, &region, &in_force("2023-01-01", "2023-12-31", own("own", 1))).await.unwrap();
        database.tamper(&format!("UPDATE profiles SET {change} WHERE profile = 'own'")).await;
        let tables = Scoring::of(store);

        let mut listed = tables.profiles(&region).await;
        if change.starts_with("region") {
            listed = tables.profiles(&code("130000000")).await;
        }

        assert!(matches!(listed, Err(StoreError::Corrupt("profile"))), "{change}: {listed:?}");
        assert_eq!(tables.profile(&region, &id("other"), None).await.unwrap(), Some(other));
        if !["region", "profile"].iter().any(|key| change.starts_with(key)) {
            let read = tables.profile(&region, &id("own"), None).await;
            let found = tables.profile_of(&region, &id("own"), day("2023-06-30")).await;
            assert!(matches!(read, Err(StoreError::Corrupt("profile"))), "{change}: {read:?}");
            assert!(matches!(found, Err(StoreError::Corrupt("profile"))), "{change}: {found:?}");
        }
    }
}
