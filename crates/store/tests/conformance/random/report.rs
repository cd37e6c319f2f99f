use std::collections::BTreeMap;

use jixiao_domain::{
    Actual, ActualValue, ExecutionAmounts, ExecutionPart, ExecutionReport, Fen, FiscalYear, FundSource, IndicatorId,
    Instant, Period, Text, Verdict,
};
use jixiao_store::scoring::NewJudgement;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::{date, decimal, fen, instant, points, text, value_of};

/// One write of results.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) period: Period,
    pub(crate) reporter: Text<100>,
    pub(crate) time: Instant,
    pub(crate) actuals: Vec<Actual>,
}

/// Few indicators and months, so that reports take the place of earlier ones.
pub(crate) fn report() -> impl Strategy<Value = Report> {
    (period(), text(), instant(), vec(actual(), 1..6)).prop_map(|(period, reporter, time, actuals)| {
        let one_each: BTreeMap<_, _> = actuals.into_iter().map(|actual| (actual.indicator.clone(), actual)).collect();
        Report { period, reporter, time, actuals: one_each.into_values().collect() }
    })
}

fn period() -> impl Strategy<Value = Period> {
    let months = prop_oneof![Just(1u8), Just(6), Just(12)];
    months.prop_map(|month| Period::new(FiscalYear::new(2023).unwrap(), month).unwrap())
}

fn indicator() -> impl Strategy<Value = IndicatorId> {
    (1..5usize).prop_map(IndicatorId::numbered)
}

fn actual() -> impl Strategy<Value = Actual> {
    let value = prop_oneof![
        decimal().prop_map(ActualValue::Number),
        date().prop_map(ActualValue::Date),
        text().prop_map(ActualValue::Text),
        text().prop_map(ActualValue::NotApplicable),
    ];
    (indicator(), value, option::of(text()), option::of(text()), option::of(text())).prop_map(
        |(indicator, value, deviation_reason, measure, source)| Actual {
            indicator,
            value,
            deviation_reason,
            measure,
            source,
        },
    )
}

/// With parts that add up, or without any.
pub(crate) fn execution() -> impl Strategy<Value = (Period, Text<100>, Instant, ExecutionReport)> {
    let whole = amounts(fen().boxed()).prop_map(|total| ExecutionReport::new(total, Vec::new()).unwrap());
    let small = || (0..=i64::MAX / 16).prop_map(Fen::new).boxed();
    let source = value_of::<FundSource>(3);
    let in_parts = btree_map((1..4i32, source), amounts(small()), 1..6).prop_map(|parts| {
        let parts = parts.into_iter().map(|((task, source), amounts)| ExecutionPart { task, source, amounts });
        add_up(parts.collect())
    });
    (period(), text(), instant(), prop_oneof![whole, in_parts])
}

fn amounts(fen: BoxedStrategy<Fen>) -> impl Strategy<Value = ExecutionAmounts> {
    (fen.clone(), option::of(fen.clone()), fen).prop_map(|(initial, adjusted, executed)| ExecutionAmounts {
        initial,
        adjusted,
        executed,
    })
}

fn add_up(parts: Vec<ExecutionPart>) -> ExecutionReport {
    let sum = |of: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| of(&part.amounts))).unwrap();
    let (initial, budget, executed) = (sum(|a| a.initial), sum(ExecutionAmounts::budget), sum(|a| a.executed));
    let total = ExecutionAmounts { initial, adjusted: (budget != initial).then_some(budget), executed };
    ExecutionReport::new(total, parts).unwrap()
}

/// Few indicators and judged revisions, so that judgements take the place of earlier ones.
pub(crate) fn judgement() -> impl Strategy<Value = (NewJudgement, Instant)> {
    let verdict = (value_of(3), points(), text(), text()).prop_map(|(tier, score, grounds, judge)| Verdict {
        tier,
        score,
        grounds,
        judge,
    });
    (indicator(), verdict, period(), prop_oneof![1..3i64, Just(i64::MAX)], instant()).prop_map(
        |(indicator, verdict, actual_period, actual_revision, time)| {
            (NewJudgement { indicator, verdict, actual_period, actual_revision }, time)
        },
    )
}
