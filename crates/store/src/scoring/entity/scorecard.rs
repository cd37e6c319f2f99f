//! Finalized scorecards; rows are never changed. Points are in hundredths.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scorecards")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) number: i32,
    pub(crate) plan_version: i32,
    pub(crate) as_of_month: i32,
    pub(crate) engine_version: i32,
    pub(crate) total: i32,
    pub(crate) grade: i32,
    pub(crate) actuals_revision: i64,
    pub(crate) judgements_revision: i64,
    pub(crate) finalized_at_us: i64,
    pub(crate) content_sha256: String,
    pub(crate) profile: String,
    pub(crate) finalizer: String,
    pub(crate) principal: String,
    pub(crate) sha256: Vec<u8>,
    /// `jixiao.scoring.v1.Scorecard`, encoded.
    pub(crate) document: Vec<u8>,
    pub(crate) unit_total: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
