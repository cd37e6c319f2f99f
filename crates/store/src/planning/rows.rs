//! A plan's content as rows, and back.

use jixiao_domain::{
    CivilDate, Decimal, Fen, Goal, Indicator, Invalid, Method, NumericTarget, PlanContent, SchemeRef, Target, Task,
    Text, VersionName,
};
use jixiao_proto::EnumField;
use jixiao_proto::common::v1::ScoringMethod;
use jixiao_proto::planning::v1 as wire;
use prost::Message;

use super::entity::{goal, goal_task, indicator, task};
use crate::StoreError;
use crate::rows::{OrCorrupt, hundredths, points};
use crate::shard::Shard;

/// The rows of a plan version's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlanRows {
    pub(super) department_title: String,
    pub(super) scheme_id: Option<String>,
    pub(super) execution_weight: Option<i32>,
    pub(super) tasks: Vec<task::Model>,
    pub(super) goals: Vec<goal::Model>,
    pub(super) goal_tasks: Vec<goal_task::Model>,
    pub(super) indicators: Vec<indicator::Model>,
}

impl PlanRows {
    /// The rows of a content.
    pub(super) fn of(name: &VersionName, content: &PlanContent) -> Self {
        let key = Key { shard: Shard::from(&name.plan), version: name.version };
        let scheme = content.scheme();
        Self {
            department_title: content.department_title().to_string(),
            scheme_id: scheme.map(|s| s.id.to_string()),
            execution_weight: scheme.map(|s| hundredths(s.execution_weight)),
            tasks: content.tasks().iter().map(|t| key.task(t)).collect(),
            goals: content.goals().iter().map(|g| key.goal(g)).collect(),
            goal_tasks: content.goals().iter().flat_map(|g| key.goal_tasks(g)).collect(),
            indicators: content.indicators().iter().zip(0..).map(|(i, place)| key.indicator(i, place)).collect(),
        }
    }

    /// The content of rows: the one derivation of what is read together from what is the record.
    pub(super) fn content(mut self) -> Result<PlanContent, StoreError> {
        self.goal_tasks.sort_by_key(|t| (t.goal, t.place));
        self.indicators.sort_by_key(|i| i.place);
        let scheme = match (self.scheme_id, self.execution_weight) {
            (Some(id), Some(weight)) => Some(SchemeRef {
                id: id.parse().or_corrupt("weight scheme")?,
                execution_weight: points(weight).or_corrupt("weight scheme")?,
            }),
            _ => None,
        };
        let goal_tasks = self.goal_tasks;
        let goals = self.goals.into_iter().map(|g| {
            let tasks = goal_tasks.iter().filter(|t| t.goal == g.number).map(|t| t.task).collect();
            Ok(Goal { number: g.number, text: Text::parse(g.text)?, tasks })
        });
        PlanContent::assemble(
            Text::parse(self.department_title).or_corrupt("department title")?,
            scheme,
            self.tasks.into_iter().map(task).collect::<Result<_, _>>().or_corrupt("task")?,
            goals.collect::<Result<_, _>>().or_corrupt("goal")?,
            self.indicators.into_iter().map(indicator).collect::<Result<_, _>>().or_corrupt("indicator")?,
        )
        .map_err(|_| StoreError::Corrupt("plan"))
    }

    /// The packed document of rows.
    pub(super) fn document(self) -> Result<Vec<u8>, StoreError> {
        Ok(wire::PlanContent::from(&self.content()?).encode_to_vec())
    }
}

struct Key {
    shard: Shard,
    version: i32,
}

impl Key {
    fn task(&self, task: &Task) -> task::Model {
        let Shard { region, department, fiscal_year } = self.shard.clone();
        task::Model {
            region,
            department,
            fiscal_year,
            version: self.version,
            number: task.number,
            name: task.name.to_string(),
            total_fen: task.total.get(),
            basic_fen: task.basic.map(Fen::get),
            project_fen: task.project.map(Fen::get),
            other_fen: task.other.map(Fen::get),
        }
    }

    fn goal(&self, goal: &Goal) -> goal::Model {
        let Shard { region, department, fiscal_year } = self.shard.clone();
        let text = goal.text.to_string();
        goal::Model { region, department, fiscal_year, version: self.version, number: goal.number, text }
    }

    fn goal_tasks(&self, goal: &Goal) -> Vec<goal_task::Model> {
        let row = |(task, place): (&i32, i32)| {
            let Shard { region, department, fiscal_year } = self.shard.clone();
            let (version, goal) = (self.version, goal.number);
            goal_task::Model { region, department, fiscal_year, version, goal, place, task: *task }
        };
        goal.tasks.iter().zip(0..).map(row).collect()
    }

    fn indicator(&self, indicator: &Indicator, place: i32) -> indicator::Model {
        let Shard { region, department, fiscal_year } = self.shard.clone();
        let target = TargetColumns::of(&indicator.target);
        indicator::Model {
            region,
            department,
            fiscal_year,
            version: self.version,
            indicator: indicator.id.to_string(),
            place,
            goal: indicator.goal,
            level1: indicator.level1.number(),
            level2: indicator.level2.number(),
            name: indicator.name.to_string(),
            target_kind: target.kind,
            sign: target.sign,
            value_millionths: target.value_millionths,
            unit: target.unit,
            text: target.text,
            first_date: target.first_date,
            last_date: target.last_date,
            weight: indicator.weight.map(hundredths),
            line: indicator.line,
            accumulation: indicator.accumulation.map(EnumField::number),
            library: indicator.library.as_ref().map(ToString::to_string),
            method: indicator.method.as_ref().map(|method| ScoringMethod::from(method).encode_to_vec()),
        }
    }
}

