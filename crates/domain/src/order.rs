//! Orders of keys: woven into one, and what moved between two.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// `lead`, and of `other` what is not in it, each behind its predecessor there.
pub(crate) fn woven<'a, K: Eq + Hash>(lead: &[&'a K], other: &[&'a K]) -> Vec<&'a K> {
    let leading: HashSet<&K> = lead.iter().copied().collect();
    let mut behind: HashMap<Option<&K>, Vec<&'a K>> = HashMap::new();
    let mut anchor = None;
    for key in other.iter().copied() {
        if leading.contains(key) {
            anchor = Some(key);
        } else {
            behind.entry(anchor).or_default().push(key);
        }
    }
    let mut all = behind.remove(&None).unwrap_or_default();
    for key in lead.iter().copied() {
        all.push(key);
        all.extend(behind.remove(&Some(key)).unwrap_or_default());
    }
    all
}

/// Those of `keys` that are also in `others`, in the order of `keys`.
pub(crate) fn common<'a, K: Eq + Hash>(keys: &[&'a K], others: &[&K]) -> Vec<&'a K> {
    let others: HashSet<&K> = others.iter().copied().collect();
    keys.iter().copied().filter(|key| others.contains(key)).collect()
}

/// A key that is in both orders, with its place in each and the length of the longest run from it on that
/// both orders agree about.
struct Step<'a, K> {
    key: &'a K,
    old: usize,
    new: usize,
    run: usize,
}

/// What moved: the old and new place, from 1, among the keys common to both. The fewest keys that explain the
/// new order; which of several equally few is decided by the keys, so that looking back gives the same.
pub(crate) fn moved<'a, K: Eq + Hash + Ord>(old: &[&'a K], new: &[&'a K]) -> HashMap<&'a K, (usize, usize)> {
    let (old, new) = (common(old, new), common(new, old));
    if old == new {
        return HashMap::new();
    }
    let places: HashMap<&K, usize> = new.iter().copied().zip(1..).collect();
    let mut steps: Vec<Step<'a, K>> = Vec::new();
    for (before, key) in old.into_iter().enumerate().rev() {
        let new = places.get(key).copied().unwrap_or_default();
        let run = 1 + steps.iter().filter(|s| s.new > new).map(|s| s.run).max().unwrap_or(0);
        steps.push(Step { key, old: before + 1, new, run });
    }
    let mut kept = HashSet::new();
    let (mut from, mut run) = ((0, 0), steps.iter().map(|s| s.run).max().unwrap_or(0));
    while run > 0 {
        let next = steps.iter().filter(|s| s.run == run && s.old > from.0 && s.new > from.1).min_by_key(|s| s.key);
        let Some(next) = next else { break };
        kept.insert(next.key);
        (from, run) = ((next.old, next.new), run - 1);
    }
    // One that others were moved around, and that came to its old place again, did not move.
    let moved = steps.into_iter().filter(|s| !kept.contains(s.key) && s.old != s.new);
    moved.map(|s| (s.key, (s.old, s.new))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn orders() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
        let some = || proptest::sample::subsequence((0..8u8).collect::<Vec<_>>(), 0..=8).prop_shuffle();
        (some(), some())
    }

    fn refs(keys: &[u8]) -> Vec<&u8> {
        keys.iter().collect()
    }

    #[test]
    fn what_is_inserted_stands_behind_its_predecessor() {
        assert_eq!(woven(&refs(&[1, 2]), &refs(&[9, 1, 3, 4, 2])), refs(&[9, 1, 3, 4, 2]));
        assert_eq!(woven(&refs(&[2, 7, 1]), &refs(&[1, 3, 2])), refs(&[2, 7, 1, 3]));
    }

    #[test]
    fn one_that_moves_to_the_end_does_not_move_the_others() {
        let moved = moved(&[&1, &2, &3, &4], &[&2, &3, &4, &1]);
        assert_eq!(moved, HashMap::from([(&1, (1, 4))]));
    }

    proptest! {
        #[test]
        fn weaving_keeps_the_lead_and_loses_nothing((lead, other) in orders()) {
            let (lead, other) = (refs(&lead), refs(&other));
            let woven = woven(&lead, &other);
            prop_assert_eq!(common(&woven, &lead), lead.clone());
            let of_both: HashSet<_> = lead.iter().chain(&other).collect();
            prop_assert_eq!(woven.iter().collect::<HashSet<_>>(), of_both.clone());
            prop_assert_eq!(woven.len(), of_both.len());
        }

        #[test]
        fn nothing_moved_exactly_where_the_common_keys_stand_alike((old, new) in orders()) {
            let (old, new) = (refs(&old), refs(&new));
            prop_assert_eq!(moved(&old, &new).is_empty(), common(&old, &new) == common(&new, &old));
        }

        #[test]
        fn looking_back_the_same_keys_moved((old, new) in orders()) {
            let (old, new) = (refs(&old), refs(&new));
            let back = moved(&new, &old).into_iter().map(|(key, (to, from))| (key, (from, to)));
            prop_assert_eq!(moved(&old, &new), back.collect::<HashMap<_, _>>());
        }
    }
}
