//! The table of a plan.

use jixiao_domain::{
    Fen, Goal, Indicator, IndicatorId, Invalid, Method, PlanContent, PlanLimits, SchemeRef, Task, Text, Violation,
};

use super::{EnumField, Fields};
use crate::planning::v1 as wire;

impl TryFrom<wire::PlanContent> for PlanContent {
    type Error = Vec<Violation>;

    fn try_from(mut message: wire::PlanContent) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        number_indicators(&mut message.indicators, 0);
        let title = fields.take("department_title", Text::parse(message.department_title));
        let scheme = match message.weight_scheme {
            None => Some(None),
            Some(scheme) => fields.nested("weight_scheme", SchemeRef::try_from(scheme)).map(Some),
        };
        let tasks = fields.each("tasks", message.tasks, PlanLimits::TASKS);
        let goals = fields.each("goals", message.goals, PlanLimits::GOALS);
        let indicators = fields.each("indicators", message.indicators, PlanLimits::INDICATORS);
        let (title, scheme) = fields.finish(|| Some((title?, scheme?)))?;
        Self::assemble(title, scheme, tasks, goals, indicators)
    }
}

/// Gives a number to each indicator without an id, in plan order: those after the highest there is, and
/// after `last`, the highest that was ever given.
pub fn number_indicators(indicators: &mut [wire::Indicator], last: usize) {
    let numbers = indicators.iter().filter_map(|i| i.id.parse().ok()).map(|id: IndicatorId| id.number());
    let highest = numbers.max().unwrap_or(0).max(last);
    let without_id = indicators.iter_mut().filter(|i| i.id.is_empty());
    for (indicator, number) in without_id.zip(highest.saturating_add(1)..) {
        indicator.id = IndicatorId::numbered(number).to_string();
    }
}

impl TryFrom<wire::WeightScheme> for SchemeRef {
    type Error = Vec<Violation>;

    fn try_from(message: wire::WeightScheme) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let id = fields.take("id", message.id.parse());
        let execution_weight = fields.take("execution_weight", message.execution_weight.parse());
        fields.finish(|| Some(Self { id: id?, execution_weight: execution_weight? }))
    }
}

impl TryFrom<wire::Task> for Task {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Task) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let name = fields.take("name", Text::parse(message.name));
        let total = fields.take("total_fen", not_negative(message.total_fen));
        let mut fund = |path, fen: Option<i64>| match fen {
            None => Some(None),
            Some(fen) => fields.take(path, not_negative(fen)).map(Some),
        };
        let basic = fund("basic_fen", message.basic_fen);
        let project = fund("project_fen", message.project_fen);
        let other = fund("other_fen", message.other_fen);
        fields.finish(|| {
            let number = message.number;
            Some(Self { number, name: name?, total: total?, basic: basic?, project: project?, other: other? })
        })
    }
}

impl TryFrom<wire::Goal> for Goal {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Goal) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let text = fields.take("text", Text::parse(message.text));
        fields.at_most("tasks", message.tasks.len(), PlanLimits::TASKS);
        fields.finish(|| Some(Self { number: message.number, text: text?, tasks: message.tasks }))
    }
}

impl TryFrom<wire::Indicator> for Indicator {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Indicator) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let id = fields.take("id", message.id.parse());
        let level1 = fields.take("level1", EnumField::parse(message.level1));
        let level2 = fields.take("level2", EnumField::parse(message.level2));
        let name = fields.take("name", Text::parse(message.name));
        let target = fields.required("target", message.target);
        let weight = match message.weight.as_str() {
            "" => Some(None),
            weight => fields.take("weight", weight.parse()).map(Some),
        };
        let accumulation = match message.accumulation {
            0 => Some(None),
            number => fields.take("accumulation", EnumField::parse(number)).map(Some),
        };
        let library = match message.library.as_str() {
            "" => Some(None),
            library => fields.take("library", library.parse()).map(Some),
        };
        let method = match message.method {
            None => Some(None),
            Some(method) => fields.nested("method", Method::try_from(method)).map(Some),
        };
        if message.line < 0 {
            fields.refuse("line", "is negative", "为负");
        }
        fields.finish(|| {
            Some(Self {
                id: id?,
                goal: message.goal,
                level1: level1?,
                level2: level2?,
                name: name?,
                target: target?,
                weight: weight?,
                line: (message.line != 0).then_some(message.line),
                accumulation: accumulation?,
                library: library?,
                method: method?,
            })
        })
    }
}

/// Money that is not negative.
pub(super) fn not_negative(fen: i64) -> Result<Fen, Invalid> {
    if fen < 0 { Err(Invalid { en: "is negative", zh: "为负" }) } else { Ok(Fen::new(fen)) }
}

impl From<&PlanContent> for wire::PlanContent {
    fn from(plan: &PlanContent) -> Self {
        Self {
            department_title: plan.department_title().to_string(),
            weight_scheme: plan.scheme().map(Into::into),
            tasks: plan.tasks().iter().map(Into::into).collect(),
            goals: plan.goals().iter().map(Into::into).collect(),
            indicators: plan.indicators().iter().map(Into::into).collect(),
        }
    }
}

impl From<&SchemeRef> for wire::WeightScheme {
    fn from(scheme: &SchemeRef) -> Self {
        Self { id: scheme.id.to_string(), execution_weight: scheme.execution_weight.to_string() }
    }
}

impl From<&Task> for wire::Task {
    fn from(task: &Task) -> Self {
        Self {
            number: task.number,
            name: task.name.to_string(),
            total_fen: task.total.get(),
            basic_fen: task.basic.map(Fen::get),
            project_fen: task.project.map(Fen::get),
            other_fen: task.other.map(Fen::get),
        }
    }
}

impl From<&Goal> for wire::Goal {
    fn from(goal: &Goal) -> Self {
        Self { number: goal.number, text: goal.text.to_string(), tasks: goal.tasks.clone() }
    }
}

impl From<&Indicator> for wire::Indicator {
    fn from(indicator: &Indicator) -> Self {
        Self {
            id: indicator.id.to_string(),
            goal: indicator.goal,
            level1: indicator.level1.number(),
            level2: indicator.level2.number(),
            name: indicator.name.to_string(),
            target: Some((&indicator.target).into()),
            weight: indicator.weight.map(|w| w.to_string()).unwrap_or_default(),
            line: indicator.line.unwrap_or_default(),
            accumulation: indicator.accumulation.map(EnumField::number).unwrap_or_default(),
            library: indicator.library.as_ref().map(ToString::to_string).unwrap_or_default(),
            method: indicator.method.as_ref().map(Into::into),
        }
    }
}
