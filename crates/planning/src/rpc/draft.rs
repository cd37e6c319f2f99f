//! What the rpcs that write a draft share.

use std::collections::HashSet;

use jixiao_domain::workflow::{PlanState, Step};
use jixiao_domain::{Change, Indicator, Invalid, PlanContent, PlanName, PlanRef, SchemeId, changes};
use jixiao_proto::Fields;
use jixiao_proto::common::v1 as wire;
use jixiao_proto::planning::v1::{Indicator as Message, Plan};
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Planning as Tables, StoredPlan, Unknown};
use jixiao_store::{StoreError, Write};

use crate::{answer, check, fault};

/// Of an id that names no library indicator.
pub(super) const NOT_IN_LIBRARY: Invalid =
    Invalid { en: "is no id of the region's library of indicators", zh: "不是本地区可用的指标库标识" };

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

/// A content that names nothing unknown and whose weights, where it has some, sum as they must. `given` are the
/// indicators of the request's `content`: what the draft has already was known when it came.
pub(super) fn checked(content: PlanContent, unknown: &Unknown, given: &[Message]) -> Result<PlanContent, Fault> {
    let mut fields = Fields::new();
    if unknown.scheme {
        let (en, zh) = ("is no known scheme with that execution weight", "不是已知的分值方案，或执行率分值不符");
        fields.refuse("content.weight_scheme", en, zh);
    }
    let given = given.iter().map(|indicator| indicator.library.as_str());
    refuse_library(&mut fields, &unknown.library, given, "content.indicators");
    fields.finish(|| Some(())).map_err(Fault::violations)?;
    summed(content)
}

/// Refuses indicators of a request that name what is not in the library; `given` are the ids that they name.
fn refuse_library<'a>(
    fields: &mut Fields,
    unknown: &HashSet<SchemeId>,
    given: impl Iterator<Item = &'a str>,
    path: &str,
) {
    let unknown: HashSet<_> = unknown.iter().map(SchemeId::as_str).collect();
    for (place, _) in given.enumerate().filter(|(_, id)| unknown.contains(id)) {
        fields.refuse(format!("{path}[{place}].library"), NOT_IN_LIBRARY.en, NOT_IN_LIBRARY.zh);
    }
}

/// A content whose weights, where it has some, sum as they must.
pub(super) fn summed(content: PlanContent) -> Result<PlanContent, Fault> {
    content.check_sum().map_err(|refused| fault::weights_do_not_sum(&refused))?;
    Ok(content)
}

/// Refuses indicators with an id that the draft has not: ids are given by the system and never again, so that what was
/// reported of a dropped indicator is never another's.
pub(super) fn check_ids(stored: &StoredPlan, new: &[Message], path: &str) -> Result<(), Fault> {
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

/// Refuses new indicators that name what is not in the library of the plan's region. Path: `indicators`.
pub(super) async fn check_library(write: &Write, plan: &PlanName, new: &[Indicator]) -> Result<(), Fault> {
    let unknown = Tables::within(write).unknown_library_ids(&plan.owner.region, new).await?;
    let mut fields = Fields::new();
    let given = new.iter().map(|indicator| indicator.library.as_ref().map_or("", SchemeId::as_str));
    refuse_library(&mut fields, &unknown, given, "indicators");
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
