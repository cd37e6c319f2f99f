//! The summary of a group of departments: a region, a child region, a department with those under it.

use std::collections::BTreeMap;

use super::{PointsSum, RowFate, Tally};
use crate::{Grade, Level1, Level2, Points};

/// What a summary needs to know of an indicator's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFact {
    /// 一级指标.
    pub level1: Level1,
    /// 二级指标.
    pub level2: Level2,
    /// What became of it.
    pub fate: RowFate,
    /// 分值.
    pub weight: Points,
    /// At most the weight; `None` where it has none.
    pub score: Option<Points>,
}

/// What a summary needs to know of the execution row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionFact {
    /// What became of it.
    pub fate: RowFate,
    /// Its weight.
    pub weight: Points,
    /// At most the weight; `None` where it has none.
    pub score: Option<Points>,
}

/// What a summary needs to know of a department's scored plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanFacts<'a> {
    /// Out of 100; `None` while a row is missing, and where no row applies.
    pub total: Option<Points>,
    /// Of the total.
    pub grade: Option<Grade>,
    /// Its indicators.
    pub rows: &'a [RowFact],
    /// Its execution of the budget.
    pub execution: ExecutionFact,
}

/// The summary of a group of departments, each with one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    complete: usize,
    incomplete: usize,
    refused: usize,
    totals: PointsSum,
    lowest: Option<Points>,
    highest: Option<Points>,
    grades: BTreeMap<Grade, usize>,
    indicators: Tally,
    execution: Tally,
    level1: BTreeMap<Level1, Tally>,
    level2: BTreeMap<(Level1, Level2), Tally>,
}

impl Summary {
    /// Takes in the plan of a department.
    pub fn take(&mut self, plan: &PlanFacts<'_>) {
        match plan.total {
            Some(total) => {
                self.complete += 1;
                self.totals += total;
                self.span(Some(total), Some(total));
            }
            None => self.incomplete += 1,
        }
        if let Some(grade) = plan.grade {
            *self.grades.entry(grade).or_default() += 1;
        }
        for RowFact { level1, level2, fate, weight, score } in plan.rows {
            let by_level1 = self.level1.entry(*level1).or_default();
            let by_level2 = self.level2.entry((*level1, *level2)).or_default();
            for tally in [&mut self.indicators, by_level1, by_level2] {
                tally.take(*fate, *weight, *score);
            }
        }
        self.execution.take(plan.execution.fate, plan.execution.weight, plan.execution.score);
    }

    /// Takes in a department whose plan could not be scored, such as one without weights.
    pub fn take_refused(&mut self) {
        self.refused += 1;
    }

    /// Takes in all that another one took.
    pub fn merge(&mut self, other: &Self) {
        self.complete += other.complete;
        self.incomplete += other.incomplete;
        self.refused += other.refused;
        self.totals += other.totals;
        self.span(other.lowest, other.highest);
        for (grade, count) in &other.grades {
            *self.grades.entry(*grade).or_default() += count;
        }
        self.indicators.merge(&other.indicators);
        self.execution.merge(&other.execution);
        for (level1, tally) in &other.level1 {
            self.level1.entry(*level1).or_default().merge(tally);
        }
        for (levels, tally) in &other.level2 {
            self.level2.entry(*levels).or_default().merge(tally);
        }
    }

    fn span(&mut self, lowest: Option<Points>, highest: Option<Points>) {
        self.lowest = self.lowest.into_iter().chain(lowest).min();
        self.highest = self.highest.max(highest);
    }

    /// Departments that were taken: complete, incomplete and refused.
    pub fn departments(&self) -> usize {
        self.complete + self.incomplete + self.refused
    }

    /// Departments with a total.
    pub fn complete(&self) -> usize {
        self.complete
    }

    /// Departments whose plan was scored and has no total.
    pub fn incomplete(&self) -> usize {
        self.incomplete
    }

    /// Departments whose plan could not be scored.
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// An average: `Σ totals ÷ n` over the departments with a total, half-up to 0.01. `None` where none has one.
    pub fn average_total(&self) -> Option<Points> {
        self.totals.mean(self.complete)
    }

    /// The lowest total there is.
    pub fn lowest_total(&self) -> Option<Points> {
        self.lowest
    }

    /// The highest total there is.
    pub fn highest_total(&self) -> Option<Points> {
        self.highest
    }

    /// Departments of that grade.
    pub fn grade(&self, grade: Grade) -> usize {
        self.grades.get(&grade).copied().unwrap_or_default()
    }

    /// All indicators.
    pub fn indicators(&self) -> &Tally {
        &self.indicators
    }

    /// The execution rows.
    pub fn execution(&self) -> &Tally {
        &self.execution
    }

    /// Indicators by level 1, those that occur.
    pub fn level1(&self) -> impl Iterator<Item = (Level1, &Tally)> {
        self.level1.iter().map(|(level1, tally)| (*level1, tally))
    }

    /// Indicators by level 1 and 2, the pairs that occur: tables mix frames.
    pub fn level2(&self) -> impl Iterator<Item = (Level1, Level2, &Tally)> {
        self.level2.iter().map(|((level1, level2), tally)| (*level1, *level2, tally))
    }
}

#[cfg(test)]
mod tests;
