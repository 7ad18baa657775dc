//! Rows by agency, field, procedure and month. A group's key is four numbers, not text, so that what a row costs does
//! not grow with the length of its ids, and what is kept grows with the groups and not with the rows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::column::{ABSENT, Column, is_id};
use crate::document::{Agency, Procedure};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, IssueCode, Issues, Params, Path, sort};

closed_list! {
    /// What rows are grouped by. A group's keys stand and sort in this order, whatever the order in which they are asked.
    pub enum GroupKey {
        /// The agency: the one that stands for it on the row's day.
        Agency = "agency", "Cơ quan", "Agency",
        /// The field: the row's own, or else the procedure's by the catalogue.
        Field = "field", "Lĩnh vực", "Field",
        /// By the procedure of the row.
        Procedure = "procedure", "Thủ tục", "Procedure",
        /// The month of the row's day, as `2014-09`.
        Month = "month", "Tháng", "Month",
    }
}

/// Two builders that answer different questions: what they hold cannot be put together.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the two builders are about different rulebooks or questions")]
pub struct Mismatch;

/// What is counted of the rows of a group.
pub(crate) trait Tally: Default {
    /// Adds what was counted of other rows.
    fn add(&mut self, other: &Self);
}

/// What a row is grouped by, as it says it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed<'a> {
    pub(crate) agency: &'a str,
    pub(crate) procedure: Option<&'a str>,
    pub(crate) field: Option<&'a str>,
    pub(crate) on: Date,
}

/// The keys of a group in an answer; those not asked for, or that its rows do not have, are absent.
#[derive(Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct GroupKeys<'r> {
    pub(crate) agency: Option<Cow<'r, str>>,
    pub(crate) field: Option<Cow<'r, str>>,
    pub(crate) procedure: Option<Cow<'r, str>>,
    pub(crate) month: Option<Cow<'r, str>>,
}

/// Agency, field, procedure and month, as numbers.
type Key = [u32; 4];

/// Which of a row's keys cannot be ids.
fn not_ids(row: Keyed<'_>) -> Issues {
    let given =
        [(GroupKey::Agency, Some(row.agency)), (GroupKey::Field, row.field), (GroupKey::Procedure, row.procedure)];
    let mut issues = Issues::new();
    for (key, _) in given.into_iter().filter(|(_, id)| id.is_some_and(|id| !is_id(id))) {
        issues.add(IssueCode::NotAnId, &Path::Key(&Path::Root, key.as_str()), Params::new());
    }
    issues
}

/// Whether two builders ask the very same rulebook, or both none.
fn same(a: Option<&Rulebook>, b: Option<&Rulebook>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => std::ptr::eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The agency that stands for an agency of a rulebook on a day.
fn agency_on(rulebook: &Rulebook, code: &str, on: Date) -> Option<Ix<Agency>> {
    let agency = Ix::new(rulebook.index.ids.agencies.find(code)?);
    Some(rulebook.index.agencies.standing(agency, on))
}

/// A procedure of a rulebook, beside the rulebook.
fn procedure_of<'r>(rulebook: &'r Rulebook, code: &str) -> Option<(&'r Rulebook, Ix<Procedure>)> {
    Some((rulebook, Ix::new(rulebook.index.ids.procedures.find(code)?)))
}

/// The field that a procedure belongs to.
fn field_of(rulebook: &Rulebook, procedure: Ix<Procedure>) -> Option<&str> {
    let field = rulebook.index.procedures.at(procedure).field?;
    Some(rulebook.document().fields.at(field).id.as_str())
}

/// Months since the year 0.
fn month_of(day: Date) -> u32 {
    let days = i32::try_from(day.number()).ok().and_then(|number| number.checked_add(1));
    let month = days
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .and_then(|date| u32::try_from(date.year()).ok()?.checked_mul(12)?.checked_add(date.month0()));
    month.unwrap_or(ABSENT)
}

/// Groups of rows, and what is counted of each.
#[derive(Debug)]
pub(crate) struct Groups<'r, T> {
    rulebook: &'r Rulebook,
    /// Where an id is looked up that the first rulebook does not have.
    also: Option<&'r Rulebook>,
    /// Which keys are asked for, in their order.
    by: [bool; 4],
    agencies: Column<'r>,
    fields: Column<'r>,
    procedures: Column<'r>,
    tallies: BTreeMap<Key, T>,
}

impl<'r, T: Tally> Groups<'r, T> {
    pub(crate) fn new(rulebook: &'r Rulebook, also: Option<&'r Rulebook>, by: &[GroupKey]) -> Self {
        let (document, ids) = (rulebook.document(), &rulebook.index.ids);
        let keys = [GroupKey::Agency, GroupKey::Field, GroupKey::Procedure, GroupKey::Month];
        Self {
            rulebook,
            also,
            by: keys.map(|key| by.contains(&key)),
            agencies: Column::new(&ids.agencies, document.agencies.len()),
            fields: Column::new(&ids.fields, document.fields.len()),
            procedures: Column::new(&ids.procedures, document.procedures.len()),
            tallies: BTreeMap::new(),
        }
    }

