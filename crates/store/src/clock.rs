//! The only clock of the store.

use std::time::{SystemTime, UNIX_EPOCH};

use jixiao_domain::Instant;

/// Now, cut to microseconds before anything is stored or returned: PostgreSQL keeps no more.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
