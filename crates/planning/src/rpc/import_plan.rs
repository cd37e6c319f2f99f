use jixiao_domain::workflow::Step;
use jixiao_domain::{Department, DepartmentName, FiscalYear, PlanContent, PlanName, VersionName, Violation};
use jixiao_forms::{Finding, Form, Limits};
use jixiao_proto::Fields;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::planning::v1::{self as wire, ImportPlanRequest, ImportPlanResponse, Plan, PlanState, SourceLine};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{PlanSource, Planning as Tables, StoredPlan};
use jixiao_store::{Request, Write, begin, repeated};
use prost::Message;
use sha2::{Digest, Sha256};

use super::{SERVICE, draft};
use crate::check::finding;
use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn import_plan(
        &self,
        _: Context,
        message: ImportPlanRequest,
    ) -> Result<ImportPlanResponse, Fault> {
        let (owner, request) = parse(&message)?;
        repeated!(self.store, &request);
        let department = Tables::of(&self.store).department(&owner).await?;
        let department = department.ok_or_else(|| fault::department_not_found(&owner))?;
        let file_sha256 = Sha256::digest(&message.content).to_vec();
        let form = read(message.content, department).await?;
        let content = form.plan_content();
        if message.validate_only {
            let plan = form.fiscal_year.zip(content.ok()).map(|(year, content)| preview(&owner, year, &content));
            return Ok(ImportPlanResponse { plan, findings: form.findings.iter().map(finding).collect() });
        }
        let content = content.map_err(|violations| unreadable(&form.findings, violations))?;
        let year = form.fiscal_year.ok_or_else(|| unreadable(&form.findings, Vec::new()))?;
        let plan = PlanName { owner, year };
        let content = draft::checked(content)?;

        let write = begin!(self.store, request);
        let stored = put(&write, &plan, &content, &message.etag).await?;
        let source = source(file_sha256, form);
        let findings = source.findings.clone();
        Tables::within(&write).put_source(&stored.header.name, source).await?;
        let response = ImportPlanResponse { plan: Some(answer::plan(stored)), findings };
        write.commit(&response).await?;
        Ok(response)
    }
}

fn parse(message: &ImportPlanRequest) -> Result<(DepartmentName, Request), Fault> {
    if message.content.len() > Limits::BYTES {
        return Err(Fault::limit(Limits::BYTES, message.content.len()));
    }
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let owner: Option<DepartmentName> = fields.take("parent", message.parent.parse());
    if message.content.is_empty() {
        fields.refuse("content", "is required", "必填");
    }
    let parsed = fields.finish(|| {
        let owner = owner?;
        let request = Request::of_department(&owner, SERVICE, "ImportPlan").repeatable(&id?, message);
        Some((owner, request))
    });
    parsed.map_err(Fault::violations)
}

/// Reading a large table takes a while, so it does not hold up other calls.
async fn read(bytes: Vec<u8>, department: Department) -> Result<Form, Fault> {
    let form = tokio::task::spawn_blocking(move || jixiao_forms::read(&bytes)).await.map_err(Fault::internal)?;
    let mut form = form.map_err(|why| {
        Fault::new(ErrorReason::FormUnreadable, why.to_string(), why.zh()).with("finding", why.as_str())
    })?;
    form.compare_department(&department.title);
    Ok(form)
}

/// The draft, new or in the place of the one that is there.
async fn put(write: &Write, plan: &PlanName, content: &PlanContent, etag: &str) -> Result<StoredPlan, Fault> {
    let tables = Tables::within(write);
    if etag.is_empty() {
        let added = tables.add_plan(plan, content, write.now()).await?;
        return added.ok_or_else(|| Fault::exists("plan", plan.to_string()));
    }
    let (stored, _) = draft::lock(write, plan, etag, Step::Edit).await?;
    Ok(tables.put_content(&stored.header, content, write.now()).await?)
}

/// What stopped the table from becoming a plan: its first finding of severity `error`, and what does not
/// fit together.
fn unreadable(findings: &[Finding], violations: Vec<Violation>) -> Fault {
    let first = findings.iter().find(|f| f.severity == jixiao_forms::Severity::Error);
    let (en, zh, code) = first.map_or_else(
        || ("the table does not fit together".to_owned(), "该表内容不一致".to_owned(), ""),
        |f| (f.message.clone(), f.message_zh.clone(), f.code.as_str()),
    );
    let fault = Fault::new(ErrorReason::FormUnreadable, en, zh).with("finding", code);
    violations.into_iter().fold(fault, |fault, v| fault.field(v.path, v.en, v.zh))
}

fn source(file_sha256: Vec<u8>, form: Form) -> PlanSource {
    let lines = form.lines.into_iter().map(|l| SourceLine { line: l.line, cells: l.cells });
    let findings = form.findings.iter().map(finding).collect();
    PlanSource { file_sha256, lines: lines.collect(), findings, is_settled: false }
}

/// What would be stored.
fn preview(owner: &DepartmentName, year: FiscalYear, content: &PlanContent) -> Plan {
    let name = VersionName { plan: PlanName { owner: owner.clone(), year }, version: 1 };
    let content = wire::PlanContent::from(content);
    Plan {
        name: name.to_string(),
        version: name.version,
        state: PlanState::Draft as i32,
        content_sha256: answer::hex(&Sha256::digest(content.encode_to_vec())),
        content: Some(content),
        ..Plan::default()
    }
}
