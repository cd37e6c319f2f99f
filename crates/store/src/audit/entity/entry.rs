//! A request that was carried out. `document` is all of it; the other columns but `hash` repeat what is
//! searched for.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) sequence: i64,
    pub(crate) department: String,
    pub(crate) fiscal_year: i32,
    pub(crate) service: String,
    pub(crate) method: String,
    pub(crate) principal: String,
    pub(crate) recorded_at_us: i64,
    pub(crate) document: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
