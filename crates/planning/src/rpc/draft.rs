//! What the rpcs that write a draft share.

use jixiao_domain::workflow::{PlanState, Step};
use jixiao_domain::{PlanContent, PlanName, PlanRef, RegionCode};
use jixiao_proto::common::v1 as wire;
use jixiao_service::fault::Fault;
use jixiao_store::Write;
use jixiao_store::planning::{Planning as Tables, StoredPlan};

use crate::{answer, check, fault};

/// The newest version of a plan, locked, if its etag is the expected one and its state allows the
/// step; and the state the step leads to.
pub(super) async fn lock(
    write: &Write,
    plan: &PlanName,
    etag: &str,
    step: Step,
) -> Result<(StoredPlan, PlanState), Fault> {
    let stored = Tables::within(write).lock_plan(plan).await?;
    let not_found = || fault::plan_not_found(&PlanRef { plan: plan.clone(), version: None });
    let stored = stored.ok_or_else(not_found)?;
    let present = answer::etag(&stored.header);
    if !etag.is_empty() && etag != present {
        return Err(fault::etag_mismatch(&present));
    }
    let state = stored.header.state.after(step).map_err(|refused| fault::illegal_step(&refused))?;
    Ok((stored, state))
}

/// A content whose weights, where it has some, follow a scheme that the region's plans may use, and sum as they must.
pub(super) async fn checked(
    write: &Write,
    region: &RegionCode,
    content: PlanContent,
) -> Result<PlanContent, Fault> {
    if let Some(scheme) = content.scheme() {
        let found = Tables::within(write).scheme_of(region, &scheme.id).await?;
        if found.is_none_or(|found| found.execution != scheme.execution_weight) {
            let (en, zh) = ("is no known scheme with that execution weight", "不是已知的分值方案，或执行率分值不符");
            return Err(Fault::invalid().field("content.weight_scheme", en, zh));
        }
    }
    summed(content)
}

/// A content whose weights, where it has some, sum as they must.
pub(super) fn summed(content: PlanContent) -> Result<PlanContent, Fault> {
    content.check_sum().map_err(|refused| fault::weights_do_not_sum(&refused))?;
    Ok(content)
}

/// The findings of a stored version.
pub(super) async fn findings(write: &Write, stored: &StoredPlan) -> Result<Vec<wire::Finding>, Fault> {
    let source = Tables::within(write).source(&stored.header.name).await?;
    Ok(check::findings(&stored.content()?, stored.header.name.plan.year, source))
}
