//! The newest change of each region, department and plan: the entry of the audit that is of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newest_changes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    pub(crate) sequence: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
