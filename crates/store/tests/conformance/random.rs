//! Random values of the domain, among them the largest and the oddest.

mod plan;
mod report;

use std::fmt::Debug;
use std::str::FromStr;

use jixiao_domain::{CivilDate, Decimal, Fen, Instant, Points, Text};
use jixiao_proto::EnumField;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

pub(crate) use plan::{content, opinions, plan_source};
pub(crate) use report::{Report, execution, judgement, report};

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

/// Among them the longest, of characters of 4 bytes, and what SQL could stumble over.
pub(crate) fn text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    let odd = Just(" 一\n二\t𠮷'\"\\%_;--$1?１ ".to_owned());
    prop_oneof![6 => "\\PC{1,12}", 1 => Just("𠮷".repeat(MAX)), 1 => odd]
        .prop_filter_map("a blank text", |text| Text::parse(text).ok())
}

/// An id.
pub(crate) fn id<T: FromStr<Err: Debug> + Debug>() -> impl Strategy<Value = T> {
    "[a-z0-9][a-z0-9-]{0,31}".prop_map(|id| id.parse().unwrap())
}

/// A value of an enum with so many of them.
pub(crate) fn value_of<T: EnumField + Debug>(count: i32) -> impl Strategy<Value = T> {
    (1..=count).prop_map(|number| T::parse(number).unwrap())
}

pub(crate) fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i64 = 999_999_999_999_999_999;
    prop_oneof![-MOST..=MOST, Just(MOST), Just(-MOST), Just(0), Just(1)]
        .prop_map(|millionths| Decimal::from_millionths(millionths).unwrap())
}

pub(crate) fn fen() -> impl Strategy<Value = Fen> {
    prop_oneof![0..=i64::MAX, Just(i64::MAX), Just(0)].prop_map(Fen::new)
}

pub(crate) fn points() -> impl Strategy<Value = Points> {
    prop_oneof![0..=10_000u32, Just(10_000), Just(0)].prop_map(Points::from_hundredths)
}

pub(crate) fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![any::<i64>(), Just(-1), Just(0), Just(1_700_000_000_999_999)].prop_map(Instant::from_micros)
}

pub(crate) fn date() -> impl Strategy<Value = CivilDate> {
    (1990..2200i32, 1..=12u8, 1..=31u8).prop_filter_map("a day", |(year, month, day)| CivilDate::new(year, month, day))
}
