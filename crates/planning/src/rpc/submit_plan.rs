use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{SubmitPlanRequest, SubmitPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::step::Taken;
use super::{SERVICE, draft};
use crate::{Planning, answer, check, fault};

impl Planning {
    pub(crate) async fn submit_plan(
        &self,
        context: Context,
        message: SubmitPlanRequest,
    ) -> Result<SubmitPlanResponse, Fault> {
        let (taken, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, to) = taken.lock(&write, &message.etag).await?;
        let findings = draft::findings(&write, &stored).await?;
        let blocking = check::blocking(&stored.content()?, &findings);
        if !blocking.is_empty() {
            return Err(fault::plan_has_errors(&blocking));
        }
        let header = taken.record(&write, &stored, to).await?;
        let response = SubmitPlanResponse { plan: Some(answer::header(&header)) };
        write.commit(&response, taken.changes(&stored, to)).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &SubmitPlanRequest) -> Result<(Taken, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "SubmitPlan").repeatable(&id?, message);
        Some((Taken { plan, step: Step::Submit, actor: None, opinions: Vec::new() }, request))
    });
    parsed.map_err(Fault::violations)
}
