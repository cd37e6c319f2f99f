//! A form as JSON, as `jixiao import --dry-run --json` prints it.

use jixiao_domain::{Fen, Goal, Indicator, NumericTarget, Target, Task, Text};
use serde_json::{Value, json};

use crate::{Finding, Form};

impl Form {
    /// The form as JSON: money in fen, values as text, what is absent as null, except that
    /// indicators have `weight` and findings `sheet` only where there is one. Source lines are left out.
    pub fn to_json(&self) -> Value {
        json!({
            "department": self.department.as_ref().map(Text::as_str),
            "fiscal_year": self.fiscal_year.map(|year| year.get()),
            "tasks": self.tasks.iter().map(task).collect::<Vec<_>>(),
            "goals": self.goals.iter().map(goal).collect::<Vec<_>>(),
            "indicators": self.indicators.iter().map(indicator).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }
}

fn task(task: &Task) -> Value {
    json!({
        "number": task.number,
        "name": task.name.as_str(),
        "total_fen": task.total.get(),
        "basic_fen": task.basic.map(Fen::get),
        "project_fen": task.project.map(Fen::get),
        "other_fen": task.other.map(Fen::get),
    })
}

fn goal(goal: &Goal) -> Value {
    json!({ "number": goal.number, "text": goal.text.as_str(), "tasks": goal.tasks })
}

fn indicator(indicator: &Indicator) -> Value {
    let target = Columns::of(&indicator.target);
    let mut json = json!({
        "goal": indicator.goal,
        "level1": indicator.level1.label(),
        "level2": indicator.level2.label(),
        "name": indicator.name.as_str(),
        "sign": target.sign,
        "value": target.value,
        "unit": target.unit,
        "text": target.text,
        "line": indicator.line,
    });
    if let Some(weight) = indicator.weight {
        set(&mut json, "weight", weight.to_string());
    }
    json
}

fn set(json: &mut Value, key: &str, value: String) {
    if let Value::Object(fields) = json {
        fields.insert(key.to_owned(), Value::String(value));
    }
}

/// A target in the columns of the table.
struct Columns<'a> {
    sign: &'static str,
    value: Option<String>,
    unit: Option<&'a str>,
    text: Option<&'a str>,
}

impl<'a> Columns<'a> {
    fn of(target: &'a Target) -> Self {
        let qualitative = |text| Self { sign: "qualitative", value: None, unit: None, text };
        match target {
            Target::Numeric(NumericTarget { sign, value, unit }) => Self {
                sign: sign.ascii(),
                value: Some(value.to_string()),
                unit: unit.as_ref().map(Text::as_str),
                text: None,
            },
            Target::Unreadable { sign, text, unit } => Self {
                sign: sign.ascii(),
                value: None,
                unit: unit.as_ref().map(Text::as_str),
                text: text.as_ref().map(Text::as_str),
            },
            Target::Qualitative { text } => qualitative(Some(text.as_str())),
            Target::Deadline { text, .. } | Target::Window { text, .. } => qualitative(text.as_ref().map(Text::as_str)),
        }
    }
}

fn finding(finding: &Finding) -> Value {
    let mut json = json!({
        "severity": finding.severity.as_str(),
        "code": finding.code.as_str(),
        "line": finding.line,
        "cell": finding.cell,
        "message": finding.message,
        "message_zh": finding.message_zh,
    });
    if let Some(sheet) = &finding.sheet {
        set(&mut json, "sheet", sheet.clone());
    }
    json
}
