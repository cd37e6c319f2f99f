//! Filled actuals forms into reports.

use jixiao_proto::common::v1::Severity;
use jixiao_proto::results::v1::ImportActualsRequest;

use super::Imported;
use crate::cli::ImportArguments;
use crate::error::Error;
use crate::{client, finding};

/// What a form reports on a plan.
pub(super) async fn import(plan: &str, content: Vec<u8>, arguments: &ImportArguments) -> Result<Imported, Error> {
    let mut results = client::results(&arguments.endpoint)?;
    let request = ImportActualsRequest {
        plan: plan.to_owned(),
        period: arguments.period.clone(),
        content,
        reporter: arguments.reporter.clone().unwrap_or_default(),
        validate_only: arguments.validate_only,
        request_id: String::new(),
        correction_reason: arguments.correction_reason.clone(),
    };
    let answer = client::answer("ImportActuals", results.import_actuals(request).await)?;
    let is_refused = answer.findings.iter().any(|found| found.severity() == Severity::Error);
    let errors = if is_refused { vec![Error::WouldBeRefused] } else { Vec::new() };
    let execution = if answer.execution.is_some() { " and the execution" } else { "" };
    let what = if arguments.validate_only { "would report" } else { "reported" };
    let (count, period, revision) = (answer.actuals.len(), &answer.period, answer.revision);
    let head = format!("{what} {count} actuals{execution} for {period}; the revision is {revision}");
    let findings = answer.findings.iter().map(finding::line);
    Ok(Imported { lines: std::iter::once(head).chain(findings).collect(), errors, count: 1 })
}
