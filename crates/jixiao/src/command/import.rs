//! `jixiao import`.

use jixiao_forms::Form;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{Finding, ImportPlanRequest, Severity};

use crate::cli::ImportArguments;
use crate::error::Error;
use crate::{client, output};

/// Reads a table, here or at a server.
pub(crate) async fn run(arguments: &ImportArguments) -> Result<(), Error> {
    let path = &arguments.file;
    let content = std::fs::read(path).map_err(|source| Error::File { path: path.clone(), source })?;
    if arguments.dry_run {
        let form = jixiao_forms::read(&content).map_err(|why| Error::NotATable { path: path.clone(), why })?;
        return if arguments.json { json(&form) } else { summary(&form) };
    }
    let mut planning = PlanningServiceClient::new(client::channel(&arguments.endpoint)?);
    let request = ImportPlanRequest {
        parent: arguments.parent.clone().unwrap_or_default(),
        content,
        etag: arguments.etag.clone(),
        validate_only: false,
        request_id: String::new(),
    };
    let answer = client::answer("ImportPlan", planning.import_plan(request).await)?;
    let plan = answer.plan.ok_or(Error::Answer("the plan"))?;
    let count = plan.content.map_or(0, |content| content.indicators.len());
    output::line(format!("{} has {count} indicators; its etag is {}", plan.name, plan.etag))?;
    answer.findings.iter().try_for_each(|finding| output::line(finding_line(finding)))?;
    Ok(())
}

fn json(form: &Form) -> Result<(), Error> {
    output::line(serde_json::to_string_pretty(&form.to_json())?)?;
    Ok(())
}

fn summary(form: &Form) -> Result<(), Error> {
    let title = form.department.as_ref().map_or("no department", |d| d.as_str());
    let year = form.fiscal_year.map_or_else(|| "no year".to_owned(), |y| y.to_string());
    output::line(format!(
        "{title}, {year}: {} tasks, {} goals, {} indicators",
        form.tasks.len(),
        form.goals.len(),
        form.indicators.len()
    ))?;
    for finding in &form.findings {
        let place = place(finding.line.unwrap_or_default(), finding.cell.unwrap_or_default());
        let (severity, code) = (finding.severity.as_str(), finding.code.as_str());
        output::line(format!("{severity:<8}{place:<14}{code:<22}{}", finding.message_zh))?;
    }
    Ok(())
}

/// A finding of the API in one line.
pub(crate) fn finding_line(finding: &Finding) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Unspecified => "",
    };
    let place = place(finding.line, finding.cell);
    format!("{severity:<8}{place:<14}{:<22}{}", finding.code, finding.message_zh)
}

fn place(line: i32, cell: i32) -> String {
    match (line, cell) {
        (0, _) => String::new(),
        (line, 0) => format!("line {line}"),
        (line, cell) => format!("line {line}:{cell}"),
    }
}
