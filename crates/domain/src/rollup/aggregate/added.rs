//! The sums behind an aggregate.

use super::{Aggregate, AggregateKey, AggregateRow, Basis, ScoreOfSum};
use crate::rollup::PointsSum;
use crate::rollup::sums::{Products, half_up};
use crate::{Decimal, Fen};

/// Sums over the rows of a key. Values are millionths below 60 bits and money is below 63, so none of the plain sums
/// leaves an `i128` before a count leaves 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Added {
    rows: usize,
    target: i128,
    actual: i128,
    weight: PointsSum,
    score: PointsSum,
    money: i128,
    target_by_money: Products,
    actual_by_money: Products,
    /// Rows with a ratio that stands over more than nought.
    ratios: usize,
    numerator: i128,
    denominator: i128,
    target_by_denominator: Products,
}

impl Added {
    pub(super) fn take(&mut self, row: &AggregateRow) {
        let (target, actual, money) = (row.target.millionths(), row.actual.millionths(), row.money.get().max(0));
        self.rows += 1;
        self.target += i128::from(target);
        self.actual += i128::from(actual);
        self.weight += row.weight;
        self.score += row.score;
        self.money += i128::from(money);
        self.target_by_money.take(target, money);
        self.actual_by_money.take(actual, money);
        if let Some(ratio) = row.ratio.filter(|ratio| ratio.denominator() > Decimal::ZERO) {
            self.ratios += 1;
            self.numerator += i128::from(ratio.numerator().millionths());
            self.denominator += i128::from(ratio.denominator().millionths());
            self.target_by_denominator.take(target, ratio.denominator().millionths());
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.target += other.target;
        self.actual += other.actual;
        self.weight += other.weight;
        self.score += other.score;
        self.money += other.money;
        self.target_by_money.merge(other.target_by_money);
        self.actual_by_money.merge(other.actual_by_money);
        self.ratios += other.ratios;
        self.numerator += other.numerator;
        self.denominator += other.denominator;
        self.target_by_denominator.merge(other.target_by_denominator);
    }

    /// `None` of no rows.
    pub(super) fn finish(&self, key: &AggregateKey, score: &ScoreOfSum<'_>) -> Option<Aggregate> {
        let whole = key.whole().filter(|_| self.ratios == self.rows);
        let (basis, target, actual) = match whole {
            _ if !key.is_rate => (Basis::Sum, Some(self.target), Some(self.actual)),
            Some(whole) => (Basis::Ratio, self.target_over_denominator(), self.rate(whole)),
            None if self.money > 0 => {
                let mean = |sum: Products| half_up(sum.sum()?, self.money);
                (Basis::Money, mean(self.target_by_money), mean(self.actual_by_money))
            }
            None => {
                let mean = |sum| half_up(sum, i128::try_from(self.rows).ok()?);
                (Basis::Average, mean(self.target), mean(self.actual))
            }
        };
        let weight = self.weight.mean(self.rows)?;
        let (target, actual) = (target.and_then(decimal), actual.and_then(decimal));
        Some(Aggregate {
            key: key.clone(),
            rows: self.rows,
            basis,
            target,
            actual,
            weight,
            score: target.zip(actual).and_then(|(target, actual)| score(key.sign, target, actual, weight)),
            mean_score: self.score.mean(self.rows)?,
            money: i64::try_from(self.money).ok().map(Fen::new),
        })
    }

    fn target_over_denominator(&self) -> Option<i128> {
        half_up(self.target_by_denominator.sum()?, self.denominator)
    }

    /// Numerators over denominators, in millionths of the unit.
    fn rate(&self, whole: i128) -> Option<i128> {
        half_up(self.numerator.checked_mul(whole * 1_000_000)?, self.denominator)
    }
}

fn decimal(millionths: i128) -> Option<Decimal> {
    i64::try_from(millionths).ok().and_then(Decimal::from_millionths)
}
