use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, PlanName, SchemeId, WeightScheme};
use jixiao_forms::Code;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{AllocateWeightsRequest, AllocateWeightsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::{SERVICE, draft};
use crate::{Planning, answer, changes, fault};

impl Planning {
    pub(crate) async fn allocate_weights(
        &self,
        context: Context,
        message: AllocateWeightsRequest,
    ) -> Result<AllocateWeightsResponse, Fault> {
        let (name, scheme, request) = parse(&context.caller, &message)?;
        let not_found = || Fault::not_found("weight scheme", scheme.to_string());
        let found = Tables::of(&self.store).scheme_of(&name.owner.region, &scheme).await?.ok_or_else(not_found)?;
        let reference = found.reference().ok_or_else(not_found)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let content = stored.content()?;
        let weights = found.allocate(&content).map_err(|_| fault::plan_has_errors(&[Code::NoIndicators.as_str()]))?;
        let before = content.clone();
        let content = content.with_weights(reference, weights);
        let stored = Tables::within(&write).put_content(&stored.header, &content, write.now()).await?;
        let changed = changes::changes(&before, &content, &stored.header.name);
        let response = AllocateWeightsResponse { plan: Some(answer::plan(stored)) };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &AllocateWeightsRequest) -> Result<(PlanName, SchemeId, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    let scheme = match message.weight_scheme.as_str() {
        "" => WeightScheme::DEFAULT,
        scheme => scheme,
    };
    let scheme = fields.take("weight_scheme", scheme.parse());
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "AllocateWeights").repeatable(&id?, message);
        Some((name, scheme?, request))
    });
    parsed.map_err(Fault::violations)
}
