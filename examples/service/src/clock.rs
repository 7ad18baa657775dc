//! The clock. The library has none: here is where a service's time comes from.

use std::time::{Instant, SystemTime};

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    micros() / 1000
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
