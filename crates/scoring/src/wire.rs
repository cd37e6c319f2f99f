//! Scorecards as messages.

use jixiao_domain::scoring::ENGINE_VERSION;
use jixiao_proto::scoring::v1::{Pins, Scorecard, ScorecardView};
use jixiao_service::fault::Fault;
use jixiao_store::scoring as store;

use crate::join::Joined;

/// Every version a scorecard used.
pub(crate) fn pins(joined: &Joined) -> Result<store::Pins, Fault> {
    Ok(store::Pins {
        plan_version: joined.plan.name.version,
        content_sha256: joined.plan.content_sha256.clone(),
        as_of_period: joined.as_of,
        actuals_revision: joined.actuals.revision,
        judgements_revision: joined.judgements.revision,
        profile: joined.profile.name().ok_or_else(|| Fault::internal(NoName))?,
        engine_version: ENGINE_VERSION,
    })
}

/// The same as a message.
pub(crate) fn pins_message(joined: &Joined) -> Result<Pins, Fault> {
    let pins = pins(joined)?;
    Ok(Pins {
        plan_version: joined.plan.name.to_string(),
        content_sha256: pins.content_sha256,
        as_of_period: pins.as_of_period.to_string(),
        actuals_revision: pins.actuals_revision,
        judgements_revision: pins.judgements_revision,
        profile: pins.profile.to_string(),
        engine_version: pins.engine_version,
    })
}

/// A scorecard with all its rows.
pub(crate) fn scorecard(joined: &Joined) -> Result<Scorecard, Fault> {
    viewed(joined, ScorecardView::Full)
}

/// As much of a scorecard as is wanted.
pub(crate) fn viewed(joined: &Joined, view: ScorecardView) -> Result<Scorecard, Fault> {
    let card = &joined.card;
    let goals = match view {
        ScorecardView::Full => card.goals.iter().map(Into::into).collect(),
        ScorecardView::Totals | ScorecardView::Unspecified => Vec::new(),
    };
    Ok(Scorecard {
        pins: Some(pins_message(joined)?),
        department_title: joined.plan.content.department_title().to_string(),
        goals,
        execution: Some((&card.execution).into()),
        totals: Some((&card.totals).into()),
        plausibility: Some((&card.plausible).into()),
    })
}

/// A profile whose id is none; every one that is stored or built in has one.
#[derive(Debug, thiserror::Error)]
#[error("a profile has no name")]
struct NoName;
