//! A three-way merge: what a clerk typed, put on what the draft is by now.

mod fields;
mod items;
mod order;
mod renumber;
mod weights;

use std::collections::HashSet;

use crate::plan_item::scheme_text;
use crate::{PlanContent, Violation};

/// What a clerk typed, on top of what the draft is by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The merged content.
    pub content: PlanContent,
    /// What a person should look at: of the plan, its tasks, its goals, its indicators.
    pub conflicts: Vec<Conflict>,
}

/// Something that was changed on both sides, or could not be kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// `department_title`, `weight_scheme`, an item such as `tasks/1` or `indicators/i001`, or a field behind a
    /// point, such as `indicators/i001.target.value`; `goals/1.indicators` is the order of a goal's indicators.
    pub path: String,
    /// What both sides started from; `None` where it was not there.
    pub base: Option<String>,
    /// What was typed; `None` where it was taken away.
    pub typed: Option<String>,
    /// What the draft has by now; `None` where it was taken away.
    pub present: Option<String>,
}

/// The same thing on all sides: what both started from, what was typed, what the draft has by now.
#[derive(Clone, Copy)]
struct Sides<T> {
    base: T,
    typed: T,
    present: T,
}

impl<T> Sides<T> {
    fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sides<U> {
        Sides { base: f(self.base), typed: f(self.typed), present: f(self.present) }
    }
}

impl Conflict {
    fn of(path: String, sides: Sides<Option<String>>) -> Self {
        let Sides { base, typed, present } = sides;
        Self { path, base, typed, present }
    }
}

/// Puts what was typed (`base` → `typed`) on what the draft is by now (`present`).
///
/// Items are matched by number or id and merged field by field. What one side changed is changed; what both changed
/// to different values is as typed, and a [`Conflict`]. An item that one side deleted goes, unless the other side
/// changed it or refers to it: then it stays, and is a conflict. Of two different items that were added under one
/// number or id the typed one keeps it; the other gets the next free one, and the number is a conflict. Weights that
/// were mixed and no longer fit together are dropped with their scheme: the scheme is a conflict, and so is each
/// weight that was typed. A target and a method that were mixed and do not fit are as they were typed together, and
/// what the draft had instead is a conflict. The order of a goal's indicators is the present one, or the typed one where only that
/// changed; what was added stands behind its predecessor.
///
/// The violations say what the two sides together are too much of.
pub fn rebase(base: &PlanContent, typed: &PlanContent, present: &PlanContent) -> Result<Rebased, Vec<Violation>> {
    let mut of_plan = Vec::new();
    let (mut of_tasks, mut of_goals, mut of_indicators) = (Vec::new(), Vec::new(), Vec::new());
    let plans = Sides { base, typed, present };

    let mut renumbered = renumber::Parts::of(present);
    renumbered.free_tasks(base, typed, &mut of_tasks);
    renumbered.free_goals(base, typed, &mut of_goals);
    renumbered.free_indicators(base, typed, &mut of_indicators);

    let title =
        fields::merged(plans.map(|p| p.department_title()), |t| Some(t.to_string()), "department_title", &mut of_plan);
    let scheme = fields::merged(plans.map(|p| p.scheme()), |s| s.map(scheme_text), "weight_scheme", &mut of_plan);
    let sides = Sides { base: base.indicators(), typed: typed.indicators(), present: &renumbered.indicators };
    let indicators = items::merged(sides, &HashSet::new(), &mut of_indicators);
    let mut indicators = order::arranged(sides, indicators, &mut of_goals);

    let referred = indicators.iter().map(|i| i.goal).collect();
    let goals = Sides { base: base.goals(), typed: typed.goals(), present: &renumbered.goals };
    let goals = items::merged(goals, &referred, &mut of_goals);

    let referred = goals.iter().flat_map(|g| g.tasks.iter().copied()).collect();
    let tasks = Sides { base: base.tasks(), typed: typed.tasks(), present: &renumbered.tasks };
    let tasks = items::merged(tasks, &referred, &mut of_tasks);

    let mut scheme = scheme.cloned();
    let weights = weights::Weights { schemes: plans.map(|p| p.scheme()), indicators: sides };
    if !weights.fit(scheme.as_ref(), &indicators) {
        weights.report(&mut of_plan, &mut of_indicators);
        scheme = None;
        indicators.iter_mut().for_each(|indicator| indicator.weight = None);
    }
    let content = PlanContent::assemble(title.clone(), scheme, tasks, goals, indicators)?;
    let conflicts = [of_plan, of_tasks, of_goals, of_indicators].concat();
    Ok(Rebased { content, conflicts })
}

#[cfg(test)]
mod tests;
