//! What the rpcs that move a plan along share.

use std::collections::HashSet;

use jixiao_domain::workflow::{Opinion, PlanState, Step};
use jixiao_domain::{Change, IndicatorId, PlanContent, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_service::fault::Fault;
use jixiao_store::Write;
use jixiao_store::planning::{PlanHeader, Planning as Tables, StoredPlan};

use super::draft;
use crate::changes;

/// A step of a plan's newest version.
pub(super) struct Taken {
    pub(super) plan: PlanName,
    pub(super) step: Step,
    pub(super) actor: Option<Text<100>>,
    pub(super) opinions: Vec<Opinion>,
}

impl Taken {
    /// Locks the plan and finds where the step leads; what is said must be said of its indicators.
    pub(super) async fn lock(&self, write: &Write, etag: &str) -> Result<(StoredPlan, PlanState), Fault> {
        let (stored, state) = draft::lock(write, &self.plan, etag, self.step).await?;
        check_indicators(&stored.content()?, &self.opinions)?;
        Ok((stored, state))
    }

    /// Moves the plan on and records the step.
    pub(super) async fn record(&self, write: &Write, stored: &StoredPlan, to: PlanState) -> Result<PlanHeader, Fault> {
        let tables = Tables::within(write);
        let header = tables.put_state(&stored.header, to, write.now()).await?;
        let principal = &write.caller().principal;
        tables.add_step(&header.name, to, self.actor.as_ref(), principal, &self.opinions, write.now()).await?;
        Ok(header)
    }

    /// What the step changes.
    pub(super) fn changes(&self, stored: &StoredPlan, to: PlanState) -> Vec<Change> {
        changes::step(&stored.header.name, stored.header.state, to, &self.opinions)
    }
}

fn check_indicators(content: &PlanContent, opinions: &[Opinion]) -> Result<(), Fault> {
    let ids: HashSet<&IndicatorId> = content.indicators().iter().map(|i| &i.id).collect();
    let mut fields = Fields::new();
    for (place, opinion) in opinions.iter().enumerate() {
        if opinion.indicator.as_ref().is_some_and(|id| !ids.contains(id)) {
            let path = format!("opinions[{place}].indicator");
            fields.refuse(path, "names no indicator of the plan", "不是本计划的指标");
        }
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}
