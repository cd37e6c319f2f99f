use jixiao_domain::{DepartmentId, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListDepartmentsRequest, ListDepartmentsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_departments(
        &self,
        _: Context,
        message: ListDepartmentsRequest,
    ) -> Result<ListDepartmentsResponse, Fault> {
        let region = Fields::one("parent", RegionCode::from_name(&message.parent)).map_err(Fault::violations)?;
        let query = ["ListDepartments", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after: Option<DepartmentId> = page.key()?;
        let tables = Tables::of(&self.store);
        tables.region(&region).await?.ok_or_else(|| fault::region_not_found(&region))?;
        let rows = tables.departments(&region, after.as_ref(), page.limit()).await?;
        let rows = rows
            .iter()
            .map(|department| (vec![department.name.department.to_string()], answer::department(department)));
        let (departments, next_page_token) = page.cut(rows, &query);
        Ok(ListDepartmentsResponse { departments, next_page_token })
    }
}
