//! One row under one rulebook, and what differs between two of them. Nothing is written to the heap.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::answer::{Change, Terms};
use crate::ask::answer::{Outcome, too_large};
use crate::ask::decide::Cover;
use crate::ask::quote::{Consignment, Price};
use crate::rulebook::Rulebook;
use crate::wire::Issues;

/// How a row comes out under one rulebook; not covered without a cover, and without a price no price can be told.
pub(super) struct Side<'r> {
    pub(super) cover: Option<Cover<'r>>,
    pub(super) price: Option<Price<'r>>,
}

impl<'r> Side<'r> {
    pub(super) fn of(rulebook: &'r Rulebook, question: &Consignment) -> Result<Self, Issues> {
        let prepared = rulebook.prepare_quote(question);
        let mut room = None;
        let Some((prepared, terms)) = prepared.as_ref().and_then(|it| Some((it, it.terms(&mut room)?))) else {
            return Ok(Self { cover: None, price: None });
        };
        match prepared.price_by(terms) {
            Some(price) if !price.within_limits() => Err(too_large()),
            price => Ok(Self { cover: Some(rulebook.cover_of(terms)), price }),
        }
    }

    pub(super) fn total(&self) -> i64 {
        self.price.as_ref().map_or(0, |price| price.total())
    }

    pub(super) fn due(&self) -> i64 {
        self.price.as_ref().map_or(0, |price| price.applicant_due())
    }

    /// In which way a row comes out otherwise after, if it does.
    pub(super) fn change_to(&self, after: &Self) -> Option<Change> {
        let (Some(cover), Some(cover_after)) = (&self.cover, &after.cover) else {
            return match (&self.cover, &after.cover) {
                (None, Some(_)) => Some(Change::NowCovered),
                (Some(_), None) => Some(Change::NoLongerCovered),
                _ => None,
            };
        };
        let same_terms = rule(cover) == rule(cover_after);
        match (&self.price, &after.price) {
            (None, Some(_)) => Some(Change::NowPriced),
            (Some(_), None) => Some(Change::NoLongerPriced),
            (None, None) => (!same_terms).then_some(Change::OtherTerms),
            (Some(price), Some(price_after)) => match price_after.total().cmp(&price.total()) {
                Ordering::Greater => Some(Change::Dearer),
                Ordering::Less => Some(Change::Cheaper),
                Ordering::Equal if price.applicant_due() != price_after.applicant_due() => Some(Change::OtherDue),
                Ordering::Equal => (!(same_terms && same_price(price, price_after))).then_some(Change::OtherTerms),
            },
        }
    }

    pub(super) fn terms(&self) -> Terms<'r> {
        let outcome = match (&self.cover, &self.price) {
            (_, Some(_)) => Outcome::Quoted,
            (Some(_), None) => Outcome::NoPrice,
            (None, None) => Outcome::NotCovered,
        };
        let [contract, _, clause, amendment] = self.cover.as_ref().map_or([None; 4], rule);
        let [tariff, version, zone] = self.price.as_ref().map_or([None; 3], tariff);
        Terms {
            outcome,
            contract: contract.map(Cow::Borrowed),
            clause: clause.map(Cow::Borrowed),
            amendment: amendment.map(Cow::Borrowed),
            tariff: tariff.map(Cow::Borrowed),
            version: version.map(Cow::Borrowed),
            zone: zone.map(Cow::Borrowed),
            total: self.price.as_ref().map(|price| price.total()),
            applicant_due: self.price.as_ref().map(|price| price.applicant_due()),
        }
    }
}

/// Contract, operator, clause and amendment.
fn rule<'r>(cover: &Cover<'r>) -> [Option<&'r str>; 4] {
    let contract = cover.contract();
    [Some(contract.id.as_str()), Some(contract.operator.as_str()), Some(cover.clause().id.as_str()), cover.amendment()]
}

/// Tariff, version and zone.
fn tariff<'r>(price: &Price<'r>) -> [Option<&'r str>; 3] {
    [price.tariff().id.as_str(), price.version().id.as_str(), price.zone().id.as_str()].map(Some)
}

fn same_price(a: &Price<'_>, b: &Price<'_>) -> bool {
    tariff(a) == tariff(b) && a.net() == b.net() && a.agency_fee() == b.agency_fee() && a.payments().eq(b.payments())
}
