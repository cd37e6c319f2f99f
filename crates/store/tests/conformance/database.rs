//! A database of its own for every test.

use std::collections::BTreeMap;

use jixiao_domain::PlanName;
use jixiao_store::{Begun, Engine, Request, Store, Write};
use jixiao_test_support::Postgres;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::sample::caller;

/// As many as a service has.
const CONNECTIONS: u32 = 8;

/// An open database, and a way behind the store's back.
pub(crate) struct Database {
    pub(crate) store: Store,
    url: String,
    directory: Option<TempDir>,
}

impl Database {
    /// A migrated SQLite file.
    pub(crate) async fn sqlite() -> Self {
        let database = Self::empty_sqlite().await;
        database.store.migrate().await.unwrap();
        database
    }

    /// A migrated PostgreSQL database whose own collation does not compare byte by byte.
    pub(crate) async fn postgres() -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(postgres_template).await;
        Self::open(Postgres::database_like(template), None).await
    }

    /// Another one of the same engine, without a schema.
    pub(crate) async fn empty(&self) -> Self {
        match self.store.engine() {
            Engine::Sqlite => Self::empty_sqlite().await,
            Engine::Postgres => Self::open(Postgres::database(), None).await,
        }
    }

    /// Another one of the same engine, with the schema.
    pub(crate) async fn another(&self) -> Self {
        match self.store.engine() {
            Engine::Sqlite => Self::sqlite().await,
            Engine::Postgres => Self::postgres().await,
        }
    }

    async fn empty_sqlite() -> Self {
        let directory = TempDir::new().unwrap();
        let url = format!("sqlite://{}", directory.path().join("store.db").display());
        Self::open(url, Some(directory)).await
    }

    async fn open(url: String, directory: Option<TempDir>) -> Self {
        Self { store: Store::connect(&url, CONNECTIONS).await.unwrap(), url, directory }
    }

    /// Where it is.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Its folder, where it is a file.
    pub(crate) fn directory(&self) -> Option<&TempDir> {
        self.directory.as_ref()
    }

    /// A connection that knows nothing of the store.
    pub(crate) async fn raw(&self) -> DatabaseConnection {
        let mut options = sea_orm::ConnectOptions::new(&self.url);
        options.max_connections(1).sqlx_logging(false);
        sea_orm::Database::connect(options).await.unwrap()
    }

    /// Changes rows behind the store's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        let raw = self.raw().await;
        let changed = raw.execute_unprepared(sql).await.unwrap().rows_affected();
        raw.close().await.unwrap();
        assert!(changed > 0, "nothing to change: {sql}");
    }

    /// How many rows of a plan a table has.
    pub(crate) async fn count(&self, table: &str, plan: &PlanName) -> usize {
        let key = format!(
            "region = '{}' AND department = '{}' AND fiscal_year = {}",
            plan.owner.region, plan.owner.department, plan.year
        );
        let raw = self.raw().await;
        let rows = texts(&raw, &format!("SELECT 'x' AS line FROM {table} WHERE {key}")).await;
        raw.close().await.unwrap();
        rows.len()
    }

    /// All there is: every table with all its rows.
    pub(crate) async fn dump(&self) -> BTreeMap<String, Vec<String>> {
        let raw = self.raw().await;
        let tables = match self.store.engine() {
            Engine::Sqlite => "SELECT name AS line FROM sqlite_master WHERE type = 'table'",
            Engine::Postgres => "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = current_schema()",
        };
        let mut all = BTreeMap::new();
        for table in texts(&raw, tables).await {
            let line = match self.store.engine() {
                Engine::Sqlite => {
                    let columns = texts(&raw, &format!("SELECT name AS line FROM pragma_table_info('{table}')")).await;
                    columns.iter().map(|column| format!("quote({column})")).collect::<Vec<_>>().join(" || ',' || ")
                }
                Engine::Postgres => "rows::text".to_owned(),
            };
            let mut rows = texts(&raw, &format!("SELECT {line} AS line FROM {table} AS rows")).await;
            rows.sort();
            all.insert(table, rows);
        }
        raw.close().await.unwrap();
        all
    }

    /// The same without the audit, to which every committed write adds.
    pub(crate) async fn dump_but_audit(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = self.dump().await;
        for table in ["audit_entries", "newest_changes", "region_heads"] {
            assert!(all.remove(table).is_some(), "there is no table {table}");
        }
        all
    }

    /// The columns of every table's primary key, in order.
    pub(crate) async fn keys(&self) -> BTreeMap<String, Vec<String>> {
        let mut keys = BTreeMap::new();
        let tables = self.dump().await.into_keys().filter(|table| table != "seaql_migrations");
        let raw = self.raw().await;
        for table in tables {
            let key = match self.store.engine() {
                Engine::Sqlite => {
                    format!("SELECT name AS line FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk")
                }
                Engine::Postgres => format!(
                    "SELECT attname::text AS line FROM pg_index, unnest(indkey) WITH ORDINALITY AS key(number, place), \
                     pg_attribute WHERE indisprimary AND indrelid = '{table}'::regclass AND attrelid = indrelid \
                     AND attnum = number ORDER BY place"
                ),
            };
            keys.insert(table, texts(&raw, &key).await);
        }
        raw.close().await.unwrap();
        keys
    }

    /// A writing transaction that is not safe to repeat.
    pub(crate) async fn begin(&self, plan: &PlanName) -> Write {
        begin(&self.store, plan).await
    }
}

/// A writing transaction that is not safe to repeat.
pub(crate) async fn begin(store: &Store, plan: &PlanName) -> Write {
    match store.begin::<()>(Request::of_plan(&caller(), plan, "conformance", "Write")).await.unwrap() {
        Begun::New(write) => write,
        Begun::Repeated(()) => panic!("a request without an id cannot be a repeated one"),
    }
}

/// The column `line` of every row.
pub(crate) async fn texts(raw: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "line").unwrap()).collect()
}

/// A migrated database that ignores hyphens and compares digits as numbers, unless a column says otherwise.
async fn postgres_template() -> String {
    let url = Postgres::database();
    let (server, name) = url.rsplit_once('/').unwrap();
    let template = format!("{name}_template");
    let raw = sea_orm::Database::connect(&url).await.unwrap();
    let create = format!(
        "CREATE DATABASE {template} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-u-ka-shifted-kn-true'"
    );
    raw.execute_unprepared(&create).await.expect("PostgreSQL 15 or newer with ICU");
    raw.close().await.unwrap();
    let template = format!("{server}/{template}");
    let store = Store::connect(&template, 1).await.unwrap();
    store.migrate().await.unwrap();
    // Nobody may be connected to what is copied.
    store.close().await.unwrap();
    template
}
