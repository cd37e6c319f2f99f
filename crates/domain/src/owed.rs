//! What is still owed for a period.

use std::collections::BTreeMap;

use crate::scoring::{Flag, score_indicator};
use crate::{
    ActualRecord, ActualValue, Actuals, Forecast, Indicator, IndicatorId, Judged, Period, PlanContent, Points, Profile,
};

/// What someone still has to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// 实际完成值.
    Actual,
    /// The execution of the budget (预算执行).
    Execution,
    /// 偏差原因分析 of an actual that missed its target or is far above it.
    DeviationReason,
    /// 完成可能性 at mid-year.
    Forecast,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Actual, Self::Execution, Self::DeviationReason, Self::Forecast];
}

/// Something that is still owed for a period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owed {
    /// The indicator; `None` for the execution of the budget.
    pub indicator: Option<IndicatorId>,
    /// What is owed.
    pub what: What,
}

/// What a plan still owes for exactly that period: of its indicators in plan order, then the execution.
///
/// A reason is owed where a scorecard flags it under the default profile; what a person has yet to judge owes none.
/// Forecasts are owed where the period is a mid-year one: there `midyear` holds those given so far. An indicator
/// reported as not applicable owes nothing.
pub fn owed(
    plan: &PlanContent,
    actuals: &Actuals,
    period: Period,
    midyear: Option<&BTreeMap<IndicatorId, Forecast>>,
) -> Vec<Owed> {
    let mut all = Vec::new();
    for indicator in plan.indicators() {
        let record = actuals.records.get(&(indicator.id.clone(), period));
        if record.is_some_and(|r| matches!(r.actual.value, ActualValue::NotApplicable(_))) {
            continue;
        }
        let is_owed = [
            (What::Actual, record.is_none()),
            (What::DeviationReason, record.is_some_and(|record| owes_reason(indicator, record))),
            (What::Forecast, midyear.is_some_and(|given| !given.contains_key(&indicator.id))),
        ];
        let owed = is_owed.into_iter().filter(|(_, is_owed)| *is_owed);
        all.extend(owed.map(|(what, _)| Owed { indicator: Some(indicator.id.clone()), what }));
    }
    if !actuals.executions.contains_key(&period) {
        all.push(Owed { indicator: None, what: What::Execution });
    }
    all
}

/// As a scorecard decides it. Whether a target is met does not depend on the weight.
fn owes_reason(indicator: &Indicator, record: &ActualRecord) -> bool {
    let weight = indicator.weight.unwrap_or(Points::ZERO);
    let score = score_indicator(Profile::default_rules(), indicator, weight, Some(record), Judged::default());
    score.flags.contains(&Flag::ReasonOwed)
}

#[cfg(test)]
mod tests;
