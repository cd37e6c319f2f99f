//! Passes over the arrays: the kernel, and loops that it is measured against.

use std::hint::{black_box, select_unpredictable as select};

use jixiao_domain::Rounding;
use jixiao_domain::kernel::Formula;
use jixiao_domain::packed::{Packed, Rows};

/// What is done with every plan.
#[derive(Clone, Copy)]
pub(crate) enum Pass {
    /// The points of the indicators, exact.
    Kernel,
    /// The same rules in floats.
    Floats,
    /// All sums of the plan, exact.
    Scores,
    /// A share of each weight and their sum in 64 bits: no rules, no rounding, nothing for what does not fit.
    Bare,
    /// Nothing.
    Nothing,
}

impl Pass {
    pub(crate) fn named(name: &str) -> Self {
        let all = [Self::Kernel, Self::Floats, Self::Scores, Self::Bare, Self::Nothing];
        all.into_iter().find(|pass| pass.name() == name).unwrap_or_else(|| panic!("there is no pass {name}"))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kernel => "kernel",
            Self::Floats => "floats",
            Self::Scores => "scores",
            Self::Bare => "bare",
            Self::Nothing => "nothing",
        }
    }

    /// Goes through all plans once.
    pub(crate) fn over(self, packed: &Packed) {
        let packed = black_box(packed);
        let plans = || (0..packed.len()).filter_map(|index| packed.rows(index));
        match self {
            Self::Kernel => plans().for_each(|rows| {
                black_box(rows.points(Rounding::HalfUp));
            }),
            Self::Floats => plans().for_each(|rows| {
                black_box(floats(rows));
            }),
            Self::Scores => packed.scores().for_each(|score| {
                black_box(score);
            }),
            Self::Bare => plans().for_each(|rows| {
                black_box(bare(rows));
            }),
            Self::Nothing => (),
        }
    }
}

/// Hundredths of a point.
fn bare(rows: Rows<'_>) -> i64 {
    let mut sum = 0;
    for ((&target, &actual), &weight) in rows.targets.iter().zip(rows.actuals).zip(rows.weights) {
        let weight = i64::from(weight);
        sum += (weight * actual / target).min(weight);
    }
    sum
}

/// Hundredths of a point, of half a hundredth mostly the next one: a quotient has 53 bits. It is as free of branches as
/// the kernel, which makes it faster than a match over the formulas would be.
fn floats(rows: Rows<'_>) -> u64 {
    let mut sum = 0;
    let values = rows.targets.iter().zip(rows.actuals).zip(rows.weights);
    for ((((&target, &actual), &weight), code), &from) in values.zip(rows.codes).zip(rows.from) {
        let (target, actual, formula) = (target as f64, actual as f64, code.formula());
        let falling = 2.0 * target - actual;
        let falls = matches!(formula, Formula::CapLinear | Formula::EqualExact);
        let earned = select(falls, falling, actual);
        let earned = select(matches!(formula, Formula::EqualExact), actual.min(falling), earned);
        let is_ratio = matches!(formula, Formula::CapRatio);
        let numerator = select(is_ratio, target, earned.max(0.0).min(target));
        let denominator = select(is_ratio, actual.max(target), target);
        let points = (f64::from(weight) * numerator / denominator + 0.5) as u32;
        let is_below = actual.max(0.0) * 100.0 < target * f64::from(from);
        sum += u64::from(select(is_below, 0, points));
    }
    sum
}

/// That both know the same rules: a plan differs by a hundredth for an indicator at most.
pub(crate) fn check(packed: &Packed) {
    let mut other = 0;
    for rows in (0..packed.len()).filter_map(|index| packed.rows(index)) {
        let (exact, near) = (u64::from(rows.points(Rounding::HalfUp).hundredths()), floats(rows));
        assert!(exact.abs_diff(near) <= rows.codes.len() as u64, "{exact} and {near} hundredths");
        other += usize::from(exact != near);
    }
    println!("floats: other points than the exact ones in {other} of {} plans", packed.len());
}
