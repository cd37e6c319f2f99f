//! Places, names and targets of indicators.

use std::collections::{HashMap, HashSet};

use jixiao_domain::{FiscalYear, Goal, Indicator, Target, is_in_a_frame};

use super::{Column, Found, Subject};
use crate::date::{ProposedDate, proposed_date};
use crate::text::{excerpt, key};
use crate::{Code, Finding};

/// Indicators whose goal is not in the plan.
pub(super) fn goals(goals: &[Goal], indicators: &[Indicator]) -> Found {
    let known: HashSet<i32> = goals.iter().map(|goal| goal.number).collect();
    let unknown = indicators.iter().enumerate().filter(|(_, indicator)| !known.contains(&indicator.goal));
    let finding = |(index, indicator): (usize, &Indicator)| {
        let goal = indicator.goal;
        let en = format!("the indicator belongs to goal {goal}, which is not in the table");
        let zh = format!("指标所属的目标{goal}不在年度绩效目标中");
        (Subject::Indicator(index, Column::Goal), Finding::new(Code::GoalUnknown, en, zh))
    };
    unknown.map(finding).collect()
}

/// Pairs of levels in no frame; each once per goal, at its first indicator.
pub(super) fn pairs(indicators: &[Indicator]) -> Found {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (index, indicator) in indicators.iter().enumerate() {
        let (level1, level2) = (indicator.level1, indicator.level2);
        if is_in_a_frame(level1, level2) || !seen.insert((indicator.goal, level1, level2)) {
            continue;
        }
        let (level1, level2, usual) = (level1.label(), level2.label(), level2.level1().label());
        let en = format!("{level2} stands under {level1}; the catalogue has it under {usual}");
        let zh = format!("{level2}列在{level1}下，指标框架中应列在{usual}下");
        found.push((Subject::Indicator(index, Column::Level2), Finding::new(Code::PairOutsideFrame, en, zh)));
    }
    found
}

/// Names that occur again under the same goal.
pub(super) fn duplicates(indicators: &[Indicator]) -> Found {
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for (index, indicator) in indicators.iter().enumerate() {
        let Some(earlier) = first.insert((indicator.goal, key(indicator.name.as_str())), indicator) else { continue };
        let (goal, name) = (indicator.goal, excerpt(indicator.name.as_str()));
        let at =
            earlier.line.map_or_else(Default::default, |line| (format!(" (line {line})"), format!("（第{line}行）")));
        let en = format!("goal {goal} has an indicator with this name already{}: {name}", at.0);
        let zh = format!("目标{goal}下已有同名指标{}：{name}", at.1);
        found.push((Subject::Indicator(index, Column::Name), Finding::new(Code::DuplicateIndicator, en, zh)));
    }
    found
}

/// Targets without value or unit, and dates filed as qualitative.
pub(super) fn targets(year: Option<FiscalYear>, indicators: &[Indicator]) -> Found {
    let finding = |(index, indicator): (usize, &Indicator)| {
        let (column, finding) = target(year, indicator)?;
        Some((Subject::Indicator(index, column), finding))
    };
    indicators.iter().enumerate().filter_map(finding).collect()
}

fn target(year: Option<FiscalYear>, indicator: &Indicator) -> Option<(Column, Finding)> {
    let name = excerpt(indicator.name.as_str());
    match &indicator.target {
        Target::Numeric(target) if target.unit.is_none() => {
            let printed = format!("{}{}", target.sign.symbol(), target.value);
            let en = format!("the target {printed} has no unit: {name}");
            let zh = format!("指标值{printed}缺少计量单位：{name}");
            Some((Column::Unit, Finding::new(Code::UnitMissing, en, zh)))
        }
        Target::Unreadable { sign, text, .. } => {
            let sign = sign.symbol();
            let (en, zh) = match text {
                Some(text) => {
                    let text = excerpt(text.as_str());
                    (
                        format!("after the sign {sign} stands \"{text}\", which is no number: {name}"),
                        format!("符号{sign}后的“{text}”不是数值：{name}"),
                    )
                }
                None => (
                    format!("after the sign {sign} the number is missing: {name}"),
                    format!("符号{sign}后缺少数值：{name}"),
                ),
            };
            Some((Column::Value, Finding::new(Code::ValueUnreadable, en, zh)))
        }
        Target::Qualitative { text } => {
            let (en, zh) = said(proposed_date(text.as_str(), year)?);
            let text = excerpt(text.as_str());
            let en = format!("\"{text}\" is filed as qualitative but names a time; proposed {en}");
            let zh = format!("“{text}”按定性指标填报，但含有时间要求，建议{zh}");
            Some((Column::Value, Finding::new(Code::DateAsQualitative, en, zh)))
        }
        Target::Numeric(_) | Target::Deadline { .. } | Target::Window { .. } => None,
    }
}

fn said(proposed: ProposedDate) -> (String, String) {
    match proposed {
        ProposedDate::Deadline(date) => (format!("deadline {date}"), format!("设为截止日期{date}")),
        ProposedDate::Window { first, last } => {
            (format!("window {first} to {last}"), format!("设为时间区间{first}至{last}"))
        }
    }
}
