//! The scorecard: the join of a plan version with its actuals and judgements under a profile.

mod moved;
mod plausible;
mod row;
mod totals;

pub use plausible::{Plausibility, Plausible};
pub use row::{ExecutionRow, GoalRows, Row};
pub(crate) use totals::of_a_hundred;
pub use totals::{Count, Totals};

use crate::scoring::{Outcome, score_execution, score_indicator};
use crate::{ActualsAsOf, Goal, Indicator, Judgements, NotApplicableRule, PlanContent, Points, Profile};

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
    /// Whether the points are plausible beside the money that was spent.
    pub plausible: Plausible,
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
        let execution = execution_row(input, plan);
        let mut rows: Vec<Row> = input.plan.indicators().iter().map(|it| row(input, it, Points::ZERO)).collect();
        if input.profile.not_applicable == NotApplicableRule::Move {
            for (place, moved) in moved::moved(&rows, &execution) {
                if let Some(old) = rows.get_mut(place) {
                    *old = row(input, &old.indicator, moved);
                }
            }
        }
        let goals = by_goal(input.plan.goals(), rows);
        let totals = Totals::of(input.profile, &goals, &execution);
        let plausible = Plausible::of(input.profile, &goals, &execution);
        Ok(Self { goals, execution, totals, plausible })
    }

    /// All indicator rows, by goal, in plan order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.goals.iter().flat_map(|goal| &goal.rows)
    }
}

/// The row of an indicator that got that much weight of rows that do not apply.
fn row(input: &Input<'_>, indicator: &Indicator, moved: Points) -> Row {
    let weight = indicator.weight.unwrap_or_default() + moved;
    let actual = input.actuals.records.get(&indicator.id);
    let revision = actual.map_or(0, |record| record.reported.revision);
    let judged = input.judgements.of(&indicator.id, revision);
    let score = score_indicator(input.profile, indicator, weight, actual, judged);
    Row {
        indicator: indicator.clone(),
        weight,
        moved,
        actual: actual.cloned(),
        judgement: judged.reviewer.cloned(),
        unit_judgement: judged.unit.cloned(),
        overridden: judged.overridden.filter(|_| score.outcome == Outcome::Overridden).cloned(),
        method: input.profile.method_of(indicator).clone(),
        score,
    }
}

/// Indicators of a plan are in the order of their goals.
fn by_goal(goals: &[Goal], rows: Vec<Row>) -> Vec<GoalRows> {
    let mut rows = rows.into_iter().peekable();
    let of = |goal: &Goal| {
        let rows = std::iter::from_fn(|| rows.next_if(|row| row.indicator.goal == goal.number)).collect();
        GoalRows { goal: goal.clone(), rows }
    };
    goals.iter().map(of).collect()
}

fn execution_row(input: &Input<'_>, weight: Points) -> ExecutionRow {
    let record = input.actuals.execution.clone();
    let score = score_execution(input.profile.rounding, record.as_ref().map(|r| r.report.total()), weight);
    ExecutionRow { weight, record, score }
}

#[cfg(test)]
mod tests;
