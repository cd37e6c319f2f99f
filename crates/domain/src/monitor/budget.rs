//! The row of the budget in monitoring.

use super::{MonitorInput, Severity, projection};
use crate::{ExecutionRecord, Fen, Pace, Signal, budget_light};

/// Where the execution of the budget stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitorBudget {
    /// The newest report of the latest month up to the one in question, where there is one.
    pub record: Option<ExecutionRecord>,
    /// Its light, never blue, or why there is none.
    pub signal: Signal,
    /// The rate of execution against month/12; `None` where nothing was reported or there is no budget.
    pub pace: Option<Pace>,
    /// A projection, no report: executed·12/month of its report, rounded half-up to a fen. `None` where nothing was
    /// reported, and past any amount.
    pub projected: Option<Fen>,
    /// Whether the report is of an earlier month.
    pub is_stale: bool,
}

impl MonitorBudget {
    pub(super) fn of(input: &MonitorInput<'_>) -> Self {
        let month = input.period.month();
        let record = input.actuals.execution.clone();
        let amounts = record.as_ref().map(|record| *record.report.total());
        let reported = record.as_ref().map(|record| record.reported.period);
        Self {
            signal: amounts.map_or(Signal::NoData, |a| budget_light(input.bounds, a.executed, a.budget(), month)),
            pace: amounts.and_then(|a| Pace::of_budget(a.executed, a.budget(), month)),
            projected: amounts.zip(reported).and_then(|(a, at)| projection::of_budget(a.executed, at.month())),
            is_stale: reported.is_some_and(|at| at < input.period),
            record,
        }
    }

    /// Its place in a list, the most severe first.
    pub fn severity(&self) -> Severity {
        Severity::of(self.signal, self.pace)
    }
}
