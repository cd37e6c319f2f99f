use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{AdjustPlanRequest, AdjustPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::{SERVICE, draft};
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn adjust_plan(
        &self,
        context: Context,
        message: AdjustPlanRequest,
    ) -> Result<AdjustPlanResponse, Fault> {
        let (plan, reason, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (base, _) = draft::lock(&write, &plan, &message.etag, Step::Adjust).await?;
        let stored = Tables::within(&write).add_version(&base, &reason, write.now()).await?;
        let name = &stored.header.name;
        let changes = vec![
            Change::of(name, "state", None, Some(stored.header.state.to_string())),
            Change::of(name, "base_version", None, Some(base.header.name.version.to_string())),
            Change::of(name, "reason", None, Some(reason.to_string())),
        ];
        let response = AdjustPlanResponse { plan: Some(answer::plan(stored)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &AdjustPlanRequest) -> Result<(PlanName, Text<2000>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let reason = fields.take("reason", Text::parse(message.reason.as_str()));
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "AdjustPlan");
        let request = request.because(message.reason.as_str()).repeatable(&id?, message);
        Some((plan, reason?, request))
    });
    parsed.map_err(Fault::violations)
}
