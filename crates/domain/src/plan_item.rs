//! Tasks, goals and indicators alike: what identifies one, its fields as texts, and all of it in one line.

use std::fmt::Display;
use std::hash::Hash;

use crate::{Fen, Goal, Indicator, IndicatorId, Method, NumericTarget, PlanContent, SchemeRef, Target, Task, Text};

/// The fields of something with their values, named as in the API; always the same fields in the same order.
pub(crate) type FieldTexts = Vec<(&'static str, Option<String>)>;

/// An item of a plan.
pub(crate) trait Item: Clone {
    /// What identifies it within its plan.
    type Key: Clone + Eq + Hash + Ord + Display;

    /// The collection it is in, as in resource names.
    const COLLECTION: &'static str;

    /// What identifies it within its plan.
    fn key(&self) -> &Self::Key;

    /// Its fields but the key; two items with equal texts are equal but for the line of their file.
    fn field_texts(&self) -> FieldTexts;

    /// All of it, for a person.
    fn in_one_line(&self) -> String;

    /// `tasks/1`.
    fn path_of(key: &Self::Key) -> String {
        format!("{}/{key}", Self::COLLECTION)
    }
}

impl Item for Task {
    type Key = i32;

    const COLLECTION: &'static str = "tasks";

    fn key(&self) -> &i32 {
        &self.number
    }

    fn field_texts(&self) -> FieldTexts {
        let fen = |amount: Option<Fen>| amount.map(|a| a.get().to_string());
        vec![
            ("name", text(&self.name)),
            ("total_fen", fen(Some(self.total))),
            ("basic_fen", fen(self.basic)),
            ("project_fen", fen(self.project)),
            ("other_fen", fen(self.other)),
        ]
    }

    fn in_one_line(&self) -> String {
        let mut line = format!("{} 总额{}元", self.name, self.total);
        for (label, fund) in [("基本支出", self.basic), ("项目支出", self.project), ("其他资金", self.other)]
        {
            if let Some(amount) = fund {
                line += &format!(" {label}{amount}元");
            }
        }
        one_line(&line)
    }
}

impl Item for Goal {
    type Key = i32;

    const COLLECTION: &'static str = "goals";

    fn key(&self) -> &i32 {
        &self.number
    }

    fn field_texts(&self) -> FieldTexts {
        vec![("text", text(&self.text)), ("tasks", numbers_text(&self.tasks))]
    }

    fn in_one_line(&self) -> String {
        let tasks = numbers_text(&self.tasks).map(|tasks| format!(" 任务{tasks}"));
        one_line(&format!("{}{}", self.text, tasks.unwrap_or_default()))
    }
}

impl Item for Indicator {
    type Key = IndicatorId;

    const COLLECTION: &'static str = "indicators";

    fn key(&self) -> &IndicatorId {
        &self.id
    }

    fn field_texts(&self) -> FieldTexts {
        let mut texts = vec![
            ("goal", text(&self.goal)),
            ("level1", text(&self.level1.label())),
            ("level2", text(&self.level2.label())),
            ("name", text(&self.name)),
        ];
        texts.extend(target_texts(&self.target));
        texts.push(("accumulation", self.accumulation.map(|kind| kind.label().to_owned())));
        texts.push(("library", optional(&self.library)));
        texts.push(("method", self.method.as_ref().map(method_line)));
        texts.push(("weight", optional(&self.weight)));
        texts
    }

    fn in_one_line(&self) -> String {
        let target = target_line(&self.target);
        let mut line = format!("{}/{} {} {target}", self.level1.label(), self.level2.label(), self.name);
        if let Some(weight) = self.weight {
            line += &format!(" {weight}分");
        }
        if let Some(kind) = self.accumulation {
            line += &format!(" {}", kind.label());
        }
        if let Some(library) = &self.library {
            line += &format!(" 指标库{library}");
        }
        if let Some(method) = &self.method {
            line += &format!(" {}", method_line(method));
        }
        one_line(&format!("{line} 目标{}", self.goal))
    }
}

/// The fields of a plan itself.
pub(crate) fn plan_texts(plan: &PlanContent) -> FieldTexts {
    vec![("department_title", text(plan.department_title())), ("weight_scheme", plan.scheme().map(scheme_text))]
}

/// `cn-2020 10.00`: the scheme and the points of the execution row.
pub(crate) fn scheme_text(scheme: &SchemeRef) -> String {
    format!("{} {}", scheme.id, scheme.execution_weight)
}

/// `1、3`; `None` for none.
pub(crate) fn numbers_text(numbers: &[i32]) -> Option<String> {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    (!numbers.is_empty()).then(|| numbers.join("、"))
}

fn text(value: &impl Display) -> Option<String> {
    Some(value.to_string())
}

fn optional(value: &Option<impl Display>) -> Option<String> {
    value.as_ref().map(ToString::to_string)
}

/// What a target has of each field of any kind.
#[derive(Default)]
struct TargetTexts {
    sign: Option<String>,
    value: Option<String>,
    unit: Option<String>,
    text: Option<String>,
    date: Option<String>,
    first: Option<String>,
    last: Option<String>,
}

fn target_texts(target: &Target) -> FieldTexts {
    let (kind, texts) = match target {
        Target::Numeric(NumericTarget { sign, value, unit }) => (
            "numeric",
            TargetTexts {
                sign: text(&sign.symbol()),
                value: text(value),
                unit: optional(unit),
                ..TargetTexts::default()
            },
        ),
        Target::Qualitative { text: printed } => {
            ("qualitative", TargetTexts { text: text(printed), ..TargetTexts::default() })
        }
        Target::Deadline { text: printed, date } => {
            ("deadline", TargetTexts { text: optional(printed), date: text(date), ..TargetTexts::default() })
        }
        Target::Window { text: printed, first, last } => (
            "window",
            TargetTexts { text: optional(printed), first: text(first), last: text(last), ..TargetTexts::default() },
        ),
        Target::Unreadable { sign, text: printed, unit } => (
            "unreadable",
            TargetTexts {
                sign: text(&sign.symbol()),
                unit: optional(unit),
                text: optional(printed),
                ..TargetTexts::default()
            },
        ),
    };
    vec![
        ("target.kind", text(&kind)),
        ("target.sign", texts.sign),
        ("target.value", texts.value),
        ("target.unit", texts.unit),
        ("target.text", texts.text),
        ("target.date", texts.date),
        ("target.first_date", texts.first),
        ("target.last_date", texts.last),
    ]
}

/// `≥20人`; a day or a span of days stands behind what was printed.
pub(crate) fn target_line(target: &Target) -> String {
    fn printed<const MAX: usize>(text: &Option<Text<MAX>>) -> &str {
        text.as_ref().map_or("", Text::as_str)
    }
    let line = match target {
        Target::Numeric(NumericTarget { sign, value, unit }) => format!("{}{value}{}", sign.symbol(), printed(unit)),
        Target::Qualitative { text } => text.to_string(),
        Target::Deadline { text, date } => format!("{} 不晚于{date}", printed(text)),
        Target::Window { text, first, last } => format!("{} {first}至{last}", printed(text)),
        Target::Unreadable { sign, text, unit } => {
            format!("{}{}{}（无法识别）", sign.symbol(), printed(text), printed(unit))
        }
    };
    one_line(line.trim_start())
}

/// `分档 ≥90得10.00分、≥80得8.00分`; different methods make different lines, so a `」` inside an item is doubled.
pub(crate) fn method_line(method: &Method) -> String {
    let listed = |parts: Vec<String>| parts.join("、");
    match method {
        Method::Proportional => "按比例".to_owned(),
        Method::Threshold(share) => format!("达到目标值的{share}起按比例"),
        Method::YesNo => "达标得满分".to_owned(),
        Method::Steps(steps) => {
            let steps = steps.as_slice().iter().map(|step| format!("≥{}得{}分", step.from, step.points));
            format!("分档 {}", listed(steps.collect()))
        }
        Method::Deduction(points) => format!("每单位扣{points}分"),
        Method::Checklist(list) => {
            let quoted = |text: &Text<200>| text.as_str().replace('」', "」」");
            let items = list.as_slice().iter().map(|item| format!("「{}」{}分", quoted(&item.text), item.points));
            format!("清单 {}", listed(items.collect()))
        }
        Method::Manual => "人工评分".to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
