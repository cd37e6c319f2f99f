//! The row of an indicator in monitoring.

use super::{MonitorInput, Severity, projection};
use crate::{ActualRecord, ActualValue, Decimal, Indicator, Pace, Signal, Target, indicator_light};

/// Where an indicator stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitorRow {
    /// The indicator.
    pub indicator: Indicator,
    /// The newest report of the latest month up to the one in question, where there is one.
    pub actual: Option<ActualRecord>,
    /// Its light, or why there is none.
    pub signal: Signal,
    /// How much of what is due was reached; of a number against a floor (≥, >, =) above nought alone.
    pub pace: Option<Pace>,
    /// A projection, no report: what a number comes to at the end of the year, as it is where it is a snapshot,
    /// else A·12/month of its report, rounded half-up to six decimals. `None` where it does not fit a decimal.
    pub projected: Option<Decimal>,
    /// Whether the report is of an earlier month.
    pub is_stale: bool,
}

impl MonitorRow {
    pub(super) fn of(input: &MonitorInput<'_>, indicator: &Indicator) -> Self {
        let (kind, month) = (indicator.accumulation_kind(), input.period.month());
        let actual = input.actuals.records.get(&indicator.id).cloned();
        let value = actual.as_ref().map(|record| &record.actual.value);
        let tier = input.tiers.get(&indicator.id).copied();
        let signal = indicator_light(input.bounds, kind, &indicator.target, value, tier, month);
        let (mut pace, mut projected) = (None, None);
        if let (Some(record), Target::Numeric(target)) = (&actual, &indicator.target)
            && let ActualValue::Number(number) = record.actual.value
        {
            pace = Pace::of_indicator(kind, target, number, month);
            projected = projection::of_number(kind, number, record.reported.period.month());
        }
        let is_stale = actual.as_ref().is_some_and(|record| record.reported.period < input.period);
        Self { indicator: indicator.clone(), actual, signal, pace, projected, is_stale }
    }

    /// Its place in a list, the most severe first.
    pub fn severity(&self) -> Severity {
        Severity::of(self.signal, self.pace)
    }
}
