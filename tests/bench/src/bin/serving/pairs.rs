//! Pairs of measurements, subject and reference in turn.

use std::time::Instant;

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
    /// Median, least and most of the pairs' ratios.
    pub(crate) ratio: [f64; 3],
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

impl Side {
    /// Microseconds for a call, and calls in a second.
    async fn once(&self) -> (f64, f64) {
        let time = || self.processes.iter().map(|process| cpu::seconds(*process)).sum::<f64>();
        let calls = f64::from(u32::try_from(self.calls).unwrap());
        let (before, start) = (time(), Instant::now());
        self.client.calls(self.calls).await;
        let took = start.elapsed().as_secs_f64();
        ((time() - before) / calls * 1e6, calls / took)
    }
}

/// Measures both in turn, after a round that does not count.
pub(crate) async fn pairs(subject: &Side, reference: &Side) -> Paired {
    subject.once().await;
    reference.once().await;
    let mut measured = Vec::new();
    for _ in 0..PAIRS {
        measured.push((reference.once().await, subject.once().await));
    }
    let of = |which: fn(&((f64, f64), (f64, f64))) -> f64| spread(measured.iter().map(which).collect());
    let [subject_time, ..] = of(|(_, subject)| subject.0);
    let [reference_time, ..] = of(|(reference, _)| reference.0);
    let [subject_rate, ..] = of(|(_, subject)| subject.1);
    let [reference_rate, ..] = of(|(reference, _)| reference.1);
    Paired {
        ratio: of(|(reference, subject)| subject.0 / reference.0),
        subject: subject_time,
        reference: reference_time,
        subject_rate,
        reference_rate,
        resident: subject.processes.iter().map(|process| cpu::resident(*process)).sum(),
    }
}

/// Median, least and most.
pub(crate) fn spread(mut figures: Vec<f64>) -> [f64; 3] {
    figures.sort_by(f64::total_cmp);
    let at = |index: usize| figures.get(index).copied().unwrap_or(f64::NAN);
    [at(figures.len() / 2), at(0), at(figures.len() - 1)]
}
