//! `jixiao report`.

use jixiao_proto::scoring::v1::{RenderMonitoringTableRequest, RenderScorecardRequest};

use super::save;
use crate::cli::ReportArguments;
use crate::client;
use crate::error::Error;

/// Writes the self-evaluation table of a plan, or its monitoring table.
pub(crate) async fn run(arguments: &ReportArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let (plan, period) = (arguments.plan.clone(), arguments.period.clone());
    let format = save::format(&arguments.file);
    let file = if arguments.monitoring {
        let request = RenderMonitoringTableRequest { plan, period, format };
        client::answer("RenderMonitoringTable", scoring.render_monitoring_table(request).await)?.file
    } else {
        let profile = arguments.profile.clone();
        let request = RenderScorecardRequest { plan, as_of_period: period, profile, format };
        client::answer("RenderScorecard", scoring.render_scorecard(request).await)?.file
    };
    save::save(file, &arguments.file)
}
