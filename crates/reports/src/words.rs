//! Words of the domain as forms print them.

use jixiao_domain::scoring::{Flag, Outcome, Rule};
use jixiao_domain::{
    ActualValue, CivilDate, Family, FundSource, Goal, NumericTarget, Period, Points, Rounding, Ruling, Target,
};

/// 基本支出, 项目支出 or 其他资金.
pub(crate) const fn fund(source: FundSource) -> &'static str {
    match source {
        FundSource::Basic => "基本支出",
        FundSource::Project => "项目支出",
        FundSource::Other => "其他资金",
    }
}

/// The family of an indicator.
pub(crate) const fn family(family: Family) -> &'static str {
    match family {
        Family::Output => "产出",
        Family::Effect => "效益",
        Family::Satisfaction => "满意度",
        Family::Cost => "成本",
    }
}

/// What became of a row.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Scored => "已计分",
        Outcome::Judged => "已评价",
        Outcome::NotReported => "未填报",
        Outcome::Unjudged => "待评价",
        Outcome::NotApplicable => "不适用",
        Outcome::NotScorable => "无法计分",
        Outcome::Overridden => "人工调整",
    }
}

/// What a reader of a row should see.
pub(crate) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::OverAchieved => "超额完成较多",
        Flag::NegativeActual => "实际完成值为负，按0计算",
        Flag::ReasonOwed => "须说明偏差原因",
    }
}

/// How a score was rounded.
pub(crate) const fn rounding(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::HalfUp => "四舍五入",
        Rounding::HalfEven => "四舍六入五成双",
        Rounding::Down => "舍去尾数",
    }
}

/// What a person decided.
pub(crate) fn ruling(ruling: &Ruling) -> String {
    match ruling {
        Ruling::Tier { tier, score, .. } => format!("{}，{score}分", tier.label()),
        Ruling::Checklist { met, .. } => {
            let met: Vec<_> = met.iter().map(ToString::to_string).collect();
            format!("符合第{}项", met.join("、"))
        }
        Ruling::Manual { score, .. } => format!("人工评分，{score}分"),
        Ruling::Override { overrider, score, computed } => {
            let or_none = |points: &Option<_>| points.map_or("无".to_owned(), |points: Points| points.to_string());
            format!("{}调整为{}（原得分{}）", overrider.label(), or_none(score), or_none(computed))
        }
    }
}

/// The rule of a score; `None` where there is no score.
pub(crate) const fn rule(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::Floor => "不低于目标值得满分，否则按比例计分",
        Rule::EqualAtLeast => "等于目标值（按不低于计），否则按比例计分",
        Rule::EqualExact => "等于目标值得满分，按偏离程度扣分",
        Rule::CapLinear => "不超过目标值得满分，超出部分按比例扣分",
        Rule::CapRatio => "不超过目标值得满分，超出按目标值与完成值之比计分",
        Rule::MetOrNothing => "达到目标得满分，否则不得分",
        Rule::Deadline => "按期完成得满分",
        Rule::Window => "在规定期间内完成得满分",
        Rule::Threshold => "达到目标值的规定比例起按比例计分",
        Rule::YesNo => "达到目标得满分，否则不得分（是否制）",
        Rule::Steps => "按档次计分",
        Rule::Deduction => "按差额或逾期天数扣分",
        Rule::Checklist => "按核对清单计分",
        Rule::Judgement => "定性评价",
        Rule::Manual => "人工评分",
        Rule::Execution => "预算执行率",
        Rule::Rescale => "按适用分值折算",
        Rule::Sum => "各项得分之和",
        Rule::None => return None,
    })
}

/// The sign cell (符号).
pub(crate) const fn sign(target: &Target) -> &'static str {
    match target {
        Target::Numeric(NumericTarget { sign, .. }) | Target::Unreadable { sign, .. } => sign.symbol(),
        Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. } => "定性",
    }
}

/// The unit, where there is one.
pub(crate) fn unit(target: &Target) -> &str {
    match target {
        Target::Numeric(NumericTarget { unit, .. }) | Target::Unreadable { unit, .. } => {
            unit.as_ref().map_or("", |unit| unit.as_str())
        }
        Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. } => "",
    }
}

/// The text of a target that is no number; the date where nothing is printed.
pub(crate) fn target_text(target: &Target) -> String {
    match target {
        Target::Numeric(target) => target.value.to_string(),
        Target::Qualitative { text } => text.to_string(),
        Target::Deadline { text: Some(text), .. } | Target::Window { text: Some(text), .. } => text.to_string(),
        Target::Deadline { text: None, date } => format!("{}前", written(*date)),
        Target::Window { text: None, first, last } => format!("{}至{}", written(*first), written(*last)),
        Target::Unreadable { text, .. } => text.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// The days of a target that has some: `2023-12-31前`, `2023-05-01至2023-09-30`.
pub(crate) fn days(target: &Target) -> Option<String> {
    match target {
        Target::Deadline { date, .. } => Some(format!("{date}前")),
        Target::Window { first, last, .. } => Some(format!("{first}至{last}")),
        Target::Numeric(_) | Target::Qualitative { .. } | Target::Unreadable { .. } => None,
    }
}

/// A reported value as text.
pub(crate) fn actual(value: &ActualValue) -> String {
    match value {
        ActualValue::Number(number) => number.to_string(),
        ActualValue::Date(date) => date.to_string(),
        ActualValue::Text(text) => text.to_string(),
        ActualValue::Tiered { tier, text } => format!("{}：{text}", tier.label()),
        ActualValue::NotApplicable(reason) => format!("不适用：{reason}"),
    }
}

/// `任务1、任务2`.
pub(crate) fn tasks(goal: &Goal) -> String {
    goal.tasks.iter().map(|task| format!("任务{task}")).collect::<Vec<_>>().join("、")
}

/// `1-7月`, and `1月` for January.
pub(crate) fn months(period: Period) -> String {
    match period.month() {
        1 => "1月".to_owned(),
        month => format!("1-{month}月"),
    }
}

/// `2023年5月1日`.
fn written(date: CivilDate) -> String {
    let text = date.to_string();
    let mut parts = text.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || parts.next().unwrap_or_default();
    format!("{}年{}月{}日", next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_printed_text_is_written_out() {
        let day = |text: &str| text.parse().unwrap();
        let deadline = Target::Deadline { text: None, date: day("2023-09-30") };
        assert_eq!(target_text(&deadline), "2023年9月30日前");
        let window = Target::Window { text: None, first: day("2023-05-01"), last: day("2023-10-10") };
        assert_eq!(target_text(&window), "2023年5月1日至2023年10月10日");
        assert_eq!(days(&window).as_deref(), Some("2023-05-01至2023-10-10"));
    }

    #[test]
    fn months_run_from_january() {
        let months = |text: &str| super::months(text.parse().unwrap());
        assert_eq!((months("2023-01"), months("2023-07")), ("1月".to_owned(), "1-7月".to_owned()));
    }
}
