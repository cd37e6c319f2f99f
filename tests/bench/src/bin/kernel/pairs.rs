//! Two passes over the same arrays, by turns.

use std::time::{Duration, Instant};

use jixiao_bench::spread;
use jixiao_domain::packed::Packed;

use crate::loops::Pass;

/// Pairs that are measured; an odd number, so that there is a median.
const PAIRS: usize = 21;
/// Passes of a measurement.
const PASSES: u32 = 3;

/// How many times as long the first takes: the median of the pairs, the least and the greatest. What comes first in a
/// pair changes from one to the next.
pub(crate) fn measure(packed: &Packed, one: Pass, other: Pass, rows: usize) -> [f64; 3] {
    let (mut ratios, mut times) = (Vec::new(), [Vec::new(), Vec::new()]);
    for pass in [one, other] {
        time(packed, pass);
    }
    for pair in 0..PAIRS {
        let (one, other) = if pair % 2 == 0 {
            let one = time(packed, one);
            (one, time(packed, other))
        } else {
            let other = time(packed, other);
            (time(packed, one), other)
        };
        ratios.push(one.as_secs_f64() / other.as_secs_f64());
        let [of_one, of_other] = &mut times;
        of_one.push(one.as_secs_f64());
        of_other.push(other.as_secs_f64());
    }
    for (pass, times) in [one, other].into_iter().zip(times) {
        let [median, ..] = spread(times);
        println!("{}: {:.2} ns per indicator", pass.name(), median * 1e9 / rows as f64);
    }
    spread(ratios)
}

/// Of one pass.
fn time(packed: &Packed, pass: Pass) -> Duration {
    let start = Instant::now();
    for _ in 0..PASSES {
        pass.over(packed);
    }
    start.elapsed() / PASSES
}