    /// What is counted of the group that a row is in. Ids of no rulebook are kept as they are given; a text that cannot
    /// be an id is an issue, grouped by or not.
    pub(crate) fn of(&mut self, row: Keyed<'_>) -> Result<&mut T, Issues> {
        match self.key(row) {
            Some(key) => Ok(self.tallies.entry(key).or_default()),
            None => Err(not_ids(row)),
        }
    }

    fn key(&mut self, row: Keyed<'_>) -> Option<Key> {
        let [by_agency, by_field, by_procedure, by_month] = self.by;
        Some([
            if by_agency { self.agency(row.agency, row.on) } else { self.agencies.unasked(row.agency) }?,
            if by_field {
                self.field(row)
            } else {
                row.field.map_or(Some(ABSENT), |field| self.fields.unasked(field))
            }?,
            match row.procedure {
                None => ABSENT,
                Some(procedure) if by_procedure => self.procedures.number(procedure)?,
                Some(procedure) => self.procedures.unasked(procedure)?,
            },
            if by_month { month_of(row.on) } else { ABSENT },
        ])
    }

    /// The agency that stands for an agency on a day.
    fn agency(&mut self, code: &str, on: Date) -> Option<u32> {
        let found = agency_on(self.rulebook, code, on);
        let elsewhere = self.also.filter(|_| found.is_none());
        let standing = elsewhere.and_then(|also| Some((also, agency_on(also, code, on)?)));
        let standing = standing.map(|(also, agency)| also.document().agencies.at(agency).code.as_str());
        match found.or_else(|| agency_on(self.rulebook, standing?, on)) {
            Some(agency) => u32::try_from(agency.position()).ok()?.checked_add(1),
            None => self.agencies.number(standing.unwrap_or(code)),
        }
    }

    /// The row's own field, or else the procedure's.
    fn field(&mut self, row: Keyed<'_>) -> Option<u32> {
        let listed = |rulebook: &'r Rulebook| procedure_of(rulebook, row.procedure?);
        let procedure = || listed(self.rulebook).or_else(|| listed(self.also?));
        let catalogue = || procedure().and_then(|(rulebook, procedure)| field_of(rulebook, procedure));
        match row.field.or_else(catalogue) {
            Some(field) => self.fields.number(field),
            None => Some(ABSENT),
        }
    }

    /// Takes in the groups of other rows.
    pub(crate) fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
        let rulebooks = same(Some(self.rulebook), Some(other.rulebook)) && same(self.also, other.also);
        if !rulebooks || self.by != other.by {
            return Err(Mismatch);
        }
        let agencies = self.agencies.take_in(&other.agencies);
        let fields = self.fields.take_in(&other.fields);
        let procedures = self.procedures.take_in(&other.procedures);
        for ([agency, field, procedure, month], tally) in other.tallies {
            let key = [
                self.agencies.renumbered(agency, &agencies),
                self.fields.renumbered(field, &fields),
                self.procedures.renumbered(procedure, &procedures),
                month,
            ];
            self.tallies.entry(key).or_default().add(&tally);
        }
        Ok(())
    }

    /// The groups, sorted by their keys as bytes, an absent key first; and all rows together.
    pub(crate) fn finish(self) -> (Vec<(GroupKeys<'r>, T)>, T) {
        let document = self.rulebook.document();
        let (agencies, fields, procedures) = (self.agencies.met(), self.fields.met(), self.procedures.met());
        let mut total = T::default();
        let mut groups = Vec::with_capacity(self.tallies.len());
        for ([agency, field, procedure, month], tally) in self.tallies {
            total.add(&tally);
            let keys = GroupKeys {
                agency: self.agencies.text(agency, |at| document.agencies.get(at).map(|it| &it.code), &agencies),
                field: self.fields.text(field, |at| document.fields.get(at).map(|it| &it.id), &fields),
                procedure: self.procedures.text(
                    procedure,
                    |at| document.procedures.get(at).map(|it| &it.code),
                    &procedures,
                ),
                month: (month != ABSENT).then(|| format!("{:04}-{:02}", month / 12, month % 12 + 1).into()),
            };
            groups.push((keys, tally));
        }
        sort::by(&mut groups, |(a, _), (b, _)| a.cmp(b));
        (groups, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_that_of_the_date_on_every_day() {
        let mut day = Some(Date::MIN);
        while let Some(date) = day {
            let month = month_of(date);
            assert_eq!(format!("{:04}-{:02}", month / 12, month % 12 + 1), date.month());
            day = date.plus(1);
        }
    }
}
