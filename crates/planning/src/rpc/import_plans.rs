use std::collections::HashSet;

use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, Department, PlanContent, PlanName, PlanRef, RegionCode, RequestId, Text};
use jixiao_forms::Form;
use jixiao_proto::Fields;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::planning::v1::{ImportPlansRequest, ImportPlansResponse, Plan, PlanImport, PlanImportError};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::planning::{Planning as Tables, StoredPlan};
use jixiao_store::{Request, Write, begin, repeated};
use tonic::Code;

use super::{SERVICE, department, draft, form};
use crate::{Planning, answer, changes, fault};

/// Most plans of a file.
const MOST: usize = 200;

impl Planning {
    pub(crate) async fn import_plans(
        &self,
        context: Context,
        mut message: ImportPlansRequest,
    ) -> Result<ImportPlansResponse, Fault> {
        let (region, id) = parse(&message)?;
        let known = Tables::of(&self.store).region(&region).await?;
        known.ok_or_else(|| fault::region_not_found(&region))?;
        let file = form::read(std::mem::take(&mut message.content)).await?;
        if file.forms.len() > MOST {
            return Err(Fault::limit(MOST, file.forms.len()));
        }
        // In what a repeat must have in common the file stands by its hash.
        message.content.clone_from(&file.sha256);
        let caller = context.caller;
        let mut import =
            Import { planning: self, caller, region, id, message, sha256: file.sha256, seen: HashSet::new() };
        let mut plan_imports = Vec::with_capacity(file.forms.len());
        for form in file.forms {
            plan_imports.push(import.take(form).await?);
        }
        Ok(ImportPlansResponse { plan_imports })
    }
}

fn parse(message: &ImportPlansRequest) -> Result<(RegionCode, RequestId), Fault> {
    forms::limit(&message.content)?;
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    forms::content(&mut fields, &message.content);
    fields.finish(|| Some((region?, id?))).map_err(Fault::violations)
}

/// The import of a file's plans, one after the other.
struct Import<'a> {
    planning: &'a Planning,
    caller: Caller,
    region: RegionCode,
    id: RequestId,
    message: ImportPlansRequest,
    sha256: Vec<u8>,
    /// Plans of the file that had their turn.
    seen: HashSet<PlanName>,
}

impl Import<'_> {
    /// Imports a plan. What is wrong with it is its own result; what is wrong with the system ends the call.
    async fn take(&mut self, form: Form) -> Result<PlanImport, Fault> {
        let result = PlanImport {
            department_title: form.department.as_ref().map(Text::to_string).unwrap_or_default(),
            fiscal_year: form.fiscal_year.map_or(0, |year| year.get()),
            plan: None,
            findings: form.findings.iter().map(forms::finding).collect(),
            error: None,
        };
        match self.put(form, &result).await {
            Err(fault) if is_of_plan(&fault) => Ok(PlanImport { error: Some(error(&fault)), ..result }),
            imported => imported,
        }
    }

    async fn put(&mut self, form: Form, result: &PlanImport) -> Result<PlanImport, Fault> {
        let form::Readable { year, content } = form::readable(&form)?;
        let department = self.department(content.department_title()).await?;
        department::check_year(&department, year)?;
        let plan = PlanName { owner: department.name, year };
        if !self.seen.insert(plan.clone()) {
            let (en, zh) = (format!("the file has {plan} twice"), format!("文件中重复出现 {plan}"));
            return Err(forms::unreadable("PLAN_TWICE", en, zh));
        }
        let request = Request::of_plan(&self.caller, &plan, SERVICE, "ImportPlans").repeatable(&self.id, &self.message);
        repeated!(self.planning.store, &request);
        if self.message.validate_only {
            let plan = self.preview(plan, &content).await?;
            return Ok(PlanImport { plan: Some(plan), ..result.clone() });
        }
        let write = begin!(self.planning.store, request);
        let (stored, changed) = self.store(&write, &plan, &content).await?;
        form::keep(&write, &stored, self.sha256.clone(), form).await?;
        let result = PlanImport { plan: Some(answer::header(&stored.header)), ..result.clone() };
        write.commit(&result, changed).await?;
        Ok(result)
    }

    /// The one department of the region with that title.
    async fn department(&self, title: &Text<100>) -> Result<Department, Fault> {
        let tables = Tables::of(&self.planning.store);
        let mut titled = tables.departments_titled(&self.region, title, 2).await?.into_iter();
        match (titled.next(), titled.next()) {
            (Some(record), None) => Ok(record.department),
            (None, _) => Err(fault::no_department_titled(&self.region, title)),
            (Some(one), Some(other)) => {
                let (one, other) = (one.department, other.department);
                let (en, zh) = (
                    format!("several departments have the title {title}: {}, {}", one.name, other.name),
                    format!("多个部门名称为“{title}”：{}、{}", one.name, other.name),
                );
                Err(forms::unreadable("SEVERAL_DEPARTMENTS", en, zh))
            }
        }
    }

    /// What would be stored; with the etag of the draft that it would replace.
    async fn preview(&self, plan: PlanName, content: &PlanContent) -> Result<Plan, Fault> {
        let present = PlanRef { plan: plan.clone(), version: None };
        let present = Tables::of(&self.planning.store).plan(&present).await?;
        let etag = match &present {
            None => String::new(),
            Some(_) if !self.message.replace_drafts => return Err(Fault::exists("plan", plan.to_string())),
            Some(stored) => {
                stored.header.state.after(Step::Edit).map_err(|refused| fault::illegal_step(&refused))?;
                answer::etag(&stored.header)
            }
        };
        Ok(Plan { content: None, etag, ..form::preview(plan, content) })
    }

    /// The draft, and what it changed.
    async fn store(
        &self,
        write: &Write,
        plan: &PlanName,
        content: &PlanContent,
    ) -> Result<(StoredPlan, Vec<Change>), Fault> {
        let tables = Tables::within(write);
        match tables.add_plan(plan, content, write.now()).await? {
            Some(stored) => {
                let created = changes::created(&stored.header.name, content);
                Ok((stored, created))
            }
            None if self.message.replace_drafts => {
                let (stored, _) = draft::lock(write, plan, "", Step::Edit).await?;
                let content = draft::identified(write, &stored, content.clone()).await?;
                let changed = changes::changes(&stored.content()?, &content, &stored.header.name);
                Ok((tables.put_content(&stored.header, &content, write.now()).await?, changed))
            }
            None => Err(Fault::exists("plan", plan.to_string())),
        }
    }
}

/// Whether it is the plan, not the system, that is at fault.
fn is_of_plan(fault: &Fault) -> bool {
    matches!(fault.code(), Code::InvalidArgument | Code::NotFound | Code::AlreadyExists | Code::FailedPrecondition)
}

fn error(fault: &Fault) -> PlanImportError {
    let reason: ErrorReason = fault.reason();
    let (mut message, mut message_zh) = (fault.message().to_owned(), fault.message_zh().to_owned());
    for (path, en, zh) in fault.fields() {
        message.push_str(&format!("; {path}: {en}"));
        message_zh.push_str(&format!("；{path}：{zh}"));
    }
    let finding = fault.finding().unwrap_or_default().to_owned();
    PlanImportError { reason: reason as i32, message, message_zh, finding }
}
