//! Times with an offset, compared as instants.
//!
//! They are read by hand: chrono's reader takes more than the specification does, and would bring its general parser of
//! formats into a citizen's page.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveTime, Offset as _, Timelike as _, Utc};
use serde_json::{Value, json};

use crate::wire::digits;
use crate::wire::{Date, IssueCode, Issues, Kind, Language, Node, Path, Schemas, Seal, Shape, Sink, Write, read};

/// A time with an offset. Two times are equal when they are the same instant.
///
/// Read as RFC 3339 has it, and as tables write it (pandas, Polars, DuckDB, PostgreSQL): a space for the `T`, the offset as
/// `+0700` or `+07`.
/// Written with the offset it came with, whole seconds unless there is a fraction, `Z` as `+00:00`.
///
/// ```
/// use hoso::Time;
/// let local: Time = "2014-10-01T08:30:00+07:00".parse().unwrap();
/// let utc: Time = "2014-10-01T01:30:00Z".parse().unwrap();
/// assert_eq!(local, utc);
/// assert_eq!(utc.to_string(), "2014-10-01T01:30:00+00:00");
/// assert_eq!("2014-10-01 08:30:00+07".parse(), Ok(local));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Time(DateTime<FixedOffset>);

impl Time {
    /// The day that it is at an offset from UTC; `None` where that day is outside the years 1900 to 2999.
    pub fn day(self, offset: UtcOffset) -> Option<Date> {
        let date = self.0.with_timezone(&offset.0).date_naive();
        (1900..=2999).contains(&date.year()).then(|| Date::from_naive(date))
    }

    /// How many minutes of that day have passed at an offset.
    pub(crate) fn minutes_of_day(self, offset: UtcOffset) -> i64 {
        let seconds = self.0.timestamp() + i64::from(offset.0.local_minus_utc());
        seconds.rem_euclid(24 * 60 * 60) / 60
    }

    /// The time so many seconds and nanoseconds after 1970 began at `+00:00`, written at an offset; `None` outside the
    /// years 1900 to 2999.
    pub fn from_unix(seconds: i64, nanoseconds: u32, offset: UtcOffset) -> Option<Self> {
        let time = DateTime::from_timestamp(seconds, nanoseconds)?.with_timezone(&offset.0);
        (1900..=2999).contains(&time.year()).then_some(Self(time))
    }

    /// Microseconds since 1970 began at `+00:00`, without what is left of one.
    pub fn unix_micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// Whether the other is the same instant at the same offset, and so written the same.
    pub(crate) fn is_written_as(self, other: Self) -> bool {
        self == other && self.0.offset() == other.0.offset()
    }

    /// The instant that it is, written at the offset `+00:00`.
    pub(crate) fn at_no_offset(self) -> Self {
        Self(self.0.with_timezone(&Utc.fix()))
    }

    /// The instant, for sorting: seconds and nanoseconds since 1970.
    pub(crate) fn instant(self) -> (i64, u32) {
        (self.0.timestamp(), self.0.timestamp_subsec_nanos())
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl FromStr for Time {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let read = || {
            let (date, time) = text.split_at_checked(10)?;
            let [b'T' | b't' | b' ', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = time.as_bytes() else {
                return None;
            };
            let ([hour, minute, second], (nanoseconds, offset)) =
                ([digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?], fraction(rest)?);
            // A leap second is held as a second and more.
            let (second, more) = if second == 60 { (59, 1_000_000_000) } else { (second, 0) };
            let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds + more)?;
            let offset = match *offset {
                [b'Z' | b'z'] => UtcOffset::none(),
                [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => UtcOffset::of(sign, [h1, h2], [m1, m2])?,
                [sign, h1, h2] => UtcOffset::of(sign, [h1, h2], *b"00")?,
                _ => return None,
            };
            date.parse::<Date>().ok()?.at(time, offset.0).map(Self)
        };
        read().ok_or(IssueCode::NotATime)
    }
}

/// The nanoseconds of a fraction, if there is one, and what follows it; what is less than a nanosecond is left out.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some((b'.', rest)) = text.split_first() else { return Some((0, text)) };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).filter(|end| *end > 0)?;
    let (fraction, rest) = rest.split_at_checked(end)?;
    let places = fraction.iter().copied().chain(std::iter::repeat(b'0')).take(9);
    Some((places.fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0')), rest))
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = format!("{:09}", self.0.nanosecond() % 1_000_000_000);
        let fraction = nanoseconds.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        // A leap second (`:60`) is held as a second and more, and written back as it came.
        let second = self.0.second() + u32::from(self.0.nanosecond() >= 1_000_000_000);
        let (date, hour, minute) = (Date::from_naive(self.0.date_naive()), self.0.hour(), self.0.minute());
        write!(f, "{date}T{hour:02}:{minute:02}:{second:02}{point}{fraction}{}", self.0.offset())
    }
}

impl Shape for Time {
    const KIND: Kind = Kind::Time;
    fn hole(_: Seal) -> Self {
        Self(DateTime::<Utc>::UNIX_EPOCH.fixed_offset())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "format": "date-time" })
    }
}

