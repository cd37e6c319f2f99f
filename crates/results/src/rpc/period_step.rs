//! What the steps of a period share.

use jixiao_domain::{
    Change, CivilDate, PeriodEvent, PeriodEventKind, PeriodName, PeriodState, PrincipalId, ReportingPeriod, Text,
};
use jixiao_proto::Fields;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::peers::ApprovedPlans;
use jixiao_store::Write;
use jixiao_store::results::{Results as Tables, StoredPeriod};

use crate::Results;

/// What is done to a period.
pub(super) struct Step {
    pub(super) kind: PeriodEventKind,
    pub(super) principal: PrincipalId,
    pub(super) reason: Option<Text<2000>>,
    /// The due date from then on.
    pub(super) due: Option<CivilDate>,
}

/// A day that may be absent.
pub(super) fn due_date(fields: &mut Fields, text: &str) -> Option<Option<CivilDate>> {
    if text.is_empty() { Some(None) } else { fields.take("due_date", text.parse()).map(Some) }
}

/// Takes a step with a locked period; gives what is stored, and what changed.
pub(super) async fn take(
    write: &Write,
    before: &StoredPeriod,
    step: Step,
) -> Result<(StoredPeriod, Vec<Change>), Fault> {
    let Step { kind, principal, reason, due } = step;
    let state = match kind {
        PeriodEventKind::Opened | PeriodEventKind::Reopened => PeriodState::Open,
        PeriodEventKind::Closed => PeriodState::Closed,
    };
    let number = before.period.etag + 1;
    let done = PeriodEvent { number, kind, principal, reason, due, time: write.now() };
    let after = ReportingPeriod { state, due, ..before.period.clone() };
    let after = Tables::within(write).put_period(before, after, done).await?;
    let changes = changes(before, &after);
    Ok((after, changes))
}

fn changes(before: &StoredPeriod, after: &StoredPeriod) -> Vec<Change> {
    let state = |stored: &StoredPeriod| match stored.period.state {
        PeriodState::Open => "open".to_owned(),
        PeriodState::Closed => "closed".to_owned(),
    };
    let due = |stored: &StoredPeriod| stored.period.due.map(|due| due.to_string());
    let fields = [("state", Some(state(before)), Some(state(after))), ("due_date", due(before), due(after))];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(field, old, new)| Change::of(&after.name(), field, old, new)).collect()
}

impl Results {
    /// Whether planning has the region. Faults: `RESOURCE_NOT_FOUND`.
    pub(super) async fn check_region(&self, context: &Context, name: &PeriodName) -> Result<(), Fault> {
        let of = ApprovedPlans { region: name.region.clone(), department: None, year: name.period.year() };
        self.plans.approved_plans(context, &of, "").await.map(|_| ())
    }
}
