use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, DepartmentName, PlanContent, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ImportPlanRequest, ImportPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::planning::{Planning as Tables, StoredPlan};
use jixiao_store::{Request, Write, begin, repeated};

use super::{SERVICE, department, draft, form};
use crate::{Planning, answer, changes, fault};

impl Planning {
    pub(crate) async fn import_plan(
        &self,
        context: Context,
        message: ImportPlanRequest,
    ) -> Result<ImportPlanResponse, Fault> {
        let (owner, request) = parse(&context.caller, &message)?;
        repeated!(self.store, &request);
        let department = Tables::of(&self.store).department(&owner).await?;
        let department = department.ok_or_else(|| fault::department_not_found(&owner))?.department;
        let file = form::read(message.content).await?;
        let form = form::of_department(file.forms, &department.title)?;
        let findings = form.findings.iter().map(forms::finding).collect();
        let readable = form::readable(&form);
        if let Ok(readable) = &readable {
            department::check_year(&department, readable.year)?;
        }
        if message.validate_only {
            let preview =
                |readable: form::Readable| form::preview(PlanName { owner, year: readable.year }, &readable.content);
            return Ok(ImportPlanResponse { plan: readable.ok().map(preview), findings });
        }
        let form::Readable { year, content } = readable?;

        let write = begin!(self.store, request);
        let (stored, changed) = put(&write, &PlanName { owner, year }, &content, &message.etag).await?;
        form::keep(&write, &stored, file.sha256, form).await?;
        let response = ImportPlanResponse { plan: Some(answer::plan(stored)), findings };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &ImportPlanRequest) -> Result<(DepartmentName, Request), Fault> {
    forms::limit(&message.content)?;
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let owner: Option<DepartmentName> = fields.take("parent", message.parent.parse());
    forms::content(&mut fields, &message.content);
    let parsed = fields.finish(|| {
        let owner = owner?;
        let request = Request::of_department(caller, &owner, SERVICE, "ImportPlan").repeatable(&id?, message);
        Some((owner, request))
    });
    parsed.map_err(Fault::violations)
}

/// The draft, new or in the place of the one that is there, and what that changed.
async fn put(
    write: &Write,
    plan: &PlanName,
    content: &PlanContent,
    etag: &str,
) -> Result<(StoredPlan, Vec<Change>), Fault> {
    let tables = Tables::within(write);
    if etag.is_empty() {
        let added = tables.add_plan(plan, content, write.now()).await?;
        let stored = added.ok_or_else(|| Fault::exists("plan", plan.to_string()))?;
        let created = changes::created(&stored.header.name, content);
        return Ok((stored, created));
    }
    let (stored, _) = draft::lock(write, plan, etag, Step::Edit).await?;
    let content = draft::identified(write, &stored, content.clone()).await?;
    let changed = changes::changes(&stored.content()?, &content, &stored.header.name);
    Ok((tables.put_content(&stored.header, &content, write.now()).await?, changed))
}
