//! Civil dates and the days on which something holds.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, FixedOffset, Months as ChronoMonths, NaiveDate, NaiveTime, TimeDelta};
use serde_json::{Value, json};

use crate::wire::{
    Days, IssueCode, Issues, Kind, Language, Months, Node, Params, Path, Schemas, Seal, Shape, Sink, Write, read,
};

/// A civil date of the years 1900 to 2999, written `YYYY-MM-DD`.
///
/// ```
/// use hoso::Date;
/// let signed: Date = "2014-09-10".parse().unwrap();
/// assert!(signed > "2014-05-26".parse().unwrap());
/// assert!("2014-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date(NaiveDate);

/// The number of 1 January 1970.
const UNIX_EPOCH: i64 = 719_162;

impl Date {
    /// 1 January 1900.
    pub const MIN: Self = Self::constant(1900, 1, 1);
    /// 31 December 2999.
    pub const MAX: Self = Self::constant(2999, 12, 31);

    /// Their days since 1 January 1970.
    pub(crate) const UNIX_DAYS: RangeInclusive<i32> = -25_567..=376_199;

    const fn constant(year: i32, month: u32, day: u32) -> Self {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Self(date),
            None => Self(NaiveDate::MIN),
        }
    }

    /// A date, when there is such a day in these years.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::within(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    fn within(date: NaiveDate) -> Option<Self> {
        (1900..=2999).contains(&date.year()).then_some(Self(date))
    }

    /// The day `days` calendar days later; negative: earlier. `None` outside the years 1900 to 2999.
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::within(self.0.checked_add_signed(TimeDelta::try_days(days)?)?)
    }

    /// The day this many calendar days later.
    pub fn plus_days(self, days: Days) -> Option<Self> {
        self.plus(days.get())
    }

    /// That day of the month this many months later, or the last day of that month.
    pub fn plus_months(self, months: Months) -> Option<Self> {
        Self::within(self.0.checked_add_months(ChronoMonths::new(u32::try_from(months.get()).ok()?))?)
    }

    /// Calendar days from `other` to this one.
    pub fn since(self, other: Self) -> i64 {
        self.0.signed_duration_since(other.0).num_days()
    }

    /// The day so many days after 1 January 1970, as tables count days; `None` outside the years 1900 to 2999.
    pub fn from_unix_days(days: i64) -> Option<Self> {
        Self::from_number(days.checked_add(UNIX_EPOCH)?)
    }

    /// Days since 1 January 1970.
    pub fn unix_days(self) -> i64 {
        self.number() - UNIX_EPOCH
    }

    /// Days since 1 January 1970, in 32 bits.
    #[inline]
    pub(crate) fn unix_day(self) -> i32 {
        i32::try_from(self.unix_days()).unwrap_or(i32::MAX)
    }

    /// A number that rises by one each day; day 0 is a Monday.
    pub(crate) fn number(self) -> i64 {
        // 1 January of year 1 is day 1 of the common era, and a Monday.
        i64::from(self.0.num_days_from_ce()) - 1
    }

    /// The date of a day number; `None` outside the years 1900 to 2999.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        let days = i32::try_from(number.checked_add(1)?).ok()?;
        Self::within(NaiveDate::from_num_days_from_ce_opt(days)?)
    }

    /// The year.
    pub(crate) fn year(self) -> i32 {
        self.0.year()
    }

    /// Whether a month begins on it.
    pub(crate) fn begins_month(self) -> bool {
        self.0.day() == 1
    }

    /// The month, as `2014-09`.
    pub fn month(self) -> String {
        format!("{:04}-{:02}", self.0.year(), self.0.month())
    }

    /// As people read it: `10/09/2014`.
    pub fn said(self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }

    /// This day at a time of day and an offset.
    pub(crate) fn at(self, time: NaiveTime, offset: FixedOffset) -> Option<DateTime<FixedOffset>> {
        self.0.and_time(time).and_local_timezone(offset).single()
    }

    pub(crate) const fn from_naive(date: NaiveDate) -> Self {
        Self(date)
    }
}

