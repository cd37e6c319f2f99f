//! Words of the field for what the API answers.

use jixiao_domain::{Grade, Level1, Level2, PlanRef, Tier};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::{Outcome, PlanRefusal, RowFate, Signal};

/// 优, 良, 中 or 差; empty where there is none.
pub(crate) fn grade(number: i32) -> &'static str {
    Grade::parse(number).map_or("", Grade::label)
}

/// 一级指标 and 二级指标 as printed.
pub(crate) fn level1(number: i32) -> &'static str {
    Level1::parse(number).map_or("", Level1::label)
}

/// 二级指标 as printed.
pub(crate) fn level2(number: i32) -> &'static str {
    Level2::parse(number).map_or("", Level2::label)
}

/// 达成, 部分达成并具有一定效果 or 未达成且效果较差.
pub(crate) fn tier(number: i32) -> &'static str {
    Tier::parse(number).map_or("", Tier::label)
}

/// The name of a plan version where there is little room: `120000000 canlian 2023 v1`.
pub(crate) fn plan(version: &str) -> String {
    version.parse::<PlanRef>().map_or_else(
        |_| version.to_owned(),
        |PlanRef { plan, version }| {
            let version = version.map(|version| format!(" v{version}")).unwrap_or_default();
            format!("{} {} {}{version}", plan.owner.region, plan.owner.department, plan.year)
        },
    )
}

/// A light, or why there is none.
pub(crate) const fn signal(signal: Signal) -> &'static str {
    match signal {
        Signal::Unspecified => "",
        Signal::Red => "红 red",
        Signal::Yellow => "黄 yellow",
        Signal::Green => "绿 green",
        Signal::Blue => "蓝 blue",
        Signal::NoData => "无数据 no data",
        Signal::NoTarget => "无目标 no target",
        Signal::Unjudged => "待评 unjudged",
        Signal::NotApplicable => "不适用 not applicable",
    }
}

/// What became of a row.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unspecified => "",
        Outcome::Scored => "已计分 scored",
        Outcome::Judged => "已评价 judged",
        Outcome::NotReported => "未填报 not reported",
        Outcome::Unjudged => "待评价 waits for a judgement",
        Outcome::NotApplicable => "不适用 not applicable",
        Outcome::NotScorable => "无法计分 not scorable",
        Outcome::Overridden => "人工调整 overridden",
    }
}

/// What became of rows that are counted.
pub(crate) const fn fate(fate: RowFate) -> &'static str {
    match fate {
        RowFate::Unspecified => "",
        RowFate::Met => "已完成 met",
        RowFate::Missed => "未完成 missed",
        RowFate::Scored => "已计分 scored",
        RowFate::NotReported => "未填报 not reported",
        RowFate::Unjudged => "待评价 unjudged",
        RowFate::NotApplicable => "不适用 not applicable",
        RowFate::NotScorable => "无法计分 not scorable",
    }
}

/// Why a plan has no score, in a line.
pub(crate) fn refusal(refusal: &PlanRefusal) -> String {
    format!("{} {}: {}", refusal.plan_version, refusal.reason, refusal.message)
}
