//! The scorecard: the join of a plan version with its actuals and judgements under a profile.

mod row;
mod totals;

pub use row::{ExecutionRow, GoalRows, Row};
pub use totals::{Count, Totals};

use crate::scoring::{score_execution, score_indicator};
use crate::{ActualsAsOf, ExecutionRecord, Goal, Judgements, PlanContent, Points, Profile};

/// What a score needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The approved version.
    pub plan: &'a PlanContent,
    /// What was reported, as of the period in question.
    pub actuals: &'a ActualsAsOf,
    /// All judgements that hold.
    pub judgements: &'a Judgements,
    /// The rules.
    pub profile: &'a Profile,
}

/// The scorecard of a plan (绩效自评表).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// In the order of their numbers.
    pub goals: Vec<GoalRows>,
    /// The execution of the budget.
    pub execution: ExecutionRow,
    /// The sums.
    pub totals: Totals,
}

/// Why a plan cannot be scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unscorable {
    /// The plan has no weights.
    #[error("the plan version has no weights")]
    NoWeights,
    /// The profile is made for another execution weight.
    #[error("the profile gives the execution row {profile} points, the plan version {plan}")]
    SchemeMismatch {
        /// The profile's.
        profile: Points,
        /// The plan version's.
        plan: Points,
    },
}

impl Scorecard {
    /// Scores a plan. Equal input gives an equal scorecard.
    pub fn compute(input: &Input<'_>) -> Result<Self, Unscorable> {
        let plan = input.plan.scheme().ok_or(Unscorable::NoWeights)?.execution_weight;
        let profile = input.profile.execution_weight;
        if plan != profile {
            return Err(Unscorable::SchemeMismatch { profile, plan });
        }
        let goals: Vec<GoalRows> = input.plan.goals().iter().map(|goal| goal_rows(input, goal)).collect();
        let execution = execution_row(input.actuals.execution.clone(), plan);
        let totals = Totals::of(input.profile, &goals, &execution);
        Ok(Self { goals, execution, totals })
    }

    /// All indicator rows, by goal, in plan order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.goals.iter().flat_map(|goal| &goal.rows)
    }
}

fn goal_rows(input: &Input<'_>, goal: &Goal) -> GoalRows {
    let indicators = input.plan.indicators().iter().filter(|i| i.goal == goal.number);
    let rows = indicators.map(|indicator| {
        let weight = indicator.weight.unwrap_or_default();
        let actual = input.actuals.records.get(&indicator.id).cloned();
        let judgement = actual.as_ref().and_then(|a| input.judgements.of(&indicator.id, a.reported.revision)).cloned();
        let score = score_indicator(input.profile, indicator, weight, actual.as_ref(), judgement.as_ref());
        Row { indicator: indicator.clone(), weight, actual, judgement, score }
    });
    GoalRows { goal: goal.clone(), rows: rows.collect() }
}

fn execution_row(record: Option<ExecutionRecord>, weight: Points) -> ExecutionRow {
    let score = score_execution(record.as_ref().map(|r| r.report.total()), weight);
    ExecutionRow { weight, record, score }
}

#[cfg(test)]
mod tests;
