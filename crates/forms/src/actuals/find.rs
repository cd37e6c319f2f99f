//! Which indicator of a plan a row answers for.

use std::collections::HashMap;

use jixiao_domain::{IndicatorId, PlanContent};

use super::notes::{Said, said};
use super::{ActualsColumn, ActualsRow};
use crate::Code;
use crate::label::goal_number;
use crate::text::{excerpt, key};

/// The indicators of a plan by what rows name them by; an indicator is its place in the plan.
#[derive(Debug)]
pub(super) struct Index<'a> {
    plan: &'a PlanContent,
    by_id: HashMap<&'a str, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

/// Why no indicator was found.
#[derive(Debug)]
pub(super) enum NotFound {
    /// The cell that names it, and why.
    Wrong(ActualsColumn, Said),
    /// The row is that of the execution, which is computed from the money.
    Execution,
}

/// The id in a cell of the column 编号; letters of either case.
pub(super) fn id(cell: &str) -> Option<IndicatorId> {
    key(cell).to_ascii_lowercase().parse().ok()
}

impl<'a> Index<'a> {
    pub(super) fn new(plan: &'a PlanContent) -> Self {
        let indicators = || plan.indicators().iter().enumerate();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, indicator) in indicators() {
            by_name.entry(key(indicator.name.as_str())).or_default().push(place);
        }
        Self { plan, by_id: indicators().map(|(place, it)| (it.id.as_str(), place)).collect(), by_name }
    }

    /// The indicator of a row: by its key; without one, by goal and name, then by the name alone.
    pub(super) fn find(&self, row: &ActualsRow) -> Result<usize, NotFound> {
        if let Some(cell) = row.text(ActualsColumn::Key) {
            let found = id(cell).and_then(|id| self.by_id.get(id.as_str()).copied());
            let is_alone = row.cells.len() == 1;
            let why = || if is_alone { not_a_key(cell) } else { unknown_key(cell) };
            return found.ok_or_else(|| NotFound::Wrong(ActualsColumn::Key, why()));
        }
        let Some(name) = row.text(ActualsColumn::Name) else {
            let first = ActualsColumn::ANSWERS.into_iter().find(|column| row.cells.contains_key(column));
            return Err(NotFound::Wrong(first.unwrap_or(ActualsColumn::Actual), nameless()));
        };
        let named = self.by_name.get(&key(name)).map_or(&[] as &[usize], Vec::as_slice);
        let goal = row.goal.as_deref().and_then(|cell| self.goal(cell));
        let of_goal =
            |place: &&usize| self.plan.indicators().get(**place).is_some_and(|indicator| Some(indicator.goal) == goal);
        let within: Vec<usize> = named.iter().filter(of_goal).copied().collect();
        match (within.as_slice(), named) {
            ([only], _) | ([], [only]) => Ok(*only),
            ([], []) if is_execution(row, name) => Err(NotFound::Execution),
            ([], []) => Err(NotFound::Wrong(ActualsColumn::Name, unknown_name(name))),
            (many, _) => {
                let count = if many.is_empty() { named.len() } else { many.len() };
                Err(NotFound::Wrong(ActualsColumn::Name, ambiguous(name, count)))
            }
        }
    }

    /// The number of the goal that a cell names by label or by its text.
    pub(super) fn goal(&self, cell: &str) -> Option<i32> {
        let key = key(cell);
        let by_text = || self.plan.goals().iter().find(|goal| crate::text::key(goal.text.as_str()) == key);
        goal_number(&key).or_else(|| by_text().map(|goal| goal.number))
    }
}

/// Whether it is the row 预算执行率 of a self-evaluation (绩效自评表).
fn is_execution(row: &ActualsRow, name: &str) -> bool {
    let labels = [ActualsColumn::Level1, ActualsColumn::Level2].into_iter().filter_map(|column| row.text(column));
    labels.chain([name]).all(|cell| key(cell).starts_with("预算执行"))
}

/// Such as the number of a page.
fn not_a_key(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("the row has nothing but a key that no indicator of the plan has, and was not taken: {text}");
    said(Code::RowIgnored, en, format!("该行只有编号，绩效目标表中没有该编号的指标，未采用：{text}"))
}

fn unknown_key(cell: &str) -> Said {
    let text = excerpt(cell);
    let en = format!("no indicator of the plan has the key {text}; the row was not taken");
    said(Code::IndicatorUnmatched, en, format!("绩效目标表中没有编号为“{text}”的指标，该行未采用"))
}

fn unknown_name(name: &str) -> Said {
    let text = excerpt(name);
    let en = format!("the row has no key, and no indicator of the plan has its name; it was not taken: {text}");
    said(Code::IndicatorUnmatched, en, format!("该行没有编号，绩效目标表中也没有同名指标，未采用：{text}"))
}

fn nameless() -> Said {
    let en = "the row has neither key nor name of an indicator and was not taken";
    said(Code::RowUnplaced, en, "该行没有指标编号和名称，未采用")
}

fn ambiguous(name: &str, count: usize) -> Said {
    let text = excerpt(name);
    let en = format!("the row has no key, and {count} indicators of the plan have its name; it was not taken: {text}");
    said(Code::IndicatorAmbiguous, en, format!("该行没有编号，绩效目标表中有{count}个同名指标，未采用：{text}"))
}
