//! What only SQLite can show.

use jixiao_store::{Request, StoreError};
use sea_orm::{SqliteTransactionMode, TransactionOptions, TransactionTrait};

use crate::database::Database;
use crate::sample::{caller, plan_name};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_another_process_keeps_locked_is_unavailable_to_writers_but_not_to_readers() {
    let database = Database::sqlite().await;
    let plan = plan_name();
    let raw = database.raw().await;
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let lock = raw.begin_with_options(immediate).await.unwrap();

    let begun = database.store.begin::<()>(Request::of_plan(&caller(), &plan, "conformance", "Write")).await;

    assert!(matches!(begun, Err(StoreError::Unavailable(_))), "{begun:?}");
    database.store.check_schema().await.unwrap();
    lock.rollback().await.unwrap();
    database.begin(&plan).await.commit(&(), Vec::new()).await.unwrap();
}

#[tokio::test]
async fn a_file_has_one_sole_writer_at_a_time() {
    let database = Database::sqlite().await;
    let first = database.store.clone().be_sole_writer().unwrap();

    let second = database.store.clone().be_sole_writer();

    assert!(matches!(second, Err(StoreError::InUse)), "{second:?}");
    drop(first);
    database.store.clone().be_sole_writer().unwrap();
}
