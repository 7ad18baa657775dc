//! From rows to the figures of a period.

use super::answer::Report;
use super::builder::ReportBuilder;
use super::question::ReportRequest;
use crate::ask::answer::in_json;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

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
