//! Monitoring as messages.

use std::collections::BTreeMap;

use jixiao_domain::{
    IndicatorId, Light, Monitor, MonitorBudget, MonitorGoal, MonitorInput, MonitorRow, Pace, Signal, SignalCounts, Tier,
};
use jixiao_proto::EnumField;
use jixiao_proto::results::v1::{ActualRecord, ExecutionRecord};
use jixiao_proto::scoring::v1 as wire;

use crate::join::Joined;

/// Where a joined plan stands at the end of the month it was joined as of.
pub(crate) fn monitor(joined: &Joined) -> Monitor {
    let rows = joined.card.rows();
    let tier = |judgement: &jixiao_domain::Judgement| judgement.ruling.tier();
    let tiers: BTreeMap<IndicatorId, Tier> =
        rows.filter_map(|row| Some((row.indicator.id.clone(), row.judgement.as_ref().and_then(tier)?))).collect();
    Monitor::of(&MonitorInput {
        plan: &joined.plan.content,
        actuals: &joined.actuals,
        tiers: &tiers,
        period: joined.as_of,
        bounds: &joined.profile.lights,
    })
}

pub(crate) fn goal(goal: &MonitorGoal) -> wire::GoalMonitoring {
    wire::GoalMonitoring {
        number: goal.number,
        text: goal.text.to_string(),
        light: light(goal.light),
        counts: counts(&goal.counts),
        rows: goal.rows.iter().map(row).collect(),
    }
}

pub(crate) fn row(row: &MonitorRow) -> wire::IndicatorMonitoring {
    wire::IndicatorMonitoring {
        indicator: row.indicator.id.to_string(),
        level1: row.indicator.level1.number(),
        level2: row.indicator.level2.number(),
        name: row.indicator.name.to_string(),
        target: Some((&row.indicator.target).into()),
        accumulation: row.indicator.accumulation_kind().number(),
        // No clock: equal input gives equal bytes.
        actual: row.actual.as_ref().map(|actual| ActualRecord { report_time: None, ..actual.into() }),
        stale: row.is_stale,
        signal: signal(row.signal) as i32,
        pace: pace(row.pace),
        projected_year_end: row.projected.map(|value| value.to_string()).unwrap_or_default(),
    }
}

pub(crate) fn budget(budget: &MonitorBudget) -> wire::BudgetMonitoring {
    wire::BudgetMonitoring {
        record: budget.record.as_ref().map(|record| ExecutionRecord { report_time: None, ..record.into() }),
        signal: signal(budget.signal) as i32,
        pace: pace(budget.pace),
        projected_year_end_fen: budget.projected.map(|fen| fen.get()).unwrap_or_default(),
        stale: budget.is_stale,
    }
}

pub(crate) fn light(light: Option<Light>) -> i32 {
    light.map_or(wire::Signal::Unspecified, |light| signal(Signal::Lit(light))) as i32
}

/// Those there are.
pub(crate) fn counts(counts: &SignalCounts) -> Vec<wire::SignalCount> {
    let there = counts.iter().filter(|(_, rows)| *rows > 0);
    there
        .map(|(of, rows)| wire::SignalCount {
            signal: signal(of) as i32,
            rows: i32::try_from(rows).unwrap_or(i32::MAX),
        })
        .collect()
}

fn pace(pace: Option<Pace>) -> String {
    pace.map(|pace| pace.to_string()).unwrap_or_default()
}

const fn signal(signal: Signal) -> wire::Signal {
    match signal {
        Signal::Lit(Light::Red) => wire::Signal::Red,
        Signal::Lit(Light::Yellow) => wire::Signal::Yellow,
        Signal::Lit(Light::Green) => wire::Signal::Green,
        Signal::Lit(Light::Blue) => wire::Signal::Blue,
        Signal::NoData => wire::Signal::NoData,
        Signal::NoTarget => wire::Signal::NoTarget,
        Signal::Unjudged => wire::Signal::Unjudged,
        Signal::NotApplicable => wire::Signal::NotApplicable,
    }
}
