//! Merging a collection of items.

use std::collections::{HashMap, HashSet};

use super::fields::Merge;
use super::{Conflict, Sides};
use crate::order::woven;

/// The items of both sides, merged. One that a side deleted stays where the other changed it, or where it is
/// `referred` to.
pub(super) fn merged<I: Merge>(
    sides: Sides<&[I]>,
    referred: &HashSet<I::Key>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<I> {
    let keys = sides.map(|items| items.iter().map(I::key).collect::<Vec<_>>());
    let by_key = sides.map(|items| items.iter().map(|item| (item.key(), item)).collect::<HashMap<_, _>>());
    let mut all = Vec::new();
    for key in woven(&keys.present, &keys.typed) {
        let (base, typed, present) = (by_key.base.get(key), by_key.typed.get(key), by_key.present.get(key));
        match (base, typed, present) {
            (Some(base), Some(typed), Some(present)) => all.push(I::merge(Sides { base, typed, present }, conflicts)),
            (None, Some(typed), Some(present)) => {
                all.push(I::merge(Sides { base: &typed.bare(), typed, present }, conflicts));
            }
            (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
                if referred.contains(key) || left.field_texts() != base.field_texts() {
                    let line = |item: Option<&&I>| item.map(|item| item.in_one_line());
                    let sides = Sides { base: Some(base), typed, present }.map(line);
                    conflicts.push(Conflict::of(I::path_of(key), sides));
                    all.push((*left).clone());
                }
            }
            (None, Some(added), None) | (None, None, Some(added)) => all.push((*added).clone()),
            (_, None, None) => {}
        }
    }
    all
}
