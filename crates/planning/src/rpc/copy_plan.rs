use jixiao_domain::{Caller, PlanName, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CopyPlanRequest, CopyPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin, repeated};

use super::{SERVICE, department, draft};
use crate::{Planning, answer, changes, fault};

impl Planning {
    pub(crate) async fn copy_plan(
        &self,
        context: Context,
        message: CopyPlanRequest,
    ) -> Result<CopyPlanResponse, Fault> {
        let (name, source, request) = parse(&context.caller, &message)?;
        repeated!(self.store, &request);
        let owner = Tables::of(&self.store).department(&name.owner).await?;
        let owner = owner.ok_or_else(|| fault::department_not_found(&name.owner))?.department;
        department::check_year(&owner, name.year)?;
        // What is in force never changes, so it may be read before the transaction.
        let source = self.stored_approved(&source).await?;
        let years = name.year.get() - source.header.name.plan.year.get();
        let content = source.content()?.years_later(years, message.with_amounts).map_err(Fault::violations)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let stored = tables.add_plan_after(&name, &content, source.header.last_number, write.now()).await?;
        let stored = stored.ok_or_else(|| Fault::exists("plan", name.to_string()))?;
        let changes = changes::created(&stored.header.name, &content);
        let findings = draft::findings(&write, &stored).await?;
        let response = CopyPlanResponse { plan: Some(answer::plan(stored)), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CopyPlanRequest) -> Result<(PlanName, PlanRef, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    let source: Option<PlanRef> = fields.take("source", message.source.parse());
    if name.as_ref().zip(source.as_ref()).is_some_and(|(name, source)| name.owner != source.plan.owner) {
        fields.refuse("source", "is a plan of another department", "是其他部门的计划");
    }
    let parsed = fields.finish(|| {
        let name = name?;
        let why = format!("copied from {}", message.source);
        let request = Request::of_plan(caller, &name, SERVICE, "CopyPlan").because(why).repeatable(&id?, message);
        Some((name, source?, request))
    });
    parsed.map_err(Fault::violations)
}
