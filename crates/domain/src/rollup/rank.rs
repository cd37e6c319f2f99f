//! Ranking by total.

use std::cmp::Reverse;

use crate::{PlanName, Points};

/// A plan in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// From 1; equal totals share a place and the next one is left out. `None` where there is no total.
    pub place: Option<usize>,
    /// Whose plan, of which year.
    pub plan: PlanName,
    /// Out of 100; `None` while there is none.
    pub total: Option<Points>,
}

/// The highest total first, places 1, 2, 2, 4; ties in the order of names. Plans without a total come last, without
/// a place.
pub fn rank(totals: impl IntoIterator<Item = (PlanName, Option<Points>)>) -> Vec<Ranked> {
    let mut totals: Vec<_> = totals.into_iter().collect();
    totals.sort_unstable_by(|(a, of_a), (b, of_b)| Reverse(of_a).cmp(&Reverse(of_b)).then_with(|| a.cmp(b)));
    let mut last = None;
    let placed = (1..).zip(totals).map(|(nth, (plan, total))| {
        let place = match last {
            Some((place, of_last)) if of_last == total => place,
            Some(_) | None => nth,
        };
        last = Some((place, total));
        Ranked { place: total.map(|_| place), plan, total }
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan(department: &str) -> PlanName {
        format!("regions/120000000/departments/{department}/plans/2023").parse().unwrap()
    }

    fn ranked(totals: &[(&str, Option<&str>)]) -> Vec<(Option<usize>, String)> {
        let totals = totals.iter().map(|(name, total)| (plan(name), total.map(|t| t.parse().unwrap())));
        rank(totals).into_iter().map(|r| (r.place, r.plan.owner.department.to_string())).collect()
    }

    #[test]
    fn equal_totals_share_a_place_and_the_next_is_left_out() {
        let totals = [("d", Some("70")), ("c", Some("90")), ("b", Some("90")), ("a", Some("95"))];
        let places = [(1, "a"), (2, "b"), (2, "c"), (4, "d")];
        assert_eq!(ranked(&totals), places.map(|(place, name)| (Some(place), name.to_owned())));
    }

    #[test]
    fn without_a_total_there_is_no_place_and_nought_is_a_total() {
        let places = ranked(&[("b", None), ("a", None), ("z", Some("0"))]);
        assert_eq!(places, [(Some(1), "z"), (None, "a"), (None, "b")].map(|(p, n)| (p, n.to_owned())));
        assert_eq!(rank([]), []);
    }

    proptest! {
        #[test]
        fn a_place_is_one_more_than_the_plans_above_whatever_the_order(
            totals in prop::collection::btree_map("[a-z]{1,3}", prop::option::of(0..8u32), 0..20),
            turn in 0..20usize,
        ) {
            let totals: Vec<_> = totals.iter().map(|(n, t)| (plan(n), t.map(Points::from_hundredths))).collect();
            let mut turned: Vec<_> = totals.iter().rev().cloned().collect();
            turned.rotate_left(turn % totals.len().max(1));
            let ranked = rank(totals.clone());
            prop_assert_eq!(&ranked, &rank(turned));
            prop_assert_eq!(ranked.len(), totals.len());
            for row in &ranked {
                let above = totals.iter().filter(|(_, total)| *total > row.total).count();
                prop_assert_eq!(row.place, row.total.map(|_| above + 1));
            }
            prop_assert!(ranked.is_sorted_by(|a, b| (Reverse(a.total), &a.plan) < (Reverse(b.total), &b.plan)));
        }
    }
}
