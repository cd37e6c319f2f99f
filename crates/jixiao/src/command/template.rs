//! `jixiao template`.

use jixiao_proto::results::v1::ExportTemplateRequest;

use super::save;
use crate::cli::TemplateArguments;
use crate::client;
use crate::error::Error;

/// Writes the form to report the actuals of a plan with.
pub(crate) async fn run(arguments: &TemplateArguments) -> Result<(), Error> {
    let mut results = client::results(&arguments.endpoint)?;
    let request = ExportTemplateRequest {
        plan: arguments.plan.clone(),
        period: arguments.period.clone(),
        format: save::format(&arguments.file),
    };
    let answer = client::answer("ExportTemplate", results.export_template(request).await)?;
    save::save(answer.file, &arguments.file)
}
