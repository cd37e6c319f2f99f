use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ApprovePlanRequest, ApprovePlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::step::Taken;
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn approve_plan(
        &self,
        context: Context,
        message: ApprovePlanRequest,
    ) -> Result<ApprovePlanResponse, Fault> {
        let (taken, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, to) = taken.lock(&write, &message.etag).await?;
        let header = taken.record(&write, &stored, to).await?;
        let response = ApprovePlanResponse { plan: Some(answer::header(&header)) };
        write.commit(&response, taken.changes(&stored, to)).await?;
        Ok(response)
    }
}

fn parse_request(caller: &Caller, message: &ApprovePlanRequest) -> Result<(Taken, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let actor = fields.take("approver", Text::parse(message.approver.as_str()));
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ApprovePlan").repeatable(&id?, message);
        Some((Taken { plan, step: Step::Approve, actor, opinions: Vec::new() }, request))
    });
    parsed.map_err(Fault::violations)
}
