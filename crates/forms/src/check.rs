//! What is wrong with the content of a plan, however it came.

mod cost_caps;
mod families;
mod indicators;
mod names;
mod range;
mod repeated;
mod tasks;
mod two_in_one;
mod unit_fit;
mod units;

use jixiao_domain::{FiscalYear, Goal, Indicator, PlanContent, Task};

use crate::{Code, Finding};

/// The tables of a plan, consistent or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'a> {
    pub(crate) year: Option<FiscalYear>,
    pub(crate) tasks: &'a [Task],
    pub(crate) goals: &'a [Goal],
    pub(crate) indicators: &'a [Indicator],
}

/// What a finding is about; the reader of a file knows line and cell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// The plan as a whole.
    Plan,
    /// The task with that number.
    Task(i32),
    /// The tasks of the goal with that number.
    Goal(i32),
    /// The text of the goal with that number.
    GoalText(i32),
    /// The indicator at that index, in one of its columns.
    Indicator(usize, Column),
}

/// A column of an indicator's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Goal,
    Level2,
    Name,
    Value,
    Unit,
}

/// Where a finding goes.
type Found = Vec<(Subject, Finding)>;

/// Checks a plan whose fiscal year is not at hand: [`check_in_year`] without a year.
pub fn check(content: &PlanContent) -> Vec<Finding> {
    check_in_year(content, None)
}

/// Findings of a plan's content: sums, cost caps, missing units and values, pairs outside the frames,
/// duplicates, dates filed as qualitative, units and targets that measure little or nothing, and what is absent.
/// A finding about an indicator carries the indicator's line, but no cell. Without a year, dates that name no year
/// are not found.
pub fn check_in_year(content: &PlanContent, year: Option<FiscalYear>) -> Vec<Finding> {
    let indicators = content.indicators();
    let content = Content { year, tasks: content.tasks(), goals: content.goals(), indicators };
    let line = |subject| match subject {
        Subject::Indicator(index, _) => indicators.get(index).and_then(|indicator: &Indicator| indicator.line),
        Subject::Plan | Subject::Task(_) | Subject::Goal(_) | Subject::GoalText(_) => None,
    };
    find(content).into_iter().map(|(subject, finding)| Finding { line: line(subject), ..finding }).collect()
}

/// All that is wrong with the content.
pub(crate) fn find(content: Content<'_>) -> Found {
    let mut found = absent(content);
    found.extend(tasks::sums(content.tasks));
    found.extend(tasks::unknown(content.tasks, content.goals));
    found.extend(indicators::goals(content.goals, content.indicators));
    found.extend(indicators::pairs(content.indicators));
    found.extend(indicators::duplicates(content.indicators));
    found.extend(indicators::targets(content.year, content.indicators));
    found.extend(cost_caps::differing(content));
    found.extend(cost_caps::tautological(content));
    found.extend(families::missing(content.goals, content.indicators));
    found.extend(unit_fit::units(content.indicators));
    found.extend(range::targets(content.indicators));
    found.extend(two_in_one::rates(content.indicators));
    found.extend(repeated::names(content.indicators));
    found
}

fn absent(content: Content<'_>) -> Found {
    let mut found = Vec::new();
    let mut add = |code, en, zh| found.push((Subject::Plan, Finding::new(code, en, zh)));
    if content.tasks.is_empty() {
        add(Code::NoTasks, "the plan has no tasks, so it has no budget", "没有主要工作任务，因而没有预算资金");
    }
    if content.indicators.is_empty() {
        add(Code::NoIndicators, "the plan has no indicators", "没有绩效指标");
    } else if content.indicators.iter().all(|indicator| indicator.weight.is_none()) {
        add(
            Code::NoWeights,
            "no indicator has a weight; allocate weights before the plan is approved",
            "各项指标均无分值，请在批复前分配分值",
        );
    }
    found
}
