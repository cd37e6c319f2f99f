//! Rows counted by what became of them, with their points.

use std::collections::BTreeMap;

use super::PointsSum;
use crate::Points;

/// What became of a row, as a roll-up counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowFate {
    /// 完成: the target was reached.
    Met,
    /// 未完成: it was reported or judged, and the target was not reached.
    Missed,
    /// 未报: there is no actual.
    NotReported,
    /// 待评: it waits for a person.
    Unjudged,
    /// 不适用.
    NotApplicable,
    /// No rule gives points for it.
    NotScorable,
    /// It has points, and nobody can say whether the target was reached.
    Scored,
}

impl RowFate {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::Missed,
        Self::NotReported,
        Self::Unjudged,
        Self::NotApplicable,
        Self::NotScorable,
        Self::Scored,
    ];
}

/// How many rows have a fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FateCount {
    /// Rows.
    pub rows: usize,
    /// Their weight.
    pub weight: PointsSum,
}

/// Points and counts of rows of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    points: PointsSum,
    weight_covered: PointsSum,
    weight: PointsSum,
    counts: BTreeMap<RowFate, FateCount>,
}

impl Tally {
    /// Takes in a row with its score, where it has one.
    pub(super) fn take(&mut self, fate: RowFate, weight: Points, score: Option<Points>) {
        if let Some(score) = score {
            self.points += score;
            self.weight_covered += weight;
        }
        if fate != RowFate::NotApplicable {
            self.weight += weight;
        }
        let count = self.counts.entry(fate).or_default();
        count.rows += 1;
        count.weight += weight;
    }

    /// Takes in all that another one took.
    pub(super) fn merge(&mut self, other: &Self) {
        self.points += other.points;
        self.weight_covered += other.weight_covered;
        self.weight += other.weight;
        for (fate, more) in &other.counts {
            let count = self.counts.entry(*fate).or_default();
            count.rows += more.rows;
            count.weight += more.weight;
        }
    }

    /// Points of the rows that have some.
    pub fn points(&self) -> PointsSum {
        self.points
    }

    /// Weight of the rows that have points.
    pub fn weight_covered(&self) -> PointsSum {
        self.weight_covered
    }

    /// Weight of the rows that apply.
    pub fn weight(&self) -> PointsSum {
        self.weight
    }

    /// An average: points of the weight they cover, out of 100, half-up to 0.01. `None` where no weight is covered.
    pub fn average_rate(&self) -> Option<Points> {
        self.points.share(self.weight_covered)
    }

    /// All rows.
    pub fn rows(&self) -> usize {
        self.counts.values().map(|count| count.rows).sum()
    }

    /// Rows of that fate.
    pub fn count(&self, fate: RowFate) -> FateCount {
        self.counts.get(&fate).copied().unwrap_or_default()
    }
}
