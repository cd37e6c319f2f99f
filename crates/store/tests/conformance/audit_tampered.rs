//! Rows of the audit that were changed behind the store's back.

use jixiao_store::audit::{Audit, AuditHead, Break, Broken, Verified};
use proptest::prelude::*;

use crate::audit::{change, region, to, write};
use crate::database::Database;
use crate::random::for_all;
use crate::sample::plan_name;

on_every_engine![
    a_chain_that_nobody_touched_is_whole,
    every_kind_of_tampering_is_found_at_its_row,
    any_change_of_any_column_of_any_row_is_found,
    a_chain_that_is_cut_off_with_its_head_is_found_by_a_head_that_was_noted_down,
    a_chain_that_is_made_anew_is_found_by_a_head_that_was_noted_down,
];

/// So many entries.
async fn filled(database: &Database, count: usize) {
    let plan = plan_name();
    for _ in 0..count {
        write(&database.store, to(&plan), vec![change(&plan)]).await;
    }
}

async fn verified(database: &Database, noted: &[AuditHead]) -> Verified {
    database.store.verify_audit("120000000", noted).await.unwrap()
}

async fn a_chain_that_nobody_touched_is_whole(database: Database) {
    let empty = verified(&database, &[]).await;
    assert_eq!(empty, Verified { head: AuditHead::default(), broken: None });
    // More than are read at once.
    filled(&database, 105).await;
    let noted = Audit::of(&database.store).head(&region()).await.unwrap();
    filled(&database, 1).await;
    let before = database.dump().await;

    let found = verified(&database, &[noted]).await;

    assert_eq!((found.head.sequence, found.broken), (106, None));
    assert_eq!(found.head, Audit::of(&database.store).head(&region()).await.unwrap());
    assert_eq!(database.dump().await, before);
}

async fn every_kind_of_tampering_is_found_at_its_row(database: Database) {
    let bytes = match database.store.engine() {
        jixiao_store::Engine::Sqlite => "x'00'",
        jixiao_store::Engine::Postgres => "'\\x00'",
    };
    let edit = |set: &str, at: i64| vec![format!("UPDATE audit_entries SET {set} WHERE sequence = {at}")];
    let renumber = |from: i64, to: i64| format!("UPDATE audit_entries SET sequence = {to} WHERE sequence = {from}");
    let remove = |at: &str| vec![format!("DELETE FROM audit_entries WHERE sequence {at}")];
    let head = |set: &str| vec![format!("UPDATE region_heads SET {set}")];
    let cases = [
        (edit(&format!("document = {bytes}"), 3), 3, Break::Hash),
        (edit(&format!("hash = {bytes}"), 3), 3, Break::Hash),
        (edit(&format!("document = {bytes}"), 1), 1, Break::Hash),
        (edit("hash = (SELECT e.hash FROM audit_entries e WHERE e.sequence = 1)", 5), 5, Break::Hash),
        (edit("department = 'other'", 2), 2, Break::Columns),
        (edit("fiscal_year = 2024", 2), 2, Break::Columns),
        (edit("service = 'results'", 4), 4, Break::Columns),
        (edit("method = 'SubmitPlan'", 4), 4, Break::Columns),
        (edit("principal = 'other'", 5), 5, Break::Columns),
        (edit("recorded_at_us = recorded_at_us + 1", 5), 5, Break::Columns),
        (edit("region = '130000000'", 3), 3, Break::Missing),
        (edit("region = '130000000'", 5), 5, Break::Missing),
        (remove("= 1"), 1, Break::Missing),
        (remove("= 3"), 3, Break::Missing),
        (remove("= 5"), 5, Break::Missing),
        (remove("> 2"), 3, Break::Missing),
        (remove("> 0"), 1, Break::Missing),
        (vec![renumber(2, 100), renumber(3, 2), renumber(100, 3)], 2, Break::Hash),
        (vec![renumber(3, 100)], 3, Break::Missing),
        (vec![renumber(3, 0)], 0, Break::Misnumbered),
        (vec![renumber(3, -7)], -7, Break::Misnumbered),
        ([remove("= 3"), vec![renumber(4, 3), renumber(5, 4)]].concat(), 3, Break::Hash),
        (head("sequence = 4"), 5, Break::Head),
        (head("sequence = 6"), 6, Break::Missing),
        (head(&format!("hash = {bytes}")), 5, Break::Head),
        (head("recorded_at_us = recorded_at_us - 1"), 5, Break::Head),
        (head("region = '130000000'"), 5, Break::Head),
        (vec!["DELETE FROM region_heads".to_owned()], 5, Break::Head),
    ];
    for (statements, sequence, what) in cases {
        let database = database.another().await;
        filled(&database, 5).await;
        for statement in &statements {
            database.tamper(statement).await;
        }

        let found = verified(&database, &[]).await;

        assert_eq!(found.broken, Some(Broken { sequence, what }), "{statements:?}");
    }
}

