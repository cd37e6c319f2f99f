//! Numbers that follow from a seed and a round alone.

use std::env;

/// The seed unless `JIXIAO_ORACLE_SEED` says another.
const SEED: u64 = 20_230_901;

pub(crate) fn seed() -> u64 {
    let parsed = |value: String| value.parse().unwrap_or_else(|_| panic!("JIXIAO_ORACLE_SEED is no number: {value}"));
    env::var("JIXIAO_ORACLE_SEED").map_or(SEED, parsed)
}

/// SplitMix64: every seed gives a stream of its own.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(seed: u64, round: u64) -> Self {
        let mut random = Self(seed ^ round.wrapping_mul(0xA076_1D64_78BD_642F));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both possible.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(i128::from(high) - i128::from(low) + 1).unwrap();
        let step = i128::from(self.next() % span);
        i64::try_from(i128::from(low) + step).unwrap()
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: i64) -> bool {
        self.between(1, times) == 1
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let last = i64::try_from(from.len()).unwrap() - 1;
        from[usize::try_from(self.between(0, last)).unwrap()].clone()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            let other = self.between(0, i64::try_from(place).unwrap());
            items.swap(place, usize::try_from(other).unwrap());
        }
    }
}
