use jixiao_domain::DepartmentName;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListPlansRequest, ListPlansResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_plans(&self, _: Context, message: ListPlansRequest) -> Result<ListPlansResponse, Fault> {
        let owner: DepartmentName = Fields::one("parent", message.parent.parse()).map_err(Fault::violations)?;
        let query = ["ListPlans", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?;
        let tables = Tables::of(&self.store);
        tables.department(&owner).await?.ok_or_else(|| fault::department_not_found(&owner))?;
        let rows = tables.plans(&owner, after, page.limit()).await?;
        let rows = rows.iter().map(|header| (vec![header.name.plan.year.to_string()], answer::header(header)));
        let (plans, next_page_token) = page.cut(rows, &query);
        Ok(ListPlansResponse { plans, next_page_token })
    }
}
