//! A score as it was when a change was the newest of its plan; derived, and made anew when it is missing.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_scores")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) month: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) profile: String,
    pub(crate) engine: String,
    pub(crate) sequence: i64,
    pub(crate) answer: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The newest change of a plan, `$4` to `$6`, and what is kept under it; one step by key into each table.
pub(crate) const ANSWER: &str = "SELECT n.sequence AS sequence, k.answer AS answer FROM newest_changes n \
     LEFT JOIN kept_scores k ON k.region = n.region AND k.department = n.department \
     AND k.fiscal_year = n.fiscal_year AND k.month = $1 AND k.profile = $2 AND k.engine = $3 \
     AND k.sequence = n.sequence \
     WHERE n.region = $4 AND n.department = $5 AND n.fiscal_year = $6";
