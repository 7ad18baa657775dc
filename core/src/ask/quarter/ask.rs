//! From rows to the report of a quarter.

use super::answer::QuarterReport;
use super::builder::QuarterBuilder;
use super::question::QuarterRequest;
use crate::ask::answer::in_json;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Rulebook {
    /// What does the post report of a period: how many, how much, and what went wrong?
    ///
    /// ```
    /// use hoso::{QuarterRequest, Rulebook};
    /// let rulebook = Rulebook::parse(
    ///     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
    /// )?;
    /// let question = QuarterRequest::parse(
    ///     r#"{"period": {"from": "2018-07-01", "until": "2018-10-01"}, "by": ["agency"], "rows": [
    ///         {"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-09-10", "revenue": 26000},
    ///         {"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-06-10", "revenue": 26000, "state": "lost",
    ///          "claim": "settled", "claimed_on": "2018-07-02", "answered_on": "2018-07-09", "compensation": 104000}]}"#,
    /// )?;
    /// let total = rulebook.quarter_report(&question)?.total;
    /// assert_eq!((total.volume, total.revenue, total.lost), (1, 26_000, 0));
    /// assert_eq!((total.complaints, total.compensation), (1, 104_000));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `too_large` when something adds up to more than 2^53 − 1.
    pub fn quarter_report<'r>(&'r self, request: &QuarterRequest) -> Result<QuarterReport<'r>, Issues> {
        let mut builder = QuarterBuilder::new(self, request.period.clone(), &request.by);
        request.rows.iter().for_each(|row| builder.add(row));
        builder.finish()
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn quarter_report_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |request: QuarterRequest| self.quarter_report(&request))
    }
}
