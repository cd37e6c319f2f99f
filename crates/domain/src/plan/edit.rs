//! Editing the indicators of a draft. What does not fit is said with the paths of the request's fields.

use std::collections::{HashMap, HashSet};

use super::{UNFIT_METHOD, check_checklists};
use crate::{
    AccumulationKind, Indicator, IndicatorId, Invalid, Level1, Level2, Method, PlanContent, PlanLimits, Points,
    SchemeId, SchemeRef, Target, Text, Violation,
};

const NO_INDICATOR: Invalid = Invalid { en: "names no indicator of the plan", zh: "不是本计划的指标" };
const NO_GOAL: Invalid = Invalid { en: "names no goal of the plan", zh: "不是本表的目标" };
const NOT_OF_GOAL: Invalid = Invalid { en: "names no indicator of the goal", zh: "不是该目标的指标" };
const TWICE: Invalid = Invalid { en: "is there twice", zh: "重复" };

/// New fields of an indicator; `None` leaves one as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorEdit {
    /// Number of its goal.
    pub goal: Option<i32>,
    /// 一级指标.
    pub level1: Option<Level1>,
    /// 二级指标.
    pub level2: Option<Level2>,
    /// 三级指标.
    pub name: Option<Text<500>>,
    /// 指标值.
    pub target: Option<Target>,
    /// How its reports relate to each other; `Some(None)` is the rule of its kind.
    pub accumulation: Option<Option<AccumulationKind>>,
    /// The library indicator that it is; `Some(None)` is none.
    pub library: Option<Option<SchemeId>>,
    /// How it is scored; `Some(None)` is as the profile says.
    pub method: Option<Option<Method>>,
}

impl PlanContent {
    /// The same with more indicators: behind `after`, whose goal is theirs, or each at the end of its goal. No
    /// indicator has a weight then, for they could not sum. Paths: `indicators`, `after`.
    pub fn with_added(&self, new: Vec<Indicator>, after: Option<&IndicatorId>) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        let at_most = PlanLimits::INDICATORS;
        if self.indicators.len() + new.len() > at_most {
            let (en, zh) = (format!("would be more than {at_most} in the plan"), format!("将使指标超过{at_most}项"));
            found.push(Violation::new("indicators", en, zh));
        }
        let goals: HashSet<i32> = self.goals.iter().map(|g| g.number).collect();
        let mut ids: HashSet<&IndicatorId> = self.indicators.iter().map(|i| &i.id).collect();
        let place = after.map(|id| (id, self.indicators.iter().position(|i| i.id == *id)));
        if matches!(place, Some((_, None))) {
            found.push(Violation::invalid("after", NO_INDICATOR));
        }
        let place = place.and_then(|(_, place)| place);
        let goal = place.and_then(|place| self.indicators.get(place)).map(|i| i.goal);
        for (nth, indicator) in new.iter().enumerate() {
            let at = |field: &str| format!("indicators[{nth}].{field}");
            if !goals.contains(&indicator.goal) {
                found.push(Violation::invalid(at("goal"), NO_GOAL));
            } else if goal.is_some_and(|goal| goal != indicator.goal) {
                found.push(Violation::new(at("goal"), "is not the goal of after", "与after不属同一目标"));
            }
            if !ids.insert(&indicator.id) {
                found.push(Violation::invalid(at("id"), TWICE));
            }
            if !indicator.has_fitting_method() {
                found.push(Violation::invalid(at("method"), UNFIT_METHOD));
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let mut indicators = self.indicators.clone();
        let place = place.map_or(indicators.len(), |place| place + 1);
        indicators.splice(place..place, new);
        self.with_indicators(None, unweighed(indicators))
    }

    /// The same without some of its indicators, and without weights. Path: `indicators`.
    pub fn without(&self, ids: &[IndicatorId]) -> Result<Self, Vec<Violation>> {
        let present: HashSet<&IndicatorId> = self.indicators.iter().map(|i| &i.id).collect();
        let dropped = each_once(ids, &present, NO_INDICATOR)?;
        let kept = self.indicators.iter().filter(|i| !dropped.contains(&i.id)).cloned().collect();
        self.with_indicators(None, unweighed(kept))
    }

    /// The same with an indicator in another place: behind `after`, which is of that goal, or at the goal's end.
    /// Paths: `indicator`, `goal`, `after`.
    pub fn with_moved(&self, id: &IndicatorId, goal: i32, after: Option<&IndicatorId>) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        let moved = self.indicators.iter().find(|i| i.id == *id);
        if moved.is_none() {
            found.push(Violation::invalid("indicator", NO_INDICATOR));
        }
        if !self.goals.iter().any(|g| g.number == goal) {
            found.push(Violation::invalid("goal", NO_GOAL));
        } else if after.is_some_and(|after| after == id) {
            found.push(Violation::new("after", "is the indicator itself", "不能是该指标自身"));
        } else if after.is_some_and(|after| !self.indicators.iter().any(|i| i.id == *after && i.goal == goal)) {
            found.push(Violation::invalid("after", NOT_OF_GOAL));
        }
        let Some(moved) = moved.filter(|_| found.is_empty()) else { return Err(found) };
        let moved = Indicator { goal, ..moved.clone() };
        let mut indicators: Vec<_> = self.indicators.iter().filter(|i| i.id != *id).cloned().collect();
        let place = after.and_then(|after| indicators.iter().position(|i| i.id == *after));
        indicators.insert(place.map_or(indicators.len(), |place| place + 1), moved);
        self.with_indicators(self.scheme.clone(), indicators)
    }

