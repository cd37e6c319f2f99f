//! Random values of what the store keeps.

mod plan;
mod report;
mod scorecard;

use std::fmt::Debug;

use jixiao_proto::EnumField;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

pub(crate) use jixiao_test_values::profile;
pub(crate) use jixiao_test_values::{content, execution, id, instant, opinions, text};
pub(crate) use plan::plan_source;
pub(crate) use report::{judgement, report};
pub(crate) use scorecard::scorecard;

/// Runs a check on so many random values.
pub(crate) fn for_all<V: Debug>(cases: u32, values: impl Strategy<Value = V>, check: impl AsyncFn(V)) {
    let here = Handle::current();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let run = |value| {
        block_in_place(|| here.block_on(check(value)));
        Ok(())
    };
    TestRunner::new(config).run(&values, run).unwrap();
}

/// A value of an enum with so many of them.
pub(crate) fn value_of<T: EnumField + Debug>(count: i32) -> impl Strategy<Value = T> {
    (1..=count).prop_map(|number| T::parse(number).unwrap())
}
