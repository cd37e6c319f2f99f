//! The row of an indicator.

use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{GoalRows, IndicatorRow, Judgement, Overrider, Profile, RowFlag};

use super::{Said, band, met, rule, score};
use crate::card::cells;
use crate::words;

pub(super) fn explain(goal: &GoalRows, row: &IndicatorRow, profile: &Profile) -> Vec<Said> {
    let target = row.target.as_ref().map(cells::target).unwrap_or_default();
    let mut said = vec![
        ("goal 绩效目标", format!("{} {}", goal.number, goal.text)),
        ("levels 指标类别", format!("{} / {}", words::level1(row.level1), words::level2(row.level2))),
        ("target 指标值 T", target),
        (
            "weight 分值 w",
            match row.moved_weight.as_str() {
                "" => row.weight.clone(),
                moved => format!("{}, {moved} of it from rows that do not apply", row.weight),
            },
        ),
    ];
    said.extend(reported(row));
    said.push(("method 方法", method(row)));
    said.extend(row.trace.iter().flat_map(|trace| rule::arithmetic(trace, &profile.source, computed(row))));
    said.extend(band::explain(row, profile));
    said.extend(row.judgement.iter().map(|it| ("judged 复核", judged(it))));
    said.extend(row.unit_judgement.iter().map(|it| ("judged by the unit 自评", judged(it))));
    said.extend(row.overridden_by.iter().map(|it| ("overridden 人工调整", judged(it))));
    said.push(("score 得分", score::explain(row.outcome(), &row.score, &row.weight, profile)));
    said.extend(Some(&row.unit_score).filter(|it| !it.is_empty()).map(|it| ("unit's own 单位自评", it.clone())));
    said.extend(row.met.map(|met| ("met 是否完成", met::explain(met, row))));
    said.extend(row.flags().map(|flag| ("flag 提示", of_flag(flag, row, profile))));
    said
}

fn method(row: &IndicatorRow) -> String {
    match row.method.as_str() {
        "proportional" => "by the sign or kind of its target 按符号或指标类型".to_owned(),
        method => method.to_owned(),
    }
}

/// What the trace of the row led to.
fn computed(row: &IndicatorRow) -> &str {
    match row.overridden_by.as_ref().and_then(|it| it.ruling.as_ref()) {
        Some(Ruling::Override(ruling)) => &ruling.computed_score,
        _ => &row.score,
    }
}

fn reported(row: &IndicatorRow) -> Vec<Said> {
    let Some(record) = &row.actual else {
        return vec![(
            "actual 完成值 A",
            "nothing was reported up to that month 未填报: neither 0 nor full".to_owned(),
        )];
    };
    let actual = record.actual.clone().unwrap_or_default();
    let by = format!("for {}, revision {}, by {}", record.period, record.revision, record.reporter);
    let mut said = vec![("actual 完成值 A", cells::actual(record)), ("reported 填报", by)];
    let texts = [("reason 偏差原因", actual.deviation_reason), ("measure 改进措施", actual.measure)];
    said.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()));
    said
}

/// What a person decided, who, and why.
fn judged(judgement: &Judgement) -> String {
    let what = match &judgement.ruling {
        Some(Ruling::Tier(ruling)) => format!("{}, {} points", words::tier(ruling.tier), ruling.score),
        Some(Ruling::Checklist(ruling)) => {
            let met: Vec<_> = ruling.met.iter().map(ToString::to_string).collect();
            format!("items {} are there", met.join(", "))
        }
        Some(Ruling::Manual(ruling)) => format!("{} points", ruling.score),
        Some(Ruling::Override(ruling)) => {
            let side = match ruling.overrider() {
                Overrider::Department => "the department 主管部门",
                Overrider::Finance => "finance 财政部门",
                Overrider::Unspecified => "",
            };
            let or_none = |points: &str| if points.is_empty() { "none".to_owned() } else { points.to_owned() };
            format!("{} by {side}; computed {}", or_none(&ruling.score), or_none(&ruling.computed_score))
        }
        None => String::new(),
    };
    format!("{what}, by {}: {}", judgement.judge, judgement.grounds)
}

fn of_flag(flag: RowFlag, row: &IndicatorRow, profile: &Profile) -> String {
    match flag {
        RowFlag::OverAchieved => {
            format!(
                "over-achieved 超额完成: above the target by {} of it or more; the score stays",
                profile.over_achievement
            )
        }
        RowFlag::NegativeActual => "the actual is negative 负值; the formula used 0".to_owned(),
        RowFlag::ReasonOwed => {
            let why = if row.met == Some(false) { "missed" } else { "far exceeded" };
            format!("a reason is owed 须填偏差原因: the target was {why}, and none was given")
        }
        RowFlag::Unspecified => String::new(),
    }
}
