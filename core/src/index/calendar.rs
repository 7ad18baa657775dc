//! Working days, counted without walking over them.

use crate::document::{Calendar, Weekday};
use crate::wire::{Date, Days, Span, sort};

/// A calendar made ready for counting. Its size grows with the document, not with the years that it covers.
#[derive(Debug)]
pub(crate) struct WorkingDays {
    covers: Span,
    /// Which days of the week are worked, Monday first.
    week: [bool; 7],
    /// Runs of holidays `[from, until)` that do not touch, and how many working weekdays lie in those before each.
    off: Vec<(i64, i64, i64)>,
    /// Days worked although the week or a holiday says otherwise, sorted.
    extra: Vec<i64>,
}

impl WorkingDays {
    pub(crate) fn new(calendar: &Calendar) -> Self {
        let week = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ]
        .map(|day| !calendar.weekend.contains(&day));
        let mut runs: Vec<(i64, i64)> =
            calendar.holidays.iter().map(|holiday| (holiday.from.number(), holiday.until.number())).collect();
        sort::sort(&mut runs);
        let mut days = Self { covers: calendar.covers.span(), week, off: Vec::new(), extra: Vec::new() };
        for (from, until) in runs {
            match days.off.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => days.off.push((from, until, 0)),
            }
        }
        let mut before = 0;
        for run in &mut days.off {
            run.2 = before;
            before += weekdays(days.week, run.1) - weekdays(days.week, run.0);
        }
        let mut extra: Vec<i64> = calendar.working_days.iter().map(|day| day.number()).collect();
        sort::distinct(&mut extra);
        extra.retain(|day| days.is_off(*day));
        days.extra = extra;
        days
    }

    /// Whether the week or a holiday makes this a day off.
    pub(crate) fn is_off(&self, day: i64) -> bool {
        let run = self.off.partition_point(|(from, ..)| *from <= day);
        let holiday = run.checked_sub(1).and_then(|run| self.off.get(run)).is_some_and(|(_, until, _)| day < *until);
        holiday || weekdays(self.week, day + 1) == weekdays(self.week, day)
    }

    /// How many working days there are before a day, counted from a fixed day long ago.
    fn before(&self, day: i64) -> i64 {
        let run = self.off.partition_point(|(from, ..)| *from < day);
        let off = run.checked_sub(1).and_then(|run| self.off.get(run)).map_or(0, |(from, until, before)| {
            before + weekdays(self.week, day.min(*until)) - weekdays(self.week, *from)
        });
        let extra = self.extra.partition_point(|extra| *extra < day);
        weekdays(self.week, day) - off + i64::try_from(extra).unwrap_or(0)
    }

    /// The working day `days` after `day`; with 0 days, `day` itself or else the next working day.
    ///
    /// # Errors
    /// The first day needed that the calendar does not cover.
    pub(crate) fn add(&self, day: Date, days: Days) -> Result<Date, Date> {
        self.add_except(day, days, &[])
    }

    /// As [`WorkingDays::add`], where days in these spans do not count and need not be covered. The spans are sorted and do
    /// not touch.
    pub(crate) fn add_except(&self, day: Date, days: Days, suspended: &[Span]) -> Result<Date, Date> {
        // Day 0 is the day itself when it works; day 1 is looked for from the day after.
        let (from, wanted) = if days.get() == 0 { (day.number(), 1) } else { (day.number() + 1, days.get()) };
        let count = CountFrom::new(self, from, suspended);
        let needed = |from| Date::from_number(count.resumed(from)).unwrap_or(day);
        if !self.covers.contains(needed(from)) {
            return Err(needed(from));
        }
        let last = self.covers.until.map_or(Date::MAX.number(), |until| until.number() - 1);
        if count.up_to(last + 1) < wanted {
            return Err(needed(last + 1));
        }
        // The least day by which enough working days have passed.
        let (mut low, mut high) = (from, last);
        while low < high {
            let middle = low + (high - low) / 2;
            if count.up_to(middle + 1) >= wanted { high = middle } else { low = middle + 1 }
        }
        Date::from_number(low).ok_or(day)
    }

    /// Working days after `a`, up to and with `b`; 0 when `b` is not after `a`.
    ///
    /// # Errors
    /// The first day needed that the calendar does not cover.
    pub(crate) fn between(&self, a: Date, b: Date) -> Result<i64, Date> {
        if b <= a {
            return Ok(0);
        }
        match self.first_uncovered(a.number() + 1) {
            Some(day) if day <= b => Err(day),
            _ => Ok(self.before(b.number() + 1) - self.before(a.number() + 1)),
        }
    }

    /// The first day from `number` on that the calendar does not cover.
    fn first_uncovered(&self, number: i64) -> Option<Date> {
        let day = Date::from_number(number)?;
        if self.covers.contains(day) { self.covers.until } else { Some(day) }
    }

    pub(crate) fn covers(&self) -> Span {
        self.covers
    }
}

