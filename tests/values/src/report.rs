use jixiao_domain::{
    Actual, ActualValue, ExecutionAmounts, ExecutionPart, ExecutionReport, Fen, FiscalYear, FundSource, IndicatorId,
    Instant, Period, Text, Tier, Verdict,
};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::basic::{date, decimal, fen, instant, points, text};

/// Few months, so that reports take the place of earlier ones.
pub fn period() -> impl Strategy<Value = Period> {
    let months = prop_oneof![Just(1u8), Just(6), Just(12)];
    months.prop_map(|month| Period::new(FiscalYear::new(2023).unwrap(), month).unwrap())
}

/// Few indicators, for the same reason.
pub fn indicator() -> impl Strategy<Value = IndicatorId> {
    (1..5usize).prop_map(IndicatorId::numbered)
}

/// A report of any kind of value.
pub fn actual() -> impl Strategy<Value = Actual> {
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
pub fn execution() -> impl Strategy<Value = (Period, Text<100>, Instant, ExecutionReport)> {
    let whole = amounts(fen().boxed()).prop_map(|total| ExecutionReport::new(total, Vec::new()).unwrap());
    let small = || (0..=i64::MAX / 16).prop_map(Fen::new).boxed();
    let source = select(FundSource::ALL.to_vec());
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

/// What a person decided, inside a band or not.
pub fn verdict() -> impl Strategy<Value = Verdict> {
    (select(Tier::ALL.to_vec()), points(), text(), text()).prop_map(|(tier, score, grounds, judge)| Verdict {
        tier,
        score,
        grounds,
        judge,
    })
}
