//! Indicators of plan versions with their targets.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_indicators")]
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
    pub(crate) indicator: String,
    pub(crate) place: i32,
    pub(crate) goal: i32,
    pub(crate) level1: i32,
    pub(crate) level2: i32,
    pub(crate) name: String,
    pub(crate) target_kind: i32,
    pub(crate) sign: Option<i32>,
    pub(crate) value_millionths: Option<i64>,
    pub(crate) unit: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) first_date: Option<String>,
    pub(crate) last_date: Option<String>,
    pub(crate) weight: Option<i32>,
    pub(crate) line: Option<i32>,
    pub(crate) accumulation: Option<i32>,
    pub(crate) library: Option<String>,
    /// `jixiao.common.v1.ScoringMethod`, encoded as in the document.
    pub(crate) method: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
