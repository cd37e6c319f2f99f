//! What was done to reporting periods.

use crate::{CivilDate, Instant, PrincipalId, Text};

/// What was done to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodEventKind {
    /// It was opened, or its due date was changed.
    Opened,
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
}

/// Something that was done to a period, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodEvent {
    /// From 1.
    pub number: i64,
    /// What was done.
    pub kind: PeriodEventKind,
    /// Who did it.
    pub principal: PrincipalId,
    /// Why, where it was reopened.
    pub reason: Option<Text<2000>>,
    /// The due date from then on.
    pub due: Option<CivilDate>,
    /// When.
    pub time: Instant,
}
