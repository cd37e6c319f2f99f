//! The schema and its migrations.

use jixiao_domain::Region;
use jixiao_store::planning::Planning;
use jixiao_store::{Begun, Request, StoreError};
use sea_orm::ConnectionTrait;

use crate::database::Database;
use crate::sample::{caller, text};

on_every_engine![
    a_database_without_a_schema_fails_the_check_and_gets_none_by_it,
    a_migrated_database_passes_the_check,
    migrating_again_changes_nothing,
    the_newest_changes_of_an_older_database_are_those_of_its_audit,
    a_migration_that_fails_halfway_leaves_nothing_and_can_be_repeated,
    a_migration_that_is_missing_fails_the_check,
    a_migration_of_a_newer_program_fails_the_check_and_another_migrate,
    every_key_begins_with_the_shard_key,
];

async fn a_database_without_a_schema_fails_the_check_and_gets_none_by_it(database: Database) {
    let database = database.empty().await;

    let checked = database.store.check_schema().await;

    assert!(matches!(checked, Err(StoreError::Schema(_))), "{checked:?}");
    assert!(database.dump().await.is_empty());
}

async fn a_migrated_database_passes_the_check(database: Database) {
    let database = database.empty().await;
    database.store.migrate().await.unwrap();
    let before = database.dump().await;

    database.store.check_schema().await.unwrap();

    assert_eq!(database.dump().await, before);
    assert_eq!(before["seaql_migrations"].len(), 6);
}

async fn migrating_again_changes_nothing(database: Database) {
    let region = Region::new("120000000".parse().unwrap(), text("天津市"));
    let request = Request::of_region(&caller(), &region.code, "conformance", "Write");
    let Begun::New(write) = database.store.begin::<()>(request).await.unwrap() else { panic!("it is new") };
    Planning::within(&write).add_region(&region, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    let before = database.dump().await;

    database.store.migrate().await.unwrap();

    assert_eq!(database.dump().await, before);
    database.store.check_schema().await.unwrap();
}

async fn the_newest_changes_of_an_older_database_are_those_of_its_audit(database: Database) {
    let first = crate::sample::plan_name();
    for plan in [&first, &crate::sample::plan_name(), &first] {
        database.begin(plan).await.commit(&(), Vec::new()).await.unwrap();
    }
    let before = database.dump().await;
    // As it was before that migration.
    for change in ["DROP TABLE newest_changes", "DROP TABLE kept_scores"] {
        database.raw().await.execute_unprepared(change).await.unwrap();
    }
    database.tamper("DELETE FROM seaql_migrations WHERE version = 'm20261201_000006_answers'").await;

    database.store.migrate().await.unwrap();

    let after = database.dump().await;
    assert_eq!((after["newest_changes"].len(), &after["newest_changes"]), (2, &before["newest_changes"]));
}

async fn a_migration_that_fails_halfway_leaves_nothing_and_can_be_repeated(database: Database) {
    let database = database.empty().await;
    let raw = database.raw().await;
    // Stands in the way of the second table of the first migration.
    raw.execute_unprepared("CREATE TABLE departments (id int)").await.unwrap();

    let migrated = database.store.migrate().await;

    assert!(matches!(migrated, Err(StoreError::Database(_))), "{migrated:?}");
    assert_eq!(database.dump().await.into_keys().collect::<Vec<_>>(), ["departments", "seaql_migrations"]);
    raw.execute_unprepared("DROP TABLE departments").await.unwrap();
    database.store.migrate().await.unwrap();
    database.store.check_schema().await.unwrap();
}

async fn a_migration_that_is_missing_fails_the_check(database: Database) {
    database.tamper("DELETE FROM seaql_migrations WHERE version = 'm20261123_000004_requests'").await;
    let before = database.dump().await;

    let checked = database.store.check_schema().await;

    assert!(matches!(&checked, Err(StoreError::Schema(what)) if what.contains("m20261123_000004")), "{checked:?}");
    assert_eq!(database.dump().await, before);
}

async fn a_migration_of_a_newer_program_fails_the_check_and_another_migrate(database: Database) {
    database.tamper("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_000001_later', 1)").await;
    let before = database.dump().await;

    let checked = database.store.check_schema().await;
    let migrated = database.store.migrate().await;

    assert!(matches!(&checked, Err(StoreError::Schema(what)) if what.contains("m99991231")), "{checked:?}");
    assert!(matches!(&migrated, Err(StoreError::Schema(_))), "{migrated:?}");
    assert_eq!(database.dump().await, before);
}

async fn every_key_begins_with_the_shard_key(database: Database) {
    let keys = database.keys().await;

    assert_eq!(keys.len(), 31, "{keys:?}");
    for (table, key) in keys {
        let shard = match table.as_str() {
            "regions" | "region_heads" | "audit_entries" | "weight_schemes" | "library_indicators" | "profiles" => {
                &["region"][..]
            }
            "departments" => &["region", "department"],
            "periods" | "period_events" => &["region", "fiscal_year"],
            _ => &["region", "department", "fiscal_year"],
        };
        assert!(key.iter().zip(shard).all(|(is, should)| is == should), "{table}: {key:?}");
        assert!(key.len() >= shard.len(), "{table}: {key:?}");
    }
}
