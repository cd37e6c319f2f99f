//! `jixiao export`.

use jixiao_proto::planning::v1::ExportPlanRequest;

use super::save;
use crate::cli::ExportArguments;
use crate::client;
use crate::error::Error;

/// Writes a plan as the official target table.
pub(crate) async fn run(arguments: &ExportArguments) -> Result<(), Error> {
    let mut planning = client::planning(&arguments.endpoint)?;
    let request = ExportPlanRequest { name: arguments.plan.clone(), format: save::format(&arguments.file) };
    let answer = client::answer("ExportPlan", planning.export_plan(request).await)?;
    save::save(answer.file, &arguments.file)
}
