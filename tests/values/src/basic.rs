use std::fmt::Debug;
use std::str::FromStr;

use jixiao_domain::{CivilDate, Decimal, Fen, Instant, Points, Text};
use proptest::prelude::*;

/// Among them the longest, of characters of 4 bytes, and what SQL could stumble over.
pub fn text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    let odd = Just(" 一\n二\t𠮷'\"\\%_;--$1?１ ".to_owned());
    prop_oneof![6 => "\\PC{1,12}", 1 => Just("𠮷".repeat(MAX)), 1 => odd]
        .prop_filter_map("a blank text", |text| Text::parse(text).ok())
}

/// An id.
pub fn id<T: FromStr<Err: Debug> + Debug>() -> impl Strategy<Value = T> {
    "[a-z0-9][a-z0-9-]{0,31}".prop_map(|id| id.parse().unwrap())
}

/// Among them the bounds.
pub fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i64 = 999_999_999_999_999_999;
    prop_oneof![-MOST..=MOST, Just(MOST), Just(-MOST), Just(0), Just(1)]
        .prop_map(|millionths| Decimal::from_millionths(millionths).unwrap())
}

/// Not negative; among them the most there can be.
pub fn fen() -> impl Strategy<Value = Fen> {
    prop_oneof![0..=i64::MAX, Just(i64::MAX), Just(0)].prop_map(Fen::new)
}

/// From nought to a hundred.
pub fn points() -> impl Strategy<Value = Points> {
    prop_oneof![0..=10_000u32, Just(10_000), Just(0)].prop_map(Points::from_hundredths)
}

/// Before and after 1970.
pub fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![any::<i64>(), Just(-1), Just(0), Just(1_700_000_000_999_999)].prop_map(Instant::from_micros)
}

/// Any day that counts as one.
pub fn date() -> impl Strategy<Value = CivilDate> {
    (1990..2200i32, 1..=12u8, 1..=31u8).prop_filter_map("a day", |(year, month, day)| CivilDate::new(year, month, day))
}
