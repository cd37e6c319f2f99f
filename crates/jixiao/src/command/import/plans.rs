//! Target tables into plans.

use jixiao_proto::planning::v1::{ImportPlanRequest, ImportPlansRequest, Plan, PlanImport};

use jixiao_service::fault::reason_name;

use super::Imported;
use crate::cli::ImportArguments;
use crate::error::Error;
use crate::{client, finding};

/// The plan of one department.
pub(super) async fn of_department(
    parent: &str,
    content: Vec<u8>,
    arguments: &ImportArguments,
) -> Result<Imported, Error> {
    let mut planning = client::planning(&arguments.endpoint)?;
    let request = ImportPlanRequest {
        parent: parent.to_owned(),
        content,
        etag: arguments.etag.clone(),
        validate_only: arguments.validate_only,
        request_id: String::new(),
    };
    let answer = client::answer("ImportPlan", planning.import_plan(request).await)?;
    let mut lines: Vec<String> = answer.plan.as_ref().map(|plan| said(plan, arguments)).into_iter().collect();
    lines.extend(answer.findings.iter().map(finding::line));
    let errors = if answer.plan.is_none() { vec![Error::WouldBeRefused] } else { Vec::new() };
    Ok(Imported { lines, errors, count: 1 })
}

/// All plans of a file, into the departments of a region.
pub(super) async fn of_region(parent: &str, content: Vec<u8>, arguments: &ImportArguments) -> Result<Imported, Error> {
    let mut planning = client::planning(&arguments.endpoint)?;
    let request = ImportPlansRequest {
        parent: parent.to_owned(),
        content,
        replace_drafts: arguments.replace,
        validate_only: arguments.validate_only,
        request_id: String::new(),
    };
    let answer = client::answer("ImportPlans", planning.import_plans(request).await)?;
    let mut imported = Imported { count: answer.plan_imports.len(), ..Imported::default() };
    for plan in answer.plan_imports {
        take(&mut imported, plan, arguments);
    }
    Ok(imported)
}

fn take(imported: &mut Imported, import: PlanImport, arguments: &ImportArguments) {
    let title = format!("{} {}", import.department_title, import.fiscal_year);
    let said = import.plan.as_ref().map(|plan| said(plan, arguments));
    imported.lines.push(said.map_or(title.clone(), |said| format!("{title}: {said}")));
    imported.lines.extend(import.findings.iter().map(finding::line));
    if let Some(error) = import.error {
        let reason = reason_name(error.reason());
        let reason = match error.finding.as_str() {
            "" => reason.to_owned(),
            finding => format!("{reason} ({finding})"),
        };
        imported.errors.push(Error::Plan { title, reason, message: error.message_zh });
    }
}

/// What there is now, or would be.
fn said(plan: &Plan, arguments: &ImportArguments) -> String {
    let name = &plan.name;
    let count = plan.content.as_ref().map(|content| format!(" with {} indicators", content.indicators.len()));
    let count = count.unwrap_or_default();
    match (arguments.validate_only, plan.etag.as_str()) {
        (true, "") => format!("would store {name}{count}"),
        (true, etag) => format!("would replace {name}{count}, whose etag is {etag}"),
        (false, etag) => format!("stored {name}{count}; its etag is {etag}"),
    }
}
