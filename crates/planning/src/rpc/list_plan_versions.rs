use jixiao_domain::{PlanName, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListPlanVersionsRequest, ListPlanVersionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_plan_versions(
        &self,
        _: Context,
        message: ListPlanVersionsRequest,
    ) -> Result<ListPlanVersionsResponse, Fault> {
        let plan: PlanName = Fields::one("parent", message.parent.parse()).map_err(Fault::violations)?;
        let query = ["ListPlanVersions", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?;
        let rows = Tables::of(&self.store).versions(&plan, after.unwrap_or(0), page.limit()).await?;
        if rows.is_empty() && after.is_none() {
            return Err(fault::plan_not_found(&PlanRef { plan, version: None }));
        }
        let rows = rows.iter().map(|header| (vec![header.name.version.to_string()], answer::header(header)));
        let (plan_versions, next_page_token) = page.cut(rows, &query);
        Ok(ListPlanVersionsResponse { plan_versions, next_page_token })
    }
}
