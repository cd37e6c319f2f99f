//! How many rows have which light.

use std::collections::BTreeMap;

use crate::Signal;

/// How many rows have which signal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignalCounts {
    /// Of those there are, so that equal counts are equal.
    present: BTreeMap<Signal, usize>,
}

impl SignalCounts {
    /// Counts them.
    pub fn of(signals: impl IntoIterator<Item = Signal>) -> Self {
        let mut counts = Self::default();
        for signal in signals {
            *counts.present.entry(signal).or_default() += 1;
        }
        counts
    }

    /// Takes the others in.
    pub fn add(&mut self, others: &Self) {
        for (signal, count) in &others.present {
            *self.present.entry(*signal).or_default() += count;
        }
    }

    /// How many have that signal.
    pub fn get(&self, signal: Signal) -> usize {
        self.present.get(&signal).copied().unwrap_or_default()
    }

    /// All eight signals with their counts, in the order of [`Signal::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Signal, usize)> {
        Signal::ALL.into_iter().map(|signal| (signal, self.get(signal)))
    }

    /// How many rows there are.
    pub fn total(&self) -> usize {
        self.present.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::Light;

    #[test]
    fn all_eight_are_counted() {
        let counts = SignalCounts::of([Signal::NoData, Signal::Lit(Light::Red), Signal::NoData]);
        let all: Vec<_> = counts.iter().collect();
        assert_eq!(all.iter().map(|(signal, _)| *signal).collect::<Vec<_>>(), Signal::ALL);
        assert_eq!(all.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 0, 0, 0, 2, 0, 0, 0]);
        assert_eq!(counts.total(), 3);
    }

    fn signals() -> impl Strategy<Value = Vec<Signal>> {
        proptest::collection::vec(select(Signal::ALL.to_vec()), 0..20)
    }

    proptest! {
        #[test]
        fn counting_in_parts_is_counting_the_whole(one in signals(), other in signals()) {
            let mut counts = SignalCounts::of(one.iter().copied());
            counts.add(&SignalCounts::of(other.iter().copied()));
            prop_assert_eq!(&counts, &SignalCounts::of(one.iter().chain(&other).copied()));
            prop_assert_eq!(counts.total(), one.len() + other.len());
            for signal in Signal::ALL {
                let expected = one.iter().chain(&other).filter(|s| **s == signal).count();
                prop_assert_eq!(counts.get(signal), expected);
            }
        }
    }
}
