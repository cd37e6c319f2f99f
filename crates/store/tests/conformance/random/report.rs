use std::collections::BTreeMap;

use jixiao_domain::{Instant, Judgement, Reported, Text};
use jixiao_store::results::{By, Report};
use jixiao_store::scoring::NewJudgement;
use jixiao_test_values::{actual, execution, instant, reported};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// One write of results and when it is made; actuals, an execution, or both. Few indicators and months, so that
/// reports take the place of earlier ones.
pub(crate) fn report() -> impl Strategy<Value = (Report, Instant)> {
    let parts = (reported(0), vec(actual(), 1..6), option::of(execution()), any::<bool>());
    (parts, instant()).prop_map(|((reported, actuals, execution, alone), time)| {
        let one_each: BTreeMap<_, _> = actuals.into_iter().map(|actual| (actual.indicator.clone(), actual)).collect();
        let execution = execution.map(|(_, _, _, report)| report);
        let actuals = if alone && execution.is_some() { Vec::new() } else { one_each.into_values().collect() };
        // Whatever changes has its reason.
        let correction_reason = reported.correction_reason.or_else(|| Some(Text::parse("更正").unwrap()));
        let Reported { period, reporter, principal, plan_version, .. } = reported;
        let by = By { reporter, principal, plan_version, correction_reason };
        (Report { period, actuals, execution, by }, time)
    })
}

/// What is to be recorded of a judgement, and when.
pub(crate) fn judgement() -> impl Strategy<Value = (NewJudgement, Instant)> {
    jixiao_test_values::judgement(0).prop_map(|judgement| {
        let Judgement { indicator, ruling, grounds, judge, profile, actual_period, actual_revision, .. } = judgement;
        let new = NewJudgement { indicator, ruling, grounds, judge, profile, actual_period, actual_revision };
        (new, judgement.time)
    })
}
