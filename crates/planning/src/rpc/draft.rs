//! What the rpcs that write a draft share.

use std::collections::HashSet;

use jixiao_domain::workflow::{PlanState, Step};
use jixiao_domain::{Change, PlanContent, PlanName, PlanRef, changes};
use jixiao_proto::Fields;
use jixiao_proto::common::v1 as wire;
use jixiao_proto::planning::v1::{Indicator, Plan};
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Planning as Tables, StoredPlan};
use jixiao_store::{StoreError, Write};

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

/// A content whose weights, where it has some, sum as they must, and follow a scheme that the region's plans may
/// use; `is_known` is what [`Tables::knows_scheme_of`] says.
pub(super) fn checked(content: PlanContent, is_known: bool) -> Result<PlanContent, Fault> {
    if !is_known {
        let (en, zh) = ("is no known scheme with that execution weight", "不是已知的分值方案，或执行率分值不符");
        return Err(Fault::invalid().field("content.weight_scheme", en, zh));
    }
    summed(content)
}

/// A content whose weights, where it has some, sum as they must.
pub(super) fn summed(content: PlanContent) -> Result<PlanContent, Fault> {
    content.check_sum().map_err(|refused| fault::weights_do_not_sum(&refused))?;
    Ok(content)
}

/// Refuses indicators with an id that the draft has not: ids are given by the system and never again, so that what was
/// reported of a dropped indicator is never another's.
pub(super) fn check_ids(stored: &StoredPlan, new: &[Indicator], path: &str) -> Result<(), Fault> {
    let known: HashSet<&str> = stored.document.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let mut fields = Fields::new();
    for (place, indicator) in new.iter().enumerate() {
        if !indicator.id.is_empty() && !known.contains(indicator.id.as_str()) {
            let path = format!("{path}[{place}].id");
            fields.refuse(
                path,
                "is no id of the draft; leave it empty for a new indicator",
                "不是草稿中的标识，新指标请留空",
            );
        }
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}

/// The findings of a stored version.
pub(super) async fn findings(write: &Write, stored: &StoredPlan) -> Result<Vec<wire::Finding>, Fault> {
    let source = Tables::within(write).source(&stored.header.name).await?;
    Ok(check::findings(&stored.content()?, stored.header.name.plan.year, source))
}

/// A draft that was edited.
pub(super) struct Edited {
    pub(super) plan: Plan,
    pub(super) findings: Vec<wire::Finding>,
    pub(super) changes: Vec<Change>,
}

/// Puts an edited content in the place of a draft's that is locked.
pub(super) async fn put(write: &Write, stored: &StoredPlan, content: &PlanContent) -> Result<Edited, Fault> {
    let changes = changes(&stored.content()?, content, &stored.header.name.to_string());
    let stored = Tables::within(write).put_content(&stored.header, content, write.now()).await?;
    let findings = findings(write, &stored).await?;
    Ok(Edited { plan: answer::plan(stored), findings, changes })
}

/// A content that was imported over a draft: where that adjusts a version, with the ids of its indicators.
pub(super) async fn identified(write: &Write, stored: &StoredPlan, content: PlanContent) -> Result<PlanContent, Fault> {
    let header = &stored.header;
    if header.base_version.is_none() {
        // What was said of a returned plan was said of its indicators.
        return match header.state {
            PlanState::Returned => Ok(content.with_identities_of(&stored.content()?, header.last_number)),
            _ => Ok(content),
        };
    }
    let base = PlanRef { plan: header.name.plan.clone(), version: header.base_version };
    let base = Tables::within(write).plan(&base).await?.ok_or(StoreError::Corrupt("plan version"))?;
    Ok(content.with_identities_of(&base.content()?, header.last_number))
}
