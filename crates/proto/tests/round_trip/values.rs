//! Documents of random values.

use jixiao_domain::{ActualRecord, Actuals, ExecutionRecord, FiscalYear, Judgement, Judgements, Period, Target, Text};
use jixiao_test_values::{actual, execution, judgement, reported};
use proptest::collection::vec;
use proptest::prelude::*;

pub(crate) fn month(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

pub(crate) fn qualitative() -> Target {
    Target::Qualitative { text: Text::parse("提高").unwrap() }
}

fn records(revision: i64) -> impl Strategy<Value = Vec<ActualRecord>> {
    vec((actual(), reported(revision)).prop_map(|(actual, reported)| ActualRecord { actual, reported }), 0..5)
}

pub(crate) fn actuals() -> impl Strategy<Value = Actuals> {
    (records(1), proptest::option::of((execution(), reported(2))), records(3)).prop_map(|(first, execution, second)| {
        let mut actuals = Actuals::default();
        actuals.take(1, first, None);
        if let Some(((_, _, _, report), reported)) = execution {
            actuals.take(2, [], Some(ExecutionRecord { report, reported }));
        }
        actuals.take(3, second, None);
        actuals
    })
}

pub(crate) fn judgements() -> impl Strategy<Value = Judgements> {
    vec(judgement(1), 0..4).prop_map(|made| {
        let mut judgements = Judgements::default();
        for (judgement, revision) in made.into_iter().zip(1..) {
            judgements.take(Judgement { revision, ..judgement });
        }
        judgements
    })
}