const COLUMNS: [&str; 14] = [
    "audit_entries.region",
    "audit_entries.sequence",
    "audit_entries.department",
    "audit_entries.fiscal_year",
    "audit_entries.service",
    "audit_entries.method",
    "audit_entries.principal",
    "audit_entries.recorded_at_us",
    "audit_entries.document",
    "audit_entries.hash",
    "region_heads.region",
    "region_heads.sequence",
    "region_heads.hash",
    "region_heads.recorded_at_us",
];

async fn any_change_of_any_column_of_any_row_is_found(database: Database) {
    filled(&database, 6).await;
    let raw = database.raw().await;
    let values = (0..COLUMNS.len(), 1..=6i64, any::<i32>(), proptest::collection::vec(any::<u8>(), 0..40));

    for_all(150, values, async |(column, at, number, bytes)| {
        let (table, column) = COLUMNS[column].split_once('.').unwrap();
        let at = if table == "region_heads" { "1 = 1".to_owned() } else { format!("sequence = {at}") };
        let value = random_value(&database, column, number, &bytes);
        // Only what is another value, and a number that no other row has, is a change.
        let taken = format!("NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = {value})");
        let free = if column == "sequence" { taken } else { "1 = 1".to_owned() };
        let copy = ["CREATE TEMP TABLE kept AS SELECT * FROM", table].join(" ");
        sea_orm::ConnectionTrait::execute_unprepared(&raw, &copy).await.unwrap();
        let change = format!("UPDATE {table} SET {column} = {value} WHERE {at} AND {column} <> {value} AND {free}");
        let changed = sea_orm::ConnectionTrait::execute_unprepared(&raw, &change).await.unwrap().rows_affected();

        let broken = verified(&database, &[]).await.broken;

        assert_eq!(broken.is_some(), changed == 1, "{change}: {broken:?}");
        let restore = format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept");
        sea_orm::ConnectionTrait::execute_unprepared(&raw, &restore).await.unwrap();
    });

    assert_eq!(verified(&database, &[]).await.broken, None);
    raw.close().await.unwrap();
}

fn random_value(database: &Database, column: &str, number: i32, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match (column, database.store.engine()) {
        ("sequence" | "fiscal_year" | "recorded_at_us", _) => format!("({number})"),
        ("document" | "hash", jixiao_store::Engine::Sqlite) => format!("x'{hex}'"),
        ("document" | "hash", jixiao_store::Engine::Postgres) => format!("'\\x{hex}'::bytea"),
        _ => format!("'{hex}'"),
    }
}

async fn a_chain_that_is_cut_off_with_its_head_is_found_by_a_head_that_was_noted_down(database: Database) {
    filled(&database, 5).await;
    let noted = Audit::of(&database.store).head(&region()).await.unwrap();
    database.tamper("DELETE FROM audit_entries WHERE sequence > 3").await;
    database
        .tamper(
            "UPDATE region_heads SET sequence = 3, \
             hash = (SELECT hash FROM audit_entries WHERE sequence = 3), \
             recorded_at_us = (SELECT recorded_at_us FROM audit_entries WHERE sequence = 3)",
        )
        .await;

    assert_eq!(verified(&database, &[]).await.broken, None);
    let found = verified(&database, &[noted]).await.broken;
    assert_eq!(found, Some(Broken { sequence: 4, what: Break::Missing }));
}

async fn a_chain_that_is_made_anew_is_found_by_a_head_that_was_noted_down(database: Database) {
    filled(&database, 2).await;
    let noted = Audit::of(&database.store).head(&region()).await.unwrap();
    database.tamper("DELETE FROM audit_entries").await;
    database.tamper("DELETE FROM region_heads").await;
    filled(&database, 3).await;

    assert_eq!(verified(&database, &[]).await.broken, None);
    let found = verified(&database, &[noted]).await.broken;
    assert_eq!(found, Some(Broken { sequence: 2, what: Break::Noted }));
}
