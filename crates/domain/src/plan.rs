//! The table of a plan: tasks with money, goals, indicators with targets and weights.

mod copy;
mod edit;
mod identity;

use std::collections::HashSet;

use crate::{
    AccumulationKind, Family, Fen, IndicatorId, Invalid, Level1, Level2, Method, Points, SchemeId, SchemeRef, Target,
    Text, Violation,
};

/// A main task (主要工作任务) and its budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// From 1.
    pub number: i32,
    /// As printed.
    pub name: Text<500>,
    /// Total.
    pub total: Fen,
    /// 基本支出, where the cell is filled.
    pub basic: Option<Fen>,
    /// 项目支出, where the cell is filled.
    pub project: Option<Fen>,
    /// 其他资金, where the cell is filled.
    pub other: Option<Fen>,
}

/// An annual goal (年度绩效目标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// From 1.
    pub number: i32,
    /// As printed.
    pub text: Text<2000>,
    /// Numbers of the tasks it answers for.
    pub tasks: Vec<i32>,
}

/// An indicator (绩效指标) with its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The same over all versions of the plan.
    pub id: IndicatorId,
    /// Number of its goal.
    pub goal: i32,
    /// 一级指标.
    pub level1: Level1,
    /// 二级指标.
    pub level2: Level2,
    /// 三级指标.
    pub name: Text<500>,
    /// 指标值.
    pub target: Target,
    /// 分值; `None` while there are no weights.
    pub weight: Option<Points>,
    /// Line of the file it was read from.
    pub line: Option<i32>,
    /// How its reports relate to each other, where somebody set it.
    pub accumulation: Option<AccumulationKind>,
    /// The library indicator that it is, so that it can be added up with those of others.
    pub library: Option<SchemeId>,
    /// How it is scored, where not as the profile says. It fits the target.
    pub method: Option<Method>,
}

impl Indicator {
    /// What a weight scheme counts it as.
    pub fn family(&self) -> Family {
        Family::of(self.level1, self.level2)
    }

    /// Whether the method that it names, if it does, can score its target.
    fn has_fitting_method(&self) -> bool {
        self.method.as_ref().is_none_or(|method| method.fits(&self.target))
    }

    /// How its reports relate to each other: as somebody set it, else by the default rule.
    pub fn accumulation_kind(&self) -> AccumulationKind {
        self.accumulation.unwrap_or_else(|| AccumulationKind::by_default(self.level2, &self.target))
    }
}

pub use edit::IndicatorEdit;

/// How much a plan may hold.
#[derive(Debug)]
pub struct PlanLimits;

impl PlanLimits {
    /// Most tasks of a plan.
    pub const TASKS: usize = 100;
    /// Most goals of a plan.
    pub const GOALS: usize = 100;
    /// Most indicators of a plan.
    pub const INDICATORS: usize = 2000;
    /// Most parts of an execution: one for each task and fund source.
    pub const EXECUTION_PARTS: usize = 3 * Self::TASKS;
    /// Most items of all checklists together, so that a plan stays a message of tens of MiB.
    pub const CHECKLIST_ITEMS: usize = 5000;
    /// Most opinions of a step: one for each indicator, one for the plan.
    pub const OPINIONS: usize = Self::INDICATORS + 1;
}

/// The table of a plan. Tasks and goals are in the order of their numbers, indicators by goal and within it
/// as given; numbers and ids are unique, and what is referred to is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanContent {
    department_title: Text<100>,
    scheme: Option<SchemeRef>,
    tasks: Vec<Task>,
    goals: Vec<Goal>,
    indicators: Vec<Indicator>,
}

/// Weights that do not sum to 100 less the execution weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the weights sum to {sum}, not to {expected}")]
pub struct WeightsDoNotSum {
    /// What they sum to.
    pub sum: Points,
    /// What they must sum to.
    pub expected: Points,
}