    /// The same with the indicators of a goal in another order, which names each of them once. Paths: `goal`,
    /// `indicators`.
    pub fn reordered(&self, goal: i32, ids: &[IndicatorId]) -> Result<Self, Vec<Violation>> {
        if !self.goals.iter().any(|g| g.number == goal) {
            return Err(vec![Violation::invalid("goal", NO_GOAL)]);
        }
        let of_goal = self.indicators.iter().filter(|i| i.goal == goal).map(|i| &i.id).collect();
        let named = each_once(ids, &of_goal, NOT_OF_GOAL)?;
        if named.len() != of_goal.len() {
            let missing = of_goal.len() - named.len();
            let (en, zh) = (format!("lacks {missing} of the goal"), format!("缺少该目标的{missing}项指标"));
            return Err(vec![Violation::new("indicators", en, zh)]);
        }
        let places: HashMap<&IndicatorId, usize> = ids.iter().zip(0..).collect();
        let mut indicators = self.indicators.clone();
        indicators.sort_by_key(|i| (i.goal, places.get(&i.id).copied()));
        self.with_indicators(self.scheme.clone(), indicators)
    }

    /// The same with some fields of an indicator replaced; in another goal it stands at the end. Paths:
    /// `indicator.id`, `indicator.goal`, `indicator.method`.
    pub fn with_edited(&self, id: &IndicatorId, edit: IndicatorEdit) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        let place = self.indicators.iter().position(|i| i.id == *id);
        if place.is_none() {
            found.push(Violation::invalid("indicator.id", NO_INDICATOR));
        }
        if edit.goal.is_some_and(|goal| !self.goals.iter().any(|g| g.number == goal)) {
            found.push(Violation::invalid("indicator.goal", NO_GOAL));
        }
        let Some(place) = place.filter(|_| found.is_empty()) else { return Err(found) };
        let mut indicators = self.indicators.clone();
        let old = indicators.remove(place);
        let new = Indicator {
            goal: edit.goal.unwrap_or(old.goal),
            level1: edit.level1.unwrap_or(old.level1),
            level2: edit.level2.unwrap_or(old.level2),
            name: edit.name.unwrap_or(old.name),
            target: edit.target.unwrap_or(old.target),
            accumulation: edit.accumulation.unwrap_or(old.accumulation),
            library: edit.library.unwrap_or(old.library),
            method: edit.method.unwrap_or(old.method),
            ..old
        };
        let unfit = (!new.has_fitting_method()).then_some(UNFIT_METHOD);
        let place = if new.goal == old.goal { place } else { indicators.len() };
        indicators.insert(place, new);
        if let Some(why) = unfit.or(check_checklists(&indicators).err()) {
            return Err(vec![Violation::invalid("indicator.method", why)]);
        }
        self.with_indicators(self.scheme.clone(), indicators)
    }

    /// The same with the weights that a person chose, one for each indicator. Path: `weights`. Whether they sum
    /// as they must is for [`check_sum`](Self::check_sum).
    pub fn weighed(&self, scheme: SchemeRef, weights: &[(IndicatorId, Points)]) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        let present: HashSet<&IndicatorId> = self.indicators.iter().map(|i| &i.id).collect();
        let mut chosen: HashMap<&IndicatorId, Points> = HashMap::new();
        for (nth, (id, weight)) in weights.iter().enumerate() {
            let why =
                if !present.contains(id) { Some(NO_INDICATOR) } else { chosen.insert(id, *weight).map(|_| TWICE) };
            found.extend(why.map(|why| Violation::invalid(format!("weights[{nth}].indicator"), why)));
        }
        if found.is_empty() && chosen.len() != present.len() {
            let missing = present.len() - chosen.len();
            let (en, zh) = (format!("lacks {missing} of the plan"), format!("缺少本计划的{missing}项指标"));
            found.push(Violation::new("weights", en, zh));
        }
        if !found.is_empty() {
            return Err(found);
        }
        let weigh = |i: &Indicator| Indicator { weight: chosen.get(&i.id).copied(), ..i.clone() };
        self.with_indicators(Some(scheme), self.indicators.iter().map(weigh).collect())
    }
}

fn unweighed(mut indicators: Vec<Indicator>) -> Vec<Indicator> {
    indicators.iter_mut().for_each(|i| i.weight = None);
    indicators
}

/// The ids that are named, if each is one of those that are known and none is there twice.
fn each_once<'a>(
    ids: &'a [IndicatorId],
    known: &HashSet<&IndicatorId>,
    unknown: Invalid,
) -> Result<HashSet<&'a IndicatorId>, Vec<Violation>> {
    let (mut found, mut named) = (Vec::new(), HashSet::new());
    for (nth, id) in ids.iter().enumerate() {
        let why = if !known.contains(id) { Some(unknown) } else { (!named.insert(id)).then_some(TWICE) };
        found.extend(why.map(|why| Violation::invalid(format!("indicators[{nth}]"), why)));
    }
    if found.is_empty() { Ok(named) } else { Err(found) }
}

#[cfg(test)]
mod tests;
