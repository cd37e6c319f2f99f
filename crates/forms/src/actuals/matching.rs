//! Matching a form with a plan.

use jixiao_domain::{Actual, ActualValue, FiscalYear, Indicator, PlanContent, Text};

use super::find::{Index, NotFound};
use super::notes::{Notes, Place, Said, said};
use super::{ActualsColumn, ActualsForm, ActualsRow, Matched, differs, execution, textual, value};
use crate::text::{self, excerpt};
use crate::{Code, money};

/// What a row says of its indicator.
enum Answer {
    /// Nothing.
    Blank,
    /// Something wrong, which was told.
    Failed,
    /// What was achieved.
    Actual(Box<Actual>),
}

/// An error was told; the row is not taken.
struct Failed;

impl ActualsForm {
    /// What the form says of a plan. The caller looks at department, version and period first.
    pub fn against(&self, plan: &PlanContent) -> Matched {
        let (index, mut notes) = (Index::new(plan), self.notes.clone());
        if let Some(printed) = self.department.as_ref().filter(|printed| *printed != plan.department_title()) {
            let title = plan.department_title();
            let en = format!("the form names {printed}, and is imported for {title}");
            let zh = format!("表中的部门为“{printed}”，导入到“{title}”");
            notes.tell_of_all(said(Code::DepartmentDiffers, en, zh));
        }
        let year = self.period.map(|period| period.year()).or_else(|| self.plan.as_ref().map(|name| name.plan.year));
        let mut answers: Vec<Vec<(Place, Answer)>> = plan.indicators().iter().map(|_| Vec::new()).collect();
        for row in &self.rows {
            let found = match index.find(row) {
                Ok(place) => plan.indicators().get(place).zip(answers.get_mut(place)),
                Err(why) => {
                    tell_not_found(row, why, &mut notes);
                    None
                }
            };
            if let Some((indicator, answers)) = found {
                differs::tell(row, indicator, &index, &mut notes);
                answers.push((row.place(ActualsColumn::Key), answer(row, indicator, year, &mut notes)));
            }
        }
        let actuals = choose(plan.indicators(), answers, &mut notes);
        let execution = execution::execution(&self.execution, plan, &mut notes);
        Matched { actuals, execution, findings: notes.sorted() }
    }
}

fn tell_not_found(row: &ActualsRow, why: NotFound, notes: &mut Notes) {
    match why {
        NotFound::Wrong(column, why) => notes.tell(row.place(column), why),
        NotFound::Execution => {
            let en = "the row of the execution was not taken; it is computed from the money";
            let why = said(Code::RowIgnored, en, "预算执行率由系统按金额计算，该行未采用");
            notes.tell(row.place(ActualsColumn::Name), why);
        }
    }
}

/// The text of a cell that does not say that there is nothing, as 无 does.
fn filled(row: &ActualsRow, column: ActualsColumn) -> Option<&str> {
    row.text(column).filter(|cell| !money::is_none(cell))
}

fn answer(row: &ActualsRow, indicator: &Indicator, year: Option<FiscalYear>, notes: &mut Notes) -> Answer {
    match read(row, indicator, year, notes) {
        Ok(Some(actual)) => Answer::Actual(Box::new(actual)),
        Ok(None) => Answer::Blank,
        Err(Failed) => Answer::Failed,
    }
}

fn read(
    row: &ActualsRow,
    indicator: &Indicator,
    year: Option<FiscalYear>,
    notes: &mut Notes,
) -> Result<Option<Actual>, Failed> {
    let value = match (row.text(ActualsColumn::Actual), filled(row, ActualsColumn::NotApplicable)) {
        (Some(cell), Some(reason)) => {
            notes.tell(row.place(ActualsColumn::NotApplicable), contradicts(cell, reason));
            return Err(Failed);
        }
        (Some(cell), None) => match not_applicable(cell) {
            Some(reason) => ActualValue::NotApplicable(bounded(row, reason, notes)?),
            None => reported(row, cell, indicator, year, notes)?,
        },
        (None, Some(_)) => {
            let reason = textual::column(row, ActualsColumn::NotApplicable, notes).map_err(|()| Failed)?;
            ActualValue::NotApplicable(reason.ok_or(Failed)?)
        }
        (None, None) => {
            tell_blank(row, notes);
            return Ok(None);
        }
    };
    let deviation_reason = textual::column(row, ActualsColumn::Reason, notes);
    let measure = textual::column(row, ActualsColumn::Measure, notes);
    let source = textual::column(row, ActualsColumn::Source, notes);
    let (Ok(deviation_reason), Ok(measure), Ok(source)) = (deviation_reason, measure, source) else {
        return Err(Failed);
    };
    Ok(Some(Actual { deviation_reason, measure, source, ..Actual::new(indicator.id.clone(), value) }))
}

