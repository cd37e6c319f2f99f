use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, OpinionAnswer, OpinionName, OpinionSaid, PlanRef, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{AnswerOpinionRequest, AnswerOpinionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{PlanHeader, Planning as Tables};
use jixiao_store::{Request, Write, begin};

use super::SERVICE;
use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn answer_opinion(
        &self,
        context: Context,
        message: AnswerOpinionRequest,
    ) -> Result<AnswerOpinionResponse, Fault> {
        let Parsed { name, text, answered_by, request } = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (version, before) = lock(&write, &name, &message.etag).await?;
        let new = OpinionAnswer {
            is_accepted: message.accepted,
            text,
            answered_by,
            principal: context.caller.principal,
            time: write.now(),
        };
        let after = Tables::within(&write).add_answer(&version, before.clone(), new).await?;
        let changes = changes(&before, &after);
        let response = AnswerOpinionResponse { opinion: Some(answer::opinion(&after)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

struct Parsed {
    name: OpinionName,
    text: Option<Text<2000>>,
    answered_by: Text<100>,
    request: Request,
}

fn parse(caller: &Caller, message: &AnswerOpinionRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<OpinionName> = fields.take("name", message.name.parse());
    let text = match message.accepted {
        true => fields.take("answer", Text::parse_optional(message.answer.as_str())),
        false => fields.take("answer", Text::parse(message.answer.as_str())).map(Some),
    };
    let answered_by = fields.take("answered_by", Text::parse(message.answered_by.as_str()));
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name.version.plan, SERVICE, "AnswerOpinion");
        let request = request.because(message.answer.as_str()).repeatable(&id?, message);
        Some(Parsed { name, text: text?, answered_by: answered_by?, request })
    });
    parsed.map_err(Fault::violations)
}

/// The opinion and its version, of a plan that is locked, if its etag is the expected one and the version is not
/// in force.
async fn lock(write: &Write, name: &OpinionName, etag: &str) -> Result<(PlanHeader, OpinionSaid), Fault> {
    let tables = Tables::within(write);
    let plan = name.version.plan.clone();
    let newest = tables.lock_plan(&plan).await?;
    newest.ok_or_else(|| fault::plan_not_found(&PlanRef { plan: plan.clone(), version: None }))?;
    let said = tables.opinion(name).await?.ok_or_else(|| fault::opinion_not_found(name))?;
    let of = PlanRef { plan, version: Some(name.version.version) };
    let version = tables.plan(&of).await?.ok_or_else(|| fault::plan_not_found(&of))?.header;
    let present = answer::opinion_etag(&said);
    if !etag.is_empty() && etag != present {
        return Err(fault::etag_mismatch(&present));
    }
    version.state.after(Step::Answer).map_err(|refused| fault::illegal_step(&refused))?;
    Ok((version, said))
}

fn changes(before: &OpinionSaid, after: &OpinionSaid) -> Vec<Change> {
    let status = |said: &OpinionSaid| Some(said.status().as_str().to_owned());
    let text = |said: &OpinionSaid| said.answer.as_ref().and_then(|a| a.text.as_ref()).map(ToString::to_string);
    let fields = [("status", status(before), status(after)), ("answer", text(before), text(after))];
    let differing = fields.into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(field, old, new)| Change::of(&after.name, field, old, new)).collect()
}
