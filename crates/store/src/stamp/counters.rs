//! Commits of this process, counted by shard.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicI64, Ordering};

use crate::shard::Shard;

/// Half a megabyte. Shards that share a counter only lose an answer that was still good.
const COUNTERS: usize = 1 << 16;

/// One counter for each of many shards; which one, their hash says.
pub(crate) struct Counters(Box<[AtomicI64]>);

impl Counters {
    pub(crate) fn new() -> Self {
        Self((0..COUNTERS).map(|_| AtomicI64::new(0)).collect())
    }

    /// The commits to the shards that share its counter.
    pub(crate) fn of(&self, shard: &Shard) -> i64 {
        self.counter(shard).map_or(0, |counter| counter.load(Ordering::Acquire))
    }

    /// Counts a commit.
    pub(crate) fn count(&self, shard: &Shard) {
        if let Some(counter) = self.counter(shard) {
            counter.fetch_add(1, Ordering::AcqRel);
        }
    }

    fn counter(&self, shard: &Shard) -> Option<&AtomicI64> {
        let mut hasher = DefaultHasher::new();
        shard.hash(&mut hasher);
        self.0.get(usize::try_from(hasher.finish()).unwrap_or_default() % COUNTERS)
    }
}