/// The number that a few digits are.
pub(crate) fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number: u32, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

impl FromStr for Date {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let read = || {
            let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
            if year.len() != 4 {
                return None;
            }
            Self::new(i32::try_from(digits(year)?).ok()?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)
        };
        read().ok_or(IssueCode::NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Shape for Date {
    const KIND: Kind = Kind::Day;
    fn hole(_: Seal) -> Self {
        Self::MIN
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "format": "date", "pattern": "^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$" })
    }
}

impl Write for Date {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.display(self);
    }
}

shape! {
    /// The days on which something holds, half-open: `until` is the first day no longer valid.
    pub struct Validity {
        /// The first day.
        pub(crate) from: Date,
        /// The first day no longer valid; absent: without end.
        pub(crate) until: Option<Date>,
    }
    check = Validity::not_empty
}

impl Validity {
    fn not_empty(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.until.is_some_and(|until| until <= self.from) {
            issues.add(IssueCode::EmptyValidity, at, Params::new());
        }
    }

    /// The days from one day on, and until another when given.
    ///
    /// # Errors
    /// `empty_validity` when `until` is not after `from`.
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, IssueCode> {
        let empty = until.is_some_and(|until| until <= from);
        if empty { Err(IssueCode::EmptyValidity) } else { Ok(Self { from, until }) }
    }

    /// The first day.
    pub const fn from(&self) -> Date {
        self.from
    }

    /// The first day no longer valid, if it ends.
    pub const fn until(&self) -> Option<Date> {
        self.until
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.span().contains(day)
    }

    /// These days as a span.
    pub(crate) fn span(&self) -> Span {
        Span { from: self.from, until: self.until }
    }
}

/// A run of days, half-open; the working form of a [`Validity`], which may also be empty.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Span {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

impl Span {
    /// Every day.
    pub(crate) const ALWAYS: Self = Self { from: Date::MIN, until: None };

    pub(crate) fn contains(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: earlier(self.until, other.until) }
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }
}

/// The earlier of two ends, where none is without end.
pub(crate) fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (end, None) | (None, end) => end,
    }
}

/// The span of an optional validity: absent means always.
pub(crate) fn span_of(valid: Option<&Validity>) -> Span {
    valid.map_or(Span::ALWAYS, Validity::span)
}

/// `contradicts` where a day under a key is before the first that it may be.
pub(crate) fn not_before(first: Date, (key, day): (&str, Option<Date>), at: &Path<'_>, issues: &mut Issues) {
    if day.is_some_and(|day| day < first) {
        issues.add(IssueCode::Contradicts, &Path::Key(at, key), Params::new().with("expected", format!("≥ {first}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_start_on_a_monday_and_round_trip() {
        let wednesday: Date = "2014-09-10".parse().unwrap();
        assert_eq!(wednesday.number().rem_euclid(7), 2);
        assert_eq!(Date::from_number(wednesday.number()), Some(wednesday));
        assert_eq!(Date::MAX.plus(1), None);
        assert_eq!(Date::from_unix_days(16_323), Some(wednesday));
        assert_eq!(wednesday.unix_days(), 16_323);
        assert_eq!(Date::from_unix_days(i64::MAX), None);
    }

    #[test]
    fn refuses_what_is_not_quite_a_date() {
        for text in
            ["2014-9-10", "1899-12-31", "3000-01-01", "2014-02-29", "02014-01-01", "2014-01-01 ", "+014-01-01", ""]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2016-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn months_are_clipped_to_their_end() {
        let date: Date = "2014-08-31".parse().unwrap();
        let later = date.plus_months(Months::try_from(6).unwrap()).unwrap();
        assert_eq!(later.to_string(), "2015-02-28");
    }
}