impl Write for Time {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.display(self);
    }
}

/// An offset from UTC such as `+07:00`, less than a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UtcOffset(FixedOffset);

impl UtcOffset {
    /// No offset: `+00:00`.
    pub fn none() -> Self {
        Self(Utc.fix())
    }

    fn of(sign: u8, hours: [u8; 2], minutes: [u8; 2]) -> Option<Self> {
        let two = |pair: [u8; 2]| i32::try_from(digits(&pair)?).ok();
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        let seconds = (hours * 60 + minutes) * 60;
        let seconds = match sign {
            b'+' => seconds,
            b'-' => -seconds,
            _ => return None,
        };
        (hours < 24 && minutes < 60).then(|| FixedOffset::east_opt(seconds).map(Self))?
    }

    /// Seconds to add to a time at `+00:00`.
    pub fn seconds(self) -> i64 {
        i64::from(self.0.local_minus_utc())
    }
}

impl FromStr for UtcOffset {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let read = match *text.as_bytes() {
            [sign, h1, h2, b':', m1, m2] => Self::of(sign, [h1, h2], [m1, m2]),
            _ => None,
        };
        read.ok_or(IssueCode::NotAnOffset)
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Shape for UtcOffset {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Self::none()
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "pattern": "^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$" })
    }
}

impl Write for UtcOffset {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.display(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_given_offset_and_only_the_fraction_there_is() {
        let written = |text: &str| text.parse::<Time>().unwrap().to_string();
        assert_eq!(written("2014-10-01T08:30:00Z"), "2014-10-01T08:30:00+00:00");
        assert_eq!(written("2014-10-01T08:30:00.500+07:00"), "2014-10-01T08:30:00.5+07:00");
        assert_eq!(written("2014-10-01t08:30:00.000+07:00"), "2014-10-01T08:30:00+07:00");
        // What is less than a nanosecond is left out; a leap second is kept.
        assert_eq!(written("2014-10-01T08:30:00.1234567899z"), "2014-10-01T08:30:00.123456789+00:00");
        assert_eq!(written("2016-12-31T23:59:60.25-00:00"), "2016-12-31T23:59:60.25+00:00");
        // As pandas, Polars, DuckDB and PostgreSQL write them.
        for table in [
            "2014-10-01 08:30:00+07:00",
            "2014-10-01T08:30:00.000000+0700",
            "2014-10-01 08:30:00+07",
            "2014-10-01t08:30:00+07",
        ] {
            assert_eq!(written(table), "2014-10-01T08:30:00+07:00", "{table}");
        }
        assert_eq!(written("2014-10-01 08:30:00.5-0330"), "2014-10-01T08:30:00.5-03:30");
    }

    #[test]
    fn refuses_times_without_an_offset_or_outside_the_years() {
        for text in [
            "2014-10-01T08:30:00",
            "2014-10-01  08:30:00+07:00",
            "2014-10-01 08:30:00 +07:00",
            "2014-10-01_08:30:00+07:00",
            "2014-10-01 08:30:00",
            "1899-01-01T00:00:00Z",
            "2014-10-01",
            "2014-10-01T08:30:00−07:00",
            "2014-10-01T24:00:00Z",
            "2014-10-01T08:60:00Z",
            "2014-10-01T08:30:61Z",
            "2014-10-01T08:30:00.Z",
            "2014-10-01T08:30:00.5",
            "2014-10-01T08:30:00+24:00",
            "2014-10-01T08:30:00+07:60",
            "2014-10-01T08:30:00+7",
            "2014-10-01T08:30:00+070",
            "2014-10-01T08:30:00+07:0",
            "2014-10-01T08:30:00+24",
            "2014-10-01T08:30:00+0760",
            "2014-10-01T08:30:00 07",
            "2014-10-01T8:30:00Z",
            "2014-10-0é08:30:00Z",
            "x",
        ] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_day_is_the_day_at_the_offset() {
        let late: Time = "2014-09-30T18:00:00Z".parse().unwrap();
        assert_eq!(late.day("+07:00".parse().unwrap()).unwrap().to_string(), "2014-10-01");
        assert_eq!(
            Time::from_unix(1_412_103_600, 500_000_000, UtcOffset::none()).unwrap().to_string(),
            "2014-09-30T19:00:00.5+00:00"
        );
        assert_eq!("-03:30".parse::<UtcOffset>().unwrap().seconds(), -12_600);
        for text in ["07:00", "+24:00", "+0700", "+07", "Z"] {
            assert!(text.parse::<UtcOffset>().is_err(), "{text}");
        }
    }
}
