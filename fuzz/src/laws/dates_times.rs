//! Dates, times, offsets, ids, and what is counted with them.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use fastrand::Rng;
use hoso::{Date, Days, Id, IssueCode, Months, Time, UtcOffset};

pub(crate) fn read(text: &str, numbers: &mut Rng) -> bool {
    let day = is_written_back::<Date>(text, IssueCode::NotADate);
    let time = is_written_back::<Time>(text, IssueCode::NotATime);
    let offset = is_written_back::<UtcOffset>(text, IssueCode::NotAnOffset);
    let id = is_written_back::<Id>(text, IssueCode::NotAnId);
    if let Some(day) = day {
        counts(day, numbers);
    }
    if let Some(time) = time {
        falls_on_a_day(time, text);
    }
    day.is_some() || time.is_some() || offset.is_some() || id.is_some()
}

/// What is parsed is written as what parses to the same, and written so again.
fn is_written_back<T: FromStr<Err = IssueCode> + Display + Debug + PartialEq>(
    text: &str,
    refusal: IssueCode,
) -> Option<T> {
    match text.parse::<T>() {
        Ok(value) => {
            let normal = value.to_string();
            assert_eq!(Ok(&value), normal.parse::<T>().as_ref(), "{text} as {normal}");
            assert_eq!(normal, normal.parse::<T>().map(|value| value.to_string()).unwrap_or_default(), "{text}");
            Some(value)
        }
        Err(code) => {
            assert_eq!(code, refusal, "{text}");
            None
        }
    }
}

fn counts(date: Date, numbers: &mut Rng) {
    let days = numbers.i64(0..=3_650);
    for signed in [days, -days, i64::MAX, i64::MIN] {
        if let Some(other) = date.plus(signed) {
            assert_eq!(other.since(date), signed, "{date} and {signed} days");
            assert_eq!(other.plus(-signed), Some(date), "there and back");
        }
    }
    assert_eq!(date.plus_days(Days::try_from(days).expect("days")), date.plus(days));
    let months = Months::try_from(days % 1_201).expect("months");
    if let Some(later) = date.plus_months(months) {
        let whole = later.since(date);
        assert!(
            whole >= months.get() * 30 - 3 && whole <= months.get() * 31 + 3,
            "{date} and {months} months: {later}"
        );
    }
    assert_eq!(format!("{}-", date.month()), date.to_string().get(..8).unwrap_or_default());
}

/// At its own offset a time is on the day that it is written with; at any other within a day of it.
fn falls_on_a_day(time: Time, text: &str) {
    let written = time.to_string();
    let (day, offset) = (written.get(..10).expect("a day"), written.get(written.len() - 6..).expect("an offset"));
    let day: Date = day.parse().unwrap_or_else(|code| panic!("{code}: {text}"));
    let own: UtcOffset = offset.parse().unwrap_or_else(|code| panic!("{code}: {text}"));
    assert_eq!(time.day(own), Some(day), "{text}");
    for other in ["+00:00", "+23:59", "-23:59"] {
        if let Some(there) = time.day(other.parse().expect("an offset")) {
            assert!(there.since(day).abs() <= 2, "{text} at {other}: {there}");
        }
    }
}
