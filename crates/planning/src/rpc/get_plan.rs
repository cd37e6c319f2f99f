use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetPlanRequest, GetPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn get_plan(&self, _: Context, message: GetPlanRequest) -> Result<GetPlanResponse, Fault> {
        let plan: PlanRef = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let stored = if message.approved {
            self.stored_approved(&plan).await?
        } else {
            let stored = Tables::of(&self.store).plan(&plan).await?;
            stored.ok_or_else(|| fault::plan_not_found(&plan))?
        };
        Ok(GetPlanResponse { plan: Some(answer::plan(stored)) })
    }
}
