//! What the database said.

use jixiao_proto::Explain;
use jixiao_proto::common::v1::ErrorReason;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// What the database said. None of it may reach a caller as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It gave way to another transaction; nothing was written.
    #[error("the transaction gave way to another")]
    Conflict(#[source] DbErr),
    /// It cannot be reached or is busy; nothing was written.
    #[error("the database cannot be reached or is busy")]
    Unavailable(#[source] DbErr),
    /// The connection broke during a commit.
    #[error("the outcome of a commit is unknown")]
    OutcomeUnknown(#[source] DbErr),
    /// The `request_id` was used before by another principal, or with another method or payload.
    #[error("the request id {id} was used before by another caller, or with another method or payload")]
    RequestReused {
        /// The id.
        id: String,
    },
    /// The schema is not the one this program knows.
    #[error("the schema is not the one of this program: {0}")]
    Schema(String),
    /// Something stored is not what this program stores.
    #[error("stored {0} cannot be read")]
    Corrupt(&'static str),
    /// A plan version that is in force, or that is not the one that was locked, was about to be changed.
    #[error("the plan version must not be changed")]
    Immutable,
    /// The address of the database is not one of a known engine.
    #[error("the database address is not one of sqlite:// or postgres://")]
    UnknownEngine,
    /// Another process has the database file for itself.
    #[error("another process serves this database file")]
    InUse,
    /// The file that says so cannot be made or locked.
    #[error("the lock file beside the database cannot be used")]
    LockFile(#[source] std::io::Error),
    /// A defect of a statement or the schema.
    #[error("the database refused a statement")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match kind(&error) {
            Kind::Conflict => Self::Conflict(error),
            Kind::Unavailable => Self::Unavailable(error),
            Kind::Other => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Something changed between reading and writing; nothing was written.
    pub fn gave_way() -> Self {
        Self::Conflict(DbErr::RecordNotUpdated)
    }

    /// A row was added by another transaction since this one looked for it.
    pub(crate) fn added_meanwhile() -> Self {
        Self::Conflict(DbErr::RecordNotInserted)
    }

    /// An error of a commit: where the connection broke, nobody knows whether it happened.
    pub(crate) fn of_commit(error: DbErr) -> Self {
        match kind(&error) {
            Kind::Unavailable => Self::OutcomeUnknown(error),
            Kind::Conflict | Kind::Other => error.into(),
        }
    }
}

impl Explain for StoreError {
    fn reason(&self) -> ErrorReason {
        match self {
            Self::Conflict(_) => ErrorReason::StoreConflict,
            Self::Unavailable(_) => ErrorReason::StoreUnavailable,
            Self::OutcomeUnknown(_) => ErrorReason::OutcomeUnknown,
            Self::RequestReused { .. } => ErrorReason::RequestIdReused,
            Self::Schema(_)
            | Self::Corrupt(_)
            | Self::Immutable
            | Self::UnknownEngine
            | Self::InUse
            | Self::LockFile(_)
            | Self::Database(_) => ErrorReason::Internal,
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::RequestReused { id } => vec![("request_id", id.clone())],
            _ => Vec::new(),
        }
    }

    fn zh(&self) -> String {
        let text = match self {
            Self::Conflict(_) => "与其他事务冲突，未写入",
            Self::Unavailable(_) => "数据库无法连接或繁忙，未写入",
            Self::OutcomeUnknown(_) => "提交结果未知，请用同一request_id重试",
            Self::RequestReused { .. } => "该request_id已由其他调用方使用，或已用于其他方法或内容",
            Self::Schema(_)
            | Self::Corrupt(_)
            | Self::Immutable
            | Self::UnknownEngine
            | Self::InUse
            | Self::LockFile(_)
            | Self::Database(_) => "内部错误",
        };
        text.to_owned()
    }
}

enum Kind {
    Conflict,
    Unavailable,
    Other,
}

/// SQLSTATE 40001 and 40P01 are conflicts; 53300, class 57P and class 08 mean that the server has no
/// room, is going down or went away; SQLite's 5 and 6 mean busy past its timeout, 14 that the file cannot
/// be opened.
fn kind(error: &DbErr) -> Kind {
    let sqlx = match error {
        DbErr::ConnectionAcquire(_) => return Kind::Unavailable,
        DbErr::Conn(RuntimeErr::SqlxError(e))
        | DbErr::Exec(RuntimeErr::SqlxError(e))
        | DbErr::Query(RuntimeErr::SqlxError(e)) => e.as_ref(),
        _ => return Kind::Other,
    };
    match sqlx {
        SqlxError::Io(_) | SqlxError::Tls(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed => Kind::Unavailable,
        SqlxError::WorkerCrashed | SqlxError::Protocol(_) => Kind::Unavailable,
        SqlxError::Database(e) => match e.code().as_deref() {
            Some("40001" | "40P01") => Kind::Conflict,
            Some("5" | "6" | "14" | "517" | "261" | "53300") => Kind::Unavailable,
            Some(code) if code.len() == 5 && (code.starts_with("08") || code.starts_with("57P")) => Kind::Unavailable,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}
