//! From the consignment to its quotation.

use std::borrow::Cow;

use super::answer::{Line, NoPrice, Payment, Quotation, Quoted};
use super::carriage::Carriage;
use super::price::Price;
use super::question::Consignment;
use crate::ask::answer::{Answerable, Outcome, cite, too_large};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
use crate::rulebook::Rulebook;
use crate::say::reason::Reason;
use crate::wire::{Id, Issues, Language, MAX_SUM};

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
        let (carriage, mut reasons) = (self.carriage(consignment), Vec::new());
        match self.price_of(&carriage, case, cover, &mut reasons) {
            Some(price) => Ok(Quotation::Quoted(price.quoted(&carriage)?)),
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
    fn quoted(&self, carriage: &Carriage<'_, Id>) -> Result<Quoted<'r>, Issues> {
        if !self.within_limits() {
            return Err(too_large());
        }
        let amount = |amount: i64| (amount.abs() <= MAX_SUM).then_some(amount);
        let mut lines = Vec::with_capacity(4);
        let mut whole = true;
        self.each_line(carriage, |kind, id, bp, value, source| match amount(value) {
            Some(amount) => lines.push(Line { kind, id, bp, amount, source: source.map(Cow::Borrowed) }),
            None => whole = false,
        });
        let mut sources = Vec::with_capacity(2);
        for line in &lines {
            if let Some(Cow::Borrowed(source)) = line.source {
                cite(&mut sources, Some(source));
            }
        }
        cite(&mut sources, self.fee_source());
        if !whole {
            return Err(too_large());
        }
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
            lines,
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
