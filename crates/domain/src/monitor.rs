//! Monitoring in the course of the year (绩效运行监控): the lights of a plan at the end of a month.

mod budget;
mod counts;
mod projection;
mod row;
mod severity;

pub use budget::MonitorBudget;
pub use counts::SignalCounts;
pub use row::MonitorRow;
pub use severity::Severity;

use std::collections::BTreeMap;

use crate::{ActualsAsOf, Goal, IndicatorId, Light, LightBounds, Period, PlanContent, Text, Tier};

/// What monitoring needs to know.
#[derive(Clone, Copy, Debug)]
pub struct MonitorInput<'a> {
    /// The version of the plan.
    pub plan: &'a PlanContent,
    /// What was reported, as of the period in question.
    pub actuals: &'a ActualsAsOf,
    /// Of each indicator, the tier that the report in question was judged as.
    pub tiers: &'a BTreeMap<IndicatorId, Tier>,
    /// The month at whose end the lights are.
    pub period: Period,
    /// Where the lights begin.
    pub bounds: &'a LightBounds,
}

/// Where a plan stands at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitor {
    /// In the order of their numbers.
    pub goals: Vec<MonitorGoal>,
    /// The execution of the budget.
    pub budget: MonitorBudget,
    /// The worst of all indicators and the budget; `None` where none has a light.
    pub light: Option<Light>,
    /// Of all indicators; the budget is not among them.
    pub counts: SignalCounts,
}

/// Where a goal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitorGoal {
    /// From 1.
    pub number: i32,
    /// As printed.
    pub text: Text<2000>,
    /// The worst of its indicators; `None` where none has a light.
    pub light: Option<Light>,
    /// Of its indicators.
    pub counts: SignalCounts,
    /// In plan order.
    pub rows: Vec<MonitorRow>,
}

impl Monitor {
    /// Monitors a plan. Equal input gives an equal result.
    pub fn of(input: &MonitorInput<'_>) -> Self {
        let goals: Vec<MonitorGoal> = input.plan.goals().iter().map(|goal| MonitorGoal::of(input, goal)).collect();
        let budget = MonitorBudget::of(input);
        let mut counts = SignalCounts::default();
        for goal in &goals {
            counts.add(&goal.counts);
        }
        let light = Light::worst(goals.iter().filter_map(|goal| goal.light).chain(budget.signal.light()));
        Self { goals, budget, light, counts }
    }

    /// All indicator rows, by goal, in plan order.
    pub fn rows(&self) -> impl Iterator<Item = &MonitorRow> {
        self.goals.iter().flat_map(|goal| &goal.rows)
    }

    /// The rows with a red or yellow light, in plan order.
    pub fn warnings(&self) -> impl Iterator<Item = &MonitorRow> {
        self.rows().filter(|row| row.severity().is_warning())
    }

    /// The budget, where its light is red or yellow.
    pub fn budget_warning(&self) -> Option<&MonitorBudget> {
        Some(&self.budget).filter(|budget| budget.severity().is_warning())
    }
}

impl MonitorGoal {
    fn of(input: &MonitorInput<'_>, goal: &Goal) -> Self {
        let indicators = input.plan.indicators().iter().filter(|i| i.goal == goal.number);
        let rows: Vec<MonitorRow> = indicators.map(|indicator| MonitorRow::of(input, indicator)).collect();
        Self {
            number: goal.number,
            text: goal.text.clone(),
            light: Light::worst(rows.iter().filter_map(|row| row.signal.light())),
            counts: SignalCounts::of(rows.iter().map(|row| row.signal)),
            rows,
        }
    }
}

#[cfg(test)]
mod tests;
