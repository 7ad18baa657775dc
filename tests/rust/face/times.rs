//! Days, times and validities at their edges.

use std::cmp::Ordering;

use hoso::{Date, IssueCode, Time, UtcOffset, Validity};

use super::date;

#[test]
fn a_date_is_a_day_of_the_years_1900_to_2999() {
    assert_eq!(Date::new(1900, 1, 1), Some(Date::MIN));
    assert_eq!(Date::new(2999, 12, 31), Some(Date::MAX));
    assert_eq!((Date::MIN.to_string().as_str(), Date::MAX.to_string().as_str()), ("1900-01-01", "2999-12-31"));
    assert_eq!(Date::new(1899, 12, 31), None);
    assert_eq!(Date::new(3000, 1, 1), None);
    assert_eq!((Date::new(2014, 2, 29), Date::new(2016, 2, 29)), (None, Some(date("2016-02-29"))));
    assert_eq!("2014-02-29".parse::<Date>(), Err(IssueCode::NotADate));
}

#[test]
fn days_are_added_and_counted_within_these_years() {
    let day = date("2014-09-10");
    assert_eq!(
        [day.plus(1), day.plus(-10), day.plus(0)],
        ["2014-09-11", "2014-08-31", "2014-09-10"].map(|day| Some(date(day)))
    );
    assert_eq!(day.plus_days(21.try_into().unwrap()), Some(date("2014-10-01")));
    assert_eq!([Date::MIN.plus(-1), Date::MAX.plus(1), day.plus(i64::MAX)], [None; 3]);
    assert_eq!(Date::MAX.plus_days(1.try_into().unwrap()), None);
    assert_eq!((date("2014-10-01").since(day), day.since(date("2014-10-01")), day.since(day)), (21, -21, 0));
}

#[test]
fn months_end_with_their_last_day() {
    let later = |from: &str, months: i64| date(from).plus_months(months.try_into().unwrap());
    assert_eq!(later("2014-01-31", 1), Some(date("2014-02-28")));
    assert_eq!(later("2014-09-10", 0), Some(date("2014-09-10")));
    assert_eq!(later("2014-09-10", 6), Some(date("2015-03-10")));
    assert_eq!(later("2999-12-31", 1), None);
}

#[test]
fn days_of_tables_count_from_1970() {
    assert_eq!(date("1970-01-01").unix_days(), 0);
    assert_eq!(date("1969-12-31").unix_days(), -1);
    for day in [Date::MIN, date("1970-01-01"), date("2014-09-10"), Date::MAX] {
        assert_eq!(Date::from_unix_days(day.unix_days()), Some(day));
    }
    assert_eq!(
        [Date::MIN.unix_days() - 1, Date::MAX.unix_days() + 1, i64::MIN, i64::MAX].map(Date::from_unix_days),
        [None; 4]
    );
}

#[test]
fn a_day_is_said_in_three_ways() {
    let day = date("2014-09-01");
    assert_eq!(
        (day.to_string(), day.month(), day.said()),
        ("2014-09-01".into(), "2014-09".into(), "01/09/2014".into())
    );
}

#[test]
fn a_validity_ends_before_its_end() {
    let (from, until) = (date("2014-09-10"), date("2014-09-12"));
    let days = Validity::new(from, Some(until)).unwrap();
    assert_eq!((days.from(), days.until()), (from, Some(until)));
    let holds = ["2014-09-09", "2014-09-10", "2014-09-11", "2014-09-12"].map(|day| days.holds_on(date(day)));
    assert_eq!(holds, [false, true, true, false]);
    let open = Validity::new(from, None).unwrap();
    assert_eq!([open.holds_on(date("2014-09-09")), open.holds_on(Date::MAX)], [false, true]);
    assert_eq!(Validity::new(from, Some(from)), Err(IssueCode::EmptyValidity));
    assert_eq!(Validity::new(until, Some(from)), Err(IssueCode::EmptyValidity));
    assert!(hoso::wire::read::parse::<Validity>(r#"{"from": "2014-09-10", "until": "2014-09-11"}"#).is_ok());
    assert!(hoso::wire::read::parse::<Validity>(r#"{"from": "2014-09-10", "until": "2014-09-10"}"#).is_err());
}

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

#[test]
fn times_are_compared_as_instants() {
    let (early, late) = (time("2014-10-01T08:30:00+07:00"), time("2014-10-01T01:30:00.000000001Z"));
    assert_eq!(early, time("2014-10-01T01:30:00Z"));
    assert_eq!((early.cmp(&late), early.partial_cmp(&late)), (Ordering::Less, Some(Ordering::Less)));
    assert_ne!(early, late);
    assert_eq!(early.max(late), late);
    assert_eq!("2014-10-01".parse::<Time>(), Err(IssueCode::NotATime));
}

#[test]
fn the_day_of_a_time_is_told_at_an_offset() {
    let hanoi: UtcOffset = "+07:00".parse().unwrap();
    let day = |text: &str| time(text).day(hanoi);
    assert_eq!(day("2014-09-30T16:59:59Z"), Some(date("2014-09-30")));
    assert_eq!(day("2014-09-30T17:00:00Z"), Some(date("2014-10-01")));
    assert_eq!(day("2999-12-31T16:59:59Z"), Some(Date::MAX));
    assert_eq!(day("2999-12-31T17:00:00Z"), None);
    let west: UtcOffset = "-05:00".parse().unwrap();
    assert_eq!(time("1900-01-01T05:00:00Z").day(west), Some(Date::MIN));
    assert_eq!(time("1900-01-01T04:59:59Z").day(west), None);
}

#[test]
fn a_time_is_made_of_seconds_since_1970_and_told_in_microseconds() {
    let hanoi: UtcOffset = "+07:00".parse().unwrap();
    let made = Time::from_unix(1_412_127_000, 1_500, hanoi).unwrap();
    assert_eq!(made.to_string(), "2014-10-01T08:30:00.0000015+07:00");
    assert_eq!(made.unix_micros(), 1_412_127_000_000_001);
    assert_eq!(time("1970-01-01T00:00:00Z").unix_micros(), 0);
    let at = |text: &str| time(text).unix_micros() / 1_000_000;
    let (first, last) = (at("1900-01-01T00:00:00Z"), at("2999-12-31T23:59:59Z"));
    let none = UtcOffset::none();
    assert_eq!(Time::from_unix(first, 0, none).map(|time| time.to_string()), Some("1900-01-01T00:00:00+00:00".into()));
    assert!(Time::from_unix(last, 0, none).is_some());
    assert!(Time::from_unix(first - 1, 0, none).is_none() && Time::from_unix(last + 1, 0, none).is_none());
    // The year is that of the offset at which it is written.
    assert!(Time::from_unix(last, 0, hanoi).is_none());
}

#[test]
fn an_offset_is_less_than_a_day() {
    let seconds = |text: &str| text.parse::<UtcOffset>().map(UtcOffset::seconds);
    assert_eq!(UtcOffset::none().seconds(), 0);
    assert_eq!((seconds("+07:00"), seconds("-03:30")), (Ok(25_200), Ok(-12_600)));
    assert_eq!((seconds("+23:59"), seconds("-23:59")), (Ok(86_340), Ok(-86_340)));
    assert_eq!((seconds("+24:00"), seconds("+07:60")), (Err(IssueCode::NotAnOffset), Err(IssueCode::NotAnOffset)));
    assert_eq!("+07:00".parse::<UtcOffset>().unwrap().to_string(), "+07:00");
}
