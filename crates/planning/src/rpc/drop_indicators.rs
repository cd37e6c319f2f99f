use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, IndicatorId, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{DropIndicatorsRequest, DropIndicatorsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, parse};

impl Planning {
    pub(crate) async fn drop_indicators(
        &self,
        context: Context,
        message: DropIndicatorsRequest,
    ) -> Result<DropIndicatorsResponse, Fault> {
        let (name, ids, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let content = stored.content()?.without(&ids).map_err(Fault::violations)?;
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let response = DropIndicatorsResponse { plan: Some(plan), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse_request(
    caller: &Caller,
    message: &DropIndicatorsRequest,
) -> Result<(PlanName, Vec<IndicatorId>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    parse::etag(&mut fields, &message.etag);
    let ids = parse::indicators(&mut fields, &message.indicators);
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "DropIndicators").repeatable(&id?, message);
        Some((name, ids, request))
    });
    parsed.map_err(Fault::violations)
}
