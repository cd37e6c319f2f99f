use std::collections::BTreeSet;

use jixiao_domain::{Checklist, ChecklistItem, Decimal, Method, Points, Step, Steps};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use crate::basic::{decimal, text};

/// Each kind; among them the longest lists.
pub fn method() -> impl Strategy<Value = Method> {
    let share = (1..=100u32).prop_map(|share| Method::threshold(Points::from_hundredths(share)).unwrap());
    let above_nought = |points: Decimal| Method::deduction(points).ok();
    prop_oneof![
        Just(Method::Proportional),
        Just(Method::YesNo),
        Just(Method::Manual),
        share,
        steps().prop_map(Method::Steps),
        decimal().prop_filter_map("a deduction of nothing", above_nought),
        checklist().prop_map(Method::Checklist),
    ]
}

/// Bounds and points both falling, as many as there are different bounds, often the most there may be.
fn steps() -> impl Strategy<Value = Steps> {
    let near = (-9_999_999..10_000_000i64).prop_map(|millionths| Decimal::from_millionths(millionths).unwrap());
    let bounds = vec(prop_oneof![1 => decimal(), 3 => near], 1..40);
    (bounds, btree_set(0..=1000u32, Steps::MOST)).prop_map(|(bounds, points)| {
        let bounds: BTreeSet<_> = bounds.into_iter().collect();
        let both = bounds.into_iter().rev().zip(points.into_iter().rev());
        let steps = both.map(|(from, points)| Step { from, points: Points::from_hundredths(points) });
        Steps::new(steps.collect()).unwrap()
    })
}

fn checklist() -> impl Strategy<Value = Checklist> {
    let count = prop_oneof![4 => 1..=4usize, 1 => Just(Checklist::MOST)];
    count.prop_flat_map(|count| vec(item(), count)).prop_map(|items| Checklist::new(items).unwrap())
}

fn item() -> impl Strategy<Value = ChecklistItem> {
    let points = prop_oneof![1..=10_000u32, Just(1), Just(10_000)].prop_map(Points::from_hundredths);
    (text(), points).prop_map(|(text, points)| ChecklistItem { text, points })
}
