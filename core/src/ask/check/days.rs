//! Findings about days: ends that look as if they were last days, calendars without holidays, worked days that are worked
//! anyway.

use super::answer::FindingCode;
use super::search::Search;
use crate::document::{Calendar, Document};
use crate::index::calendar::WorkingDays;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Params, Span, Validity};

pub(super) fn find<'r>(rulebook: &'r Rulebook, search: &mut Search<'r>) {
    let document = rulebook.document();
    each_validity(document, &mut |valid, path| last_day(valid.from(), valid.until(), path, search));
    for (n, contract) in document.contracts.iter().enumerate() {
        // What an amendment ends began with the contract.
        for (i, amendment) in contract.amendments.iter().enumerate() {
            let path = || format!("/contracts/{n}/amendments/{i}/until");
            last_day(contract.valid.from(), amendment.until, &path, search);
        }
    }
    for (ix, (position, calendar)) in
        Ix::<Calendar>::all(&document.calendars).zip(document.calendars.iter().enumerate())
    {
        let path = format!("/calendars/{position}");
        without_holidays(calendar, &path, search);
        worked_anyway(calendar, rulebook.index.calendars.at(ix), &path, search);
    }
}

/// Every validity of a document, and how its path is told.
fn each_validity<'r>(document: &'r Document, look: &mut dyn FnMut(&'r Validity, &dyn Fn() -> String)) {
    for (n, calendar) in document.calendars.iter().enumerate() {
        look(&calendar.covers, &|| format!("/calendars/{n}/covers"));
    }
    let mut may = |valid: &'r Option<Validity>, path: &dyn Fn() -> String| {
        if let Some(valid) = valid {
            look(valid, path);
        }
    };
    for (n, place) in document.places.iter().enumerate() {
        may(&place.valid, &|| format!("/places/{n}/valid"));
    }
    for (n, agency) in document.agencies.iter().enumerate() {
        may(&agency.valid, &|| format!("/agencies/{n}/valid"));
    }
    for (n, procedure) in document.procedures.iter().enumerate() {
        may(&procedure.valid, &|| format!("/procedures/{n}/valid"));
        for (i, entry) in procedure.in_person.iter().enumerate() {
            may(&entry.valid, &|| format!("/procedures/{n}/in_person/{i}/valid"));
        }
        for (i, fee) in procedure.agency_fees.iter().enumerate() {
            may(&fee.valid, &|| format!("/procedures/{n}/agency_fees/{i}/valid"));
        }
    }
    for (n, reception) in document.receptions.iter().enumerate() {
        may(&reception.valid, &|| format!("/receptions/{n}/valid"));
    }
    for (n, tax) in document.taxes.iter().enumerate() {
        for (i, rate) in tax.rates.iter().enumerate() {
            look(&rate.valid, &|| format!("/taxes/{n}/rates/{i}/valid"));
        }
    }
    for (n, tariff) in document.tariffs.iter().enumerate() {
        for (i, version) in tariff.versions.iter().enumerate() {
            look(&version.valid, &|| format!("/tariffs/{n}/versions/{i}/valid"));
        }
    }
    for (n, contract) in document.contracts.iter().enumerate() {
        look(&contract.valid, &|| format!("/contracts/{n}/valid"));
    }
    for (n, rule) in document.liability.iter().enumerate() {
        look(&rule.valid, &|| format!("/liability/{n}/valid"));
    }
}

/// A finding for a validity from the first day of a month until the last day of one: that day no longer counts.
fn last_day(from: Date, until: Option<Date>, path: &dyn Fn() -> String, search: &mut Search<'_>) {
    let Some(until) = until else { return };
    if from.begins_month() && until.plus(1).is_none_or(Date::begins_month) {
        let params = Params::new().with("from", from).with("until", until);
        search.found(FindingCode::UntilLooksInclusive, path(), params);
    }
}

/// A finding for each unbroken run of whole years that a calendar covers and in which it has no holiday.
fn without_holidays<'r>(calendar: &'r Calendar, path: &str, search: &mut Search<'r>) {
    let covers = calendar.covers.span();
    let year = |year| Some(Span { from: Date::new(year, 1, 1)?, until: Date::new(year + 1, 1, 1) });
    let mut runs: Vec<Span> = Vec::new();
    for year in (covers.from.year()..=Date::MAX.year()).filter_map(year) {
        let whole =
            covers.from <= year.from && covers.until.is_none_or(|end| year.until.is_some_and(|until| until <= end));
        if covers.until.is_some_and(|end| end <= year.from) || !search.look(calendar.holidays.len()) {
            break;
        }
        let has = calendar.holidays.iter().any(|it| year.overlaps(Span { from: it.from, until: Some(it.until) }));
        match runs.last_mut() {
            _ if !whole || has => {}
            Some(run) if run.until == Some(year.from) => run.until = year.until,
            _ => runs.push(year),
        }
    }
    for run in runs {
        let params = Params::new().with("calendar", calendar.id.as_str()).with("from", run.from);
        let params = run.until.into_iter().fold(params, |params, until| params.with("until", until));
        search.found(FindingCode::HolidaysMissing, path.to_owned(), params);
    }
}

/// A finding for each day of `working_days` that neither the week nor a holiday makes a day off.
fn worked_anyway<'r>(calendar: &'r Calendar, days: &WorkingDays, path: &str, search: &mut Search<'r>) {
    for (position, day) in calendar.working_days.iter().enumerate().filter(|(_, day)| !days.is_off(day.number())) {
        let params = Params::new().with("calendar", calendar.id.as_str()).with("day", *day);
        search.found(FindingCode::WorkingDayWithoutEffect, format!("{path}/working_days/{position}"), params);
    }
}
