//! The file a plan version was read from.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_sources")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) version: i32,
    pub(crate) file_sha256: Vec<u8>,
    pub(crate) document: Vec<u8>,
    pub(crate) settled: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
