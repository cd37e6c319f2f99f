//! What all rows share.

use jixiao_domain::{Invalid, Points};
use prost::Message;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};

use crate::StoreError;

/// Rows of one statement: below the 32,766 parameters of SQLite for up to 60 columns.
const ROWS_A_STATEMENT: usize = 500;

/// Inserts rows, many a statement.
pub(crate) async fn insert_all<E, M>(db: &impl ConnectionTrait, rows: Vec<M>) -> Result<(), StoreError>
where
    E: EntityTrait<Model = M>,
    M: ModelTrait<Entity = E> + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(ROWS_A_STATEMENT).map(IntoActiveModel::into_active_model);
        E::insert_many(some.collect::<Vec<_>>()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Reads a packed document.
pub(crate) fn unpack<M: Message + Default>(document: &[u8], what: &'static str) -> Result<M, StoreError> {
    M::decode(document).map_err(|_| StoreError::Corrupt(what))
}

/// A stored value as a value of the domain.
pub(crate) trait OrCorrupt<T> {
    /// The value, or that what was stored cannot be read.
    fn or_corrupt(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> OrCorrupt<T> for Result<T, Invalid> {
    fn or_corrupt(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|_| StoreError::Corrupt(what))
    }
}

impl<T> OrCorrupt<T> for Option<T> {
    fn or_corrupt(self, what: &'static str) -> Result<T, StoreError> {
        self.ok_or(StoreError::Corrupt(what))
    }
}

/// Weights and scores are stored in hundredths.
pub(crate) fn hundredths(points: Points) -> i32 {
    i32::try_from(points.hundredths()).unwrap_or(i32::MAX)
}

/// Weights and scores from hundredths.
pub(crate) fn points(hundredths: i32) -> Result<Points, Invalid> {
    let negative = Invalid { en: "is negative", zh: "为负" };
    u32::try_from(hundredths).map(Points::from_hundredths).map_err(|_| negative)
}
