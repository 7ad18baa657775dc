//! Counting rows as they come.

use super::answer::{Report, ReportGroup};
use super::group::{GroupKey, GroupKeys, Groups, Keyed, Mismatch, Tally};
use super::question::{ReportRow, RowView};
use crate::ask::answer::too_large;
use crate::ask::track::State;
use crate::rulebook::Rulebook;
use crate::wire::round;
use crate::wire::{Issues, MAX_SUM, RoundingMode, Validity, WHOLE};

/// A [`Report`] in the making: rows are added one by one, in any order, and not kept.
///
/// Threads that share the rows make a builder each, and merge them at the end. Memory goes by the number of groups, and
/// a row of a known group takes nothing from the heap.
///
/// ```
/// use hoso::{GroupKey, ReportBuilder, ReportRow, Rulebook, Validity};
/// # let rulebook = Rulebook::parse(
/// #     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
/// # )?;
/// let period: Validity = hoso::wire::read::parse(r#"{"from": "2014-01-01", "until": "2014-10-01"}"#)?;
/// let part = |by_post| {
///     let mut builder = ReportBuilder::new(&rulebook, period.clone(), &[GroupKey::Agency]);
///     builder.add(&ReportRow::new("so-noi-vu".parse().unwrap(), "2014-09-10".parse().unwrap(), by_post));
///     builder
/// };
/// let mut whole = part(true);
/// whole.merge(part(false)).unwrap();
/// assert_eq!(whole.finish()?.total.results, 2);
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Debug)]
pub struct ReportBuilder<'r> {
    period: Validity,
    groups: Groups<'r, Counts>,
}

impl<'r> ReportBuilder<'r> {
    /// No rows yet.
    pub fn new(rulebook: &'r Rulebook, period: Validity, by: &[GroupKey]) -> Self {
        Self { period, groups: Groups::new(rulebook, None, by) }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &ReportRow) {
        // Its ids are ids, and there is no other issue.
        self.add_view(&row.view()).unwrap_or_default();
    }

    /// Adds a row that borrows its texts. A row resolved outside the period is not looked at.
    ///
    /// # Errors
    /// `not_an_id` at `/agency`, `/field` or `/procedure`; the row is then not counted.
    pub fn add_view(&mut self, row: &RowView<'_>) -> Result<(), Issues> {
        if self.period.holds_on(row.resolved_on) {
            let RowView { agency, procedure, field, resolved_on: on, .. } = *row;
            self.groups.of(Keyed { agency, procedure, field, on })?.count(row);
        }
        Ok(())
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
    /// `too_large` when something is counted more than 2^53 − 1 times.
    pub fn finish(self) -> Result<Report<'r>, Issues> {
        let (groups, total) = self.groups.finish();
        if total.results > MAX_SUM {
            return Err(too_large());
        }
        let groups = groups.into_iter().map(|(keys, counts)| counts.told(keys)).collect();
        Ok(Report { groups, total: total.told(GroupKeys::default()) })
    }
}

/// What is counted of a group; no count is greater than `results`.
#[derive(Debug, Default)]
struct Counts {
    results: i64,
    by_post: i64,
    delivered: i64,
    on_time: i64,
    late: i64,
    returned: i64,
    lost: i64,
    cancelled: i64,
    open: i64,
}

impl Counts {
    fn count(&mut self, row: &RowView<'_>) {
        self.results += 1;
        if !row.by_post {
            return;
        }
        self.by_post += 1;
        match row.state {
            Some(State::Delivered) => {
                self.delivered += 1;
                if let (Some(reached), Some(due)) = (row.first_attempt_on.or(row.delivered_on), row.due_on) {
                    *(if reached <= due { &mut self.on_time } else { &mut self.late }) += 1;
                }
            }
            Some(State::Returned) => self.returned += 1,
            Some(State::Lost) => self.lost += 1,
            Some(State::Cancelled) => self.cancelled += 1,
            _ => self.open += 1,
        }
    }

    fn told<'r>(&self, keys: GroupKeys<'r>) -> ReportGroup<'r> {
        ReportGroup {
            agency: keys.agency,
            field: keys.field,
            procedure: keys.procedure,
            month: keys.month,
            results: self.results,
            by_post: self.by_post,
            share_bp: share(self.by_post, self.results),
            delivered: self.delivered,
            on_time: self.on_time,
            late: self.late,
            on_time_bp: share(self.on_time, self.on_time + self.late),
            returned: self.returned,
            lost: self.lost,
            cancelled: self.cancelled,
            open: self.open,
        }
    }
}

/// A share in basis points; none of nothing.
fn share(part: i64, whole: i64) -> i64 {
    round(i128::from(part) * i128::from(WHOLE), whole.max(1), 1, RoundingMode::HalfUp)
}

impl Tally for Counts {
    fn add(&mut self, other: &Self) {
        self.results += other.results;
        self.by_post += other.by_post;
        self.delivered += other.delivered;
        self.on_time += other.on_time;
        self.late += other.late;
        self.returned += other.returned;
        self.lost += other.lost;
        self.cancelled += other.cancelled;
        self.open += other.open;
    }
}
