use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Conflict, PlanContent, PlanName, PlanRef, Rebased, rebase};
use jixiao_proto::planning::v1::{PlanContent as Message, RebasePlanRequest, RebasePlanResponse};
use jixiao_proto::{Fields, number_indicators};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Planning as Tables, StoredPlan};
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, answer, check, fault};

impl Planning {
    pub(crate) async fn rebase_plan(
        &self,
        context: Context,
        message: RebasePlanRequest,
    ) -> Result<RebasePlanResponse, Fault> {
        let (name, base, request) = parse(&context.caller, &message)?;
        let mut typed = message.content.unwrap_or_default();
        if message.validate_only {
            return self.preview(&name, &base, &mut typed).await;
        }
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, "", Step::Edit).await?;
        let (content, conflicts) = merged(&base, &mut typed, &stored)?;
        let unknown = Tables::within(&write).unknown_of(&name.owner.region, &content).await?;
        let content = draft::checked(content, &unknown, &typed.indicators)?;
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let conflicts = conflicts.into_iter().map(answer::conflict).collect();
        let response = RebasePlanResponse { plan: Some(plan), findings, conflicts };
        write.commit(&response, changes).await?;
        Ok(response)
    }

    async fn preview(
        &self,
        plan: &PlanName,
        base: &PlanContent,
        typed: &mut Message,
    ) -> Result<RebasePlanResponse, Fault> {
        let tables = Tables::of(&self.store);
        let newest = PlanRef { plan: plan.clone(), version: None };
        let stored = tables.plan(&newest).await?.ok_or_else(|| fault::plan_not_found(&newest))?;
        stored.header.state.after(Step::Edit).map_err(|refused| fault::illegal_step(&refused))?;
        let (content, conflicts) = merged(base, typed, &stored)?;
        let unknown = tables.unknown_of(&plan.owner.region, &content).await?;
        let content = draft::checked(content, &unknown, &typed.indicators)?;
        let source = tables.source(&stored.header.name).await?;
        Ok(RebasePlanResponse {
            plan: Some(answer::with_content(answer::header(&stored.header), &content)),
            findings: check::findings(&content, plan.year, source),
            conflicts: conflicts.into_iter().map(answer::conflict).collect(),
        })
    }
}

fn parse(caller: &Caller, message: &RebasePlanRequest) -> Result<(PlanName, PlanContent, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    let base = fields.required("base", message.base.clone());
    let typed: Option<PlanContent> = fields.required("content", message.content.clone());
    let parsed = fields.finish(|| {
        let (name, _) = (name?, typed?);
        let request = Request::of_plan(caller, &name, SERVICE, "RebasePlan").repeatable(&id?, message);
        Some((name, base?, request))
    });
    parsed.map_err(Fault::violations)
}

/// What was typed on the present content. Its new indicators are numbered after all that were ever given, so that
/// none takes the number of another that came meanwhile.
fn merged(base: &PlanContent, typed: &mut Message, stored: &StoredPlan) -> Result<(PlanContent, Vec<Conflict>), Fault> {
    number_indicators(&mut typed.indicators, stored.header.last_number);
    let typed = Fields::within("content", PlanContent::try_from(typed.clone())).map_err(Fault::violations)?;
    let Rebased { content, conflicts } = rebase(base, &typed, &stored.content()?).map_err(Fault::violations)?;
    Ok((content, conflicts))
}
