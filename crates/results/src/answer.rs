//! What was stored, as messages.

use jixiao_domain::{CivilDate, PeriodEvent, Text};
use jixiao_proto::results::v1 as wire;
use jixiao_proto::{EnumField, timestamp};
use jixiao_store::results::StoredPeriod;

pub(crate) fn period(stored: &StoredPeriod) -> wire::Period {
    wire::Period {
        name: stored.name().to_string(),
        state: stored.period.state.number(),
        due_date: due_date(stored.period.due),
        etag: stored.period.etag.to_string(),
        update_time: stored.updated.map(timestamp),
        reopen_reason: stored.reopen_reason.as_ref().map(Text::to_string).unwrap_or_default(),
    }
}

pub(crate) fn period_event(event: &PeriodEvent) -> wire::PeriodEvent {
    wire::PeriodEvent {
        number: event.number,
        kind: event.kind.number(),
        principal: event.principal.to_string(),
        reason: event.reason.as_ref().map(Text::to_string).unwrap_or_default(),
        due_date: due_date(event.due),
        time: Some(timestamp(event.time)),
    }
}

/// Empty where none was set.
pub(crate) fn due_date(due: Option<CivilDate>) -> String {
    due.map(|due| due.to_string()).unwrap_or_default()
}
