//! From rows and two rulebooks to what changes.

use super::answer::Comparison;
use super::builder::ComparisonBuilder;
use super::question::Trial;
use crate::ask::answer::in_json;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Rulebook {
    /// What would change if `after` were the rulebook instead of this one?
    ///
    /// ```
    /// use hoso::{Trial, Rulebook};
    /// let tariff = |price| {
    ///     let rulebook = r#"{"hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00",
    ///         "operators": [{"id": "post", "name": "VNPost"}],
    ///         "zones": [{"id": "intra_province", "name": "Nội tỉnh", "when": {"same": "province"}}],
    ///         "agencies": [{"code": "so-noi-vu", "name": "Sở Nội vụ"}],
    ///         "procedures": [{"code": "1.000001", "name": "Thủ tục", "agencies": {"all": true}}],
    ///         "tariffs": [{"id": "t", "title": "t", "versions": [
    ///             {"id": "v", "valid": {"from": "2014-01-01"}, "rates": [
    ///                 {"services": ["return"], "zone": "intra_province", "bands": [{"up_to": 100, "price": PRICE}]}]}]}],
    ///         "contracts": [{"id": "c", "operator": "post", "agencies": {"all": true}, "signed_on": "2014-01-01",
    ///             "valid": {"from": "2014-01-01"},
    ///             "clauses": [{"id": "1", "services": ["return"], "scope": {"all": true}, "tariff": "t"}]}]}"#;
    ///     Rulebook::parse(&rulebook.replace("PRICE", price))
    /// };
    /// let (before, after) = (tariff("26000")?, tariff("30000")?);
    /// let question = Trial::parse(
    ///     r#"{"rows": [{"id": "HS-1", "question": {"agency": "so-noi-vu", "procedure": "1.000001", "service": "return",
    ///         "on": "2014-10-01", "weight_grams": 100, "zone": "intra_province"}}]}"#,
    /// )?;
    /// let comparison = before.compare(&after, &question)?;
    /// assert_eq!((comparison.total.changed, comparison.total.difference), (1, 4_000));
    /// assert_eq!(comparison.most[0].kind.as_str(), "dearer");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `contradicts` when the rulebooks are in different currencies; `too_large` at a row whose price adds up to more than
    /// 2^53 − 1 under either rulebook, and for the whole when the rows together do.
    pub fn compare<'r>(&'r self, after: &'r Self, question: &Trial) -> Result<Comparison<'r>, Issues> {
        let mut builder = ComparisonBuilder::new(self, after, &question.by, question.top)?;
        let mut issues = Issues::new();
        for (at, row) in question.rows.iter().enumerate() {
            for issue in builder.add(at, row).err().iter().flat_map(Issues::iter) {
                issues.push(issue.within(&format_args!("/rows/{at}/question")));
            }
        }
        if issues.is_empty() { builder.finish() } else { Err(issues) }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn compare_json(&self, after: &Self, json: &str, language: Language) -> String {
        in_json(json, language, |question: Trial| self.compare(after, &question))
    }
}