/// The reason in a value's cell such as `不适用：项目取消`, as a self-evaluation prints it.
fn not_applicable(cell: &str) -> Option<&str> {
    let reason = text::trim(cell.strip_prefix("不适用")?.strip_prefix([':', '：'])?);
    (!reason.is_empty()).then_some(reason)
}

fn bounded(row: &ActualsRow, reason: &str, notes: &mut Notes) -> Result<Text<2000>, Failed> {
    let read = textual::textual(reason);
    read.map(|(text, _)| text).map_err(|why| {
        notes.tell(row.place(ActualsColumn::Actual), why);
        Failed
    })
}

fn reported(
    row: &ActualsRow,
    cell: &str,
    indicator: &Indicator,
    year: Option<FiscalYear>,
    notes: &mut Notes,
) -> Result<ActualValue, Failed> {
    let unit = differs::other_unit(row, &indicator.target);
    match value::value(cell, &indicator.target, unit, year) {
        Ok((value, told)) => {
            if let Some(told) = told {
                notes.tell(row.place(ActualsColumn::Actual), told);
            }
            Ok(value)
        }
        Err(why) => {
            notes.tell(row.place(ActualsColumn::Actual), why);
            Err(Failed)
        }
    }
}

fn tell_blank(row: &ActualsRow, notes: &mut Notes) {
    let beside = [ActualsColumn::Reason, ActualsColumn::Measure, ActualsColumn::Source];
    if let Some(column) = beside.into_iter().find(|column| filled(row, *column).is_some()) {
        let label = column.label();
        let en = format!("{label} is filled in, 实际完成值 is not; the row was left out");
        let zh = format!("填写了{label}而没有实际完成值，该行未采用");
        notes.tell(row.place(column), said(Code::ActualBlankWithReason, en, zh));
    }
}

fn contradicts(cell: &str, reason: &str) -> Said {
    let (cell, reason) = (excerpt(cell), excerpt(reason));
    let en = format!("the indicator has a value and is said not to apply; neither was taken: {cell}; {reason}");
    said(Code::ActualContradicts, en, format!("既有实际完成值又有不适用原因，均未采用：{cell}；{reason}"))
}

/// One actual of each indicator, where its rows agree; those of no row and of blank rows are counted.
fn choose(indicators: &[Indicator], answers: Vec<Vec<(Place, Answer)>>, notes: &mut Notes) -> Vec<Actual> {
    let (mut actuals, mut blank) = (Vec::new(), Vec::new());
    for (indicator, answers) in indicators.iter().zip(answers) {
        let mut answers = answers.into_iter().filter(|(_, answer)| !matches!(answer, Answer::Blank));
        match answers.next() {
            None => blank.push(indicator),
            Some((first, answer)) => {
                let agree =
                    answers.fold(true, |agree, (place, other)| agree & agrees(&answer, first, &other, place, notes));
                if let (Answer::Actual(actual), true) = (answer, agree) {
                    actuals.push(*actual);
                }
            }
        }
    }
    if !blank.is_empty() {
        notes.tell_of_all(without_actual(&blank));
    }
    actuals
}

/// Whether a second row of an indicator says the same; either is told.
fn agrees(answer: &Answer, first: Place, other: &Answer, place: Place, notes: &mut Notes) -> bool {
    let line = first.line;
    let agree = matches!((answer, other), (Answer::Actual(one), Answer::Actual(other)) if one == other);
    notes.tell(
        place,
        if agree {
            let en = format!("the row says the same as line {line}; it was taken once");
            said(Code::RowRepeated, en, format!("该行与第{line}行内容相同，只采用一次"))
        } else {
            let en = format!("line {line} is of the same indicator and says something else; neither was taken");
            said(Code::IndicatorTwice, en, format!("第{line}行是同一指标而内容不同，均未采用"))
        },
    );
    agree
}

fn without_actual(indicators: &[&Indicator]) -> Said {
    const MOST: usize = 10;
    let ids: Vec<&str> = indicators.iter().take(MOST).map(|indicator| indicator.id.as_str()).collect();
    let (count, more) = (indicators.len(), if indicators.len() > MOST { ", …" } else { "" });
    let ids = format!("{}{more}", ids.join(", "));
    let en = format!("{count} indicators have no actual in the form and were left out: {ids}");
    said(Code::ActualBlank, en, format!("{count}个指标没有填报实际完成值，未采用：{ids}"))
}
