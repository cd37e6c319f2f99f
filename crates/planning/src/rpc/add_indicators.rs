use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Indicator, IndicatorId, PlanLimits, PlanName};
use jixiao_proto::planning::v1::{self as wire, AddIndicatorsRequest, AddIndicatorsResponse};
use jixiao_proto::{Fields, number_indicators};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, parse};

impl Planning {
    pub(crate) async fn add_indicators(
        &self,
        context: Context,
        mut message: AddIndicatorsRequest,
    ) -> Result<AddIndicatorsResponse, Fault> {
        let (name, after, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        draft::check_ids(&stored, &message.indicators, "indicators")?;
        let new = indicators(&mut message.indicators, stored.header.last_number)?;
        draft::check_library(&write, &name, &new).await?;
        let content = stored.content()?.with_added(new, after.as_ref()).map_err(Fault::violations)?;
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let response = AddIndicatorsResponse { plan: Some(plan), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse_request(
    caller: &Caller,
    message: &AddIndicatorsRequest,
) -> Result<(PlanName, Option<IndicatorId>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    parse::etag(&mut fields, &message.etag);
    let after = parse::after(&mut fields, &message.after);
    if message.indicators.is_empty() {
        fields.refuse("indicators", "is required", "必填");
    }
    take_indicators(&mut fields, &mut message.indicators.clone(), 0);
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "AddIndicators").repeatable(&id?, message);
        Some((name, after?, request))
    });
    parsed.map_err(Fault::violations)
}

/// The new indicators, those without an id numbered after the last that was ever given.
fn indicators(messages: &mut Vec<wire::Indicator>, last_number: usize) -> Result<Vec<Indicator>, Fault> {
    let mut fields = Fields::new();
    let indicators = take_indicators(&mut fields, messages, last_number);
    fields.finish(|| Some(indicators)).map_err(Fault::violations)
}

fn take_indicators(fields: &mut Fields, messages: &mut Vec<wire::Indicator>, last_number: usize) -> Vec<Indicator> {
    if !fields.at_most("indicators", messages.len(), PlanLimits::INDICATORS) {
        return Vec::new();
    }
    number_indicators(messages, last_number);
    for (place, _) in messages.iter().enumerate().filter(|(_, message)| !message.weight.is_empty()) {
        let path = format!("indicators[{place}].weight");
        fields.refuse(path, "is given to all indicators at once", "分值须对全部指标一并设定");
    }
    fields.each("indicators", std::mem::take(messages), PlanLimits::INDICATORS)
}
