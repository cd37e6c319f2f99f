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
    pub(crate) plan_version: i32,
    pub(crate) reporter: String,
    pub(crate) principal: String,
    pub(crate) reported_at_us: i64,
    pub(crate) number_millionths: Option<i64>,
    pub(crate) numerator_millionths: Option<i64>,
    pub(crate) denominator_millionths: Option<i64>,
    pub(crate) tier: Option<i32>,
    pub(crate) likelihood: Option<i32>,
    pub(crate) date: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) deviation_reason: Option<String>,
    pub(crate) measure: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) estimate: Option<String>,
    pub(crate) correction_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
