//! Answers that were given before, encoded, each with a stamp of what it rests on.
//!
//! Whoever takes one out compares its stamp with the present one, so that none is ever stale; what no longer counts
//! gives way to what is asked more often.

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use prost::bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// What an entry takes besides the bytes of its answer: its request, its stamp and its place.
const BESIDE: u64 = 256;

/// A typical answer, by which the number of places is estimated.
const USUAL: usize = 32 * 1024;

/// Answers to requests, in bounded memory.
pub struct Answers<Q, S>(Option<Arc<BoundedCache<Q, S>>>);

type BoundedCache<Q, S> = Cache<Q, (S, Bytes), BySize>;

#[derive(Clone)]
struct BySize;

impl<Q, S> Weighter<Q, (S, Bytes)> for BySize {
    fn weight(&self, _: &Q, (_, answer): &(S, Bytes)) -> u64 {
        u64::try_from(answer.len()).unwrap_or(u64::MAX).saturating_add(BESIDE)
    }
}

impl<Q: Eq + Hash, S: Clone> Answers<Q, S> {
    /// In so many bytes; with 0 none is kept.
    pub fn new(bytes: usize) -> Self {
        let capacity = u64::try_from(bytes).unwrap_or(u64::MAX);
        let cache = || Arc::new(Cache::with_weighter((bytes / USUAL).max(16), capacity, BySize));
        Self((bytes > 0).then(cache))
    }

    /// What was answered, and the stamp it had.
    pub fn get(&self, request: &Q) -> Option<(S, Bytes)> {
        self.0.as_ref()?.get(request)
    }

    /// Keeps an answer, as long as there is room.
    pub fn put(&self, request: Q, stamp: S, answer: Bytes) {
        if let Some(cache) = &self.0 {
            cache.insert(request, (stamp, answer));
        }
    }
}

impl<Q, S> Clone for Answers<Q, S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<Q, S> fmt::Debug for Answers<Q, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_back_with_its_stamp() {
        let answers = Answers::new(1 << 20);

        answers.put("a", 7, Bytes::from_static(b"one"));

        assert_eq!(answers.get(&"a"), Some((7, Bytes::from_static(b"one"))));
        assert_eq!(answers.get(&"b"), None);
    }

    #[test]
    fn they_stay_within_their_bytes() {
        let answers = Answers::new(1 << 20);

        for request in 0..1000 {
            answers.put(request, (), Bytes::from(vec![0; 10_000]));
        }

        let kept = (0..1000).filter(|request| answers.get(request).is_some()).count();
        assert!(kept > 0 && kept * 10_000 <= 1 << 20, "{kept}");
    }

    #[test]
    fn without_room_none_is_kept() {
        let answers = Answers::new(0);

        answers.put("a", 7, Bytes::new());

        assert_eq!(answers.get(&"a"), None);
    }
}
