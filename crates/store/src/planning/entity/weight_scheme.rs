//! Weight schemes of regions; rows are never changed. Points are in hundredths.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "weight_schemes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) scheme: String,
    pub(crate) source: String,
    pub(crate) execution: i32,
    pub(crate) output: i32,
    pub(crate) effect: i32,
    pub(crate) created_at_us: i64,
    pub(crate) satisfaction: Option<i32>,
    pub(crate) cost: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
