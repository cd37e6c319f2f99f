use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{PublishPlanRequest, PublishPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::step::Taken;
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn publish_plan(
        &self,
        context: Context,
        message: PublishPlanRequest,
    ) -> Result<PublishPlanResponse, Fault> {
        let (taken, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, to) = taken.lock(&write, &message.etag).await?;
        let header = taken.record(&write, &stored, to).await?;
        let (from, to) = (stored.header.state.to_string(), to.to_string());
        let changes = vec![Change::of(&header.name, "state", Some(from), Some(to))];
        let response = PublishPlanResponse { plan: Some(answer::header(&header)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse_request(caller: &Caller, message: &PublishPlanRequest) -> Result<(Taken, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let actor = fields.take("publisher", Text::parse(message.publisher.as_str()));
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "PublishPlan").repeatable(&id?, message);
        Some((Taken { plan, step: Step::Publish, actor, opinions: Vec::new() }, request))
    });
    parsed.map_err(Fault::violations)
}