impl PlanContent {
    /// Puts a plan together, or says everything that does not fit.
    pub fn assemble(
        department_title: Text<100>,
        scheme: Option<SchemeRef>,
        mut tasks: Vec<Task>,
        mut goals: Vec<Goal>,
        mut indicators: Vec<Indicator>,
    ) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        check_limits(&tasks, &goals, &indicators, &mut found);
        check_numbers("tasks", tasks.iter().map(|t| t.number), &mut found);
        check_numbers("goals", goals.iter().map(|g| g.number), &mut found);
        check_amounts(&tasks, &indicators, &mut found);
        check_references(&tasks, &goals, &indicators, &mut found);
        check_weights(scheme.is_some(), &indicators, &mut found);
        check_methods(&indicators, &mut found);
        if !found.is_empty() {
            return Err(found);
        }
        tasks.sort_by_key(|t| t.number);
        goals.sort_by_key(|g| g.number);
        indicators.sort_by_key(|i| i.goal);
        Ok(Self { department_title, scheme, tasks, goals, indicators })
    }

    /// The department's title as printed.
    pub fn department_title(&self) -> &Text<100> {
        &self.department_title
    }

    /// The scheme of the weights; `None` while there are none.
    pub fn scheme(&self) -> Option<&SchemeRef> {
        self.scheme.as_ref()
    }

    /// In the order of their numbers.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// In the order of their numbers.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// In plan order.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The highest number of an id that the system gave; 0 where it gave none.
    pub fn last_number(&self) -> usize {
        self.indicators.iter().map(|i| i.id.number()).max().unwrap_or(0)
    }

    /// The same with the weights of `scheme`, one for each indicator in plan order.
    #[must_use]
    pub fn with_weights(mut self, scheme: SchemeRef, weights: impl IntoIterator<Item = Points>) -> Self {
        for (indicator, weight) in self.indicators.iter_mut().zip(weights) {
            indicator.weight = Some(weight);
        }
        self.scheme = Some(scheme);
        self
    }

    /// The same with other indicators.
    fn with_indicators(&self, scheme: Option<SchemeRef>, indicators: Vec<Indicator>) -> Result<Self, Vec<Violation>> {
        Self::assemble(self.department_title.clone(), scheme, self.tasks.clone(), self.goals.clone(), indicators)
    }

    /// Whether the weights, where there are any, sum to 100 less the execution weight.
    pub fn check_sum(&self) -> Result<(), WeightsDoNotSum> {
        self.scheme.as_ref().map_or(Ok(()), |scheme| check_sum(scheme, &self.indicators))
    }
}

/// Whether the weights of indicators sum to 100 less the execution weight of their scheme.
pub(crate) fn check_sum(scheme: &SchemeRef, indicators: &[Indicator]) -> Result<(), WeightsDoNotSum> {
    let expected = Points::HUNDRED - scheme.execution_weight;
    let sum = indicators.iter().filter_map(|i| i.weight).sum();
    if sum == expected { Ok(()) } else { Err(WeightsDoNotSum { sum, expected }) }
}

fn check_limits(tasks: &[Task], goals: &[Goal], indicators: &[Indicator], found: &mut Vec<Violation>) {
    let limits = [
        ("tasks", tasks.len(), PlanLimits::TASKS),
        ("goals", goals.len(), PlanLimits::GOALS),
        ("indicators", indicators.len(), PlanLimits::INDICATORS),
    ];
    for (path, count, most) in limits {
        if count > most {
            found.push(Violation::new(path, format!("has more than {most} items"), format!("超过{most}项")));
        }
    }
    found.extend(check_checklists(indicators).err().map(|why| Violation::invalid("indicators", why)));
}

const LONG_CHECKLISTS: Invalid =
    Invalid { en: "has more than 5000 checklist items in all", zh: "清单条目合计超过5000项" };
const UNFIT_METHOD: Invalid = Invalid { en: "does not fit the target", zh: "与指标值的类型不符" };

/// Whether the checklists of all indicators together are not too long.
fn check_checklists(indicators: &[Indicator]) -> Result<(), Invalid> {
    let items: usize = indicators.iter().filter_map(|i| i.method.as_ref()).map(Method::checklist_items).sum();
    if items > PlanLimits::CHECKLIST_ITEMS { Err(LONG_CHECKLISTS) } else { Ok(()) }
}

