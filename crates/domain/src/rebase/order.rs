//! The order of merged indicators.

use std::collections::{BTreeSet, HashMap};

use super::{Conflict, Sides};
use crate::order::{common, woven};
use crate::plan_item::Item;
use crate::{Goal, Indicator, IndicatorId};

/// Merged indicators within each goal in the present order, or in the typed one where only that changed; what the
/// other side added stands behind its predecessor there.
pub(super) fn arranged(
    sides: Sides<&[Indicator]>,
    mut merged: Vec<Indicator>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Indicator> {
    let mut by_goal = sides.map(by_goal);
    let mut places = HashMap::new();
    for goal in merged.iter().map(|i| i.goal).collect::<BTreeSet<_>>() {
        let orders = Sides {
            base: by_goal.base.remove(&goal).unwrap_or_default(),
            typed: by_goal.typed.remove(&goal).unwrap_or_default(),
            present: by_goal.present.remove(&goal).unwrap_or_default(),
        };
        let order = order(goal, &orders, conflicts);
        places.extend(order.into_iter().zip(1usize..).map(|(id, place)| ((goal, id), place)));
    }
    merged.sort_by_cached_key(|i| (i.goal, places.get(&(i.goal, &i.id)).copied()));
    merged
}

fn by_goal(indicators: &[Indicator]) -> HashMap<i32, Vec<&IndicatorId>> {
    let mut goals: HashMap<_, Vec<_>> = HashMap::new();
    for indicator in indicators {
        goals.entry(indicator.goal).or_default().push(&indicator.id);
    }
    goals
}

fn order<'a>(goal: i32, orders: &Sides<Vec<&'a IndicatorId>>, conflicts: &mut Vec<Conflict>) -> Vec<&'a IndicatorId> {
    let Sides { base, typed, present } = orders;
    let differ = |one: &[&'a IndicatorId], other: &[&'a IndicatorId]| common(one, other) != common(other, one);
    match (differ(base, typed), differ(base, present)) {
        (true, false) => woven(typed, present),
        (is_typed, _) => {
            if is_typed && differ(typed, present) {
                let list =
                    |ids: &Vec<&IndicatorId>| Some(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", "));
                let path = format!("{}.indicators", Goal::path_of(&goal));
                conflicts.push(Conflict::of(path, Sides { base, typed, present }.map(list)));
            }
            woven(present, typed)
        }
    }
}
