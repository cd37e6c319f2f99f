//! What the rpcs that report share.

use jixiao_domain::{Change, PlanName};
use jixiao_service::fault::Fault;
use jixiao_store::Write;
use jixiao_store::results::{Report, Results as Tables};

use crate::changes;

/// Records a report: the revision it became, or the last one where it reports nothing, and what it changed.
pub(super) async fn record(write: &Write, plan: &PlanName, report: Report) -> Result<(i64, Vec<Change>), Fault> {
    let tables = Tables::within(write);
    if report.actuals.is_empty() && report.execution.is_none() {
        return Ok((tables.actuals(plan).await?.revision, Vec::new()));
    }
    let before = tables.lock_actuals(plan).await?;
    let changed = changes::changes(plan, &before, &report);
    Ok((tables.report(plan, report, write.now()).await?, changed))
}
