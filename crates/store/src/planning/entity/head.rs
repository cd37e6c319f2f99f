//! Plans: a row each, which a writer locks; a version that is added finds its number here.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_heads")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    pub(crate) newest_version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
