//! Opening the database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;

use crate::StoreError;
use crate::migration::Migrator;
use crate::stamp::Sole;

/// How long a writer waits for another on SQLite, and a caller for a connection.
const BUSY: Duration = Duration::from_secs(5);
const ACQUIRE: Duration = Duration::from_secs(5);
/// A connection that was idle so long is tried before it is used; at every use it would double the
/// time of a small read.
const IDLE_BEFORE_TRY: Duration = Duration::from_secs(30);

/// The kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, one process.
    Sqlite,
    /// A server; any number of processes.
    Postgres,
}

impl Engine {
    /// The engine of a database address.
    pub fn of(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(StoreError::UnknownEngine),
        }
    }
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    pub(crate) sole: Option<Arc<Sole>>,
    engine: Engine,
    file: Option<PathBuf>,
}

impl Store {
    /// Opens the database at `url`. A missing SQLite file is created, its folder is not.
    pub async fn connect(url: &str, max_connections: u32) -> Result<Self, StoreError> {
        let engine = Engine::of(url)?;
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(max_connections)
            .acquire_timeout(ACQUIRE)
            .test_before_acquire_if_idle_for(IDLE_BEFORE_TRY)
            .sqlx_logging(false)
            // Without WAL and a wait for the lock, a good part of concurrent writers fails at once;
            // FULL makes every commit durable.
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(BUSY)
                    .foreign_keys(true)
            });
        let db = Database::connect(options).await?;
        Ok(Self { db, sole: None, engine, file: file(url)? })
    }

    /// The kind of database it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The database's file, where it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Brings the schema up to date; one from a newer program is refused.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Self::check_not_newer(&self.applied().await?)?;
        Ok(Migrator::up(&self.db, None).await?)
    }

    /// Checks that the schema is the one this program knows; changes nothing.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let applied = self.applied().await?;
        Self::check_not_newer(&applied)?;
        match known().into_iter().find(|name| !applied.contains(name)) {
            None => Ok(()),
            Some(name) => Err(StoreError::Schema(format!("{name} is missing; run `jixiao migrate`"))),
        }
    }

    fn check_not_newer(applied: &[String]) -> Result<(), StoreError> {
        let known = known();
        match applied.iter().find(|name| !known.contains(name)) {
            None => Ok(()),
            Some(name) => Err(StoreError::Schema(format!("{name} is from a newer program"))),
        }
    }

    /// Names of the migrations the database had; none where it never had any.
    async fn applied(&self) -> Result<Vec<String>, StoreError> {
        let has_table = match self.engine {
            Engine::Sqlite => "SELECT 1 FROM sqlite_master WHERE name = 'seaql_migrations'",
            Engine::Postgres => {
                "SELECT 1 FROM pg_tables WHERE tablename = 'seaql_migrations' AND schemaname = current_schema()"
            }
        };
        if self.db.query_one_raw(self.statement(has_table)).await?.is_none() {
            return Ok(Vec::new());
        }
        let rows =
            self.db.query_all_raw(self.statement("SELECT version FROM seaql_migrations ORDER BY version")).await?;
        Ok(rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?)
    }

    fn statement(&self, sql: &str) -> sea_orm::Statement {
        sea_orm::Statement::from_string(self.db.get_database_backend(), sql)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.db.ping().await?)
    }

    /// Closes all connections, once what is under way has ended.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.db.close().await?)
    }
}

/// The file of an address; none of a server, or of a database in memory.
fn file(url: &str) -> Result<Option<PathBuf>, StoreError> {
    if Engine::of(url)? != Engine::Sqlite || url.contains(":memory:") || url.contains("mode=memory") {
        return Ok(None);
    }
    let options: SqliteConnectOptions = url.parse().map_err(|_| StoreError::UnknownEngine)?;
    Ok(Some(options.get_filename().to_owned()))
}

/// Names of the migrations this program knows.
fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

#[cfg(test)]
mod tests;
