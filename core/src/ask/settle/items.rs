//! The items of a contract's period, each looked at before it counts.

use std::collections::BTreeMap;

use super::adds_up::adds_up;
use crate::ask::answer::Outcome;
use crate::ask::quote::{Quotation, Quoted};
use crate::document::Contract;
use crate::index::link::unknown;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id, Issue, IssueCode, Issues, Money, Params, Path, Suggest, Validity};

closed_list! {
    /// To whom a compensation goes.
    pub enum CompensationTo {
        /// To the agency: it is set off against what the agency owes the operator.
        Agency = "agency", "Cơ quan", "The agency",
        /// To the applicant: the operator pays it to the person, so it does not touch the balance.
        Applicant = "applicant", "Người nộp hồ sơ", "The applicant",
    }
}

built! {
    /// A carriage of a contract's period, with its price.
    pub struct SettleItem<'r> {
        /// What it is known by, once among the items: the consignment's or the dossier's number.
        pub id: Id,
        /// The day on which it counts.
        pub on: Date,
        /// Its price: a quoted answer, of this contract. Any other is an issue.
        pub quote: Quotation<'r>,
        /// The money that the operator took from the applicant, in đồng; absent: `applicant_due` of the price.
        pub collected: Option<Money>,
        /// What the operator owes for what went wrong, in đồng.
        pub compensation: Money = Money::ZERO,
        /// To whom the compensation goes; absent: to the agency.
        pub compensation_to: CompensationTo = CompensationTo::Agency,
    }
}

/// What every item is held to, whatever the others are.
#[derive(Clone, Debug)]
pub(crate) struct Terms<'r> {
    pub(super) contract: &'r Id,
    pub(super) period: Validity,
    currency: &'r str,
}

impl<'r> Terms<'r> {
    fn new(rulebook: &'r Rulebook, contract: &Id, period: Validity) -> Result<Self, Issues> {
        let document = rulebook.document();
        let ids = &rulebook.index.ids.contracts;
        let found = ids.find(contract.as_str()).map(Ix::<Contract>::new);
        // Without the contract nothing can be said about an item.
        let params = || unknown(&Suggest::new(), ids, "contracts", contract.as_str());
        let issue = || Issue::new(IssueCode::UnknownReference, "/contract", params());
        let contract = &document.contracts.at(found.ok_or_else(issue)?).id;
        Ok(Self { contract, period, currency: document.currency.as_str() })
    }

    /// The price of an item that is right by itself; else everything that is wrong with it is added.
    pub(crate) fn admit<'i, 'q>(
        &self,
        item: &'i SettleItem<'q>,
        at: &Path<'_>,
        issues: &mut Issues,
    ) -> Option<&'i Quoted<'q>> {
        // A list of issues that is full no longer grows, but then no answer is given anyway.
        let before = issues.len();
        if !self.period.holds_on(item.on) {
            let params = Params::new().with("from", self.period.from);
            let params = self.period.until.into_iter().fold(params, |params, until| params.with("until", until));
            issues.add(IssueCode::OutsidePeriod, &Path::Key(at, "on"), params);
        }
        let quote = self.price(&item.quote, &Path::Key(at, "quote"), issues)?;
        (issues.len() == before).then_some(quote)
    }

    /// The price of an item, which must be one of this contract and add up.
    fn price<'i, 'q>(
        &self,
        quotation: &'i Quotation<'q>,
        at: &Path<'_>,
        issues: &mut Issues,
    ) -> Option<&'i Quoted<'q>> {
        let Quotation::Quoted(quote) = quotation else {
            let allowed = vec![Outcome::Quoted.as_str().into()];
            issues.add(IssueCode::NotOneOf, &Path::Key(at, "outcome"), Params::new().with("allowed", allowed));
            return None;
        };
        must_be(self.contract.as_str(), &quote.contract, &Path::Key(at, "contract"), issues);
        must_be(self.currency, &quote.currency, &Path::Key(at, "currency"), issues);
        adds_up(quote, at, issues);
        Some(quote)
    }
}

/// The items that were let in. Memory goes by their ids.
#[derive(Debug)]
pub(crate) struct Items<'r> {
    pub(crate) terms: Terms<'r>,
    /// How many were looked at.
    count: usize,
    /// Where each id stands first.
    positions: BTreeMap<Id, usize>,
}

impl<'r> Items<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook, contract: &Id, period: Validity) -> Result<Self, Issues> {
        Ok(Self { terms: Terms::new(rulebook, contract, period)?, count: 0, positions: BTreeMap::new() })
    }

    /// How many items were looked at.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// Counts an item that could not be read, so that the positions of those after it are told right.
    pub(crate) fn skip(&mut self) {
        self.count += 1;
    }

    /// Lets an item in, and gives its position and price; or adds everything that is wrong with it.
    pub(crate) fn admit<'i, 'q>(
        &mut self,
        item: &'i SettleItem<'q>,
        at: &Path<'_>,
        issues: &mut Issues,
    ) -> Option<(usize, &'i Quoted<'q>)> {
        let (position, duplicate) = self.place(&item.id);
        let alone = duplicate.is_none();
        if let Some(first) = duplicate {
            issues.add(IssueCode::Duplicate, &Path::Key(at, "id"), first);
        }
        let quote = self.terms.admit(item, at, issues)?;
        alone.then_some((position, quote))
    }

    /// Gives an item the next position, and says which one has its id already.
    fn place(&mut self, id: &Id) -> (usize, Option<Params<'static>>) {
        let position = self.count;
        self.count += 1;
        let first = *self.positions.entry(id.clone()).or_insert(position);
        let duplicate = || Params::new().with("first", format!("/items/{first}/id"));
        (position, (first != position).then(duplicate))
    }

    /// Gives items of a part their positions, in their order. Tells those whose ids others have already, by their positions in
    /// the part.
    pub(crate) fn merge(&mut self, ids: Vec<Option<Id>>) -> Vec<(usize, Issue)> {
        let mut duplicates = Vec::new();
        for (at, id) in ids.into_iter().enumerate() {
            let Some(id) = id else {
                self.skip();
                continue;
            };
            if let (_, Some(first)) = self.place(&id) {
                duplicates.push((at, Issue::new(IssueCode::Duplicate, "/id", first)));
            }
        }
        duplicates
    }

    /// The position of the item with an id, if one was looked at.
    pub(crate) fn position(&self, id: &Id) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The ids in the order of their bytes, each with its position.
    pub(crate) fn into_positions(self) -> impl Iterator<Item = (Id, usize)> {
        self.positions.into_iter()
    }
}

/// Adds an issue for a text that must be another.
fn must_be(expected: &str, given: &str, at: &Path<'_>, issues: &mut Issues) {
    if given != expected {
        issues.add(IssueCode::Contradicts, at, Params::new().with("expected", expected.to_owned()));
    }
}
