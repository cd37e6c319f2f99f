//! Steps that plan versions took; rows are never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_steps")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) version: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) number: i32,
    pub(crate) state: i32,
    pub(crate) actor: String,
    pub(crate) principal: String,
    pub(crate) taken_at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
