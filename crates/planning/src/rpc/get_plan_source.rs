use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetPlanSourceRequest, GetPlanSourceResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn get_plan_source(
        &self,
        _: Context,
        message: GetPlanSourceRequest,
    ) -> Result<GetPlanSourceResponse, Fault> {
        let plan: PlanRef = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let tables = Tables::of(&self.store);
        let version = tables.plan(&plan).await?.ok_or_else(|| fault::plan_not_found(&plan))?.header.name;
        let source = tables.source(&version).await?;
        let source = source.ok_or_else(|| Fault::not_found("plan source", version.to_string()))?;
        Ok(GetPlanSourceResponse { sha256: answer::hex(&source.file_sha256), lines: source.lines })
    }
}
