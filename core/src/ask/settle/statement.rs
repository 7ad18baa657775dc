//! `settle`: who owes whom how much for a contract's period.

use std::collections::BTreeMap;

use super::adds_up::{AGENCY, APPLICANT, LineSums};
use super::items::{CompensationTo, Items, SettleItem};
use crate::ask::answer::{in_json, within};
use crate::ask::quote::{Payment, Quoted};
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issues, Language, Money, Path, Validity, read, write};

shape! {
    /// A question: what does a contract's period come to?
    pub struct SettleRequest<'r> {
        /// The contract.
        pub contract: Id,
        /// The days: an item of another day is an issue.
        pub period: Validity,
        /// What was carried and is charged, in any order.
        pub items: Vec<SettleItem<'r>>,
    }
}

impl<'r> SettleRequest<'r> {
    /// A question about these items.
    pub fn new(contract: Id, period: Validity, items: Vec<SettleItem<'r>>) -> Self {
        Self { contract, period, items }
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
    /// The answer to a [`SettleRequest`]: every đồng of a contract's period.
    pub struct Statement {
        /// The contract.
        pub contract: Id,
        /// The days.
        pub period: Validity,
        /// How many items.
        pub items: i64,
        /// The postage of all items, in đồng, as their lines say it: with tax where the tariff's prices include it.
        pub postage: i64,
        /// The surcharges, as the lines say them.
        pub surcharges: i64,
        /// The discounts, as the lines say them: 0 or less.
        pub discounts: i64,
        /// Without tax.
        pub net: i64,
        /// The tax.
        pub tax: i64,
        /// With tax: `net` + `tax`, which is also what the payers pay.
        pub total: i64,
        /// Who pays what of the total, sorted by `who` as bytes.
        pub payers: Vec<Payment<'static>>,
        /// What the operator took from applicants, agency fees included.
        pub collected: i64,
        /// The agency fees of the prices, which the operator hands over: what of them was collected is in the balance.
        pub agency_fees: i64,
        /// What the operator owes for what went wrong, to agency and applicants.
        pub compensation: i64,
        /// The part of it that goes to applicants.
        pub compensation_to_applicants: i64,
        /// What the agency still owes the operator: the applicants' and the agency's shares of the total, less what was
        /// collected, less the compensation to the agency. Negative: the operator owes the agency.
        pub balance: i64,
    }
}

impl Statement {
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

/// A [`Statement`] in the making: items are added one by one, in any order, and only their ids are kept.
#[derive(Debug)]
pub struct StatementBuilder<'r> {
    items: Items<'r>,
    sums: Sums,
}

impl<'r> StatementBuilder<'r> {
    /// No items yet.
    ///
    /// # Errors
    /// `unknown_reference` when the rulebook does not have the contract.
    pub fn new(rulebook: &'r Rulebook, contract: &Id, period: Validity) -> Result<Self, Issues> {
        Ok(Self { items: Items::new(rulebook, contract, period)?, sums: Sums::default() })
    }

    /// Adds an item.
    ///
    /// # Errors
    /// Everything that is wrong with it, as [`Rulebook::settle`] tells it; the item is then not counted.
    pub fn add(&mut self, item: &SettleItem<'_>) -> Result<(), Issues> {
        let mut issues = Issues::new();
        self.add_at(item, &Path::Root, &mut issues);
        issues.or(Some(()))
    }

    /// Leaves a place for an item that could not be read, so that the places of those after it are told right.
    pub fn skip(&mut self) {
        self.items.skip();
    }

    fn add_at(&mut self, item: &SettleItem<'_>, at: &Path<'_>, issues: &mut Issues) {
        if let Some((_, quote)) = self.items.admit(item, at, issues) {
            self.sums.count(item, quote);
        }
    }

    /// What all items added come to.
    ///
    /// # Errors
    /// `too_large` when a sum is more than 2^53 − 1.
    pub fn finish(self) -> Result<Statement, Issues> {
        let Items { contract, period, .. } = self.items;
        self.sums.told(contract.clone(), period)
    }
}

/// What is added up. Sums of amounts within 2^53 cannot pass 128 bits.
#[derive(Debug, Default)]
struct Sums {
    items: i128,
    lines: LineSums,
    net: i128,
    tax: i128,
    total: i128,
    payers: BTreeMap<Box<str>, i128>,
    collected: i128,
    agency_fees: i128,
    to_agency: i128,
    to_applicants: i128,
}

impl Sums {
    fn count(&mut self, item: &SettleItem<'_>, quote: &Quoted<'_>) {
        self.items += 1;
        self.lines.add(quote);
        self.net += i128::from(quote.net);
        self.tax += i128::from(quote.tax);
        self.total += i128::from(quote.total);
        for payer in &quote.payers {
            self.pays(&payer.who, payer.amount);
        }
        self.collected += i128::from(item.collected.map_or(quote.applicant_due, Money::get));
        self.agency_fees += i128::from(quote.agency_fee);
        *(match item.compensation_to {
            CompensationTo::Agency => &mut self.to_agency,
            CompensationTo::Applicant => &mut self.to_applicants,
        }) += i128::from(item.compensation.get());
    }

    fn pays(&mut self, who: &str, amount: i64) {
        match self.payers.get_mut(who) {
            Some(sum) => *sum += i128::from(amount),
            None => _ = self.payers.insert(who.into(), amount.into()),
        }
    }

    fn told(self, contract: Id, period: Validity) -> Result<Statement, Issues> {
        let share = |who: &str| self.payers.get(who).copied().unwrap_or(0);
        let balance = share(APPLICANT) + share(AGENCY) - self.collected - self.to_agency;
        let payers = self.payers.into_iter();
        let payers = payers.map(|(who, sum)| Ok(Payment { who: String::from(who).into(), amount: within(sum)? }));
        Ok(Statement {
            contract,
            period,
            items: within(self.items)?,
            postage: within(self.lines.postage)?,
            surcharges: within(self.lines.surcharges)?,
            discounts: within(self.lines.discounts)?,
            net: within(self.net)?,
            tax: within(self.tax)?,
            total: within(self.total)?,
            payers: payers.collect::<Result<_, Issues>>()?,
            collected: within(self.collected)?,
            agency_fees: within(self.agency_fees)?,
            compensation: within(self.to_agency + self.to_applicants)?,
            compensation_to_applicants: within(self.to_applicants)?,
            balance: within(balance)?,
        })
    }
}
