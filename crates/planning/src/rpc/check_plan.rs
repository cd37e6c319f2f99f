use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CheckPlanRequest, CheckPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, check, fault};

impl Planning {
    pub(crate) async fn check_plan(&self, _: Context, message: CheckPlanRequest) -> Result<CheckPlanResponse, Fault> {
        let plan: PlanRef = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let tables = Tables::of(&self.store);
        let stored = tables.plan(&plan).await?.ok_or_else(|| fault::plan_not_found(&plan))?;
        let source = tables.source(&stored.header.name).await?;
        Ok(CheckPlanResponse { findings: check::findings(&stored.content()?, plan.plan.year, source) })
    }
}
