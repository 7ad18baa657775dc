//! The clock. The library has none: here is where a service's time comes from.

use std::time::{Instant, SystemTime};

use hoso::{Date, Time, UtcOffset};

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    micros() / 1000
}

/// A time as it is said, at an offset from UTC.
pub(crate) fn said(millis: i64, offset: UtcOffset) -> String {
    let nanoseconds = u32::try_from(millis.rem_euclid(1000)).unwrap_or_default() * 1_000_000;
    Time::from_unix(millis.div_euclid(1000), nanoseconds, offset).map(|time| time.to_string()).unwrap_or_default()
}

/// The moment, in milliseconds since 1970, at which a day begins.
fn begin_of(day: &str, offset: UtcOffset) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let begin: Time = format!("{day}T00:00:00{offset}").parse().ok()?;
    Some(begin.unix_micros() / 1000)
}

/// The moment at which a day begins, which is not to come.
pub(crate) fn begun(day: &str, offset: UtcOffset) -> Option<i64> {
    begin_of(day, offset).filter(|begin| *begin <= now())
}

/// The moment at which a day is over, which is still to come.
pub(crate) fn end_of(day: &str, offset: UtcOffset) -> Option<i64> {
    let next = day.parse::<Date>().ok()?.plus(1)?;
    begin_of(&next.to_string(), offset).filter(|end| *end > now())
}

/// Microseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "when something was received is known only by a clock")]
pub(crate) fn micros() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// A point in time from which to measure.
#[expect(clippy::disallowed_methods, reason = "how long a request takes is known only by a clock")]
pub(crate) fn instant() -> Instant {
    Instant::now()
}
