//! What every engine must do alike. Each test is an async function over a [`Database`]; it runs on an
//! SQLite file and on a real PostgreSQL, and one that is not listed for both does not compile, since it
//! is never used. What only one engine can show is in a file of its own.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "test code")]

/// Makes every listed function of this module a test on every engine.
macro_rules! on_every_engine {
    ($($name:ident),+ $(,)?) => {
        on_every_engine!(sqlite: $($name)+);
        on_every_engine!(postgres: $($name)+);
    };
    ($engine:ident: $($name:ident)+) => {
        mod $engine {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name($crate::database::Database::$engine().await).await;
                }
            )+
        }
    };
}

mod database;
mod random;
mod sample;

mod actuals;
mod adjustments;
mod audit;
mod audit_tampered;
mod connection;
mod corrections;
mod departments;
mod executions;
mod judgements;
mod kept;
mod known;
mod library;
mod opinions;
mod paging;
mod periods;
mod plans;
mod profiles;
mod registry;
mod requests;
mod schema;
mod schemes;
mod scorecards;
mod sources;
mod steps;
mod verify;
mod versions;

mod postgres_only;
mod sqlite_only;
