//! What a form says of itself: department, plan version, period, revision.

use jixiao_domain::{Period, PlanRef, Text, VersionName};

use super::notes::{Notes, Place, Said, said};
use super::period::period;
use crate::Code;
use crate::source::Cell;
use crate::text::{self, excerpt, key};

/// What a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Department,
    Plan,
    Period,
    Revision,
}

/// What was read so far; the first of each counts.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) department: Option<Text<100>>,
    pub(super) plan: Option<VersionName>,
    pub(super) period: Option<Period>,
    pub(super) revision: Option<i64>,
}

/// The label that a cell begins with, and what follows its colon.
fn label(cell: &str) -> Option<(Label, &str)> {
    let (word, rest) = cell.split_once([':', '：']).unwrap_or((cell, ""));
    let label = match key(word).as_str() {
        "部门名称"
        | "单位名称"
        | "部门(单位)名称"
        | "单位(部门)名称"
        | "部门(单位)"
        | "预算部门"
        | "预算单位"
        | "填报部门"
        | "填报单位"
        | "填报单位(盖章)" => Label::Department,
        "绩效目标版本" | "绩效目标表版本" | "计划版本" => Label::Plan,
        "所属时期" | "填报时期" | "所属期" | "报告期" | "填报期间" => Label::Period,
        "填报版次" => Label::Revision,
        _ => return None,
    };
    Some((label, text::trim(rest)))
}

/// Whether the row begins with a label.
pub(super) fn is_about(row: &[Cell<'_>]) -> bool {
    row.first().is_some_and(|cell| label(cell.text).is_some())
}

impl About {
    /// Takes a row that begins with a label; there may be several in it, each before its value. What is neither
    /// label nor value comes back.
    pub(super) fn take<'a>(&mut self, place: Place, row: &[Cell<'a>], notes: &mut Notes) -> Vec<Cell<'a>> {
        if let [first, value] = row
            && value.at == first.at.saturating_add(1)
            && let Some((asked, "")) = label(first.text)
        {
            // Beside a label alone stands its value, even where it reads like a label.
            self.set(asked, Place { cell: value.at, ..place }, text::trim(value.text), notes);
            return Vec::new();
        }
        let (mut asked, mut others) = (None, Vec::new());
        for cell in row {
            let at = Place { cell: cell.at, ..place };
            match (label(cell.text), asked) {
                (Some((label, "")), _) => asked = Some(label),
                (Some((label, value)), _) => {
                    asked = None;
                    self.set(label, at, value, notes);
                }
                (None, Some(label)) => {
                    asked = None;
                    self.set(label, at, text::trim(cell.text), notes);
                }
                (None, None) => others.push(*cell),
            }
        }
        others
    }

    fn set(&mut self, label: Label, at: Place, value: &str, notes: &mut Notes) {
        let wrong = match label {
            Label::Department => match Text::parse(text::tidy(value)) {
                Ok(title) => {
                    put(&mut self.department, title, || second(Code::CellUnplaced, "department", "部门", value))
                }
                Err(_) => Some(too_long(value)),
            },
            Label::Plan => match version(value) {
                Some(name) => {
                    put(&mut self.plan, name, || second(Code::VersionUnreadable, "plan version", "绩效目标版本", value))
                }
                None => Some(not_a_version(value)),
            },
            Label::Period => match period(value) {
                Some(month) => {
                    put(&mut self.period, month, || second(Code::PeriodUnreadable, "period", "所属时期", value))
                }
                None => Some(not_a_period(value)),
            },
            Label::Revision => match key(value).parse().ok().filter(|revision| *revision >= 0) {
                Some(revision) => put(&mut self.revision, revision, || {
                    second(Code::VersionUnreadable, "revision of the actuals", "填报版次", value)
                }),
                None => Some(not_a_revision(value)),
            },
        };
        if let Some(wrong) = wrong {
            notes.tell(at, wrong);
        }
    }
}

fn not_a_revision(value: &str) -> Said {
    let text = excerpt(value);
    let en = format!("\"{text}\" is no revision of the actuals, a whole number");
    said(Code::VersionUnreadable, en, format!("“{text}”不是填报版次（整数）"))
}

/// Keeps the first value; a page may repeat it, another one is told.
fn put<T: PartialEq>(place: &mut Option<T>, value: T, second: impl FnOnce() -> Said) -> Option<Said> {
    match place {
        None => *place = Some(value),
        Some(known) if *known == value => {}
        Some(_) => return Some(second()),
    }
    None
}

fn second(code: Code, en: &str, zh: &str, value: &str) -> Said {
    let value = excerpt(value);
    said(
        code,
        format!("a second {en} that differs from the first was not taken: {value}"),
        format!("出现第二个不同的{zh}，未采用：{value}"),
    )
}

fn too_long(value: &str) -> Said {
    let value = excerpt(value);
    let en = format!("the department has more than 100 characters or control characters and was not taken: {value}");
    said(Code::TextTooLong, en, format!("部门名称超过100个字符或含有控制字符，未采用：{value}"))
}

fn not_a_version(value: &str) -> Said {
    let value = excerpt(value);
    let en = format!("is not a name regions/…/departments/…/plans/{{year}}/versions/{{version}}: {value}");
    said(
        Code::VersionUnreadable,
        en,
        format!("不是regions/…/departments/…/plans/{{year}}/versions/{{version}}形式的版本名称：{value}"),
    )
}

fn not_a_period(value: &str) -> Said {
    let value = excerpt(value);
    let en = format!("is not a period such as 2023-12, 2023年12月 or 2023年1-7月: {value}");
    said(Code::PeriodUnreadable, en, format!("不是“2023-12”“2023年12月”或“2023年1-7月”形式的时期：{value}"))
}

/// `…/plans/{year}/versions/{version}`; without a version it is none.
fn version(value: &str) -> Option<VersionName> {
    let PlanRef { plan, version } = key(value).parse().ok()?;
    Some(VersionName { plan, version: version? })
}
