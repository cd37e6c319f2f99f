//! Versions of plans; `document` is the packed content.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_versions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) version: i32,
    pub(crate) state: i32,
    pub(crate) etag: i64,
    pub(crate) last_number: i32,
    pub(crate) department_title: String,
    pub(crate) document: Vec<u8>,
    pub(crate) content_sha256: Vec<u8>,
    pub(crate) content_sm3: Vec<u8>,
    pub(crate) created_at_us: i64,
    pub(crate) updated_at_us: i64,
    pub(crate) scheme_id: Option<String>,
    pub(crate) execution_weight: Option<i32>,
    pub(crate) base_version: Option<i32>,
    pub(crate) reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The statement for one version of a plan, `$1` to `$3`: that one, `$4`, or the newest, of those that meet a condition.
pub(crate) fn one(is_named: bool, condition: &str) -> String {
    const PLAN: &str = "region = $1 AND department = $2 AND fiscal_year = $3";
    let version = match is_named {
        true => "$4".to_owned(),
        false => format!("(SELECT MAX(version) FROM plan_versions WHERE {PLAN}{condition})"),
    };
    format!("SELECT * FROM plan_versions WHERE {PLAN} AND version = {version}{condition}")
}
