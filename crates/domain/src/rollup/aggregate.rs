//! Rows of many plans added together where they share an indicator of the library, unit, sign and kind.

mod added;

use std::collections::HashMap;

use self::added::Added;
use crate::{AccumulationKind, Decimal, Fen, Points, Ratio, SchemeId, Sign, Text};

/// A scored row with a number against a number, that names an indicator of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregateRow {
    /// Id of the indicator of the library.
    pub library: SchemeId,
    /// As printed; `None` where the table lost it.
    pub unit: Option<Text<50>>,
    /// How the actual is compared.
    pub sign: Sign,
    /// How the reports relate to each other.
    pub kind: AccumulationKind,
    /// Whether the unit is that of a rate, such as %.
    pub is_rate: bool,
    /// 指标值.
    pub target: Decimal,
    /// 实际完成值, as reported.
    pub actual: Decimal,
    /// What a rate was made of, where it was collected.
    pub ratio: Option<Ratio>,
    /// 分值.
    pub weight: Points,
    /// The row's own score.
    pub score: Points,
    /// Of [`indicator_money`](super::indicator_money); below nought it counts as nought.
    pub money: Fen,
}

/// What rows share that are added together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AggregateKey {
    /// Id of the indicator of the library.
    pub library: SchemeId,
    /// As printed.
    pub unit: Option<Text<50>>,
    /// How the actual is compared.
    pub sign: Sign,
    /// How the reports relate to each other.
    pub kind: AccumulationKind,
    /// Whether the unit is that of a rate.
    pub is_rate: bool,
}

/// How rows were put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Quantities: targets and actuals are sums.
    Sum,
    /// Rates of which every row has its ratio: numerators over denominators, targets weighted by denominators.
    Ratio,
    /// Rates weighted by the money of their indicators.
    Money,
    /// Rates none of which has money: plain averages.
    Average,
}

/// Rows put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// What they share.
    pub key: AggregateKey,
    /// How many they are, from 1.
    pub rows: usize,
    /// How they were put together.
    pub basis: Basis,
    /// The sum of the targets, or their mean half-up to 6 decimals. `None` where it is past any decimal.
    pub target: Option<Decimal>,
    /// The sum of the actuals, or their rate half-up to 6 decimals. `None` where it is past any decimal.
    pub actual: Option<Decimal>,
    /// The average weight, half-up to 0.01.
    pub weight: Points,
    /// The score of the sum: of that actual against that target at that weight. `None` where a value is past any
    /// decimal or no rule gives points.
    pub score: Option<Points>,
    /// The average of the rows' own scores, half-up to 0.01: never the score of the sum.
    pub mean_score: Points,
    /// Money of the indicators; `None` where it is past any amount.
    pub money: Option<Fen>,
}

/// Scores an actual (third) against a target (second), at a weight; `None` where no rule gives points.
pub type ScoreOfSum<'a> = dyn Fn(Sign, Decimal, Decimal, Points) -> Option<Points> + 'a;

/// Rows by what they share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aggregates {
    by_key: HashMap<AggregateKey, Added>,
}

impl Aggregates {
    /// Takes in the rows of a plan.
    pub fn take(&mut self, rows: &[AggregateRow]) {
        for row in rows {
            self.by_key.entry(row.key()).or_default().take(row);
        }
    }

    /// Takes in all that another one took.
    pub fn merge(&mut self, other: &Self) {
        for (key, added) in &other.by_key {
            self.by_key.entry(key.clone()).or_default().merge(added);
        }
    }

    /// What came together, by library id, unit, sign and kind.
    pub fn finish(&self, score: &ScoreOfSum<'_>) -> Vec<Aggregate> {
        let mut all: Vec<_> = self.by_key.iter().filter_map(|(key, added)| added.finish(key, score)).collect();
        all.sort_unstable_by(|a, b| a.key.place().cmp(&b.key.place()));
        all
    }
}

impl AggregateRow {
    fn key(&self) -> AggregateKey {
        let Self { library, unit, sign, kind, is_rate, .. } = self.clone();
        AggregateKey { library, unit, sign, kind, is_rate }
    }
}

impl AggregateKey {
    fn place(&self) -> impl Ord {
        (&self.library, &self.unit, self.sign, self.kind.label(), self.is_rate)
    }

    /// How many of its unit make a whole, where the unit says so: what a ratio is multiplied by.
    fn whole(&self) -> Option<i128> {
        match self.unit.as_ref()?.as_str().trim() {
            "%" | "％" | "﹪" => Some(100),
            "‰" => Some(1000),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
