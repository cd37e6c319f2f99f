use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, IndicatorId, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{MoveIndicatorRequest, MoveIndicatorResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, parse};

impl Planning {
    pub(crate) async fn move_indicator(
        &self,
        context: Context,
        message: MoveIndicatorRequest,
    ) -> Result<MoveIndicatorResponse, Fault> {
        let (name, id, after, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let content = stored.content()?.with_moved(&id, message.goal, after.as_ref()).map_err(Fault::violations)?;
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let response = MoveIndicatorResponse { plan: Some(plan), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse_request(
    caller: &Caller,
    message: &MoveIndicatorRequest,
) -> Result<(PlanName, IndicatorId, Option<IndicatorId>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    parse::etag(&mut fields, &message.etag);
    let indicator = fields.take("indicator", message.indicator.parse());
    let after = parse::after(&mut fields, &message.after);
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "MoveIndicator").repeatable(&id?, message);
        Some((name, indicator?, after?, request))
    });
    parsed.map_err(Fault::violations)
}
