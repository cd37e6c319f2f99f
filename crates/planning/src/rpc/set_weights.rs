use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, IndicatorId, PlanLimits, PlanName, Points, SchemeId};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{SetWeightsRequest, SetWeightsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, fault, parse};

impl Planning {
    pub(crate) async fn set_weights(
        &self,
        context: Context,
        message: SetWeightsRequest,
    ) -> Result<SetWeightsResponse, Fault> {
        let Parsed { name, scheme, weights, request } = parse_request(&context.caller, &message)?;
        let not_found = || Fault::not_found("weight scheme", scheme.to_string());
        let found = Tables::of(&self.store).scheme_of(&name.owner.region, &scheme).await?;
        let scheme = found.and_then(|found| found.reference()).ok_or_else(not_found)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let content = stored.content()?.weighed(scheme, &weights).map_err(Fault::violations)?;
        content.check_sum().map_err(|refused| fault::weights_do_not_sum(&refused))?;
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let response = SetWeightsResponse { plan: Some(plan), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

struct Parsed {
    name: PlanName,
    scheme: SchemeId,
    weights: Vec<(IndicatorId, Points)>,
    request: Request,
}

fn parse_request(caller: &Caller, message: &SetWeightsRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    parse::etag(&mut fields, &message.etag);
    let scheme = fields.take("weight_scheme", message.weight_scheme.parse());
    if message.weights.is_empty() {
        fields.refuse("weights", "is required", "必填");
    }
    let mut weights = Vec::new();
    if fields.at_most("weights", message.weights.len(), PlanLimits::INDICATORS) {
        for (place, chosen) in message.weights.iter().enumerate() {
            let indicator = fields.take(format!("weights[{place}].indicator"), chosen.indicator.parse());
            let weight = fields.take(format!("weights[{place}].weight"), chosen.weight.parse());
            weights.extend(indicator.zip(weight));
        }
    }
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "SetWeights").repeatable(&id?, message);
        Some(Parsed { name, scheme: scheme?, weights, request })
    });
    parsed.map_err(Fault::violations)
}
