//! From the consignment to its quotation.

use std::borrow::Cow;

use super::answer::{Line, NoPrice, Payment, Quotation, Quoted};
use super::carriage::Carriage;
use super::lines::PriceLine;
use super::price::Price;
use super::question::Consignment;
use super::wishes::Words;
use crate::ask::answer::{Answerable, Outcome, cite, too_large};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
use crate::rulebook::Rulebook;
use crate::say::reason::Reason;
use crate::wire::{Id, Issues, Language};

impl Answerable for Consignment {
    type Answer<'r> = Quotation<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        match rulebook.ruling(self.asked())? {
            Ruling::NotCovered(reasons) => Ok(Quotation::NotCovered(NotCovered::because(reasons))),
            Ruling::Covered(case, cover) => rulebook.quotation(self, &case, cover),
        }
    }
}

impl Rulebook {
    /// The price of a covered consignment, or why it cannot be told.
    ///
    /// # Errors
    /// `too_large` when the price adds up to more than 2^53 − 1.
    pub(crate) fn quotation<'r>(
        &'r self,
        consignment: &Consignment,
        case: &PreparedCase,
        cover: Cover<'r>,
    ) -> Result<Quotation<'r>, Issues> {
        let (carriage, wishes, mut reasons) = (self.carriage(consignment), Words::of(consignment), Vec::new());
        let mut room = None;
        let terms = self.terms(case, cover, &mut room);
        match self.price_of((&carriage, &wishes), &case.occasion(), terms, &mut reasons) {
            Some(price) => Ok(Quotation::Quoted(price.quoted(&carriage, &wishes)?)),
            None => Ok(Quotation::NoPrice(NoPrice {
                outcome: Outcome::NoPrice,
                contract: cover.contract().id.as_str().into(),
                clause: cover.clause().id.as_str().into(),
                reasons: reasons.into_iter().map(Reason::into_owned).collect(),
            })),
        }
    }
}

impl<'r> Price<'r> {
    /// The price with its lines, as an answer.
    fn quoted(&self, carriage: &Carriage<'_>, wishes: &Words<'_, Id>) -> Result<Quoted<'r>, Issues> {
        let mut lines: Vec<PriceLine<'r>> = Vec::with_capacity(4);
        self.each_line(wishes, carriage, |line| lines.push(line));
        // No line is more than the postage or the net price, nor takes more off than the postage is.
        if !self.within_limits() {
            return Err(too_large());
        }
        let mut sources = Vec::with_capacity(2);
        for line in &lines {
            cite(&mut sources, line.source);
        }
        cite(&mut sources, self.fee_source());
        let cover = self.cover();
        Ok(Quoted {
            outcome: Outcome::Quoted,
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            amendment: cover.amendment().map(Cow::Borrowed),
            tariff: self.tariff().id.as_str().into(),
            version: self.version().id.as_str().into(),
            zone: self.zone().id.as_str().into(),
            currency: self.currency().into(),
            lines: lines.into_iter().map(Line::from).collect(),
            net: self.net(),
            tax: self.tax(),
            total: self.total(),
            payers: self.payments().map(|(who, amount)| Payment { who: who.into(), amount }).collect(),
            agency_fee: self.agency_fee(),
            applicant_due: self.applicant_due(),
            sources,
        })
    }
}

impl<'r> From<PriceLine<'r>> for Line<'r> {
    fn from(line: PriceLine<'r>) -> Self {
        let PriceLine { kind, id, bp, amount, source } = line;
        Self { kind, id, bp, amount, source: source.map(Cow::Borrowed) }
    }
}
