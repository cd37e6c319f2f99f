//! A plan beside that of the year before.

use std::collections::{HashMap, HashSet};

use super::sums::half_up;
use crate::{AccumulationKind, Decimal, IndicatorId, SchemeId, Text};

/// An indicator with a number for its target, in one of the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearRow {
    /// Its id.
    pub indicator: IndicatorId,
    /// Id of the indicator of the library, where it names one.
    pub library: Option<SchemeId>,
    /// As printed; `None` where the table lost it.
    pub unit: Option<Text<50>>,
    /// How its reports relate to each other.
    pub kind: AccumulationKind,
    /// 指标值.
    pub target: Decimal,
    /// 实际完成值, where a number was reported.
    pub actual: Option<Decimal>,
}

/// What two rows were known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PairedBy {
    /// The same id, unit and kind.
    Indicator,
    /// The same indicator of the library, unit and kind.
    Library,
}

/// How a value moved from one year to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearChange {
    /// Now less before; `None` where it is past any decimal.
    pub difference: Option<Decimal>,
    /// The difference as a share of the value before, half-up to four decimals: `0.25` is a quarter more. `None`
    /// where the value before is not above nought, and where the share is past any decimal.
    pub growth: Option<Decimal>,
}

/// Rows of two years beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearPair<'a> {
    /// The same indicator in both years.
    Both {
        /// In the year before.
        before: &'a YearRow,
        /// In this year.
        now: &'a YearRow,
        /// What they were known by.
        by: PairedBy,
        /// How the target moved.
        target: YearChange,
        /// How the actual moved, where there are two.
        actual: Option<YearChange>,
    },
    /// Nothing in this year is known to be the same.
    OnlyBefore(&'a YearRow),
    /// Nothing in the year before is known to be the same.
    OnlyNow(&'a YearRow),
}

impl YearChange {
    /// From one value to another.
    pub fn of(before: Decimal, now: Decimal) -> Self {
        let difference = now.millionths() - before.millionths();
        let share = half_up(i128::from(difference) * 10_000, i128::from(before.millionths()));
        let growth = share.and_then(|share| i64::try_from(share * 100).ok());
        Self { difference: Decimal::from_millionths(difference), growth: growth.and_then(Decimal::from_millionths) }
    }
}

/// Pairs the rows of a plan with those of the year before: by id, unit and kind, or else by the indicator of the
/// library, unit and kind; each where it occurs once on both sides. Rows that name different indicators of the
/// library are never the same: tables that were read anew number their indicators anew.
///
/// Every row is there once: those of this year in their order, then what is left of the year before in its order.
pub fn year_on_year<'a>(before: &'a [YearRow], now: &'a [YearRow]) -> Vec<YearPair<'a>> {
    let (mut partners, mut paired) = (HashMap::new(), HashSet::new());
    for by in [PairedBy::Indicator, PairedBy::Library] {
        let (earlier, later) = (once(before, by), once(now, by));
        for (key, (place, row)) in &later {
            let Some((other, partner)) = earlier.get(key).filter(|(_, partner)| !differ(partner, row)) else {
                continue;
            };
            if !partners.contains_key(place) && paired.insert(*other) {
                partners.insert(*place, (*partner, by));
            }
        }
    }
    let of_now = now.iter().enumerate().map(|(place, row)| match partners.get(&place) {
        Some((partner, by)) => both(partner, row, *by),
        None => YearPair::OnlyNow(row),
    });
    let left = before.iter().enumerate().filter(|(place, _)| !paired.contains(place));
    of_now.chain(left.map(|(_, row)| YearPair::OnlyBefore(row))).collect()
}

type Key<'a> = (&'a str, Option<&'a Text<50>>, AccumulationKind);

/// The rows, with their places, whose key no other row has.
fn once(rows: &[YearRow], by: PairedBy) -> HashMap<Key<'_>, (usize, &YearRow)> {
    let mut found: HashMap<Key<'_>, Option<(usize, &YearRow)>> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        let id = match by {
            PairedBy::Indicator => Some(row.indicator.as_str()),
            PairedBy::Library => row.library.as_ref().map(SchemeId::as_str),
        };
        if let Some(id) = id {
            let key = (id, row.unit.as_ref(), row.kind);
            found.entry(key).and_modify(|first| *first = None).or_insert(Some((place, row)));
        }
    }
    found.into_iter().filter_map(|(key, only)| Some((key, only?))).collect()
}

fn differ(before: &YearRow, now: &YearRow) -> bool {
    before.library.as_ref().zip(now.library.as_ref()).is_some_and(|(before, now)| before != now)
}

fn both<'a>(before: &'a YearRow, now: &'a YearRow, by: PairedBy) -> YearPair<'a> {
    let actual = before.actual.zip(now.actual).map(|(before, now)| YearChange::of(before, now));
    YearPair::Both { before, now, by, target: YearChange::of(before.target, now.target), actual }
}

#[cfg(test)]
mod tests;