/// A count of working days from a day on, without those that are suspended.
struct CountFrom<'c> {
    calendar: &'c WorkingDays,
    from: i64,
    /// Runs of suspended days `[from, until)`, sorted, that do not touch.
    suspended: Vec<(i64, i64)>,
}

impl<'c> CountFrom<'c> {
    fn new(calendar: &'c WorkingDays, from: i64, suspended: &[Span]) -> Self {
        let runs = suspended.iter().map(|span| (span.from.number(), span.until.map_or(i64::MAX, Date::number)));
        Self { calendar, from, suspended: runs.collect() }
    }

    /// The first day from a day on that is not suspended.
    fn resumed(&self, day: i64) -> i64 {
        self.suspended.iter().fold(day, |day, (from, until)| if (*from..*until).contains(&day) { *until } else { day })
    }

    /// How many days count before a day.
    fn up_to(&self, until: i64) -> i64 {
        let calendar = self.calendar;
        let clipped = self.suspended.iter().map(|(s, e)| ((*s).max(self.from), (*e).min(until)));
        let off: i64 = clipped.filter(|(s, e)| s < e).map(|(s, e)| calendar.before(e) - calendar.before(s)).sum();
        calendar.before(until) - calendar.before(self.from) - off
    }
}

/// How many days worked by the week alone lie before a day number, from day 0 (a Monday) on.
fn weekdays(week: [bool; 7], day: i64) -> i64 {
    let count = |days: usize| i64::try_from(week.iter().take(days).filter(|worked| **worked).count()).unwrap_or(0);
    let (weeks, rest) = (day.div_euclid(7), usize::try_from(day.rem_euclid(7)).unwrap_or(0));
    weeks * count(7) + count(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> WorkingDays {
        let json = r#"{"id": "k", "weekend": ["saturday", "sunday"], "covers": {"from": "2014-01-01", "until": "2015-01-01"},
            "holidays": [{"from": "2014-04-30", "until": "2014-05-03"}], "working_days": ["2014-04-26", "2014-05-02"]}"#;
        WorkingDays::new(&crate::wire::read::parse(json).unwrap())
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn counts_as_walking_over_the_days_does() {
        let calendar = calendar();
        let works = |day: i64| {
            let date = Date::from_number(day).unwrap();
            let weekend = day.rem_euclid(7) >= 5 && date != self::date("2014-04-26");
            let holiday = date >= self::date("2014-04-30") && date < self::date("2014-05-02");
            !weekend && !holiday
        };
        let start = date("2014-04-20");
        for days in 0..40 {
            let due = calendar.add(start, Days::try_from(days).unwrap()).unwrap();
            let from = start.number() + i64::from(days > 0);
            let walked = (from..).filter(|day| works(*day)).nth(usize::try_from(days.max(1) - 1).unwrap()).unwrap();
            assert_eq!(due.number(), walked, "{days}");
            if days > 0 {
                assert_eq!(calendar.between(start, due), Ok(days));
            }
        }
    }

    #[test]
    fn names_the_first_day_that_is_not_covered() {
        let days = |n| Days::try_from(n).unwrap();
        assert_eq!(calendar().add(date("2014-12-30"), days(5)), Err(date("2015-01-01")));
        assert_eq!(calendar().add(date("2013-12-01"), days(1)), Err(date("2013-12-02")));
        assert_eq!(calendar().add(date("2013-12-31"), days(1)), Ok(date("2014-01-01")));
        assert_eq!(calendar().between(date("2014-12-30"), date("2015-01-02")), Err(date("2015-01-01")));
    }

    #[test]
    fn suspended_days_do_not_count() {
        let pause = [Span { from: date("2014-06-03"), until: Some(date("2014-06-10")) }];
        let due = calendar().add_except(date("2014-06-02"), Days::try_from(1).unwrap(), &pause);
        assert_eq!(due, Ok(date("2014-06-10")));
    }
}
