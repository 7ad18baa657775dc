//! Counts and sums of a group of rows.

use super::answer::{Change, ChangeFigures, ComparisonGroup, SideFigures};
use super::side::Side;
use crate::ask::answer::within;
use crate::ask::report::{GroupKeys, Tally};
use crate::wire::Issues;

/// What is counted of a group. Sums of amounts within 2^53 cannot pass 128 bits.
#[derive(Debug, Default)]
pub(super) struct CompareSums {
    before: SideSums,
    after: SideSums,
    /// For each change, in order.
    changes: [ChangeSums; Change::ALL.len()],
}

#[derive(Debug, Default)]
struct SideSums {
    quoted: i64,
    no_price: i64,
    not_covered: i64,
    total: i128,
    due: i128,
}

#[derive(Debug, Default)]
struct ChangeSums {
    count: i64,
    difference: i128,
    due_difference: i128,
}

impl CompareSums {
    pub(super) fn count(&mut self, before: &Side<'_>, after: &Side<'_>, change: Option<Change>) {
        self.before.count(before);
        self.after.count(after);
        let sums = Change::ALL.iter().zip(&mut self.changes).find(|(kind, _)| Some(**kind) == change);
        if let Some((_, sums)) = sums {
            sums.count += 1;
            sums.difference += i128::from(after.total() - before.total());
            sums.due_difference += i128::from(after.due() - before.due());
        }
    }

    pub(super) fn told<'r>(&self, keys: GroupKeys<'r>) -> Result<ComparisonGroup<'r>, Issues> {
        let rows = self.before.rows();
        let changed = self.changes.iter().map(|sums| sums.count).sum();
        let kinds = Change::ALL.iter().zip(&self.changes).map(|(kind, sums)| {
            Ok(ChangeFigures {
                kind: *kind,
                count: sums.count,
                difference: within(sums.difference)?,
                due_difference: within(sums.due_difference)?,
            })
        });
        Ok(ComparisonGroup {
            agency: keys.agency,
            field: keys.field,
            procedure: keys.procedure,
            month: keys.month,
            rows: within(rows.into())?,
            unchanged: rows - changed,
            changed,
            changes: kinds.collect::<Result<_, Issues>>()?,
            before: self.before.told()?,
            after: self.after.told()?,
            difference: within(self.after.total - self.before.total)?,
            due_difference: within(self.after.due - self.before.due)?,
        })
    }
}

impl Tally for CompareSums {
    fn add(&mut self, other: &Self) {
        self.before.add(&other.before);
        self.after.add(&other.after);
        for (sums, other) in self.changes.iter_mut().zip(&other.changes) {
            sums.count += other.count;
            sums.difference += other.difference;
            sums.due_difference += other.due_difference;
        }
    }
}

impl SideSums {
    fn count(&mut self, side: &Side<'_>) {
        match (&side.cover, &side.price) {
            (_, Some(_)) => self.quoted += 1,
            (Some(_), None) => self.no_price += 1,
            (None, None) => self.not_covered += 1,
        }
        self.total += i128::from(side.total());
        self.due += i128::from(side.due());
    }

    fn rows(&self) -> i64 {
        self.quoted + self.no_price + self.not_covered
    }

    fn add(&mut self, other: &Self) {
        self.quoted += other.quoted;
        self.no_price += other.no_price;
        self.not_covered += other.not_covered;
        self.total += other.total;
        self.due += other.due;
    }

    fn told(&self) -> Result<SideFigures, Issues> {
        Ok(SideFigures {
            quoted: self.quoted,
            no_price: self.no_price,
            not_covered: self.not_covered,
            total: within(self.total)?,
            applicant_due: within(self.due)?,
        })
    }
}
