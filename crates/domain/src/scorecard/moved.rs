//! Where the weight of rows that do not apply goes.

use std::collections::BTreeMap;

use super::{ExecutionRow, Row};
use crate::scoring::Outcome;
use crate::weights::apportion;
use crate::{Level1, Points};

/// By their places, the rows that get weight of those that do not apply, and how much.
///
/// What is left free in a level 1 goes to its other rows pro rata, to 0.01 by largest remainder, ties to the earlier;
/// where it has none, as the weight of the execution has none, to the rows of effect; where there are none either, to
/// all rows that apply. Where no row applies nothing is moved.
pub(super) fn moved(rows: &[Row], execution: &ExecutionRow) -> BTreeMap<usize, Points> {
    let mut free: BTreeMap<Option<Level1>, Points> = BTreeMap::new();
    for row in rows.iter().filter(|row| !applies(row)) {
        let sum = free.entry(Some(row.indicator.level1)).or_default();
        *sum = *sum + row.weight;
    }
    if execution.score.outcome == Outcome::NotApplicable {
        free.insert(None, execution.weight);
    }
    let mut all = BTreeMap::new();
    for (level1, weight) in free {
        let (places, weights): (Vec<usize>, Vec<u32>) = receivers(rows, level1).into_iter().unzip();
        for (place, part) in places.into_iter().zip(apportion(weight, &weights)) {
            let sum: &mut Points = all.entry(place).or_default();
            *sum = *sum + part;
        }
    }
    all
}

fn applies(row: &Row) -> bool {
    row.score.outcome != Outcome::NotApplicable
}

/// Places and weights, in hundredths, of those that share what is free in a level 1.
fn receivers(rows: &[Row], level1: Option<Level1>) -> Vec<(usize, u32)> {
    let of = |wanted: &dyn Fn(Level1) -> bool| -> Vec<(usize, u32)> {
        let placed = rows.iter().enumerate().filter(|(_, row)| applies(row) && row.weight > Points::ZERO);
        let those = placed.filter(|(_, row)| wanted(row.indicator.level1));
        those.map(|(place, row)| (place, row.weight.hundredths())).collect()
    };
    let choices: [&dyn Fn(Level1) -> bool; 3] = [&|it| Some(it) == level1, &|it| it == Level1::Effect, &|_| true];
    choices.into_iter().map(of).find(|those| !those.is_empty()).unwrap_or_default()
}
