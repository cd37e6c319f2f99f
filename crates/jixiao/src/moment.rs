//! Instants as people write them.

use jixiao_domain::Instant;
use prost_types::Timestamp;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::offset;

/// Reads `2023-12-31T08:00:00+08:00`, or `2023-12-31` for the start of that day in Asia/Shanghai.
pub(crate) fn parse(text: &str) -> Result<Instant, String> {
    let whole = if text.len() == 10 { format!("{text}T00:00:00+08:00") } else { text.to_owned() };
    let time = OffsetDateTime::parse(&whole, &Rfc3339);
    let time = time.map_err(|_| "write yyyy-mm-dd or yyyy-mm-ddThh:mm:ss+08:00".to_owned())?;
    let micros = i64::try_from(time.unix_timestamp_nanos().div_euclid(1000));
    micros.map(Instant::from_micros).map_err(|_| "is out of range".to_owned())
}

/// A time of the API, in Asia/Shanghai; empty where it has none.
pub(crate) fn text(time: Option<Timestamp>) -> String {
    let Ok(instant) = jixiao_proto::instant(time) else { return String::new() };
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(instant.micros()) * 1000);
    let time = time.map(|time| time.to_offset(offset!(+8)));
    time.ok().and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        assert_eq!(parse("1970-01-02"), Ok(Instant::from_micros(57_600_000_000)));
        assert_eq!(parse("1970-01-01T16:00:00Z"), parse("1970-01-02"));
    }

    #[test]
    fn an_instant_is_read_as_it_is_printed() {
        let instant = Instant::from_micros(1_700_000_000_123_456);
        assert_eq!(parse(&text(Some(jixiao_proto::timestamp(instant)))), Ok(instant));
        assert_eq!(text(None), "");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "2023", "2023-02-30", "2023-12-31T08:00:00", "昨天", "2023-12-31 08:00"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
