//! How many results went by post, how many of them in time, and what became of the others: the figures that an agency
//! reports (Decision 45/2016/QĐ-TTg and Circular 17/2017/TT-BTTTT).
//!
//! A dossier has three dates that differ: promised, resolved by the agency, handed over. The post lies between the last
//! two, and its time runs to the first attempt of delivery. All figures are counts of rows; a share is in basis points.

mod builder;
mod group;
mod quarter;

use std::borrow::Cow;

pub use builder::ReportBuilder;
pub use group::{GroupKey, Mismatch};
pub(crate) use group::{Groups, Keyed, Keys, Tally};
pub use quarter::{QuarterBuilder, QuarterGroup, QuarterReport, QuarterRequest, QuarterRow};

use crate::ask::answer::in_json;
use crate::ask::track::State;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, Issues, Language, Validity, read, write};

shape! {
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
    /// A result of which nothing else is known; set what is.
    pub fn new(agency: Id, resolved_on: Date, by_post: bool) -> Self {
        let (procedure, field, state) = (None, None, None);
        let (first_attempt_on, delivered_on, due_on) = (None, None, None);
        Self { agency, procedure, field, resolved_on, by_post, state, first_attempt_on, delivered_on, due_on }
    }

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

shape! {
    /// A question: the figures of a period.
    pub struct ReportRequest {
        /// The days: rows resolved on other days are left out.
        pub period: Validity,
        /// What the figures are grouped by. Empty: one group of all rows, or none when there are no rows.
        pub by: Vec<GroupKey>,
        /// The rows, in any order.
        pub rows: Vec<ReportRow>,
    }
}

impl ReportRequest {
    /// A question about these rows.
    pub fn new(period: Validity, by: Vec<GroupKey>, rows: Vec<ReportRow>) -> Self {
        Self { period, by, rows }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}

shape! {
    /// The figures of a group of rows, or of all. Those after `share_bp` are of the rows by post, and
    /// `by_post` = `delivered` + `returned` + `lost` + `cancelled` + `open`.
    pub struct ReportGroup<'r> {
        /// The agency, when grouped by it.
        pub agency: Option<Cow<'r, str>>,
        /// The field, when grouped by it and the rows have one.
        pub field: Option<Cow<'r, str>>,
        /// The procedure, when grouped by it and the rows have one.
        pub procedure: Option<Cow<'r, str>>,
        /// The month of `resolved_on`, as `2014-09`, when grouped by it.
        pub month: Option<Cow<'r, str>>,
        /// How many results.
        pub results: i64,
        /// How many of them by post.
        pub by_post: i64,
        /// The share by post in basis points, halves up; 0 of 0 is 0.
        pub share_bp: i64,
        /// How many were delivered.
        pub delivered: i64,
        /// Delivered with the first attempt on the due day or before, where both days are known.
        pub on_time: i64,
        /// Delivered with the first attempt after the due day, where both days are known.
        pub late: i64,
        /// How many went back to the agency.
        pub returned: i64,
        /// How many are lost.
        pub lost: i64,
        /// How many were withdrawn before they left.
        pub cancelled: i64,
        /// How many are in any other state, or in none that is known.
        pub open: i64,
    }
}

shape! {
    /// The answer to a [`ReportRequest`].
    pub struct Report<'r> {
        /// Group by group, sorted by their keys as bytes, an absent key first.
        pub groups: Vec<ReportGroup<'r>>,
        /// All rows of the period; it has no keys.
        pub total: ReportGroup<'r>,
    }
}

impl Report<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}

impl Rulebook {
    /// How many results went by post, and how well?
    ///
    /// ```
    /// use hoso::{ReportRequest, Rulebook};
    /// let rulebook = Rulebook::parse(
    ///     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
    /// )?;
    /// let question = ReportRequest::parse(
    ///     r#"{"period": {"from": "2014-09-01", "until": "2014-10-01"}, "by": ["month"], "rows": [
    ///         {"agency": "so-noi-vu", "resolved_on": "2014-09-10", "by_post": true, "state": "delivered",
    ///          "first_attempt_on": "2014-09-12", "due_on": "2014-09-12"},
    ///         {"agency": "so-noi-vu", "resolved_on": "2014-09-11", "by_post": false}]}"#,
    /// )?;
    /// let report = rulebook.report(&question)?;
    /// assert_eq!(report.total.share_bp, 5_000);
    /// assert_eq!((report.total.on_time, report.total.late), (1, 0));
    /// assert_eq!(report.groups[0].month.as_deref(), Some("2014-09"));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `too_large` when something is counted more than 2^53 − 1 times.
    pub fn report<'r>(&'r self, request: &ReportRequest) -> Result<Report<'r>, Issues> {
        let mut builder = ReportBuilder::new(self, request.period.clone(), &request.by);
        request.rows.iter().for_each(|row| builder.add(row));
        builder.finish()
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn report_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |request: ReportRequest| self.report(&request))
    }
}
