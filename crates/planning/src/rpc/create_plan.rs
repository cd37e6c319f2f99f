use jixiao_domain::{Caller, PlanContent, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreatePlanRequest, CreatePlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::{SERVICE, department, draft};
use crate::{Planning, answer, changes, check, fault};

impl Planning {
    pub(crate) async fn create_plan(
        &self,
        context: Context,
        message: CreatePlanRequest,
    ) -> Result<CreatePlanResponse, Fault> {
        let (name, content, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let unknown = tables.unknown_of(&name.owner.region, &content).await?;
        let content = draft::checked(content, &unknown, &message.content.unwrap_or_default().indicators)?;
        let owner = tables.department(&name.owner).await?;
        let owner = owner.ok_or_else(|| fault::department_not_found(&name.owner))?.department;
        department::check_year(&owner, name.year)?;
        let stored = tables.add_plan(&name, &content, write.now()).await?;
        let stored = stored.ok_or_else(|| Fault::exists("plan", name.to_string()))?;
        let findings = check::findings(&content, name.year, None);
        let created = changes::created(&stored.header.name, &content);
        let response = CreatePlanResponse { plan: Some(answer::plan(stored)), findings };
        write.commit(&response, created).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreatePlanRequest) -> Result<(PlanName, PlanContent, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    let content = fields.required("content", message.content.clone());
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "CreatePlan").repeatable(&id?, message);
        Some((name, content?, request))
    });
    parsed.map_err(Fault::violations)
}
