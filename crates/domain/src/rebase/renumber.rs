//! New numbers and ids for what the draft has by now and that was typed under the same ones.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use super::fields::Merge;
use super::{Conflict, Sides};
use crate::{Goal, Indicator, IndicatorId, PlanContent, Task};

/// The draft as it is by now, in parts.
pub(super) struct Parts {
    pub(super) tasks: Vec<Task>,
    pub(super) goals: Vec<Goal>,
    pub(super) indicators: Vec<Indicator>,
}

impl Parts {
    pub(super) fn of(present: &PlanContent) -> Self {
        Self {
            tasks: present.tasks().to_vec(),
            goals: present.goals().to_vec(),
            indicators: present.indicators().to_vec(),
        }
    }

    /// Frees the numbers of tasks that were typed.
    pub(super) fn free_tasks(&mut self, base: &PlanContent, typed: &PlanContent, conflicts: &mut Vec<Conflict>) {
        let sides = Sides { base: base.tasks(), typed: typed.tasks(), present: &self.tasks };
        let renumbered = free_numbers(sides, conflicts);
        self.tasks.iter_mut().for_each(|task| follow(&mut task.number, &renumbered));
        self.goals.iter_mut().flat_map(|goal| &mut goal.tasks).for_each(|number| follow(number, &renumbered));
    }

    /// Frees the numbers of goals that were typed.
    pub(super) fn free_goals(&mut self, base: &PlanContent, typed: &PlanContent, conflicts: &mut Vec<Conflict>) {
        let sides = Sides { base: base.goals(), typed: typed.goals(), present: &self.goals };
        let renumbered = free_numbers(sides, conflicts);
        self.goals.iter_mut().for_each(|goal| follow(&mut goal.number, &renumbered));
        self.indicators.iter_mut().for_each(|indicator| follow(&mut indicator.goal, &renumbered));
    }

    /// Frees the ids of indicators that were typed.
    pub(super) fn free_indicators(&mut self, base: &PlanContent, typed: &PlanContent, conflicts: &mut Vec<Conflict>) {
        let sides = Sides { base: base.indicators(), typed: typed.indicators(), present: &self.indicators };
        let taken: HashSet<_> = keys(sides).collect();
        let last = taken.iter().map(|id| id.number()).max().unwrap_or(0);
        let free = (last + 1..).map(IndicatorId::numbered).filter(|id| !taken.contains(id));
        let renumbered = clashes(sides, conflicts).into_iter().zip(free).collect();
        self.indicators.iter_mut().for_each(|indicator| follow(&mut indicator.id, &renumbered));
    }
}

fn keys<'a, I: Merge>(sides: Sides<&'a [I]>) -> impl Iterator<Item = I::Key> + use<'a, I> {
    sides.base.iter().chain(sides.typed).chain(sides.present).map(|item| item.key().clone())
}

/// A free number for each that clashes: behind the last; where there is none, the lowest.
fn free_numbers<I: Merge<Key = i32> + PartialEq>(
    sides: Sides<&[I]>,
    conflicts: &mut Vec<Conflict>,
) -> HashMap<i32, i32> {
    let taken: BTreeSet<i32> = keys(sides).collect();
    let last = taken.last().copied().unwrap_or(0);
    let behind = last.checked_add(1).into_iter().flat_map(|next| next..=i32::MAX);
    let free = behind.chain((1..last).filter(|number| !taken.contains(number)));
    clashes(sides, conflicts).into_iter().zip(free).collect()
}

/// Keys that both sides gave to different items; the draft's has to go.
fn clashes<I: Merge + PartialEq>(sides: Sides<&[I]>, conflicts: &mut Vec<Conflict>) -> Vec<I::Key> {
    let known: HashSet<_> = sides.base.iter().map(I::key).collect();
    let typed: HashMap<_, _> = sides.typed.iter().map(|item| (item.key(), item)).collect();
    let mut clashing = Vec::new();
    for present in sides.present.iter().filter(|item| !known.contains(item.key())) {
        let Some(typed) = typed.get(present.key()).filter(|typed| typed.bare() != present.bare()) else { continue };
        let sides = Sides { base: None, typed: Some(typed.in_one_line()), present: Some(present.in_one_line()) };
        conflicts.push(Conflict::of(I::path_of(present.key()), sides));
        clashing.push(present.key().clone());
    }
    clashing
}

fn follow<K: Eq + Hash + Clone>(key: &mut K, renumbered: &HashMap<K, K>) {
    if let Some(new) = renumbered.get(key) {
        *key = new.clone();
    }
}
