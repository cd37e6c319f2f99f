use std::collections::BTreeMap;

use jixiao_domain::{Actual, Instant, Period, Text};
use jixiao_store::scoring::NewJudgement;
use jixiao_test_values::{actual, indicator, instant, period, text, verdict};
use proptest::collection::vec;
use proptest::prelude::*;

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

/// Few indicators and judged revisions, so that judgements take the place of earlier ones.
pub(crate) fn judgement() -> impl Strategy<Value = (NewJudgement, Instant)> {
    (indicator(), verdict(), period(), prop_oneof![1..3i64, Just(i64::MAX)], instant()).prop_map(
        |(indicator, verdict, actual_period, actual_revision, time)| {
            (NewJudgement { indicator, verdict, actual_period, actual_revision }, time)
        },
    )
}
