//! Times of day, without a day and without an offset.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use super::date::digits;
use crate::wire::{IssueCode, Issues, Kind, Language, Node, Path, Schemas, Seal, Shape, Sink, Write, read};

/// A time of day, `00:00` to `23:59`, as a clock on the wall shows it.
///
/// ```
/// use hoso::ClockTime;
/// let cut_off: ClockTime = "15:00".parse().unwrap();
/// assert_eq!((cut_off.minutes(), cut_off.to_string().as_str()), (15 * 60, "15:00"));
/// assert!("24:00".parse::<ClockTime>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClockTime(i64);

impl ClockTime {
    /// Minutes since midnight.
    pub const fn minutes(self) -> i64 {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let read = || {
            let [h1, h2, b':', m1, m2] = *text.as_bytes() else { return None };
            let (hours, minutes) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
            (hours < 24 && minutes < 60).then(|| Self(i64::from(hours * 60 + minutes)))
        };
        read().ok_or(IssueCode::NotAClockTime)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Shape for ClockTime {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Self(0)
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
    }
}

impl Write for ClockTime {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.display(self);
    }
}
