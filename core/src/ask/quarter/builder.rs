//! A quarter's report in the making.

use super::answer::QuarterReport;
use super::question::QuarterRow;
use super::sums::QuarterSums;
use crate::ask::report::{GroupKey, GroupKeys, Groups, Keyed, Mismatch};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, Issues, Validity};

/// A [`QuarterReport`] in the making: rows are added one by one, in any order, and not kept. Threads that share the rows
/// make a builder each, and merge them at the end.
#[derive(Debug)]
pub struct QuarterBuilder<'r> {
    period: Validity,
    groups: Groups<'r, QuarterSums>,
}

impl<'r> QuarterBuilder<'r> {
    /// No rows yet.
    pub fn new(rulebook: &'r Rulebook, period: Validity, by: &[GroupKey]) -> Self {
        Self { period, groups: Groups::new(rulebook, None, by) }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &QuarterRow) {
        if let Some(figures) = self.on(row, Some(row.accepted_on)) {
            figures.accept(row);
        }
        let answered_in_time = |until: Date| row.answered_on.is_some_and(|day| day < until);
        let open = !self.period.until.map_or(row.answered_on.is_some(), answered_in_time);
        if let Some(figures) = self.on(row, row.claimed_on) {
            figures.complain(open);
        }
        if let Some(figures) = self.on(row, row.answered_on) {
            figures.answer(row);
        }
    }

    /// The figures to which a fact of a day belongs, when the day is in the period.
    fn on(&mut self, row: &QuarterRow, day: Option<Date>) -> Option<&mut QuarterSums> {
        let on = day.filter(|day| self.period.holds_on(*day))?;
        let (procedure, field) = (row.procedure.as_ref().map(Id::as_str), row.field.as_ref().map(Id::as_str));
        // Its ids are ids, and there is no other issue.
        self.groups.of(Keyed { agency: row.agency.as_str(), procedure, field, on }).ok()
    }

    /// Takes in the rows that were added to another builder.
    ///
    /// # Errors
    /// [`Mismatch`] when it is of another rulebook (the very same in memory is meant), period or keys.
    pub fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
        if self.period != other.period {
            return Err(Mismatch);
        }
        self.groups.merge(other.groups)
    }

    /// The figures of all rows added.
    ///
    /// # Errors
    /// `too_large` when something adds up to more than 2^53 − 1.
    pub fn finish(self) -> Result<QuarterReport<'r>, Issues> {
        let (groups, total) = self.groups.finish();
        let groups = groups.into_iter().map(|(keys, figures)| figures.told(keys)).collect::<Result<_, Issues>>()?;
        Ok(QuarterReport { groups, total: total.told(GroupKeys::default())? })
    }
}
