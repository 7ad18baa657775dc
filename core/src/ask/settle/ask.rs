//! From the items of a period to its statement.

use super::answer::Statement;
use super::builder::StatementBuilder;
use super::question::SettleRequest;
use crate::ask::answer::in_json;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language, Path};

impl Rulebook {
    /// What does a contract's period come to: charges, shares, what was collected, and who still owes whom?
    ///
    /// Of consignments that are tracked, [`State::is_charged`](crate::ask::track::State::is_charged) says which are items.
    ///
    /// ```
    /// use hoso::{Rulebook, SettleRequest};
    /// let rulebook = Rulebook::parse(
    ///     r#"{"hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00",
    ///         "operators": [{"id": "post", "name": "VNPost"}], "tariffs": [{"id": "t", "title": "t", "versions": []}],
    ///         "contracts": [{"id": "c", "operator": "post", "agencies": {"all": true}, "signed_on": "2014-01-01",
    ///             "valid": {"from": "2014-01-01"},
    ///             "clauses": [{"id": "1", "services": ["return"], "scope": {"all": true}, "tariff": "t"}]}]}"#,
    /// )?;
    /// let question = SettleRequest::parse(
    ///     r#"{"contract": "c", "period": {"from": "2014-09-01", "until": "2014-10-01"}, "items": [
    ///         {"id": "LE704280574SE", "on": "2014-09-12", "quote": {"outcome": "quoted", "contract": "c", "clause": "1",
    ///             "tariff": "t", "version": "v", "zone": "z", "currency": "VND",
    ///             "lines": [{"kind": "postage", "id": "return/z/100", "amount": 26000}],
    ///             "net": 26000, "tax": 0, "total": 26000, "payers": [{"who": "applicant", "amount": 26000}],
    ///             "agency_fee": 50000, "applicant_due": 76000, "sources": []}}]}"#,
    /// )?;
    /// let statement = rulebook.settle(&question)?;
    /// assert_eq!((statement.total, statement.collected, statement.agency_fees), (26_000, 76_000, 50_000));
    /// assert_eq!(statement.balance, -50_000); // The operator hands over the agency's fee.
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_reference` when the rulebook does not have the contract. All items that may not stand in the statement:
    /// `duplicate` ids, `outside_period`, `contradicts` for another contract or currency, `not_one_of` for an answer that
    /// is no price, `does_not_add_up`, `too_small` and `too_large` for amounts that a price cannot have. `too_large` when a
    /// sum is more than 2^53 − 1.
    pub fn settle(&self, request: &SettleRequest<'_>) -> Result<Statement, Issues> {
        let mut builder = StatementBuilder::new(self, &request.contract, request.period.clone())?;
        let (mut issues, list) = (Issues::new(), Path::Key(&Path::Root, "items"));
        for (at, item) in request.items.iter().enumerate() {
            builder.add_at(item, &Path::Index(&list, at), &mut issues);
        }
        issues.or(Some(builder))?.finish()
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn settle_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |request: SettleRequest<'_>| self.settle(&request))
    }
}
