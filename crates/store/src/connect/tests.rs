use sea_orm::{DatabaseTransaction, Statement, TransactionTrait};
use tempfile::TempDir;

use super::*;

async fn pragma(connection: &DatabaseTransaction, name: &str) -> String {
    let sql = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}");
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "value").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_connection_to_a_file_has_the_settings() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite://{}", directory.path().join("store.db").display());
    let store = Store::connect(&url, 8).await.unwrap();
    // All at once, so that none is seen twice; they read only, so that none waits for another.
    let mut connections = Vec::new();
    for _ in 0..8 {
        connections.push(store.db.begin().await.unwrap());
    }

    for connection in &connections {
        assert_eq!(pragma(connection, "journal_mode").await, "wal");
        assert_eq!(pragma(connection, "synchronous").await, "2", "FULL");
        assert_eq!(pragma(connection, "foreign_keys").await, "1");
        let timeout = Statement::from_string(connection.get_database_backend(), "PRAGMA busy_timeout");
        let timeout = connection.query_one_raw(timeout).await.unwrap().unwrap();
        assert_eq!(timeout.try_get_by_index::<i32>(0).unwrap(), 5000);
    }
    assert_eq!(store.db.get_sqlite_connection_pool().size(), 8);
}

#[test]
fn the_scheme_of_the_address_is_the_engine() {
    for (url, engine) in [
        ("sqlite://data/jixiao.db", Engine::Sqlite),
        ("sqlite::memory:", Engine::Sqlite),
        ("postgres://user@host/db", Engine::Postgres),
        ("postgresql://user@host/db", Engine::Postgres),
    ] {
        assert_eq!(Engine::of(url).unwrap(), engine, "{url}");
    }
}

#[tokio::test]
async fn an_address_of_another_engine_is_refused() {
    for url in ["", "mysql://host/db", "sqlite", "/data/jixiao.db", "SQLITE://x", "postgresql+ssl://host/db"] {
        let opened = Store::connect(url, 1).await;

        assert!(matches!(opened, Err(StoreError::UnknownEngine)), "{url}: {opened:?}");
    }
}
