use jixiao_domain::{DepartmentId, DepartmentName, FiscalYear, RegionCode};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::Planning;
use super::entity::plan_version::{Column, Entity};
use super::plan::{HEADER, HeaderRow, PlanHeader, in_force};
use crate::StoreError;
use crate::rows::OrCorrupt;

/// Which plans are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlansOf {
    /// Of this region.
    pub region: RegionCode,
    /// Of this department, or of all.
    pub department: Option<DepartmentId>,
    /// Of this fiscal year, or of all.
    pub year: Option<FiscalYear>,
    /// The newest approved version of those that have one, or the newest version of all.
    pub approved: bool,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// Up to `limit` newest versions of plans after that department and year, in this order, without content.
    pub async fn plans(
        &self,
        of: &PlansOf,
        after: Option<(&DepartmentId, FiscalYear)>,
        limit: u64,
    ) -> Result<Vec<PlanHeader>, StoreError> {
        let mut newest = Query::select()
            .expr(Expr::col(("newer", Column::Version)).max())
            .from_as(Entity, "newer")
            .and_where(Expr::col(("newer", Column::Region)).equals((Entity, Column::Region)))
            .and_where(Expr::col(("newer", Column::Department)).equals((Entity, Column::Department)))
            .and_where(Expr::col(("newer", Column::FiscalYear)).equals((Entity, Column::FiscalYear)))
            .to_owned();
        if of.approved {
            newest.and_where(Expr::col(("newer", Column::State)).is_in(in_force()));
        }
        let mut query = Entity::find()
            .select_only()
            .column(Column::Department)
            .columns(HEADER)
            .filter(Column::Region.eq(of.region.as_str()))
            .filter(Column::Version.in_subquery(newest));
        if let Some(department) = &of.department {
            query = query.filter(Column::Department.eq(department.as_str()));
        }
        if let Some(year) = of.year {
            query = query.filter(Column::FiscalYear.eq(year.get()));
        }
        if let Some((department, year)) = after {
            let same =
                Condition::all().add(Column::Department.eq(department.as_str())).add(Column::FiscalYear.gt(year.get()));
            query = query.filter(Condition::any().add(Column::Department.gt(department.as_str())).add(same));
        }
        let rows: Vec<ListedRow> = query
            .order_by_asc(Column::Department)
            .order_by_asc(Column::FiscalYear)
            .limit(limit)
            .into_model()
            .all(self.db)
            .await?;
        let header = |row: ListedRow| {
            let department = row.department.parse().or_corrupt("plan version")?;
            row.header.of(&DepartmentName { region: of.region.clone(), department })
        };
        rows.into_iter().map(header).collect()
    }
}

/// The department, and the columns of a header.
#[derive(FromQueryResult)]
struct ListedRow {
    department: String,
    #[sea_orm(nested)]
    header: HeaderRow,
}
