//! Working days at their edges: weekends, holidays, days worked all the same, and the ends of what a calendar covers.

use hoso::{CalendarError, Date, Deadlines, Moments, Service, Validity};

use super::{RULEBOOK, date, id};

fn add(from: &str, days: i64) -> Result<Date, CalendarError> {
    RULEBOOK.add_working_days("post", date(from), days.try_into().unwrap())
}

fn between(a: &str, b: &str) -> Result<i64, CalendarError> {
    RULEBOOK.working_days_between("post", date(a), date(b))
}

#[test]
fn no_days_are_the_day_itself_or_the_next_that_is_worked() {
    // A Friday, a Saturday that is worked, a Sunday; a holiday.
    for (from, to) in [
        ("2014-09-05", "2014-09-05"),
        ("2014-09-06", "2014-09-06"),
        ("2014-09-07", "2014-09-08"),
        ("2014-09-02", "2014-09-03"),
        ("2014-09-13", "2014-09-15"),
    ] {
        assert_eq!(add(from, 0), Ok(date(to)), "{from}");
    }
}

#[test]
fn the_day_after_is_day_one() {
    assert_eq!(
        [1, 2, 3].map(|days| add("2014-09-05", days).unwrap()),
        ["2014-09-06", "2014-09-08", "2014-09-09"].map(date)
    );
    assert_eq!([1, 2].map(|days| add("2014-09-01", days).unwrap()), ["2014-09-03", "2014-09-04"].map(date));
    assert_eq!(between("2014-09-05", "2014-09-08"), Ok(2));
    assert_eq!(between("2014-09-05", "2014-09-07"), Ok(1));
    assert_eq!(between("2014-09-01", "2014-09-02"), Ok(0));
    // A day that is named as worked and is worked anyway counts once.
    assert_eq!(between("2014-09-01", "2014-09-03"), Ok(1));
    assert_eq!(between("2014-09-01", "2014-09-04"), Ok(2));
}

#[test]
fn nothing_lies_between_a_day_and_one_that_is_not_after_it() {
    assert_eq!(between("2014-09-08", "2014-09-08"), Ok(0));
    assert_eq!(between("2014-09-08", "2014-09-05"), Ok(0));
    // Nor is anything needed of the calendar then.
    assert_eq!(between("2020-01-01", "2020-01-01"), Ok(0));
}

#[test]
fn a_calendar_counts_on_the_first_and_last_day_that_it_covers() {
    let not_covered = |day: &str| CalendarError::NotCovered(date(day));
    assert_eq!(add("2013-12-31", 1), Ok(date("2014-01-01")));
    assert_eq!(add("2014-01-01", 0), Ok(date("2014-01-01")));
    assert_eq!(add("2013-12-31", 0), Err(not_covered("2013-12-31")));
    assert_eq!(add("2013-12-30", 1), Err(not_covered("2013-12-31")));
    assert_eq!(add("2014-12-30", 1), Ok(date("2014-12-31")));
    assert_eq!(add("2014-12-31", 1), Err(not_covered("2015-01-01")));
    assert_eq!(add("2014-12-30", 2), Err(not_covered("2015-01-01")));
    assert_eq!(between("2013-12-31", "2014-01-01"), Ok(1));
    assert_eq!(between("2013-12-30", "2014-01-01"), Err(not_covered("2013-12-31")));
    assert_eq!(between("2014-12-30", "2014-12-31"), Ok(1));
    assert_eq!(between("2014-12-30", "2015-01-01"), Err(not_covered("2015-01-01")));
}

#[test]
fn an_error_says_what_the_calendar_lacks() {
    let unknown = RULEBOOK.working_days_between("none", date("2014-09-08"), date("2014-09-09")).unwrap_err();
    assert_eq!((unknown, unknown.to_string().as_str()), (CalendarError::Unknown, "the rulebook has no such calendar"));
    let day = RULEBOOK.add_working_days("none", date("2014-09-08"), 1.try_into().unwrap());
    assert_eq!(day, Err(CalendarError::Unknown));
    assert_eq!(add("2014-12-31", 1).unwrap_err().to_string(), "the calendar does not cover 2015-01-01");
}

/// The post has no days in the time that the agency waits: from the first suspended day to the day before the end.
#[test]
fn suspended_days_do_not_count_at_the_agency() {
    let result = |spans: &[(&str, Option<&str>)]| {
        let days = spans.iter().map(|(from, until)| Validity::new(date(from), until.map(date)).unwrap());
        let days = days.collect::<Vec<_>>().try_into().unwrap();
        let asked = Moments::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"), id("718"));
        let asked = asked.filed_on(date("2014-09-15")).suspended(days);
        match RULEBOOK.deadlines(&asked).unwrap() {
            Deadlines::Dated(dated) => dated.steps.first().map(|step| step.due.to_string()),
            other => panic!("{other:?}"),
        }
    };
    let due = |day: &str| Some(day.to_owned());
    assert_eq!(result(&[]), due("2014-09-22"));
    assert_eq!(result(&[("2014-09-16", Some("2014-09-17"))]), due("2014-09-23"));
    assert_eq!(result(&[("2014-09-22", Some("2014-09-23"))]), due("2014-09-23"));
    assert_eq!(result(&[("2014-09-23", Some("2014-09-30"))]), due("2014-09-22"));
    // Told twice, touching or one in the other, a day is left out once.
    assert_eq!(result(&[("2014-09-16", Some("2014-09-18")), ("2014-09-17", Some("2014-09-19"))]), due("2014-09-25"));
    assert_eq!(result(&[("2014-09-16", Some("2014-09-19")), ("2014-09-17", Some("2014-09-18"))]), due("2014-09-25"));
    assert_eq!(result(&[("2014-09-17", Some("2014-09-18")), ("2014-09-16", Some("2014-09-17"))]), due("2014-09-24"));
}
