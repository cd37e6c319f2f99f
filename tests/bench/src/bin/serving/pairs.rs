//! Pairs of measurements, subject and reference in turn.

use std::time::Instant;

use jixiao_bench::spread;

use crate::client::Client;
use crate::cpu;

/// A server under measurement.
pub(crate) struct Side {
    pub(crate) client: Client,
    /// All the processes whose time counts.
    pub(crate) processes: Vec<u32>,
    /// Calls of one measurement.
    pub(crate) calls: usize,
}

/// What was measured of both sides.
pub(crate) struct Paired {
    /// Median, least and most of the pairs' ratios of processor time.
    pub(crate) ratio: [f64; 3],
    /// The same of calls in a second.
    pub(crate) rates: [f64; 3],
    /// Microseconds of processor time for a call, medians.
    pub(crate) subject: f64,
    pub(crate) reference: f64,
    /// Calls in a second, medians.
    pub(crate) subject_rate: f64,
    pub(crate) reference_rate: f64,
    /// Resident memory of the subject in MiB, at the end.
    pub(crate) resident: f64,
}

const PAIRS: usize = 5;

struct Once {
    /// Microseconds of processor time for a call.
    time: f64,
    /// Calls in a second.
    rate: f64,
}

struct Pair {
    reference: Once,
    subject: Once,
}

impl Side {
    async fn once(&self) -> Once {
        let time = || self.processes.iter().map(|process| cpu::seconds(*process)).sum::<f64>();
        let calls = f64::from(u32::try_from(self.calls).unwrap());
        let (before, start) = (time(), Instant::now());
        self.client.calls(self.calls).await;
        let took = start.elapsed().as_secs_f64();
        Once { time: (time() - before) / calls * 1e6, rate: calls / took }
    }
}

/// Measures both in turn, after a round that does not count.
pub(crate) async fn pairs(subject: &Side, reference: &Side) -> Paired {
    subject.once().await;
    reference.once().await;
    let mut measured = Vec::new();
    for _ in 0..PAIRS {
        let reference = reference.once().await;
        measured.push(Pair { reference, subject: subject.once().await });
    }
    let of = |which: fn(&Pair) -> f64| spread(measured.iter().map(which).collect());
    let [subject_time, ..] = of(|pair| pair.subject.time);
    let [reference_time, ..] = of(|pair| pair.reference.time);
    let [subject_rate, ..] = of(|pair| pair.subject.rate);
    let [reference_rate, ..] = of(|pair| pair.reference.rate);
    Paired {
        ratio: of(|pair| pair.subject.time / pair.reference.time),
        rates: of(|pair| pair.subject.rate / pair.reference.rate),
        subject: subject_time,
        reference: reference_time,
        subject_rate,
        reference_rate,
        resident: subject.processes.iter().map(|process| cpu::resident(*process)).sum(),
    }
}
