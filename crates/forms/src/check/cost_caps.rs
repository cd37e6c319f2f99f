//! Cost caps of goals against the budget of their tasks.
//!
//! A cap is in 元, a budget in 万元, and a cap may mean the total of the tasks or only one fund source; a
//! goal that differs from the others in this is worth a look.

mod tautological;

use std::collections::HashMap;

use jixiao_domain::{Family, Fen, Goal, Indicator, Sign, Target, Task};

use super::{Column, Content, Found, Subject};
use crate::money::MoneyUnit;
use crate::{Code, Finding};

pub(super) use tautological::tautological;

/// What the caps of a goal are equal to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Basis {
    Total,
    Project,
    Basic,
    Other,
    Fiscal,
    /// No sum of fund sources.
    None,
}

/// The bases in the order they are tried.
const BASES: [Basis; 5] = [Basis::Total, Basis::Project, Basis::Basic, Basis::Other, Basis::Fiscal];

/// The caps of a goal and the budget they are held against.
struct Caps<'a> {
    goal: i32,
    /// Index of the last cap.
    index: usize,
    sum: Fen,
    tasks: Vec<&'a Task>,
}

/// Goals whose caps differ from the total budget of their tasks.
pub(super) fn differing(content: Content<'_>) -> Found {
    let caps = caps(content);
    let bases: Vec<Basis> = caps.iter().map(Caps::basis).collect();
    let mut counts: HashMap<Basis, usize> = HashMap::new();
    for basis in &bases {
        *counts.entry(*basis).or_default() += 1;
    }
    let differing = caps.iter().zip(bases).filter(|(_, basis)| *basis != Basis::Total);
    let finding = |(caps, basis): (&Caps<'_>, Basis)| {
        (Subject::Indicator(caps.index, Column::Value), caps.finding(basis, &others(&counts, basis)))
    };
    differing.map(finding).collect()
}

/// The caps of every goal that has any, and tasks to hold them against.
fn caps(content: Content<'_>) -> Vec<Caps<'_>> {
    let tasks: HashMap<i32, &Task> = content.tasks.iter().map(|task| (task.number, task)).collect();
    let mut sums: HashMap<i32, (usize, Option<Fen>)> = HashMap::new();
    for (index, indicator) in content.indicators.iter().enumerate() {
        if let Some(cap) = money_cap(indicator) {
            let (last, sum) = sums.entry(indicator.goal).or_insert((index, Some(Fen::ZERO)));
            *last = index;
            *sum = sum.and_then(|sum| sum.checked_add(cap));
        }
    }
    let of_goal = |goal: &Goal| {
        let (index, sum) = *sums.get(&goal.number)?;
        let tasks: Vec<&Task> = goal.tasks.iter().filter_map(|number| tasks.get(number).copied()).collect();
        (!tasks.is_empty()).then_some(Caps { goal: goal.number, index, sum: sum?, tasks })
    };
    content.goals.iter().filter_map(of_goal).collect()
}

/// The money of a cost indicator that sets an upper bound in 元 or 万元.
fn money_cap(indicator: &Indicator) -> Option<Fen> {
    let Target::Numeric(target) = &indicator.target else { return None };
    let is_cap = indicator.family() == Family::Cost && matches!(target.sign, Sign::AtMost | Sign::LessThan);
    let unit = MoneyUnit::of_unit(target.unit.as_ref()?.as_str())?;
    if is_cap { unit.fen(target.value) } else { None }
}

impl Caps<'_> {
    /// The first basis that the caps are equal to.
    fn basis(&self) -> Basis {
        BASES.into_iter().find(|basis| self.amount(*basis) == Some(self.sum)).unwrap_or(Basis::None)
    }

    /// The tasks' money on a basis; `None` where they have none of it.
    fn amount(&self, basis: Basis) -> Option<Fen> {
        let parts: Vec<Fen> = self.tasks.iter().flat_map(|task| basis.parts(task)).flatten().collect();
        if parts.is_empty() { None } else { Fen::sum(parts) }
    }

    fn finding(&self, basis: Basis, others: &(String, String)) -> Finding {
        let (goal, sum) = (self.goal, self.sum.grouped());
        let total = self.amount(Basis::Total).map_or_else(|| "?".to_owned(), Fen::grouped);
        let (is_en, is_zh) = match basis.names() {
            Some((en, zh)) => (format!("is the {en} of its tasks"), format!("等于其任务的{zh}")),
            None => ("is no fund source of its tasks".to_owned(), "与其任务的各项资金来源均不相等".to_owned()),
        };
        let (others_en, others_zh) = others;
        Finding::new(
            Code::CostCapDiffers,
            format!("the cost cap of goal {goal}, {sum} yuan, {is_en}, not their total of {total} yuan{others_en}"),
            format!("目标{goal}的成本指标值{sum}元{is_zh}，而非任务总额{total}元{others_zh}"),
        )
    }
}

impl Basis {
    fn parts(self, task: &Task) -> [Option<Fen>; 2] {
        match self {
            Self::Total => [Some(task.total), None],
            Self::Project => [task.project, None],
            Self::Basic => [task.basic, None],
            Self::Other => [task.other, None],
            Self::Fiscal => [task.basic, task.project],
            Self::None => [None, None],
        }
    }

    fn names(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Total => Some(("total", "总额")),
            Self::Project => Some(("project expenditure", "项目支出")),
            Self::Basic => Some(("basic expenditure", "基本支出")),
            Self::Other => Some(("other funds", "其他资金")),
            Self::Fiscal => Some(("basic and project expenditure", "财政拨款（基本支出与项目支出之和）")),
            Self::None => None,
        }
    }
}

/// What the caps of the other goals are equal to, as the end of a message.
fn others(counts: &HashMap<Basis, usize>, own: Basis) -> (String, String) {
    let mut en = Vec::new();
    let mut zh = Vec::new();
    for basis in BASES {
        let count = counts.get(&basis).copied().unwrap_or_default() - usize::from(basis == own);
        if let Some((name_en, name_zh)) = basis.names().filter(|_| count > 0) {
            en.push(format!("the {name_en} in {count}"));
            zh.push(format!("{count}个等于{name_zh}"));
        }
    }
    if en.is_empty() {
        return Default::default();
    }
    (
        format!("; of the other goals' caps it is {}", en.join(", ")),
        format!("；其他目标的成本指标值：{}", zh.join("，")),
    )
}
