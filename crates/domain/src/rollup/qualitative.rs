//! The mean of judged indicators.

use super::sums::half_up;
use crate::{Fen, Points};

/// What a judged indicator adds to a mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgedRow {
    /// What a person gave it, at most the weight.
    pub score: Points,
    /// 分值.
    pub weight: Points,
    /// Of [`indicator_money`](super::indicator_money); below nought it counts as nought.
    pub money: Fen,
}

/// The average rate of judged indicators, weighted by their money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QualitativeMean {
    rows: usize,
    without_weight: usize,
    rates: u128,
    money: u128,
    /// The greatest number stands for all that are past it.
    rates_by_money: u128,
}

/// What a row adds is kept to so many parts of a hundredth of a point, upwards: weights have no common denominator that
/// would fit. So an exact half goes up, as it must, and a mean is too high by less than one such part a row.
const PARTS: u128 = 1_000_000_000;

impl QualitativeMean {
    /// Takes in the rows of a plan. A row of no weight has no rate and is counted apart.
    pub fn take(&mut self, rows: &[JudgedRow]) {
        for row in rows {
            let weight = u128::from(row.weight.hundredths());
            if weight == 0 {
                self.without_weight += 1;
                continue;
            }
            let score = u128::from(row.score.hundredths()) * u128::from(Points::HUNDRED.hundredths()) * PARTS;
            let money = u128::from(row.money.get().max(0).unsigned_abs());
            let by_money = score.checked_mul(money).map_or(u128::MAX, |product| product.div_ceil(weight));
            self.rows += 1;
            self.rates += score.div_ceil(weight);
            self.money += money;
            self.rates_by_money = self.rates_by_money.saturating_add(by_money);
        }
    }

    /// Takes in all that another one took.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.without_weight += other.without_weight;
        self.rates += other.rates;
        self.money += other.money;
        self.rates_by_money = self.rates_by_money.saturating_add(other.rates_by_money);
    }

    /// How many rows it is of.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many rows have no weight and so no rate.
    pub fn without_weight(&self) -> usize {
        self.without_weight
    }

    /// `Σ (score ÷ weight)·money ÷ Σ money` in points of a hundred, half-up to 0.01; the plain average where no row has
    /// money. `None` without rows, and where rates by money are past any number: scores far above their weights.
    pub fn rate(&self) -> Option<Points> {
        let (sum, of) = match self.money {
            0 => (self.rates, u128::try_from(self.rows).ok()?),
            money => (self.rates_by_money, money),
        };
        let hundredths = half_up(i128::try_from(sum).ok()?, i128::try_from(of.checked_mul(PARTS)?).ok()?)?;
        u32::try_from(hundredths).ok().map(Points::from_hundredths)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mean(rows: &[JudgedRow]) -> QualitativeMean {
        let mut mean = QualitativeMean::default();
        mean.take(rows);
        mean
    }

    fn row(score: &str, weight: &str, money: i64) -> JudgedRow {
        JudgedRow { score: score.parse().unwrap(), weight: weight.parse().unwrap(), money: Fen::new(money) }
    }

    fn rate(rows: &[JudgedRow]) -> Option<String> {
        mean(rows).rate().map(|rate| rate.to_string())
    }

    #[test]
    fn the_rate_is_weighted_by_money() {
        assert_eq!(rate(&[row("5", "5", 300), row("2", "4", 100)]).as_deref(), Some("87.50"));
        assert_eq!(rate(&[row("5", "5", 0), row("2", "4", 100)]).as_deref(), Some("50.00"));
    }

    #[test]
    fn without_money_it_is_the_plain_average() {
        assert_eq!(rate(&[row("5", "5", 0), row("2", "4", 0), row("0", "3", -7)]).as_deref(), Some("50.00"));
        assert_eq!(rate(&[]), None);
    }

    #[test]
    fn a_mean_of_parts_without_end_that_is_an_exact_half_goes_up() {
        let thirds =
            |one: i64, two: i64, half: i64| rate(&[row("1", "3", one), row("2", "3", two), row("2", "4", half)]);
        // (8 ÷ 3 + 4 ÷ 3 + 19990 ÷ 2) ÷ 20000 is 49.995%.
        assert_eq!(thirds(8, 2, 19_990).as_deref(), Some("50.00"));
        assert_eq!(thirds(8_000_001, 1_999_999, 19_990_000_000).as_deref(), Some("49.99"));
    }

    #[test]
    fn a_row_without_weight_is_counted_apart() {
        let mean = mean(&[row("0", "0", 900), row("1", "3", 100)]);
        assert_eq!((mean.rows(), mean.without_weight()), (1, 1));
        assert_eq!(mean.rate().unwrap().to_string(), "33.33");
    }

    #[test]
    fn the_largest_money_fits_and_what_is_past_a_number_is_none() {
        let rows = [row("1", "3", i64::MAX), row("1", "3", i64::MAX)];
        assert_eq!(rate(&rows).as_deref(), Some("33.33"));
        let absurd = JudgedRow { score: Points::from_hundredths(u32::MAX), ..row("0", "0.01", i64::MAX) };
        assert_eq!(rate(&[absurd; 50]), None);
    }

    fn rows() -> impl Strategy<Value = Vec<JudgedRow>> {
        let points = |hundredths: u32| Points::from_hundredths(hundredths);
        let row = (1..=1000u32).prop_flat_map(|weight| (0..=weight, Just(weight), 0..9_000_000i64));
        let row = row.prop_map(move |(score, weight, money)| JudgedRow {
            score: points(score),
            weight: points(weight),
            money: Fen::new(money / 1000),
        });
        prop::collection::vec(row, 0..30)
    }

    proptest! {
        #[test]
        fn neither_order_nor_parts_matter(rows in rows(), cut in 0..30usize) {
            let whole = mean(&rows);
            let (first, rest) = rows.split_at(cut.min(rows.len()));
            let mut merged = mean(rest);
            merged.merge(&mean(first));
            let backwards: Vec<JudgedRow> = rows.iter().rev().copied().collect();
            prop_assert_eq!(&merged, &whole);
            prop_assert_eq!(mean(&backwards), whole);
        }

        #[test]
        fn the_mean_lies_between_the_lowest_and_the_highest_rate(rows in rows()) {
            let rates: Vec<Points> = rows.iter().filter_map(|row| mean(&[*row]).rate()).collect();
            prop_assert_eq!(rates.len(), rows.len());
            let rate = mean(&rows).rate();
            prop_assert!(rate >= rates.iter().min().copied() && rate <= rates.iter().max().copied());
        }
    }
}
