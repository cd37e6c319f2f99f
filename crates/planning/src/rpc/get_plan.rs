use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetPlanRequest, GetPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::encoded::Encoded;
use jixiao_service::fault::Fault;
use jixiao_store::Stamped;
use jixiao_store::planning::Planning as Tables;
use prost::Message;
use prost::bytes::Bytes;

use crate::{Planning, answer, fault};

/// GetPlan ahead of the generated service: from the answers that were given before, else with the packed document as
/// it lies in the store.
impl Encoded for Planning {
    const PATH: &'static str = "/jixiao.planning.v1.PlanningService/GetPlan";

    type Request = GetPlanRequest;

    async fn encoded(&self, context: Context, message: GetPlanRequest) -> Result<Bytes, Fault> {
        let plan = name(&message)?;
        let stamp = self.store.stamp(&plan.plan, Stamped::Plan).await?;
        if let Some((_, answer)) = self.answers.get(&message).filter(|(of, _)| *of == stamp) {
            return Ok(answer);
        }
        let tables = Tables::of(&self.store);
        let Some(packed) = tables.packed_plan(&plan, message.approved).await? else {
            // What is missing, the rpc itself finds out.
            let answer = self.get_plan(context, message).await?;
            return Ok(answer.encode_to_vec().into());
        };
        let answer = answer::packed(&packed);
        self.answers.put(message, stamp, answer.clone());
        Ok(answer)
    }
}

impl Planning {
    pub(crate) async fn get_plan(&self, _: Context, message: GetPlanRequest) -> Result<GetPlanResponse, Fault> {
        let plan = name(&message)?;
        let stored = if message.approved {
            self.stored_approved(&plan).await?
        } else {
            let stored = Tables::of(&self.store).plan(&plan).await?;
            stored.ok_or_else(|| fault::plan_not_found(&plan))?
        };
        Ok(GetPlanResponse { plan: Some(answer::plan(stored)) })
    }
}

fn name(message: &GetPlanRequest) -> Result<PlanRef, Fault> {
    Fields::one("name", message.name.parse()).map_err(Fault::violations)
}
