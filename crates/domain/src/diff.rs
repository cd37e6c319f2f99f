//! What differs between two contents of a plan, as an audit tells it.

use std::collections::{BTreeSet, HashMap};

use crate::order::{moved, woven};
use crate::plan_item::{FieldTexts, Item, plan_texts};
use crate::{Change, Indicator, PlanContent};

/// Every difference of two contents in plan order: of the plan `name` itself, then of its tasks, goals and
/// indicators, as `{name}/tasks/{number}`, `{name}/goals/{number}` and `{name}/indicators/{id}`.
///
/// What is in both has a change for each field that differs, named as in the API. What is in one only has one
/// change with no field, whose text tells all of it in a line. `place` is where an indicator stands, from 1, among
/// those in both. The line of the file that an indicator was read from is no difference.
pub fn changes(old: &PlanContent, new: &PlanContent, name: &str) -> Vec<Change> {
    let mut found = Vec::new();
    compare_fields(name, plan_texts(old), plan_texts(new), &mut found);
    compare_items(name, old.tasks(), new.tasks(), &by_number(old.tasks(), new.tasks()), &mut found);
    compare_items(name, old.goals(), new.goals(), &by_number(old.goals(), new.goals()), &mut found);
    compare_indicators(name, old.indicators(), new.indicators(), &mut found);
    found
}

/// The changes that make a plan of nothing: its fields, and all of its items.
pub fn created(new: &PlanContent, name: &str) -> Vec<Change> {
    let fields = plan_texts(new).into_iter().filter(|(_, value)| value.is_some());
    let mut found: Vec<_> = fields.map(|(field, value)| Change::of(&name, field, None, value)).collect();
    found.extend(new.tasks().iter().map(|task| created_item(name, task)));
    found.extend(new.goals().iter().map(|goal| created_item(name, goal)));
    found.extend(new.indicators().iter().map(|indicator| created_item(name, indicator)));
    found
}

fn resource<I: Item>(name: &str, key: &I::Key) -> String {
    format!("{name}/{}", I::path_of(key))
}

fn created_item<I: Item>(name: &str, item: &I) -> Change {
    Change::created(&resource::<I>(name, item.key()), &item.in_one_line())
}

fn by_number<'a, I: Item>(old: &'a [I], new: &'a [I]) -> Vec<&'a I::Key> {
    let all: BTreeSet<_> = old.iter().chain(new).map(Item::key).collect();
    all.into_iter().collect()
}

fn compare_items<I: Item>(name: &str, old: &[I], new: &[I], order: &[&I::Key], found: &mut Vec<Change>) {
    let (old, new) = (by_key(old), by_key(new));
    for key in order.iter().copied() {
        compare_item(name, key, old.get(key).copied(), new.get(key).copied(), found);
    }
}

fn compare_indicators(name: &str, old: &[Indicator], new: &[Indicator], found: &mut Vec<Change>) {
    let (old_order, new_order): (Vec<_>, Vec<_>) =
        (old.iter().map(Item::key).collect(), new.iter().map(Item::key).collect());
    let moved = moved(&old_order, &new_order);
    let (old, new) = (by_key(old), by_key(new));
    for id in woven(&new_order, &old_order) {
        compare_item(name, id, old.get(id).copied(), new.get(id).copied(), found);
        if let Some((from, to)) = moved.get(id) {
            let resource = resource::<Indicator>(name, id);
            found.push(Change::of(&resource, "place", Some(from.to_string()), Some(to.to_string())));
        }
    }
}

fn by_key<I: Item>(items: &[I]) -> HashMap<&I::Key, &I> {
    items.iter().map(|item| (item.key(), item)).collect()
}

fn compare_item<I: Item>(name: &str, key: &I::Key, old: Option<&I>, new: Option<&I>, found: &mut Vec<Change>) {
    let resource = resource::<I>(name, key);
    match (old, new) {
        (Some(old), Some(new)) => compare_fields(&resource, old.field_texts(), new.field_texts(), found),
        (old, new) => found.push(Change::of(&resource, "", old.map(I::in_one_line), new.map(I::in_one_line))),
    }
}

fn compare_fields(resource: &str, old: FieldTexts, new: FieldTexts, found: &mut Vec<Change>) {
    for ((field, old), (_, new)) in old.into_iter().zip(new) {
        if old != new {
            found.push(Change::of(&resource, field, old, new));
        }
    }
}

#[cfg(test)]
mod tests;
