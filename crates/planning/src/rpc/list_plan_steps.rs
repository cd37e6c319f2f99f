use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListPlanStepsRequest, ListPlanStepsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_plan_steps(
        &self,
        _: Context,
        message: ListPlanStepsRequest,
    ) -> Result<ListPlanStepsResponse, Fault> {
        let plan: PlanRef = Fields::one("parent", message.parent.parse()).map_err(Fault::violations)?;
        let query = ["ListPlanSteps", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?;
        let tables = Tables::of(&self.store);
        let version = tables.plan(&plan).await?.ok_or_else(|| fault::plan_not_found(&plan))?.header.name;
        let rows = tables.steps(&version, after.unwrap_or(0), page.limit()).await?;
        let rows = rows.iter().map(|step| (vec![step.number.to_string()], answer::step(step)));
        let (plan_steps, next_page_token) = page.cut(rows, &query);
        Ok(ListPlanStepsResponse { plan_steps, next_page_token })
    }
}
