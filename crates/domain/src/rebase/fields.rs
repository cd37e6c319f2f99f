//! Merging the fields of items.

use super::{Conflict, Sides};
use crate::plan_item::{Item, method_line, numbers_text, target_line};
use crate::{Goal, Indicator, Method, NumericTarget, Target, Task};

/// What one side changed, as that side has it; what both changed to different values as typed, and a conflict.
pub(super) fn merged<T: PartialEq + Copy>(
    sides: Sides<T>,
    show: impl Fn(T) -> Option<String>,
    path: &str,
    conflicts: &mut Vec<Conflict>,
) -> T {
    let Sides { base, typed, present } = sides;
    if typed == base {
        return present;
    }
    if present != base && present != typed {
        conflicts.push(Conflict::of(path.to_owned(), sides.map(show)));
    }
    typed
}

/// An item that can be merged field by field.
pub(super) trait Merge: Item {
    /// Its fields merged.
    fn merge(sides: Sides<&Self>, conflicts: &mut Vec<Conflict>) -> Self;

    /// Without what may differ between two that were added alike.
    fn bare(&self) -> Self {
        self.clone()
    }
}

/// The fields of one item.
struct Fields<'a> {
    item: String,
    conflicts: &'a mut Vec<Conflict>,
}

impl Fields<'_> {
    fn merge<T: PartialEq + Clone>(&mut self, sides: Sides<&T>, field: &str, show: impl Fn(&T) -> Option<String>) -> T {
        merged(sides, show, &format!("{}.{field}", self.item), self.conflicts).clone()
    }

    fn tell(&mut self, field: &str, sides: Sides<Option<String>>) {
        self.conflicts.push(Conflict::of(format!("{}.{field}", self.item), sides));
    }

    fn merge_shown<T: PartialEq + Clone + ToString>(&mut self, sides: Sides<&T>, field: &str) -> T {
        self.merge(sides, field, |value| Some(value.to_string()))
    }

    fn merge_optional<T: PartialEq + Clone + ToString>(&mut self, sides: Sides<&Option<T>>, field: &str) -> Option<T> {
        self.merge(sides, field, |value| value.as_ref().map(ToString::to_string))
    }
}

impl Merge for Task {
    fn merge(sides: Sides<&Self>, conflicts: &mut Vec<Conflict>) -> Self {
        let number = sides.typed.number;
        let mut fields = Fields { item: Self::path_of(&number), conflicts };
        let fen = |amount: &Option<crate::Fen>| amount.map(|a| a.get().to_string());
        Self {
            number,
            name: fields.merge_shown(sides.map(|t| &t.name), "name"),
            total: fields.merge(sides.map(|t| &t.total), "total_fen", |total| fen(&Some(*total))),
            basic: fields.merge(sides.map(|t| &t.basic), "basic_fen", fen),
            project: fields.merge(sides.map(|t| &t.project), "project_fen", fen),
            other: fields.merge(sides.map(|t| &t.other), "other_fen", fen),
        }
    }
}

impl Merge for Goal {
    fn merge(sides: Sides<&Self>, conflicts: &mut Vec<Conflict>) -> Self {
        let number = sides.typed.number;
        let mut fields = Fields { item: Self::path_of(&number), conflicts };
        Self {
            number,
            text: fields.merge_shown(sides.map(|g| &g.text), "text"),
            tasks: fields.merge(sides.map(|g| &g.tasks), "tasks", |tasks| numbers_text(tasks)),
        }
    }
}

impl Merge for Indicator {
    fn merge(sides: Sides<&Self>, conflicts: &mut Vec<Conflict>) -> Self {
        let id = sides.typed.id.clone();
        let mut fields = Fields { item: Self::path_of(&id), conflicts };
        let Sides { base, typed, present } = sides.map(|i| i.line);
        let (target, method) = merge_scored(&mut fields, sides);
        Self {
            goal: fields.merge_shown(sides.map(|i| &i.goal), "goal"),
            level1: fields.merge(sides.map(|i| &i.level1), "level1", |l| Some(l.label().to_owned())),
            level2: fields.merge(sides.map(|i| &i.level2), "level2", |l| Some(l.label().to_owned())),
            name: fields.merge_shown(sides.map(|i| &i.name), "name"),
            target,
            weight: fields.merge_optional(sides.map(|i| &i.weight), "weight"),
            accumulation: fields
                .merge(sides.map(|i| &i.accumulation), "accumulation", |kind| kind.map(|kind| kind.label().to_owned())),
            library: fields.merge_optional(sides.map(|i| &i.library), "library"),
            method,
            // Where it was read from is nothing to ask a person about.
            line: if typed == base { present } else { typed },
            id,
        }
    }

    fn bare(&self) -> Self {
        Self { weight: None, line: None, ..self.clone() }
    }
}

/// The target and the method. Where those that were merged do not fit, both are as they were typed together.
fn merge_scored(fields: &mut Fields<'_>, sides: Sides<&Indicator>) -> (Target, Option<Method>) {
    let show = |method: &Option<Method>| method.as_ref().map(method_line);
    let before = fields.conflicts.len();
    let target = merge_target(fields, sides.map(|i| &i.target));
    let method = fields.merge(sides.map(|i| &i.method), "method", show);
    if method.as_ref().is_none_or(|method| method.fits(&target)) {
        return (target, method);
    }
    fields.conflicts.truncate(before);
    let Sides { typed, present, .. } = sides;
    if present.target != typed.target {
        fields.tell("target", sides.map(|i| Some(target_line(&i.target))));
    }
    if present.method != typed.method {
        fields.tell("method", sides.map(|i| show(&i.method)));
    }
    (typed.target.clone(), typed.method.clone())
}

/// Numbers, texts and deadlines are merged field by field; else the target is one field. So a window stays one: the
/// first day of one side and the last day of the other might be none.
fn merge_target(fields: &mut Fields<'_>, sides: Sides<&Target>) -> Target {
    let Sides { base, typed, present } = sides;
    match (base, typed, present) {
        (Target::Numeric(base), Target::Numeric(typed), Target::Numeric(present)) => {
            let sides = Sides { base, typed, present };
            Target::Numeric(NumericTarget {
                sign: fields.merge(sides.map(|t| &t.sign), "target.sign", |s| Some(s.symbol().to_owned())),
                value: fields.merge_shown(sides.map(|t| &t.value), "target.value"),
                unit: fields.merge_optional(sides.map(|t| &t.unit), "target.unit"),
            })
        }
        (
            Target::Deadline { text: base, date: base_date },
            Target::Deadline { text: typed, date: typed_date },
            Target::Deadline { text: present, date: present_date },
        ) => Target::Deadline {
            text: fields.merge_optional(Sides { base, typed, present }, "target.text"),
            date: fields
                .merge_shown(Sides { base: base_date, typed: typed_date, present: present_date }, "target.date"),
        },
        (
            Target::Qualitative { text: base },
            Target::Qualitative { text: typed },
            Target::Qualitative { text: present },
        ) => Target::Qualitative { text: fields.merge_shown(Sides { base, typed, present }, "target.text") },
        _ => fields.merge(sides, "target", |target| Some(target_line(target))),
    }
}
