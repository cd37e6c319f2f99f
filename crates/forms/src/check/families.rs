//! Goals that lack a family of indicators that the frame asks for.

use std::collections::{HashMap, HashSet};

use jixiao_domain::{Family, Goal, Indicator, Level1};

use super::{Found, Subject};
use crate::{Code, Finding};

/// What every goal is asked for, in the order of the form; cost only where the plan has it as a level 1.
const ASKED: [(Family, Level1); 4] = [
    (Family::Cost, Level1::Cost),
    (Family::Output, Level1::Output),
    (Family::Effect, Level1::Effect),
    (Family::Satisfaction, Level1::Satisfaction),
];

/// Goals that lack a family, one finding for each. A plan without any indicator says so as a whole.
pub(super) fn missing(goals: &[Goal], indicators: &[Indicator]) -> Found {
    if indicators.is_empty() {
        return Found::new();
    }
    let present = present(indicators);
    let has_cost_level1 = indicators.iter().any(|indicator| indicator.level1 == Level1::Cost);
    let finding = |goal: &Goal| {
        let families = present.get(&goal.number);
        let is_missing = |(family, _): &&(Family, Level1)| {
            (*family != Family::Cost || has_cost_level1) && families.is_none_or(|present| !present.contains(family))
        };
        let missing: Vec<&str> = ASKED.iter().filter(is_missing).map(|(_, level1)| level1.label()).collect();
        (!missing.is_empty())
            .then(|| (Subject::GoalText(goal.number), lacks(goal.number, &missing.join("、"), families.is_none())))
    };
    goals.iter().filter_map(finding).collect()
}

/// The families of every goal. Where labels are shifted, the family of the level 2 counts as well as that of the pair.
fn present(indicators: &[Indicator]) -> HashMap<i32, HashSet<Family>> {
    let mut present: HashMap<i32, HashSet<Family>> = HashMap::new();
    for indicator in indicators {
        let usual = Family::of(indicator.level2.level1(), indicator.level2);
        present.entry(indicator.goal).or_default().extend([indicator.family(), usual]);
    }
    present
}

fn lacks(goal: i32, missing: &str, is_empty: bool) -> Finding {
    let (en, zh) = if is_empty {
        (
            format!("goal {goal} has no indicator, so it lacks {missing}"),
            format!("目标{goal}没有绩效指标，缺少{missing}"),
        )
    } else {
        (format!("goal {goal} has no indicator under {missing}"), format!("目标{goal}缺少{missing}"))
    };
    Finding::new(Code::GoalWithoutFamily, en, zh)
}