fn task(row: task::Model) -> Result<Task, Invalid> {
    Ok(Task {
        number: row.number,
        name: Text::parse(row.name)?,
        total: Fen::new(row.total_fen),
        basic: row.basic_fen.map(Fen::new),
        project: row.project_fen.map(Fen::new),
        other: row.other_fen.map(Fen::new),
    })
}

fn indicator(row: indicator::Model) -> Result<Indicator, Invalid> {
    let target = TargetColumns {
        kind: row.target_kind,
        sign: row.sign,
        value_millionths: row.value_millionths,
        unit: row.unit,
        text: row.text,
        first_date: row.first_date,
        last_date: row.last_date,
    };
    Ok(Indicator {
        id: row.indicator.parse()?,
        goal: row.goal,
        level1: EnumField::parse(row.level1)?,
        level2: EnumField::parse(row.level2)?,
        name: Text::parse(row.name)?,
        target: target.target()?,
        weight: row.weight.map(points).transpose()?,
        line: row.line,
        accumulation: row.accumulation.map(EnumField::parse).transpose()?,
        library: row.library.map(|id| id.parse()).transpose()?,
        method: row.method.map(|bytes| method(&bytes)).transpose()?,
    })
}

/// The method of a row, which holds exactly the bytes that were made of it.
fn method(bytes: &[u8]) -> Result<Method, Invalid> {
    const NO_METHOD: Invalid = Invalid { en: "is no scoring method", zh: "不是计分方法" };
    let message = ScoringMethod::decode(bytes).map_err(|_| NO_METHOD)?;
    let method = Method::try_from(message).map_err(|_| NO_METHOD)?;
    if ScoringMethod::from(&method).encode_to_vec() == bytes { Ok(method) } else { Err(NO_METHOD) }
}

/// The columns of a target. The kind is the number of its field in `jixiao.common.v1.Target`.
struct TargetColumns {
    kind: i32,
    sign: Option<i32>,
    value_millionths: Option<i64>,
    unit: Option<String>,
    text: Option<String>,
    first_date: Option<String>,
    last_date: Option<String>,
}

const NUMERIC: i32 = 1;
const QUALITATIVE: i32 = 2;
const DEADLINE: i32 = 3;
const WINDOW: i32 = 4;
const UNREADABLE: i32 = 5;

const MISSING: Invalid = Invalid { en: "is missing", zh: "缺失" };

impl TargetColumns {
    fn of(target: &Target) -> Self {
        let empty = |kind| Self {
            kind,
            sign: None,
            value_millionths: None,
            unit: None,
            text: None,
            first_date: None,
            last_date: None,
        };
        let shown = |text: &Option<Text<2000>>| text.as_ref().map(ToString::to_string);
        let unit_text = |unit: &Option<Text<50>>| unit.as_ref().map(ToString::to_string);
        match target {
            Target::Numeric(NumericTarget { sign, value, unit }) => Self {
                sign: Some(sign.number()),
                value_millionths: Some(value.millionths()),
                unit: unit_text(unit),
                ..empty(NUMERIC)
            },
            Target::Qualitative { text } => Self { text: Some(text.to_string()), ..empty(QUALITATIVE) },
            Target::Deadline { text, date } => {
                Self { text: shown(text), last_date: Some(date.to_string()), ..empty(DEADLINE) }
            }
            Target::Window { text, first, last } => Self {
                text: shown(text),
                first_date: Some(first.to_string()),
                last_date: Some(last.to_string()),
                ..empty(WINDOW)
            },
            Target::Unreadable { sign, text, unit } => {
                Self { sign: Some(sign.number()), text: shown(text), unit: unit_text(unit), ..empty(UNREADABLE) }
            }
        }
    }

    fn target(self) -> Result<Target, Invalid> {
        let date = |text: Option<String>| -> Result<CivilDate, Invalid> { text.ok_or(MISSING)?.parse() };
        let unit = self.unit.map(Text::parse).transpose()?;
        let text = self.text.map(Text::parse).transpose()?;
        Ok(match self.kind {
            NUMERIC => Target::Numeric(NumericTarget {
                sign: EnumField::parse(self.sign.ok_or(MISSING)?)?,
                value: Decimal::from_millionths(self.value_millionths.ok_or(MISSING)?).ok_or(MISSING)?,
                unit,
            }),
            QUALITATIVE => Target::Qualitative { text: text.ok_or(MISSING)? },
            DEADLINE => Target::Deadline { text, date: date(self.last_date)? },
            WINDOW => Target::Window { text, first: date(self.first_date)?, last: date(self.last_date)? },
            UNREADABLE => Target::Unreadable { sign: EnumField::parse(self.sign.ok_or(MISSING)?)?, text, unit },
            _ => return Err(Invalid { en: "is of an unknown kind", zh: "未知的指标值类型" }),
        })
    }
}
