//! The connection itself.

use jixiao_store::{Store, StoreError};

use crate::database::Database;

on_every_engine![an_open_database_answers, a_closed_one_is_unavailable, one_that_is_not_there_is_unavailable];

async fn an_open_database_answers(database: Database) {
    database.store.ping().await.unwrap();
}

async fn a_closed_one_is_unavailable(database: Database) {
    database.store.clone().close().await.unwrap();

    let answered = database.store.ping().await;

    assert!(matches!(answered, Err(StoreError::Unavailable(_))), "{answered:?}");
}

async fn one_that_is_not_there_is_unavailable(database: Database) {
    let (place, file) = database.url().rsplit_once('/').unwrap();
    let nowhere = match database.directory() {
        Some(_) => format!("{place}/no-such-folder/{file}"),
        None => format!("postgres://postgres@127.0.0.1:{}/{file}", jixiao_test_support::free_port()),
    };

    let opened = Store::connect(&nowhere, 1).await;

    assert!(matches!(opened, Err(StoreError::Unavailable(_))), "{opened:?}");
}
