//! Judgements as they were made; rows are never changed. Points are in hundredths.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "judgement_revisions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) revision: i64,
    pub(crate) indicator: String,
    pub(crate) kind: i32,
    pub(crate) grounds: String,
    pub(crate) judge: String,
    pub(crate) profile: String,
    pub(crate) actual_revision: i64,
    pub(crate) judged_at_us: i64,
    pub(crate) side: Option<i32>,
    pub(crate) tier: Option<i32>,
    pub(crate) score: Option<i32>,
    /// `jixiao.scoring.v1.ChecklistRuling`, encoded.
    pub(crate) met: Option<Vec<u8>>,
    pub(crate) overrider: Option<i32>,
    pub(crate) computed: Option<i32>,
    pub(crate) actual_month: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
