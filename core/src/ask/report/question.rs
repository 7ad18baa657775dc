//! The question of a period's figures, row by row.

use super::group::GroupKey;
use crate::ask::track::State;
use crate::wire::{Date, Id, Issues, Validity, read};

built! {
    /// One result: which agency resolved what, when, and what the post did with it.
    pub struct ReportRow {
        /// The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped.
        pub agency: Id,
        /// The procedure's code.
        pub procedure: Option<Id>,
        /// The field's id; absent: the procedure's, by the catalogue.
        pub field: Option<Id>,
        /// The day on which the agency resolved it: what the period and the month are about.
        pub resolved_on: Date,
        /// Whether the result goes to the applicant by post.
        pub by_post: bool,
        /// Where the consignment is; absent: not known, which counts as open.
        pub state: Option<State>,
        /// The day of the first attempt of delivery: what the post's time runs to.
        pub first_attempt_on: Option<Date>,
        /// The day of delivery; it stands for the first attempt when that is absent.
        pub delivered_on: Option<Date>,
        /// The last day on which it is in time.
        pub due_on: Option<Date>,
    }
}

impl ReportRow {
    /// The row, borrowed.
    pub fn view(&self) -> RowView<'_> {
        RowView {
            agency: self.agency.as_str(),
            procedure: self.procedure.as_ref().map(Id::as_str),
            field: self.field.as_ref().map(Id::as_str),
            resolved_on: self.resolved_on,
            by_post: self.by_post,
            state: self.state,
            first_attempt_on: self.first_attempt_on,
            delivered_on: self.delivered_on,
            due_on: self.due_on,
        }
    }
}

/// A [`ReportRow`] that borrows its texts: what a batch adds row by row, straight from its columns.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RowView<'a> {
    /// The agency's code.
    pub agency: &'a str,
    /// The procedure's code.
    pub procedure: Option<&'a str>,
    /// The field's id; absent: the procedure's.
    pub field: Option<&'a str>,
    /// The day on which the agency resolved it.
    pub resolved_on: Date,
    /// Whether the result goes to the applicant by post.
    pub by_post: bool,
    /// Where the consignment is.
    pub state: Option<State>,
    /// The day of the first attempt of delivery.
    pub first_attempt_on: Option<Date>,
    /// The day of delivery.
    pub delivered_on: Option<Date>,
    /// The last day on which it is in time.
    pub due_on: Option<Date>,
}

built! {
    /// A question: the figures of a period.
    pub struct Results {
        /// The days: rows resolved on other days are left out.
        pub period: Validity,
        /// What the figures are grouped by. Empty: one group of all rows, or none when there are no rows.
        pub by: Vec<GroupKey>,
        /// The rows, in any order.
        pub rows: Vec<ReportRow>,
    }
}

impl Results {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