fn check_numbers(path: &str, numbers: impl Iterator<Item = i32>, found: &mut Vec<Violation>) {
    let mut seen = HashSet::new();
    for (place, number) in numbers.enumerate() {
        let at = format!("{path}[{place}].number");
        if number < 1 {
            found.push(Violation::new(at, "is below 1", "小于1"));
        } else if !seen.insert(number) {
            found.push(Violation::new(at, "is there twice", "重复"));
        }
    }
}

fn check_amounts(tasks: &[Task], indicators: &[Indicator], found: &mut Vec<Violation>) {
    for (place, task) in tasks.iter().enumerate() {
        let funds =
            [("total", Some(task.total)), ("basic", task.basic), ("project", task.project), ("other", task.other)];
        for (fund, _) in funds.into_iter().filter(|(_, amount)| amount.is_some_and(|a| a < Fen::ZERO)) {
            found.push(Violation::new(format!("tasks[{place}].{fund}_fen"), "is negative", "为负"));
        }
    }
    for (place, _) in indicators.iter().enumerate().filter(|(_, i)| i.line.is_some_and(|line| line < 1)) {
        found.push(Violation::new(format!("indicators[{place}].line"), "is below 1", "小于1"));
    }
}

fn check_references(tasks: &[Task], goals: &[Goal], indicators: &[Indicator], found: &mut Vec<Violation>) {
    let task_numbers: HashSet<_> = tasks.iter().map(|t| t.number).collect();
    for (place, goal) in goals.iter().enumerate() {
        let mut seen = HashSet::new();
        for (nth, task) in goal.tasks.iter().enumerate() {
            let at = || format!("goals[{place}].tasks[{nth}]");
            if !task_numbers.contains(task) {
                found.push(Violation::new(at(), "names no task of the plan", "不是本表的任务"));
            } else if !seen.insert(task) {
                found.push(Violation::new(at(), "is there twice", "重复"));
            }
        }
    }
    let goal_numbers: HashSet<_> = goals.iter().map(|g| g.number).collect();
    let mut ids = HashSet::new();
    for (place, indicator) in indicators.iter().enumerate() {
        if !goal_numbers.contains(&indicator.goal) {
            let at = format!("indicators[{place}].goal");
            found.push(Violation::new(at, "names no goal of the plan", "不是本表的目标"));
        }
        if !ids.insert(&indicator.id) {
            found.push(Violation::new(format!("indicators[{place}].id"), "is there twice", "重复"));
        }
    }
}

