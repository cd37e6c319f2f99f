//! The arrays of rows.

use std::hint::select_unpredictable as select;
use std::mem::size_of;

use super::{Code, Row};
use crate::kernel::{Divisor, is_below};
use crate::{Points, Rounding};

/// Rows of all plans: 24 bytes each.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrays {
    targets: Vec<i64>,
    actuals: Vec<i64>,
    reciprocals: Vec<u32>,
    weights: Vec<u16>,
    codes: Vec<Code>,
    from: Vec<u8>,
}

/// Rows that follow one another; all slices are of one length.
///
/// A row whose points are not by a formula has target and actual one, and its points as weight.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Rows<'a> {
    /// In millionths, above nought.
    pub targets: &'a [i64],
    /// As reported, in millionths.
    pub actuals: &'a [i64],
    /// Of the denominators of the formulas, see [`Divisor::reciprocal`].
    pub reciprocals: &'a [u32],
    /// In hundredths of a point.
    pub weights: &'a [u16],
    /// How each is scored.
    pub codes: &'a [Code],
    /// Below so many hundredths of the target nothing is earned.
    pub from: &'a [u8],
}

impl Arrays {
    pub(super) fn with_room(rows: usize) -> Self {
        let mut arrays = Self::default();
        arrays.reserve(rows);
        arrays
    }

    pub(super) fn len(&self) -> usize {
        self.targets.len()
    }

    /// Makes room for so many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        reserve(&mut self.targets, rows);
        reserve(&mut self.actuals, rows);
        reserve(&mut self.reciprocals, rows);
        reserve(&mut self.weights, rows);
        reserve(&mut self.codes, rows);
        reserve(&mut self.from, rows);
    }

    pub(super) fn push(&mut self, row: Row) {
        self.targets.push(row.target);
        self.actuals.push(row.actual);
        self.reciprocals.push(row.reciprocal);
        self.weights.push(row.weight);
        self.codes.push(row.code);
        self.from.push(row.from);
    }

    /// Where there is no such place nothing is done.
    pub(super) fn set(&mut self, place: usize, row: Row) {
        set(&mut self.targets, place, row.target);
        set(&mut self.actuals, place, row.actual);
        set(&mut self.reciprocals, place, row.reciprocal);
        set(&mut self.weights, place, row.weight);
        set(&mut self.codes, place, row.code);
        set(&mut self.from, place, row.from);
    }

    pub(super) fn extend(&mut self, rows: Rows<'_>) {
        self.targets.extend_from_slice(rows.targets);
        self.actuals.extend_from_slice(rows.actuals);
        self.reciprocals.extend_from_slice(rows.reciprocals);
        self.weights.extend_from_slice(rows.weights);
        self.codes.extend_from_slice(rows.codes);
        self.from.extend_from_slice(rows.from);
    }

    #[inline]
    pub(super) fn rows(&self, first: usize, rows: usize) -> Rows<'_> {
        Rows {
            targets: part(&self.targets, first, rows),
            actuals: part(&self.actuals, first, rows),
            reciprocals: part(&self.reciprocals, first, rows),
            weights: part(&self.weights, first, rows),
            codes: part(&self.codes, first, rows),
            from: part(&self.from, first, rows),
        }
    }

    /// Of memory, with the room that is kept.
    pub(super) fn bytes(&self) -> usize {
        let values = (self.targets.capacity() + self.actuals.capacity()) * size_of::<i64>();
        let small = self.reciprocals.capacity() * size_of::<u32>() + self.weights.capacity() * size_of::<u16>();
        values + small + self.codes.capacity() * size_of::<Code>() + self.from.capacity()
    }
}

impl Rows<'_> {
    /// The sum of the points, each rounded to 0.01.
    #[inline]
    pub fn points(self, rounding: Rounding) -> Points {
        // So that the loop below knows which rounding it does.
        let sum = match rounding {
            Rounding::HalfUp => self.sum(Rounding::HalfUp),
            Rounding::HalfEven => self.sum(Rounding::HalfEven),
            Rounding::Down => self.sum(Rounding::Down),
        };
        Points::from_hundredths(u32::try_from(sum).unwrap_or(u32::MAX))
    }

    #[inline(always)]
    fn sum(self, rounding: Rounding) -> u64 {
        let values = self.targets.iter().zip(self.actuals).zip(self.reciprocals);
        let rows = values.zip(self.weights).zip(self.codes).zip(self.from);
        let mut sum = 0;
        for (((((&target, &actual), &reciprocal), &weight), &code), &from) in rows {
            let (numerator, denominator) = code.formula().parts(target, actual);
            let divisor = Divisor::with(denominator, reciprocal);
            let points = if code.is_wide() {
                divisor.wide(weight.into(), numerator, rounding)
            } else {
                divisor.narrow(weight.into(), numerator, rounding)
            };
            sum += u64::from(select(is_below(target, actual.max(0), from.into()), 0, points));
        }
        sum
    }
}

fn part<T>(all: &[T], first: usize, count: usize) -> &[T] {
    all.get(first..first + count).unwrap_or_default()
}

fn set<T>(all: &mut [T], place: usize, value: T) {
    if let Some(old) = all.get_mut(place) {
        *old = value;
    }
}

/// Makes room for so many more, and where there was none for an eighth of what is there: twice as much would be too
/// much memory.
pub(super) fn reserve<T>(all: &mut Vec<T>, more: usize) {
    if all.capacity() - all.len() < more {
        all.reserve_exact(more.max(all.len() / 8));
    }
}
