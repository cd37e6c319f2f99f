//! The newest change of each region, department and plan: the entry of the audit that is of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newest_changes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) region: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) department: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) fiscal_year: i32,
    pub(crate) sequence: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The shards whose newest change is not that of the audit.
pub(crate) const WRONG: &str = "SELECT a.region AS region, a.department AS department, a.fiscal_year AS fiscal_year FROM \
     (SELECT region, department, fiscal_year, MAX(sequence) AS sequence FROM audit_entries \
      GROUP BY region, department, fiscal_year) a \
     LEFT JOIN newest_changes n ON n.region = a.region AND n.department = a.department \
     AND n.fiscal_year = a.fiscal_year \
     WHERE n.sequence IS NULL OR n.sequence <> a.sequence \
     ORDER BY 1, 2, 3";
