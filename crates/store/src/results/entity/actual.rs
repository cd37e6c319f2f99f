//! Actuals as they were reported; rows are never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "actual_revisions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) revision: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) indicator: String,
    pub(crate) month: i32,
    pub(crate) value_kind: i32,
    pub(crate) reporter: String,
    pub(crate) reported_at_us: i64,
    pub(crate) number_millionths: Option<i64>,
    pub(crate) date: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) deviation_reason: Option<String>,
    pub(crate) measure: Option<String>,
    pub(crate) source: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
