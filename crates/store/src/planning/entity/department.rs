//! Departments and budget units.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "departments")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    pub(crate) title: String,
    /// Empty where it has none.
    pub(crate) code: String,
    /// Of the department directly above; empty at the top.
    pub(crate) parent: String,
    /// Empty where it has none.
    pub(crate) credit_code: String,
    /// The ids from the top down to its own, each with a slash behind it: what stands below begins with it.
    pub(crate) path: String,
    pub(crate) etag: i64,
    pub(crate) created_at_us: i64,
    pub(crate) updated_at_us: i64,
    pub(crate) effective_from: Option<String>,
    pub(crate) effective_to: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
