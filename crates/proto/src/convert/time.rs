//! Instants.

use jixiao_domain::{Instant, Invalid};
use prost_types::Timestamp;

const NOT_AN_INSTANT: Invalid =
    Invalid { en: "is not an instant in microseconds", zh: "不是精确到微秒的时刻" };

/// An instant on the wire.
pub fn timestamp(instant: Instant) -> Timestamp {
    let micros = instant.micros();
    let nanos = i32::try_from(micros.rem_euclid(1_000_000) * 1000).unwrap_or_default();
    Timestamp { seconds: micros.div_euclid(1_000_000), nanos }
}

/// An instant from the wire, which must be there and have no more than microseconds.
pub fn instant(timestamp: Option<Timestamp>) -> Result<Instant, Invalid> {
    let timestamp = timestamp.ok_or(Invalid { en: "is required", zh: "必填" })?;
    if timestamp.nanos < 0 || timestamp.nanos % 1000 != 0 {
        return Err(NOT_AN_INSTANT);
    }
    let micros =
        timestamp.seconds.checked_mul(1_000_000).and_then(|s| s.checked_add(i64::from(timestamp.nanos / 1000)));
    micros.map(Instant::from_micros).ok_or(NOT_AN_INSTANT)
}