/// Either there is a scheme and all indicators have a weight, or neither.
fn check_weights(has_scheme: bool, indicators: &[Indicator], found: &mut Vec<Violation>) {
    for (place, indicator) in indicators.iter().enumerate() {
        let at = || format!("indicators[{place}].weight");
        match (has_scheme, indicator.weight) {
            (true, None) => {
                found.push(Violation::new(at(), "is required where there is a weight scheme", "有分值方案时必填"));
            }
            (false, Some(_)) => {
                found.push(Violation::new(at(), "needs a weight scheme", "需要分值方案"));
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
}

/// A method that an indicator names can score its target.
fn check_methods(indicators: &[Indicator], found: &mut Vec<Violation>) {
    for (place, _) in indicators.iter().enumerate().filter(|(_, indicator)| !indicator.has_fitting_method()) {
        found.push(Violation::invalid(format!("indicators[{place}].method"), UNFIT_METHOD));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checklist, ChecklistItem};

    fn task(number: i32) -> Task {
        let name = Text::parse("任务").unwrap();
        Task { number, name, total: Fen::ZERO, basic: None, project: None, other: None }
    }

    fn goal(number: i32, tasks: &[i32]) -> Goal {
        Goal { number, text: Text::parse("目标").unwrap(), tasks: tasks.to_vec() }
    }

    fn indicator(id: usize, goal: i32) -> Indicator {
        Indicator {
            id: IndicatorId::numbered(id),
            goal,
            level1: Level1::Output,
            level2: Level2::Quantity,
            name: Text::parse("指标").unwrap(),
            target: Target::Qualitative { text: Text::parse("提高").unwrap() },
            weight: None,
            line: None,
            accumulation: None,
            library: None,
            method: None,
        }
    }

    #[test]
    fn everything_that_does_not_fit_is_said_at_once() {
        let title = Text::parse("部门").unwrap();
        let violations = PlanContent::assemble(
            title,
            None,
            vec![task(1), task(1), task(0)],
            vec![goal(1, &[1, 7, 1])],
            vec![indicator(1, 1), indicator(1, 2)],
        )
        .unwrap_err();
        let paths: Vec<_> = violations.iter().map(|v| v.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "tasks[1].number",
                "tasks[2].number",
                "goals[0].tasks[1]",
                "goals[0].tasks[2]",
                "indicators[1].goal",
                "indicators[1].id"
            ]
        );
    }

    #[test]
    fn money_is_not_negative_and_lines_count_from_one() {
        let task = Task { total: Fen::new(-1), other: Some(Fen::new(-1)), ..task(1) };
        let indicator = Indicator { line: Some(0), ..indicator(1, 1) };
        let title = Text::parse("部门").unwrap();
        let violations =
            PlanContent::assemble(title, None, vec![task], vec![goal(1, &[])], vec![indicator]).unwrap_err();
        let paths: Vec<_> = violations.iter().map(|v| v.path.as_str()).collect();
        assert_eq!(paths, ["tasks[0].total_fen", "tasks[0].other_fen", "indicators[0].line"]);
    }

    #[test]
    fn tasks_and_goals_come_in_the_order_of_their_numbers() {
        let title = Text::parse("部门").unwrap();
        let plan =
            PlanContent::assemble(title, None, vec![task(2), task(1)], vec![goal(2, &[]), goal(1, &[2])], vec![]);
        let plan = plan.unwrap();
        assert_eq!(plan.tasks().iter().map(|t| t.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(plan.goals().iter().map(|g| g.number).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_method_that_cannot_score_its_target_is_said_at_its_place() {
        let title = Text::parse("部门").unwrap();
        let with = |id, method| Indicator { method: Some(method), ..indicator(id, 1) };
        let indicators = vec![with(1, Method::Manual), with(2, Method::YesNo), with(3, Method::Proportional)];
        let violations = PlanContent::assemble(title, None, vec![], vec![goal(1, &[])], indicators).unwrap_err();
        let paths: Vec<_> = violations.iter().map(|v| v.path.as_str()).collect();
        assert_eq!(paths, ["indicators[1].method", "indicators[2].method"]);
    }

    #[test]
    fn the_checklists_of_a_plan_are_bounded_together() {
        let item = ChecklistItem { text: Text::parse("条目").unwrap(), points: Points::HUNDRED };
        let list = Checklist::new(vec![item; Checklist::MOST]).unwrap();
        let listed = |count: usize| {
            let indicator = |id| Indicator { method: Some(Method::Checklist(list.clone())), ..indicator(id, 1) };
            let indicators = (1..=count).map(indicator).collect();
            PlanContent::assemble(Text::parse("部门").unwrap(), None, vec![], vec![goal(1, &[])], indicators)
        };
        assert!(listed(PlanLimits::CHECKLIST_ITEMS / Checklist::MOST).is_ok());
        let violations = listed(PlanLimits::CHECKLIST_ITEMS / Checklist::MOST + 1).unwrap_err();
        assert_eq!(violations, [Violation::invalid("indicators", LONG_CHECKLISTS)]);
    }

    #[test]
    fn weights_go_with_a_scheme() {
        let title = Text::parse("部门").unwrap();
        let weighted = Indicator { weight: Some(Points::HUNDRED), ..indicator(1, 1) };
        let violations = PlanContent::assemble(title, None, vec![], vec![goal(1, &[])], vec![weighted]).unwrap_err();
        assert_eq!(violations[0].path, "indicators[0].weight");
    }
}
