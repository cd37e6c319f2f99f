use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ReturnPlanRequest, ReturnPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::step::Taken;
use crate::{Planning, answer, changes, parse};

impl Planning {
    pub(crate) async fn return_plan(
        &self,
        context: Context,
        message: ReturnPlanRequest,
    ) -> Result<ReturnPlanResponse, Fault> {
        let (taken, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, to) = taken.lock(&write, &message.etag).await?;
        let header = taken.record(&write, &stored, to).await?;
        let response = ReturnPlanResponse { plan: Some(answer::header(&header)) };
        write.commit(&response, taken.changes(&stored, to)).await?;
        Ok(response)
    }
}

fn parse_request(caller: &Caller, message: &ReturnPlanRequest) -> Result<(Taken, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let actor = fields.take("reviewer", Text::parse(message.reviewer.as_str()));
    let opinions = parse::opinions(&mut fields, message.opinions.clone());
    if message.opinions.is_empty() {
        fields.refuse("opinions", "is required", "必填");
    }
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ReturnPlan").repeatable(&id?, message);
        let request = request.because(changes::reason(&opinions));
        Some((Taken { plan, step: Step::Return, actor, opinions }, request))
    });
    parsed.map_err(Fault::violations)
}
