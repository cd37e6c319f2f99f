//! Finalized scorecards as messages.

use jixiao_domain::{PlanName, Points, ScorecardName, VersionName};
use jixiao_proto::scoring::v1::{Pins, Scorecard, StoredScorecard};
use jixiao_proto::{EnumField, timestamp};
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{self as store, Scoring as Tables};
use prost::Message;

use crate::Scoring;

/// About a finalized scorecard.
pub(crate) fn message(plan: &PlanName, stored: &store::StoredScorecard) -> StoredScorecard {
    let name = ScorecardName { plan: plan.clone(), number: Some(stored.number) };
    StoredScorecard {
        name: name.to_string(),
        pins: Some(pins(plan, &stored.pins)),
        total: stored.total.to_string(),
        grade: stored.grade.number(),
        unit_total: stored.unit_total.map(|total: Points| total.to_string()).unwrap_or_default(),
        scorecard_sha256: stored.sha256.clone(),
        finalize_time: Some(timestamp(stored.time)),
        principal: stored.principal.to_string(),
        finalizer: stored.finalizer.to_string(),
        superseded: !stored.is_newest,
    }
}

fn pins(plan: &PlanName, pins: &store::Pins) -> Pins {
    Pins {
        plan_version: VersionName { plan: plan.clone(), version: pins.plan_version }.to_string(),
        content_sha256: pins.content_sha256.clone(),
        as_of_period: pins.as_of_period.to_string(),
        actuals_revision: pins.actuals_revision,
        judgements_revision: pins.judgements_revision,
        profile: pins.profile.to_string(),
        engine_version: pins.engine_version,
    }
}

/// The rows of a finalized scorecard.
pub(crate) fn scorecard(stored: &store::StoredScorecard) -> Result<Scorecard, Fault> {
    Scorecard::decode(stored.document.as_slice()).map_err(Fault::internal)
}

impl Scoring {
    /// A finalized scorecard by its name. Faults: `RESOURCE_NOT_FOUND`.
    pub(crate) async fn stored(&self, name: &ScorecardName) -> Result<store::StoredScorecard, Fault> {
        let stored = Tables::of(&self.store).scorecard(&name.plan, name.number).await?;
        stored.ok_or_else(|| Fault::not_found("scorecard", name.to_string()))
    }
}
