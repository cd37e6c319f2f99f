//! Reporting periods of a region: open or closed, and when reports are due.

use crate::{CivilDate, Period, RegionCode};

/// Whether a period takes reports. Only finance reopens a closed one, with a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodState {
    /// Reports are taken.
    #[default]
    Open,
    /// Reports are refused.
    Closed,
}

impl PeriodState {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Open, Self::Closed];
}

/// A period in which the departments of a region report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingPeriod {
    /// The region.
    pub region: RegionCode,
    /// The month.
    pub period: Period,
    /// Whether it takes reports.
    pub state: PeriodState,
    /// The day on or before which reports are due, where one was set.
    pub due: Option<CivilDate>,
    /// Changes with every write.
    pub etag: i64,
}
